from datetime import UTC, datetime

import pytest
from django.urls import reverse
from icalendar import Calendar

from samgak.timetable import services
from tests.factories import EditionFactory, ParticipantFactory, UserFactory
from tests.timetable.factories import (
    LATER,
    NINE,
    TEN,
    GroupFactory,
    HeldSessionFactory,
    LecturerFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return EditionFactory(title={"en": "A course", "ru": "Курс"})


def public_feed(edition):
    return reverse("calendars:edition", kwargs={"code": edition.code})


def own_feed(participant):
    return reverse("calendars:participant", kwargs={"secret": participant.calendar_secret})


def events(response):
    calendar = Calendar.from_ical(response.content)
    return {str(event["UID"]): event for event in calendar.walk("VEVENT")}


def test_addresses_of_feeds_have_no_language(edition):
    assert public_feed(edition) == f"/editions/{edition.code}/agenda.ics"
    assert own_feed(ParticipantFactory(calendar_secret="a_B-9")) == "/calendar/a_B-9.ics"


def test_the_public_feed_tells_when_where_and_by_whom(client, edition):
    session = HeldSessionFactory(
        edition=edition,
        code="open-data",
        title={"en": "Open data", "ru": "Открытые данные"},
        language="kk",
        lecturer=LecturerFactory(edition=edition),
    )

    response = client.get(public_feed(edition))

    event = events(response)[f"open-data.{edition.code}@samgak"]
    assert response["Content-Type"].startswith("text/calendar")
    assert event["SUMMARY"] == "Открытые данные"
    assert event["LOCATION"] == "Hall, Astana"
    assert event["DESCRIPTION"] == "Kim Haneul\nказахский → русский"
    assert event.start == NINE
    assert event.start.tzinfo.key == "Asia/Almaty"
    assert event.end == session.ends_at


@pytest.mark.parametrize(
    ("language", "title"), [("en", "A lecture"), ("ko", "강의"), ("tk", "Лекция"), ("xx", "Лекция")]
)
def test_titles_are_in_the_wanted_language_or_the_nearest(client, edition, language, title):
    titles = {"en": "A lecture", "ko": "강의", "ru": "Лекция"}
    HeldSessionFactory(edition=edition, title=titles)

    [event] = events(client.get(public_feed(edition), {"language": language})).values()

    assert event["SUMMARY"] == title


def test_a_person_s_feed_has_everyone_s_sessions_and_those_of_the_own_group(client, edition):
    own, other = GroupFactory.create_batch(2, edition=edition)
    HeldSessionFactory(edition=edition, code="everyone")
    HeldSessionFactory(edition=edition, code="ours", group=own, starts_at=TEN)
    HeldSessionFactory(edition=edition, code="theirs", group=other, starts_at=TEN)
    person = ParticipantFactory(
        edition=edition, group_code=own.code, person__user=UserFactory(language="ko")
    )

    found = events(client.get(own_feed(person)))

    assert {uid.partition(".")[0] for uid in found} == {"everyone", "ours"}


@pytest.mark.parametrize("state", ["declined", "withdrawn", "dismissed"])
def test_the_feed_ends_with_the_seat(client, edition, state):
    assert client.get(own_feed(ParticipantFactory(edition=edition, state=state))).status_code == 404


def test_a_guessed_address_and_an_edition_that_is_not_public_have_no_feed(client):
    assert client.get("/calendar/guessed.ics").status_code == 404
    assert client.get(public_feed(EditionFactory(state="demand"))).status_code == 404


def test_a_cancelled_session_stays_and_its_sequence_rises(client, edition):
    edition.state = "running"
    session = HeldSessionFactory(edition=edition)
    services.move_session(
        session, starts_at=TEN, room=session.room, interpreters=[], at=LATER, reason="x"
    )
    [moved] = events(client.get(public_feed(edition))).values()

    services.cancel_session(session, at=LATER, reason="x")
    [cancelled] = events(client.get(public_feed(edition))).values()

    assert (moved["SEQUENCE"], moved["STATUS"]) == (1, "CONFIRMED")
    assert (cancelled["SEQUENCE"], cancelled["STATUS"]) == (2, "CANCELLED")
    assert moved["UID"] == cancelled["UID"]
    assert moved.start == TEN
    assert cancelled["LAST-MODIFIED"].dt == LATER


def test_a_feed_is_sent_again_only_when_it_has_changed(client, edition):
    session = HeldSessionFactory(edition=edition)
    tag = client.get(public_feed(edition))["ETag"]

    same = client.get(public_feed(edition), headers={"If-None-Match": tag})
    services.cancel_session(session, at=datetime.now(UTC), reason="x")
    changed = client.get(public_feed(edition), headers={"If-None-Match": tag})

    assert (same.status_code, same.content) == (304, b"")
    assert changed.status_code == 200
    assert changed["ETag"] != tag


def test_an_empty_feed_is_a_calendar(client, edition):
    response = client.get(public_feed(edition))

    assert events(response) == {}
    assert response.content.startswith(b"BEGIN:VCALENDAR")


@pytest.mark.parametrize("count", [1, 3])
def test_a_feed_costs_the_same_queries_however_long(
    client, edition, count, django_assert_num_queries
):
    for number in range(count):
        HeldSessionFactory(edition=edition, starts_at=NINE.replace(hour=4 + number))
    person = ParticipantFactory(edition=edition)

    with django_assert_num_queries(3):
        client.get(own_feed(person))
