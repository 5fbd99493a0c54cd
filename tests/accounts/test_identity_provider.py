"""Signing in with the account of an institution, against a real provider on loopback."""

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse

from samgak.accounts import services
from samgak.accounts.models import User
from tests.accounts import identity_provider

pytestmark = pytest.mark.django_db
SOMEBODY = {"sub": "42", "email": "Dana@agency.example", "email_verified": True, "name": "Dana"}


@pytest.fixture
def provider(settings):
    with identity_provider.running(**SOMEBODY) as found:
        app = {
            "provider_id": "oidc",
            "name": "The agency",
            "client_id": identity_provider.CLIENT_ID,
            "secret": identity_provider.SECRET,
            "settings": {"server_url": found.url, "oauth_pkce_enabled": True},
        }
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
        yield found


@pytest.fixture
def invited():
    return services.account_for("dana@agency.example", name="Dana")


def go_through(client):
    """What a browser does: to the provider, and back with what it says."""
    start = client.get(reverse("openid_connect_login", kwargs={"provider_id": "oidc"}))
    answer = requests.get(start.url, allow_redirects=False, timeout=5)
    return client.get(answer.headers["Location"])


def is_signed_in(client, user):
    return client.session.get("_auth_user_id") == str(user.pk)


def test_the_sign_in_page_offers_the_institution(client, provider):
    assert "The agency" in client.get(reverse("account_login")).content.decode()


def test_somebody_invited_signs_in_and_the_address_counts_as_confirmed(client, provider, invited):
    response = go_through(client)

    assert response.url == reverse("portal:workspace")
    assert is_signed_in(client, invited)
    assert EmailAddress.objects.get(user=invited).verified
    assert provider.exchanged == ["code-1"]


def test_somebody_who_was_not_invited_gets_no_account(client, provider):
    response = go_through(client)

    assert "account/signup_closed.html" in [template.name for template in response.templates]
    assert not User.objects.exists()


def test_an_address_the_provider_has_not_verified_opens_nothing(client, provider, invited):
    provider.claims = SOMEBODY | {"email_verified": False}

    go_through(client)

    assert not is_signed_in(client, invited)
    assert not EmailAddress.objects.get(user=invited).verified


def test_a_token_for_another_program_opens_nothing(client, provider, invited):
    provider.audience = "another-program"

    response = go_through(client)

    assert "socialaccount/authentication_error.html" in [one.name for one in response.templates]
    assert not is_signed_in(client, invited)


def test_an_answer_nobody_asked_for_opens_nothing(client, provider, invited):
    callback = reverse("openid_connect_callback", kwargs={"provider_id": "oidc"})

    client.get(callback, {"code": "code-1", "state": "made-up"})

    assert provider.exchanged == []
    assert not is_signed_in(client, invited)


def test_a_closed_account_stays_closed(client, provider, invited):
    invited.is_active = False
    invited.save()

    go_through(client)

    assert not is_signed_in(client, invited)


def test_the_second_step_is_asked_for_here_too(client, provider, invited):
    TOTP.activate(invited, generate_totp_secret())

    response = go_through(client)

    assert response.url == reverse("mfa_authenticate")
    assert not is_signed_in(client, invited)


def test_without_a_provider_there_is_no_way_to_one(client, settings):
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": []}}

    page = reverse("openid_connect_login", kwargs={"provider_id": "oidc"})
    assert client.get(page).status_code == 404
