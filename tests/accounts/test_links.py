from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from samgak.accounts import links, services
from samgak.accounts.links import Purpose
from samgak.core import jobs
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def invited():
    return services.account_for("aigerim@example.kz", name="Aigerim", language="kk")


def path_of(link, settings):
    return link.removeprefix(settings.BASE_URL)


def welcome_path(user, settings, next_path=""):
    link = links.link_to(user, purpose=Purpose.WELCOME, next_path=next_path)
    return path_of(link, settings)


def token_of(link):
    return link.split("?")[0].rstrip("/").rsplit("/", 1)[1]


def is_signed_in(client, user):
    return client.session.get("_auth_user_id") == str(user.pk)


def test_a_link_is_in_the_language_of_its_reader(invited, settings):
    assert welcome_path(invited, settings).startswith("/kk/account/link/welcome/")


def test_looking_at_a_link_does_not_spend_it(client, invited, settings):
    path = welcome_path(invited, settings)

    for _look in range(2):
        response = client.get(path)

        assert response.status_code == 200
        assert invited.email in response.content.decode()
        assert not is_signed_in(client, invited)


def test_the_button_signs_in_confirms_the_address_and_begins_a_fresh_session(
    client, invited, settings
):
    client.get(reverse("portal:home"))
    client.session["kept"] = "before"
    before = client.session.session_key

    response = client.post(welcome_path(invited, settings))

    assert response.url == reverse("accounts:welcome")
    assert is_signed_in(client, invited)
    assert client.session.session_key != before
    assert EmailAddress.objects.get(user=invited).verified


def test_a_link_works_once(client, invited, settings):
    path = welcome_path(invited, settings)
    client.post(path)
    client.logout()

    for answer in (client.get(path), client.post(path)):
        assert answer.status_code == 410
    assert not is_signed_in(client, invited)


def test_a_link_of_one_purpose_does_not_serve_another(client, invited):
    token = token_of(links.link_to(invited, purpose=Purpose.SIGN_IN))
    path = reverse("accounts:link", kwargs={"purpose": "welcome", "token": token})

    assert client.get(path).status_code == 410
    assert links.holder_of(token, purpose=Purpose.SIGN_IN) == invited


def test_a_purpose_that_does_not_exist_is_no_page(client):
    path = reverse("accounts:link", kwargs={"purpose": "anything", "token": "AAAA"})

    assert client.get(path).status_code == 404


@pytest.mark.parametrize(("purpose", "lifetime"), links.LIFETIMES.items())
def test_a_link_ends(invited, monkeypatch, purpose, lifetime):
    token = token_of(links.link_to(invited, purpose=purpose))
    start = timezone.now().timestamp()

    monkeypatch.setattr("time.time", lambda: start + lifetime.total_seconds() - 2)
    assert links.holder_of(token, purpose=purpose) == invited
    monkeypatch.setattr("time.time", lambda: start + lifetime.total_seconds() + 2)
    assert links.holder_of(token, purpose=purpose) is None


def test_a_mistyped_link_opens_nothing(client, invited, settings):
    path = welcome_path(invited, settings)

    assert client.get(path[:-4] + "xyz/").status_code == 410


def test_a_closed_account_has_no_links(client, invited, settings):
    path = welcome_path(invited, settings)
    invited.is_active = False
    invited.save()

    assert client.post(path).status_code == 410


def test_somebody_else_who_is_signed_in_is_told_so(client, invited, settings):
    other = UserFactory(name="Dana")
    client.force_login(other)
    path = welcome_path(invited, settings)

    page = client.get(path)

    assert "Dana" in page.content.decode()
    assert invited.email in page.content.decode()
    assert is_signed_in(client, other)
    client.post(path)
    assert is_signed_in(client, invited)


def test_a_link_leads_only_to_pages_of_this_site(client, invited, settings):
    response = client.post(welcome_path(invited, settings, "https://elsewhere.example/"))

    assert response.url == reverse("accounts:welcome")


def test_a_link_leads_on_to_its_page(client, settings):
    user = UserFactory()
    link = links.link_to(user, purpose=Purpose.SIGN_IN, next_path="/en/privacy/")

    assert client.post(path_of(link, settings)).url == "/en/privacy/"


def test_a_link_does_not_replace_the_second_step(client, settings):
    user = UserFactory()
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    assert Authenticator.objects.filter(user=user).count() == 2

    response = client.post(path_of(links.link_to(user, purpose=Purpose.SIGN_IN), settings))

    assert response.url == reverse("mfa_authenticate")
    assert not is_signed_in(client, user)


def ask(client, email, **more):
    return client.post(reverse("accounts:ask_for_link"), {"email": email, **more})


def test_a_new_link_comes_by_mail_and_signs_in(client, settings):
    user = UserFactory(language="uz", timezone="Asia/Tashkent")

    ask(client, user.email.upper(), next="/en/privacy/")
    jobs.work_off()

    (letter,) = mail.outbox
    assert letter.to == [user.email]
    assert "/uz/account/link/sign-in/" in letter.body
    link = next(word for word in letter.body.split() if word.startswith(settings.BASE_URL))
    assert client.post(path_of(link, settings)).url == "/en/privacy/"
    assert is_signed_in(client, user)


def test_the_page_does_not_tell_who_has_an_account(client):
    known = ask(client, UserFactory(email="known@example.org").email)
    unknown = ask(client, "nobody@example.org")
    jobs.work_off()

    assert known.status_code == unknown.status_code == 200
    same = known.content.decode().replace("known@example.org", "")
    assert same == unknown.content.decode().replace("nobody@example.org", "")
    assert [letter.to for letter in mail.outbox] == [["known@example.org"]]


def test_asking_again_and_again_is_stopped(client):
    user = UserFactory()

    answers = [ask(client, user.email).status_code for _ in range(4)]

    assert answers == [200, 200, 200, 429]


def test_a_link_made_before_a_sign_in_is_spent_by_it(invited):
    token = token_of(links.link_to(invited, purpose=Purpose.WELCOME))
    invited.last_login = timezone.now() + timedelta(seconds=1)
    invited.save()

    assert links.holder_of(token, purpose=Purpose.WELCOME) is None
