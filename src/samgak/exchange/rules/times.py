"""Readers of dates and times. Years run from 1900 to 2199."""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from samgak.exchange.rules import tree
from samgak.exchange.rules.model import PartialDate
from samgak.exchange.rules.reading import Place

DAY = re.compile(r"(19|20|21)\d\d-\d\d-\d\d", re.ASCII)
PARTIAL = re.compile(r"((?:19|20|21)\d\d)(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
CLOCK = re.compile(r"\d\d:\d\d", re.ASCII)
LOCAL = re.compile(rf"{DAY.pattern}[T ]\d\d:\d\d(:00)?", re.ASCII)
MOMENT = re.compile(
    rf"{DAY.pattern}[Tt ]\d\d:\d\d(:\d\d(\.\d{{1,6}})?)? ?(Z|z|[+-]\d\d:\d\d)", re.ASCII
)
FARTHEST = timedelta(hours=14)  # no place on Earth is farther from UTC


def _text(place: Place, code: str) -> str:
    if not isinstance(place.node, tree.Scalar):
        place.refuse(code)
    if place.node.plain and place.node.text in ("", "~", "null"):
        place.refuse("empty_value")
    return place.node.text


def day(place: Place) -> date:
    text = _text(place, "not_date")
    found = _day(text) if DAY.fullmatch(text) else None
    return found or place.refuse("not_date")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def partial_date(place: Place) -> PartialDate:
    text = _text(place, "not_partial_date")
    parts = PARTIAL.fullmatch(text)
    if not parts:
        place.refuse("not_partial_date")
    year, month, of_month = parts.groups()
    found = _day(f"{year}-{month or '01'}-{of_month or '01'}")
    precision = "day" if of_month else "month" if month else "year"
    return PartialDate(found, precision) if found else place.refuse("not_partial_date")


def clock(place: Place) -> time:
    """A time of day as "HH:MM"."""
    return _clock(_text(place, "not_time")) or place.refuse("not_time")


def _clock(text: str) -> time | None:
    try:
        return time.fromisoformat(text) if CLOCK.fullmatch(text) else None
    except ValueError:
        return None


def clock_range(place: Place) -> tuple[time, time]:
    """Two times of one day as "HH:MM-HH:MM", the second later."""
    first, _, last = _text(place, "not_time_range").partition("-")
    begin, end = _clock(first), _clock(last)
    if begin is None or end is None:
        place.refuse("not_time_range")
    if begin >= end:
        place.refuse("range_ends_before_it_begins")
    return begin, end


def local_time(place: Place) -> datetime:
    """A naive local time of the venue that its clocks really show."""
    found = _local(_text(place, "not_local_time")) or place.refuse("not_local_time")
    _refuse_skipped(place, found)
    return found


def _local(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if LOCAL.fullmatch(text) else None
    except ValueError:
        return None


def _refuse_skipped(place: Place, local: datetime) -> None:
    """When clocks are put forward an hour of local time doesn't exist."""
    zone = place.reading.zone
    if zone is None:
        return
    back = local.replace(tzinfo=zone).astimezone(ZoneInfo("UTC")).astimezone(zone)
    if back.replace(tzinfo=None) != local:
        place.refuse("local_time_skipped", timezone=zone.key)


def local_period(place: Place) -> tuple[datetime, datetime]:
    """Two local times of the venue as "start/end"."""
    first, _, last = _text(place, "not_local_period").partition("/")
    begin, end = _local(first), _local(last)
    if begin is None or end is None:
        place.refuse("not_local_period")
    if begin >= end:
        place.refuse("range_ends_before_it_begins")
    _refuse_skipped(place, begin)
    _refuse_skipped(place, end)
    return begin, end


def moment(place: Place) -> datetime:
    """A moment with its offset from UTC."""
    text = _text(place, "not_moment")
    if not MOMENT.fullmatch(text):
        place.refuse("offset_missing" if _local(text) else "not_moment")
    try:
        found = datetime.fromisoformat(text.upper().replace(" +", "+").replace(" -", "-"))
    except ValueError:
        place.refuse("not_moment")
    if abs(found.utcoffset() or timedelta(0)) > FARTHEST:
        place.refuse("not_moment")
    return found
