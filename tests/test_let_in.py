"""Every address of the resolver lets somebody in: a walk of refusals alone would prove nothing."""

import json
import time

import pytest
from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY as OF_WHOM,
)
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.test import Client
from django.urls import reverse
from django.utils import translation

from samgak.accounts.models import User
from tests import walked_edition
from tests.accounts.software_key import SoftwareKey
from tests.test_roles_walk import EVERYBODY, ON_THE_WAY, SIGNED_IN, Walker, addresses

pytestmark = pytest.mark.django_db
PASSWORD = "a calm triangle of three"
KEEPER = "somebody with an authenticator and a key"
NEWCOMER = "somebody who has only a password"
SITE = "testserver"
# Set up only by somebody who has none: whoever has one is led on.
BEFORE_THE_FIRST = {"mfa_activate_totp", "account_set_password"}
# Begin with an identity provider, and are tested with one.
WITH_A_PROVIDER = {"openid_connect_login", "openid_connect_callback", "socialaccount_login_error"}
# Ask for a decision or the name of a quota line, which no address has; their own tests let somebody in.
ASKS_FOR_MORE = {"places_links:appeal", "nominations:studio_line"}
FILES_AND_POSTS = {"portal:hat", "accounts:end_sessions", "mfa_download_recovery_codes"}


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def world():
    made = walked_edition.make()
    made.people[KEEPER] = keeper()
    made.people[NEWCOMER] = User.objects.create_user("new@example.org", PASSWORD, name="Newcomer")
    return made


def keeper():
    """Somebody with a password, an authenticator app, a key and recovery codes."""
    user = User.objects.create_user("keeper@example.org", PASSWORD, name="Keeper")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    asked = {"user": {"id": "a2VlcGVy"}, "rp": {"id": SITE}, "challenge": "YW55"}
    WebAuthn.add(user, "My phone", json.loads(SoftwareKey().create(asked)))
    return user


class Proved(Walker):
    """Has proved a moment ago who it is."""

    def __init__(self, world, who):
        super().__init__(world, who)
        client = Client()
        client.cookies = self.cookies
        session = client.session
        proof = {"method": "password", "reauthenticated": True, "at": time.time()}
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [proof]
        session[OF_WHOM] = str(self.user.pk)
        session.save()

    def path_of(self, address):
        return address.path(self.world, self.world.sides["KZ"])


class Keeper(Proved):
    """Asks for keys of its own."""

    def __init__(self, world):
        super().__init__(world, KEEPER)

    def path_of(self, address):
        path = super().path_of(address)
        if address.name in ("mfa_remove_webauthn", "mfa_edit_webauthn"):
            key = Authenticator.objects.get(user=self.user, type=Authenticator.Type.WEBAUTHN)
            return reverse(address.name, kwargs={"pk": key.pk})
        return path


def lets_in(answer):
    back = answer.to.startswith((reverse("account_login"), reverse("account_reauthenticate")))
    return answer.status < 400 and not back


def test_every_address_lets_somebody_in(world):
    walkers = [Walker(world, who) for who in EVERYBODY]
    keeper, newcomer = Keeper(world), Proved(world, NEWCOMER)
    shut = []
    for address in addresses():
        if address.name in ON_THE_WAY | WITH_A_PROVIDER | ASKS_FOR_MORE:
            continue
        path = address.path(world, world.sides["KZ"])
        answers = (
            walker.send(method, path)
            for walker in walkers
            if walker.expects(address) == "open"
            for method in ("get", "post")
        )
        proved = (one.send("get", one.path_of(address)) for one in (keeper, newcomer))
        if any(map(lets_in, answers)) or any(map(lets_in, proved)):
            continue
        shut.append(address.name)

    assert shut == []


def test_somebody_with_keys_sees_every_page_of_the_account(world):
    keeper = Keeper(world)
    pages = SIGNED_IN - BEFORE_THE_FIRST - FILES_AND_POSTS

    seen = {
        address.name: keeper.send("get", keeper.path_of(address)).status
        for address in addresses()
        if address.name in pages
    }

    assert seen == dict.fromkeys(pages, 200)


@pytest.fixture
def client_on_the_way(world):
    """A visitor who has asked for a code, and another who has given the password alone."""

    def asking(name):
        client = Client()
        if name == "account_confirm_login_code":
            client.post(reverse("account_request_login_code"), {"email": "keeper@example.org"})
        if name == "mfa_authenticate":
            sent = {"login": "keeper@example.org", "password": PASSWORD}
            client.post(reverse("account_login"), sent)
        return client

    return asking


@pytest.mark.parametrize("name", ["account_confirm_login_code", "mfa_authenticate"])
def test_whoever_is_on_the_way_meets_the_page_of_it(client_on_the_way, name):
    assert client_on_the_way(name).get(reverse(name)).status_code == 200
    assert Client().get(reverse(name)).status_code == 302


def test_a_program_asks_for_the_riddle_that_a_passkey_answers(client):
    answer = client.get(
        reverse("mfa_login_webauthn"), headers={"x-requested-with": "XMLHttpRequest"}
    )

    assert answer.status_code == 200
    assert answer.json()["request_options"]["publicKey"]["rpId"] == SITE


def test_those_on_the_way_are_all_let_in_somewhere():
    """The rest of them begins with an identity provider, and is tested with one."""
    here = {"account_confirm_login_code", "mfa_authenticate", "mfa_login_webauthn"}

    assert ON_THE_WAY - here == {"socialaccount_signup", "social/signup/"}
