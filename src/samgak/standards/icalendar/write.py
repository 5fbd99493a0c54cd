"""Calendar feeds (RFC 5545) that people subscribe to: same events, same bytes."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Calendar, Timezone
from icalendar import Event as Component

from samgak.standards.icalendar.model import Event

PRODUCT = "-//Samgak//Samgak//EN"
# Source: RFC 5545, section 3.3.11 and "CONTROL" in 3.1: no control characters but tab in a TEXT.
# Line ends are kept, the library writes them as "\\n"; lone surrogates have no UTF-8 bytes.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class ImpossibleEventError(ValueError):
    """An event that no calendar can hold: the code says why, the uid which."""

    def __init__(self, code: str, uid: str) -> None:
        super().__init__(f"{code}: {uid!r}")
        self.code = code
        self.uid = uid


def feed(events: Iterable[Event], *, name: str, stamped_at: datetime) -> bytes:
    """Return an iCalendar file (METHOD:PUBLISH, UTF-8, CRLF) with a VTIMEZONE per zone used.

    name: what a calendar programme shows for the feed; stamped_at: aware moment, DTSTAMP of all.
    Times with an IANA zone keep it, others are written in UTC. Raises ImpossibleEventError with
    the code uid-missing, uid-repeated, time-without-zone or ends-before-it-starts.
    """
    told = sorted(_checked(events), key=lambda event: (event.starts_at, event.uid))
    calendar = Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("X-WR-CALNAME", _clean(name))
    for zone in _zones(told):
        calendar.add_component(zone)
    for event in told:
        calendar.add_component(_component(event, stamped_at))
    file: bytes = calendar.to_ical()
    return file


def _checked(events: Iterable[Event]) -> list[Event]:
    told = list(events)
    seen = set()
    for event in told:
        if not _clean(event.uid).strip():
            raise ImpossibleEventError("uid-missing", event.uid)
        if event.uid in seen:
            raise ImpossibleEventError("uid-repeated", event.uid)
        if None in (event.starts_at.utcoffset(), event.ends_at.utcoffset()):
            raise ImpossibleEventError("time-without-zone", event.uid)
        if event.ends_at <= event.starts_at:
            raise ImpossibleEventError("ends-before-it-starts", event.uid)
        seen.add(event.uid)
    return told


def _zones(events: list[Event]) -> list[Timezone]:
    moments = [moment for e in events for moment in (e.starts_at, e.ends_at)]
    keys = {key for moment in moments if (key := _key(moment))}
    # Whole years around the events, so that the file changes only when the events do.
    years = [moment.year for moment in moments]
    return [_zone(key, min(years) - 1, max(years) + 2) for key in sorted(keys)]


@lru_cache(maxsize=256)  # some 15 ms each, and every person's feed of an edition asks for the same
def _zone(key: str, first_year: int, last_year: int) -> Timezone:
    first, last = date(first_year, 1, 1), date(last_year, 1, 1)
    return Timezone.from_tzinfo(ZoneInfo(key), tzid=key, first_date=first, last_date=last)


def _key(moment: datetime) -> str | None:
    zone = moment.tzinfo
    key = zone.key if isinstance(zone, ZoneInfo) else None
    return None if key in ("UTC", "Etc/UTC") else key


def _component(event: Event, stamped_at: datetime) -> Component:
    component = Component()
    component.add("UID", _clean(event.uid))
    component.add("SEQUENCE", event.sequence)
    component.add("DTSTAMP", stamped_at.astimezone(UTC))
    component.add("LAST-MODIFIED", event.modified_at.astimezone(UTC))
    component.add("DTSTART", _placed(event.starts_at))
    component.add("DTEND", _placed(event.ends_at))
    component.add("SUMMARY", _clean(event.summary))
    if event.location:
        component.add("LOCATION", _clean(event.location))
    if event.description:
        component.add("DESCRIPTION", _clean(event.description))
    component.add("STATUS", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    return component


def _placed(moment: datetime) -> datetime:
    return moment if _key(moment) else moment.astimezone(UTC)


def _clean(text: str) -> str:
    return FORBIDDEN.sub("", text)
