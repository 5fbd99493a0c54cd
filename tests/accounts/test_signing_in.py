"""Every way in: password, code, passkey, second step; and how a session ends."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.urls import reverse

from samgak.accounts import services
from samgak.accounts.models import User

pytestmark = pytest.mark.django_db
PASSWORD = "a calm triangle of three"


@pytest.fixture
def user():
    person = User.objects.create_user("Dana@Example.kz", PASSWORD, name="Dana")
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def sign_in(client, email, password=PASSWORD):
    return client.post(reverse("account_login"), {"login": email, "password": password})


def is_signed_in(client, user):
    return client.session.get("_auth_user_id") == str(user.pk)


def test_a_password_signs_in_and_begins_a_fresh_session(client, user):
    client.get(reverse("account_login"))
    before = client.session.session_key

    response = sign_in(client, "dana@EXAMPLE.kz")

    assert response.url == reverse("portal:workspace")
    assert is_signed_in(client, user)
    assert client.session.session_key != before


def test_a_wrong_password_does_not(client, user):
    response = sign_in(client, user.email, "not this one")

    assert response.status_code == 200
    assert not is_signed_in(client, user)


def test_guessing_passwords_is_stopped(client, user):
    for _guess in range(5):
        sign_in(client, user.email, "not this one")

    sign_in(client, user.email)

    assert not is_signed_in(client, user)


def test_nobody_signs_up(client):
    response = client.post(
        reverse("account_signup"),
        {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD},
    )

    assert response.status_code == 200
    assert not User.objects.filter(email="new@example.org").exists()


def test_a_code_by_mail_signs_in_also_somebody_who_was_only_invited(client):
    invited = services.account_for("invited@example.org")

    client.post(reverse("account_request_login_code"), {"email": invited.email})
    (letter,) = mail.outbox
    code = re.search(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$", letter.body, re.MULTILINE)[0]
    client.post(reverse("account_confirm_login_code"), {"code": code})

    assert is_signed_in(client, invited)


def test_a_code_is_asked_for_without_telling_who_has_an_account(client, user):
    known = client.post(reverse("account_request_login_code"), {"email": user.email})
    unknown = client.post(reverse("account_request_login_code"), {"email": "no@example.org"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)


def test_a_second_step_is_asked_for(client, user):
    secret = generate_totp_secret()
    TOTP.activate(user, secret)

    response = sign_in(client, user.email)

    assert response.url == reverse("mfa_authenticate")
    assert not is_signed_in(client, user)
    counter = next(iter(yield_hotp_counters_from_time()))
    client.post(
        reverse("mfa_authenticate"), {"code": format_hotp_value(hotp_value(secret, counter))}
    )
    assert is_signed_in(client, user)


def test_the_account_page_changes_what_a_person_says_of_themselves(client, user):
    client.force_login(user)

    response = client.post(
        reverse("accounts:account"),
        {"name": "Дана", "language": "kk", "timezone": "Asia/Almaty"},
    )

    assert response.url == "/kk/account/"
    user.refresh_from_db()
    assert (user.name, user.language, user.timezone) == ("Дана", "kk", "Asia/Almaty")


def test_the_account_page_refuses_a_language_we_do_not_speak(client, user):
    client.force_login(user)

    response = client.post(reverse("accounts:account"), {"name": "Dana", "language": "xx"})

    assert response.status_code == 200
    assert response.context["form"].errors["language"]


def test_signing_out_everywhere_else_keeps_this_session_alone(client, user):
    other = type(client)()
    other.force_login(user)
    client.force_login(user)

    client.post(reverse("accounts:end_sessions"))

    assert client.get(reverse("accounts:account")).status_code == 200
    assert other.get(reverse("accounts:account")).status_code == 302


def test_the_trail_keeps_no_password_and_no_hours_of_sign_in(user):
    events = user.events.count()
    user.set_password("another one entirely")
    user.save()

    assert user.events.count() == events
    columns = {field.name for field in User.pgh_event_model._meta.fields}
    assert not columns & {"password", "last_login"}


def test_an_account_is_known_by_its_address_in_any_case():
    first = services.account_for("Someone@Example.org", name="Someone")

    assert services.account_for("someone@example.ORG", name="Another") == first
    assert User.objects.count() == 1


def test_a_stranger_is_sent_to_sign_in(client):
    page = reverse("accounts:account")

    assert client.get(page).url == f"{reverse('account_login')}?next={page}"


@pytest.mark.parametrize("language", ["en", "ko", "kk"])
def test_pages_of_signing_in_open_in_each_language(client, language):
    for page in ("login/", "login/code/", "link/", "password/reset/"):
        assert client.get(f"/{language}/account/{page}").status_code == 200


def test_the_welcome_page_offers_ways_to_come_back(client):
    client.force_login(services.account_for("invited@example.org"))

    page = client.get(reverse("accounts:welcome")).content.decode()

    assert reverse("account_set_password") in page
    assert reverse("mfa_add_webauthn") in page
