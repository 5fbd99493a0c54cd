"""The keys of the vault: what is kept there is sealed with the first and opened with any of them.

Sealed with Fernet (AES-128-CBC with HMAC-SHA-256), bound to the row: what is copied into another row
does not open there. The keys stand in SAMGAK_VAULT_KEYS, the newest first; the embedded database has
a file beside its data instead, which is read anew each time, so that a rotation needs no restart.
"""

import json
import os
from collections.abc import Mapping

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import connection

from samgak.core.environment import kept_once
from samgak.core.errors import RuleBroken

# pg_advisory_xact_lock's number for the vault: sealing shares it, a rotation has it alone.
LOCK = 7_231_904_155
CLOSED, NO_KEY = "vault_is_closed", "vault_has_no_key"


def seal(value: Mapping[str, str], *, bound_to: str) -> bytes:
    """The value as it may be stored; inside a transaction, which a rotation waits for."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [LOCK])
    held = json.dumps({"bound_to": bound_to, "value": dict(value)}, ensure_ascii=False)
    return _fernet(keys()).encrypt(held.encode())


def opened(sealed: bytes, *, bound_to: str) -> dict[str, str]:
    """The value; raises RuleBroken where no key opens it, or where it belongs to another row."""
    try:
        held = json.loads(_fernet(keys()).decrypt(bytes(sealed)))
    except InvalidToken as fault:
        raise RuleBroken(CLOSED) from fault
    if held["bound_to"] != bound_to:
        raise RuleBroken(CLOSED)
    return held["value"]


def rotated(sealed: bytes) -> bytes:
    """The same value, sealed with the first key."""
    try:
        return _fernet(keys()).rotate(bytes(sealed))
    except InvalidToken as fault:
        raise RuleBroken(CLOSED) from fault


def keys() -> list[str]:
    """The keys, the newest first; raises RuleBroken where there are none."""
    if settings.VAULT_KEYS:
        return settings.VAULT_KEYS
    if settings.VAULT_KEY_FILE is None:
        raise RuleBroken(NO_KEY)
    return kept_once(settings.VAULT_KEY_FILE, lambda: Fernet.generate_key().decode()).split()


def hold_alone() -> None:
    """Let nothing be sealed until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def begin_with_a_new_key() -> None:
    """Put a new key before those of the file; keys of the environment are put there by hand."""
    if not settings.VAULT_KEYS:
        _write([Fernet.generate_key().decode(), *keys()])


def forget_old_keys() -> None:
    """Leave the newest key alone in the file."""
    if not settings.VAULT_KEYS:
        _write(keys()[:1])


def _write(lines: list[str]) -> None:
    file = settings.VAULT_KEY_FILE
    part = file.with_name(f"{file.name}.{os.getpid()}")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as written:
        written.write("\n".join(lines) + "\n")
    part.replace(file)


def _fernet(known: list[str]) -> MultiFernet:
    try:
        return MultiFernet([Fernet(one) for one in known])
    except ValueError as fault:
        raise RuleBroken(NO_KEY) from fault
