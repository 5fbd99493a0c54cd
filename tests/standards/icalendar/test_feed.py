from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from samgak.standards.icalendar.model import Event
from samgak.standards.icalendar.write import ImpossibleEventError, feed

ASTANA = ZoneInfo("Asia/Almaty")
NEW_YORK = ZoneInfo("America/New_York")
STAMPED_AT = datetime(2025, 8, 1, tzinfo=UTC)
OPENING = Event(
    uid="opening@astana-2025",
    sequence=0,
    starts_at=datetime(2025, 8, 25, 9, tzinfo=ASTANA),
    ends_at=datetime(2025, 8, 25, 9, 45, tzinfo=ASTANA),
    summary="Opening; introductions, тәрбие",
    modified_at=datetime(2025, 7, 30, tzinfo=UTC),
    location="Conference hall",
    description="First line\nsecond line",
)
CLOSING = replace(
    OPENING,
    uid="closing@astana-2025",
    starts_at=datetime(2025, 8, 27, 17, tzinfo=ASTANA),
    ends_at=datetime(2025, 8, 27, 17, 45, tzinfo=ASTANA),
)


def text(*events):
    return feed(events, name="Astana 2025", stamped_at=STAMPED_AT)


def read(*events):
    return Calendar.from_ical(text(*events))


def test_a_session_comes_back_as_it_was_told():
    (event,) = read(OPENING).walk("VEVENT")

    assert event["UID"] == "opening@astana-2025"
    assert event["SUMMARY"] == "Opening; introductions, тәрбие"
    assert event["LOCATION"] == "Conference hall"
    assert event["DESCRIPTION"] == "First line\nsecond line"
    assert event["STATUS"] == "CONFIRMED"
    assert event.decoded("DTSTART") == OPENING.starts_at
    assert event.decoded("DTEND") == OPENING.ends_at
    assert event.decoded("DTSTAMP") == STAMPED_AT
    assert event.decoded("LAST-MODIFIED") == OPENING.modified_at


def test_the_feed_is_published_and_named():
    calendar = read(OPENING)

    assert (calendar["METHOD"], calendar["VERSION"]) == ("PUBLISH", "2.0")
    assert calendar["X-WR-CALNAME"] == "Astana 2025"


def test_local_times_name_a_zone_that_the_file_defines():
    lines = text(OPENING).decode().split("\r\n")

    assert "DTSTART;TZID=Asia/Almaty:20250825T090000" in lines
    assert lines.index("TZID:Asia/Almaty") < lines.index("BEGIN:VEVENT")
    assert "TZOFFSETTO:+0500" in lines


def test_a_zone_with_summer_time_has_both_offsets():
    event = replace(
        OPENING,
        starts_at=datetime(2025, 8, 25, 9, tzinfo=NEW_YORK),
        ends_at=datetime(2025, 8, 25, 10, tzinfo=NEW_YORK),
    )

    (zone,) = read(event).walk("VTIMEZONE")

    offsets = {part.name: part.TZOFFSETTO for part in zone.subcomponents}
    assert offsets == {"DAYLIGHT": timedelta(hours=-4), "STANDARD": timedelta(hours=-5)}


def test_a_cancelled_session_stays_in_the_feed_as_cancelled():
    (event,) = read(replace(OPENING, is_cancelled=True, sequence=3)).walk("VEVENT")

    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 3)


def test_the_same_events_in_another_order_give_the_same_bytes():
    elsewhere = replace(CLOSING, uid="remote", starts_at=CLOSING.starts_at.astimezone(NEW_YORK))

    assert text(OPENING, CLOSING, elsewhere) == text(elsewhere, CLOSING, OPENING)


def test_a_time_with_a_bare_offset_is_written_in_utc():
    offset = timezone(timedelta(hours=5))
    event = replace(
        OPENING,
        starts_at=OPENING.starts_at.astimezone(offset),
        ends_at=OPENING.ends_at.astimezone(UTC),
    )
    lines = text(event).decode().split("\r\n")

    assert "DTSTART:20250825T040000Z" in lines
    assert "DTEND:20250825T044500Z" in lines
    assert "BEGIN:VTIMEZONE" not in lines


def test_no_line_is_longer_than_75_octets():
    event = replace(OPENING, summary="Цифрлық әлеуетін арттыру " * 20)

    assert max(len(line) for line in text(event).split(b"\r\n")) <= 75


def test_an_empty_feed_is_still_a_calendar():
    assert read().walk("VEVENT") == []


@pytest.mark.parametrize(
    ("events", "code"),
    [
        ([replace(OPENING, uid=" ")], "uid-missing"),
        ([OPENING, OPENING], "uid-repeated"),
        ([replace(OPENING, starts_at=datetime(2025, 8, 25, 9))], "time-without-zone"),
        ([replace(OPENING, ends_at=OPENING.starts_at)], "ends-before-it-starts"),
    ],
)
def test_an_event_no_calendar_can_hold_is_refused(events, code):
    with pytest.raises(ImpossibleEventError) as refused:
        text(*events)

    assert refused.value.code == code


ODD = st.text(st.characters(codec=None, exclude_categories=()), max_size=40)


@settings(deadline=None)
@given(summary=ODD, description=ODD)
def test_no_text_breaks_the_feed(summary, description):
    (event,) = read(replace(OPENING, summary=summary, description=description)).walk("VEVENT")

    assert event["UID"] == OPENING.uid
    assert event["SEQUENCE"] == 0
    assert event.decoded("DTEND") == OPENING.ends_at
