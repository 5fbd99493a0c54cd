import json

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from samgak.accounts import links, services
from samgak.accounts.links import Purpose
from tests.accounts.software_key import SoftwareKey

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return services.account_for("aigerim@example.kz", name="Aigerim")


def sign_in_by_link(client, user, settings):
    link = links.link_to(user, purpose=Purpose.WELCOME)
    client.post(link.removeprefix(settings.BASE_URL))


def add(client, key):
    page = client.get(reverse("mfa_add_webauthn"))
    options = json.loads(json.dumps(page.context["js_data"], default=str))
    credential = key.create(options["creation_options"]["publicKey"])
    return client.post(
        reverse("mfa_add_webauthn"),
        {"name": "My phone", "credential": credential, "passwordless": "on"},
    )


def sign_in(client, key):
    asked = client.get(
        reverse("mfa_login_webauthn"), headers={"x-requested-with": "XMLHttpRequest"}
    ).json()
    credential = key.sign(asked["request_options"]["publicKey"])
    return client.post(reverse("mfa_login_webauthn"), {"credential": credential})


def is_signed_in(client, user):
    return client.session.get("_auth_user_id") == str(user.pk)


@pytest.fixture
def key(client, user, settings):
    sign_in_by_link(client, user, settings)
    key = SoftwareKey()
    add(client, key)
    client.logout()
    return key


def test_whoever_came_by_a_link_may_add_a_passkey(client, user, settings):
    sign_in_by_link(client, user, settings)

    response = add(client, SoftwareKey())

    assert response.status_code == 302
    added = Authenticator.objects.get(user=user, type=Authenticator.Type.WEBAUTHN)
    assert added.wrap().name == "My phone"


def test_a_passkey_signs_in_without_a_password(client, user, key):
    response = sign_in(client, key)

    assert response.url == reverse("portal:workspace")
    assert is_signed_in(client, user)


def test_another_key_does_not(client, user, key):
    other = SoftwareKey()
    other.identifier, other.user_handle = key.identifier, key.user_handle

    sign_in(client, other)

    assert not is_signed_in(client, user)


def test_a_proof_for_another_site_does_not(client, user, key):
    key.origin = "https://elsewhere.example"

    sign_in(client, key)

    assert not is_signed_in(client, user)


def test_an_answer_does_not_serve_twice(client, user, key):
    asked = client.get(
        reverse("mfa_login_webauthn"), headers={"x-requested-with": "XMLHttpRequest"}
    ).json()
    credential = key.sign(asked["request_options"]["publicKey"])
    client.post(reverse("mfa_login_webauthn"), {"credential": credential})
    client.logout()

    client.post(reverse("mfa_login_webauthn"), {"credential": credential})

    assert not is_signed_in(client, user)
