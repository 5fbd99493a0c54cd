"""When people are asked how their plan stands, and how often they are reminded."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ON_TRACK, STALLED, DONE = "on_track", "stalled", "done"
STATUSES = (ON_TRACK, STALLED, DONE)
OBSTACLES = ("budget", "authority", "staff", "time", "systems", "priorities")
# Months after the last day of the course.
WAVES = (1, 3, 6, 12)
REMINDED_AFTER = (timedelta(days=7), timedelta(days=21))
MOST_REMINDERS = len(REMINDED_AFTER)
HOUR = time(9)


def due_at(ends_on: date, month: int, zone: ZoneInfo) -> datetime:
    """Nine o'clock at the venue, so many months later; 31 January + 1 month is the last of February."""
    months = ends_on.year * 12 + ends_on.month - 1 + month
    year, index = divmod(months, 12)
    day = ends_on.day
    while True:
        try:
            return datetime.combine(date(year, index + 1, day), HOUR, tzinfo=zone)
        except ValueError:
            day -= 1


def waves_due(ends_on: date, *, zone: ZoneInfo, at: datetime, asked: Collection[int]) -> list[int]:
    """The months whose moment has come and that were not asked; of several, the latest alone."""
    come = [month for month in WAVES if due_at(ends_on, month, zone) <= at]
    return [month for month in come[-1:] if month not in asked]


def is_reminder_due(*, asked_at: datetime, reminders: int, at: datetime) -> bool:
    """Whether an unanswered question is asked once more."""
    return reminders < MOST_REMINDERS and at >= asked_at + REMINDED_AFTER[reminders]


def reasons_not_an_answer(*, status: str, obstacles: Collection[str]) -> list[str]:
    """Codes of what makes an answer no answer."""
    if status not in STATUSES:
        return ["status_unknown"]
    if not set(obstacles) <= set(OBSTACLES):
        return ["obstacle_unknown"]
    return ["obstacle_missing"] if status == STALLED and not obstacles else []
