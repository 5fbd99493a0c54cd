"""Where one session alone may start: the grid, the hours, lunch, and what ties it to a moment."""

from collections.abc import Callable, Collection, Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from samgak.planning.timetable.problem import Hours, Problem, Remote, Session

MINUTES_A_DAY = 24 * 60


def minute_of(moment: time | datetime) -> int:
    return moment.hour * 60 + moment.minute


def is_on_the_grid(hours: Hours, minute: int) -> bool:
    """Return whether a start lies on the grid of its half of the day.

    Before the end of lunch the grid is counted from `first`, after it from the end of lunch.
    """
    origin = minute_of(hours.first)
    if hours.lunch and minute >= minute_of(hours.lunch[1]):
        origin = minute_of(hours.lunch[1])
    return (minute - origin) % hours.slot_minutes == 0


def is_inside_hours(hours: Hours, minute: int, minutes: int) -> bool:
    return minute_of(hours.first) <= minute and minute + minutes <= minute_of(hours.last)


def is_clear_of_lunch(hours: Hours, minute: int, minutes: int) -> bool:
    if not hours.lunch:
        return True
    lunch_from, lunch_until = map(minute_of, hours.lunch)
    return minute + minutes <= lunch_from or minute >= lunch_until


def times_away(
    problem: Problem, session: Session, start: datetime
) -> list[tuple[datetime, datetime]]:
    """Return the lecturer's absences (local) that overlap the session."""
    lecturer, end = problem.lecturer_of(session), start + timedelta(minutes=session.minutes)
    away = lecturer.away if lecturer else ()
    return [(gone, back) for gone, back in away if start < back and gone < end]


def fits_remote_hours(problem: Problem, session: Session, start: datetime) -> bool:
    """Return whether the session lies inside the hours of a lecturer who teaches from elsewhere."""
    lecturer = problem.lecturer_of(session)
    if not lecturer or not lecturer.remote:
        return True
    there = ZoneInfo(lecturer.remote.timezone)
    starts = start.replace(tzinfo=problem.zone).astimezone(there).replace(tzinfo=None)
    ends = starts + timedelta(minutes=session.minutes)
    return any(
        opens <= starts and ends <= closes
        for opens, closes in _remote_hours(lecturer.remote, starts)
    )


def _remote_hours(remote: Remote, near: datetime) -> Iterator[tuple[datetime, datetime]]:
    for day in (near.date() - timedelta(days=1), near.date()):
        opens = datetime.combine(day, remote.hours_from)
        closes = datetime.combine(day, remote.hours_until)
        yield opens, closes if opens < closes else closes + timedelta(days=1)


def candidate_starts(
    problem: Problem, session: Session, left_out: Collection[str] = ()
) -> dict[date, tuple[int, ...]]:
    """Return, for each day, the minutes after midnight at which the session alone may start.

    `left_out` names rules (codes of rules.py) that are not to be kept; a day that leaves nothing
    is not in the answer.
    """
    kept = frozenset({"grid", "hours", "lunch"} - set(left_out))
    minutes = _minutes_kept(problem.hours, session.minutes, kept)
    ties = _ties(problem, session, left_out)
    starts = {}
    for day in _days_of(problem, session, left_out):
        midnight = datetime.combine(day, time())
        starts[day] = tuple(
            minute
            for minute in minutes
            if not ties or all(tie(midnight + timedelta(minutes=minute)) for tie in ties)
        )
    return {day: found for day, found in starts.items() if found}


def _ties(
    problem: Problem, session: Session, left_out: Collection[str]
) -> list[Callable[[datetime], bool]]:
    """Return what a start must pass beyond its time of day; most sessions have nothing."""
    ties: list[Callable[[datetime], bool]] = []
    lecturer = problem.lecturer_of(session)
    if session.at and "fixed-start" not in left_out:
        ties.append(lambda start: start == session.at)
    if lecturer and lecturer.away and "lecturer-away" not in left_out:
        ties.append(lambda start: not times_away(problem, session, start))
    if lecturer and lecturer.remote and "lecturer-remote" not in left_out:
        ties.append(lambda start: fits_remote_hours(problem, session, start))
    return ties


def _days_of(problem: Problem, session: Session, left_out: Collection[str]) -> list[date]:
    if "usable-day" not in left_out:
        return list(problem.days)
    length = (problem.ends_on - problem.starts_on).days + 1
    days = {problem.starts_on + timedelta(days=offset) for offset in range(length)}
    return sorted(days | set(problem.days) | ({session.at.date()} if session.at else set()))


@lru_cache(maxsize=1024)
def _minutes_kept(hours: Hours, minutes: int, kept: frozenset[str]) -> tuple[int, ...]:
    return tuple(
        minute
        for minute in range(MINUTES_A_DAY - minutes + 1)
        if ("grid" not in kept or is_on_the_grid(hours, minute))
        and ("hours" not in kept or is_inside_hours(hours, minute, minutes))
        and ("lunch" not in kept or is_clear_of_lunch(hours, minute, minutes))
    )
