"""What anybody reads who types or scans the number of a certificate."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import translation

from samgak.certificates import rules, services
from samgak.certificates.models import Certificate
from samgak.certificates.views import verify
from samgak.participants.models import Person
from samgak.partners.models import Organisation
from samgak.programmes.models import Edition
from tests.certificates.factories import AT, issued
from tests.costs import queries_of
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=3)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def no_misses_yet():
    cache.clear()


@pytest.fixture
def certificate():
    return issued()


def page(number):
    return reverse("certificates:verify", kwargs={"number": number})


def unknown_number(turn=0):
    lots = (f"ZZZZZZ{first}{second}" for first in rules.LETTERS_BY_LOT for second in "0123456789")
    numbers = (rules.number_of(country="KZ", year=2030, lot=lot) for lot in lots)
    return [number for number in numbers if number][turn]


def test_a_valid_certificate_says_who_issued_what_to_whom_and_when(client, certificate):
    response = client.get(page(certificate.number))

    said = response.content.decode()
    assert response.status_code == 200
    for words in (
        "This certificate is valid",
        certificate.number,
        certificate.native_name,
        certificate.passport_name,
        "First Agency",
        "Екінші агенттік",
        "A course on one-stop services",
        "14 January 2030",
        "17 January 2030",
    ):
        assert words in said


def test_the_page_is_for_everybody_never_cached_and_never_listed(client, certificate):
    response = client.get(page(certificate.number))

    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "sessionid" not in response.cookies
    assert queries_of(client, page(certificate.number)) <= 2


def test_a_replaced_certificate_leads_to_the_new_one(client, certificate):
    new = services.reissue(
        certificate,
        native_name="Оспанова Айгерім",
        passport_name="Ospanova Aigerim",
        reason="A secret reason",
        by=UserFactory(),
        at=LATER,
    )

    said = client.get(page(certificate.number)).content.decode()

    assert "This certificate is replaced" in said
    assert page(new.number) in said
    assert "20 January 2030" in said
    assert "A secret reason" not in said
    assert "This certificate is valid" in client.get(page(new.number)).content.decode()


def test_a_revoked_certificate_is_shown_as_revoked_with_the_day(client, certificate):
    services.revoke(certificate, reason="A secret reason", by=UserFactory(), at=LATER)

    said = client.get(page(certificate.number)).content.decode()

    assert "This certificate is revoked" in said
    assert "20 January 2030" in said
    assert "A secret reason" not in said
    assert "is valid" not in said


def test_an_unknown_number_is_not_found_and_says_so(client):
    response = client.get(page(unknown_number()))

    assert response.status_code == 404
    assert "This certificate is unknown" in response.content.decode()


@pytest.mark.parametrize("typed", ["KZ30-ZZZZZZZZ-", "hello", "<script>", "%00", "-"])
def test_a_mistyped_number_is_said_to_be_mistyped(client, typed):
    response = client.get(page(typed))

    assert response.status_code == 404
    assert "The number is mistyped" in response.content.decode()
    assert "<script>" not in response.content.decode()


def test_numbers_are_read_as_people_type_them(client, certificate):
    typed = certificate.number.lower().replace("-", " ").replace("0", "o").replace("1", "l")

    response = client.get(reverse("certificates:verify_form"), {"number": typed}, follow=True)

    assert "This certificate is valid" in response.content.decode()


def test_the_form_survives_slashes_and_nothing(client):
    form = reverse("certificates:verify_form")

    assert client.get(form).status_code == 200
    assert client.get(form, {"number": ""}).context["form"].errors
    assert client.get(form, {"number": "a/b/../c"}, follow=True).status_code == 404


@pytest.mark.parametrize(
    ("accepts", "language"), [("ko", "ko"), ("kk,ru;q=0.5", "kk"), ("fr", "en")]
)
def test_the_printed_address_leads_to_the_readers_language(client, certificate, accepts, language):
    response = client.get(f"/verify/{certificate.number}/", headers={"accept-language": accepts})

    assert response.status_code == 302
    assert response.headers["Location"] == f"/{language}/verify/{certificate.number}/"
    assert "Accept-Language" in response.headers["Vary"]


def test_the_statement_outlives_the_data_it_was_made_from(client, certificate):
    Person.objects.update(family_name="Removed", given_name="", native_name="", email="")
    Edition.objects.update(title="Another title", venue_name="Elsewhere")
    Organisation.objects.update(name="Renamed")

    said = client.get(page(certificate.number)).content.decode()

    assert certificate.passport_name in said
    assert "A course on one-stop services" in said
    assert "First Agency" in said
    assert not {"Removed", "Another title", "Elsewhere", "Renamed"} & set(said.split())
    kept = Certificate.objects.get()
    assert services.render_pdf(kept) == bytes(kept.pdf)


def test_a_certificate_of_the_demonstration_proves_nothing(client, settings):
    settings.DEMONSTRATION = True
    certificate = issued()
    settings.DEMONSTRATION = False

    assert "it proves nothing" in client.get(page(certificate.number)).content.decode()


def test_guessing_is_slowed_down_and_checking_is_not(client, certificate):
    for turn in range(verify.MISSES_ALLOWED):
        assert client.get(page(unknown_number(turn))).status_code == 404
    for _ in range(2):
        client.get(page(certificate.number), REMOTE_ADDR="192.0.2.7")

    refused = client.get(page(unknown_number()))

    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "600"
    elsewhere = client.get(page(certificate.number), REMOTE_ADDR="192.0.2.7")
    assert elsewhere.status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_verifying_changes_nothing(client, certificate, method):
    assert getattr(client, method)(page(certificate.number)).status_code == 405
