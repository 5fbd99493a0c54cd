"""A passkey made of software: what a phone or a security key does, without the phone."""

import hashlib
import json
import os
import struct

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_encode

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


class SoftwareKey:
    """One key pair, bound to the site that asked for it."""

    def __init__(self, origin="https://testserver"):
        self.origin = origin
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.identifier = os.urandom(16)
        self.counter = 0
        self.user_handle = ""

    def create(self, options):
        """Answer the site's wish for a new key."""
        self.user_handle = options["user"]["id"]
        public = cbor.encode(dict(ES256.from_cryptography_key(self.private.public_key())))
        length = struct.pack(">H", len(self.identifier))
        attested = bytes(16) + length + self.identifier + public
        data = self._data(options["rp"]["id"], PRESENT | VERIFIED | ATTESTED) + attested
        attestation = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        client = self._client("webauthn.create", options["challenge"])
        return self._answer(
            client, {"attestationObject": websafe_encode(attestation)}, {"credProps": {"rk": True}}
        )

    def sign(self, options):
        """Answer the site's wish for a proof that the key is here."""
        self.counter += 1
        data = self._data(options["rpId"], PRESENT | VERIFIED)
        client = self._client("webauthn.get", options["challenge"])
        signed = data + hashlib.sha256(client).digest()
        signature = self.private.sign(signed, ec.ECDSA(hashes.SHA256()))
        response = {
            "authenticatorData": websafe_encode(data),
            "signature": websafe_encode(signature),
            "userHandle": self.user_handle,
        }
        return self._answer(client, response, {})

    def _data(self, site, flags):
        return hashlib.sha256(site.encode()).digest() + struct.pack(">BI", flags, self.counter)

    def _client(self, kind, challenge):
        said = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return json.dumps(said).encode()

    def _answer(self, client, response, extensions):
        return json.dumps(
            {
                "type": "public-key",
                "id": websafe_encode(self.identifier),
                "rawId": websafe_encode(self.identifier),
                "response": {"clientDataJSON": websafe_encode(client), **response},
                "clientExtensionResults": extensions,
            }
        )
