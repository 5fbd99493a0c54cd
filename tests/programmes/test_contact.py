"""Whom people ask: everybody reads the contact, only who takes part reads the emergency telephone."""

import pytest
from django.urls import reverse

from samgak.programmes import rules_editions as rules
from tests.factories import EditionFactory, EditionRoleFactory, ParticipantFactory
from tests.sent_forms import sent

DESK = {
    "contact_name": {"en": "Course desk", "ko": "연수 안내"},
    "contact_email": "desk@example.org",
    "contact_telephone": "+7 000 555-01-00",
    "emergency_telephone": "+7 000 555-01-12",
}
GIVEN = {"contact_email": "", "contact_telephone": "", "emergency_telephone": ""}


@pytest.fixture
def edition(db):
    return EditionFactory(state="preparing", **DESK)


def test_everybody_reads_whom_to_ask(client, edition):
    page = client.get(f"/ko/editions/{edition.code}/").content.decode()

    for words in ("연수 안내", "mailto:desk@example.org", "tel:+70005550100"):
        assert words in page
    assert "01-12" not in page
    assert "5550112" not in page


def test_who_takes_part_reads_the_emergency_telephone(client, edition):
    user = EditionRoleFactory(edition=edition, role="participant").user
    seat = ParticipantFactory(edition=edition, person__user=user)
    client.force_login(user)
    address = f"/en/editions/{edition.code}/me/"

    assert "tel:+70005550112" in client.get(address).content.decode()

    seat.state = "withdrawn"
    seat.save()
    assert "tel:+70005550112" not in client.get(address).content.decode()


@pytest.mark.django_db
def test_without_a_contact_of_its_own_the_sites_is_shown(client, settings):
    edition = EditionFactory(state="running")
    user = EditionRoleFactory(edition=edition, role="participant").user
    ParticipantFactory(edition=edition, person__user=user)
    client.force_login(user)

    assert settings.HELP_EMAIL in client.get(f"/en/editions/{edition.code}/me/").content.decode()
    client.logout()
    assert "tel:" not in client.get(f"/en/editions/{edition.code}/").content.decode()


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("contact_telephone", "javascript:alert(1)", "Write a telephone number with digits"),
        ("emergency_telephone", "12", "Write a telephone number with digits"),
        ("contact_email", "desk", "Enter a valid email address."),
    ],
)
def test_what_nobody_can_call_or_write_to_is_refused(client, edition, field, value, says):
    client.force_login(EditionRoleFactory(edition=edition).user)
    address = reverse("programmes:change_contact", args=[edition.code])

    answer = client.post(address, sent(client.get(address)) | {field: value})

    assert says in answer.content.decode()
    edition.refresh_from_db()
    assert getattr(edition, field) == DESK[field]


@pytest.mark.parametrize(
    ("values", "reasons"),
    [
        ({}, []),
        ({"contact_email": "a@b.org", "contact_telephone": "+82 2-740-0114"}, []),
        ({"contact_email": "a@b"}, ["not_email"]),
        ({"contact_email": '"a"@b.org'}, ["not_email"]),
        ({"contact_telephone": "++7"}, ["not_telephone"]),
        ({"emergency_telephone": "1" * 30}, ["not_telephone"]),
    ],
)
def test_what_is_a_contact(values, reasons):
    assert rules.reasons_not_a_contact(GIVEN | values) == reasons
