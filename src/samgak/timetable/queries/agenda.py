"""The sessions by the venue's days, and the names by which sentences speak of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from samgak.planning.timetable import calendar_days
from samgak.planning.timetable.measures import IN_ORDER, measure
from samgak.planning.timetable.problem import Broken, Placement, Problem
from samgak.planning.timetable.rules import broken_rules
from samgak.programmes.models import Edition
from samgak.timetable.models import Hours, Interpreter, Lecturer, Making, Room, Session
from samgak.timetable.queries.planning import placements, planning_problem
from samgak.timetable.queries.sessions import sessions_by_time


@dataclass(frozen=True)
class Day:
    """One date of an edition with its sessions, in order of time."""

    on: date
    holiday: str  # the name of the public holiday; empty on other days
    is_usable: bool
    sessions: tuple[Session, ...]


@dataclass(frozen=True)
class Agenda:
    """What is held on each day; weekends on which nothing is held are left out."""

    days: tuple[Day, ...]
    changed_at: datetime | None  # when a session was last placed, moved or cancelled

    @property
    def sessions(self) -> tuple[Session, ...]:
        return tuple(session for day in self.days for session in day.sessions)


def agenda(edition: Edition, *, language: str = "") -> Agenda:
    """The agenda in the venue's days, in a constant number of queries; holidays named in the language."""
    sessions = list(sessions_by_time(edition))
    by_day: dict[date, list[Session]] = {}
    for session in sessions:
        by_day.setdefault(session.starts_at.astimezone(edition.zone).date(), []).append(session)
    calendar = {day.on: day for day in _calendar(edition, language)}
    days = [
        Day(
            on=on,
            holiday=calendar[on].holiday if on in calendar else "",
            is_usable=on in calendar and calendar[on].is_usable,
            sessions=tuple(by_day.get(on, ())),
        )
        for on in sorted({*calendar, *by_day})
    ]
    placed = [session.placed_at for session in sessions if session.placed_at]
    return Agenda(
        days=tuple(day for day in days if day.sessions or day.is_usable or day.holiday),
        changed_at=max(placed, default=None),
    )


def _calendar(edition: Edition, language: str) -> tuple[calendar_days.CalendarDay, ...]:
    hours = Hours.objects.filter(edition=edition).first() or Hours()
    return calendar_days.calendar_days(
        starts_on=edition.starts_on,
        ends_on=edition.ends_on,
        country=edition.venue_country,
        weekends=hours.weekends,
        holidays=hours.holidays,
        language=language,
    )


@dataclass(frozen=True)
class Names:
    """What the codes of the planner are called: of sessions, rooms, lecturers, interpreters."""

    working_language: str
    sessions: Mapping[str, Any] = field(default_factory=dict)
    rooms: Mapping[str, Any] = field(default_factory=dict)
    lecturers: Mapping[str, Any] = field(default_factory=dict)
    interpreters: Mapping[str, Any] = field(default_factory=dict)


def names(edition: Edition) -> Names:
    """The texts in all their languages; a person without a name goes by the code."""

    def of(model: type, text: str) -> dict[str, Any]:
        rows = model.objects.filter(edition=edition)  # type: ignore[attr-defined]
        return {row.code: getattr(row, text).data or row.code for row in rows}

    return Names(
        working_language=edition.working_language,
        sessions=of(Session, "title"),
        rooms=of(Room, "name"),
        lecturers=of(Lecturer, "name"),
        interpreters=of(Interpreter, "name"),
    )


@dataclass(frozen=True)
class Measure:
    """One of the planner's three measures: as the sessions stand now, and what was proved."""

    code: str
    value: int | None  # unknown while a session has no time
    bound: int | None  # the least it can be; unknown before the planner made a timetable

    @property
    def is_best(self) -> bool:
        return self.value is not None and self.bound is not None and self.value <= self.bound


@dataclass(frozen=True)
class Standing:
    """How the timetable stands against its rules."""

    broken: tuple[Broken, ...]
    measures: tuple[Measure, ...]
    making: Making | None


def standing(edition: Edition) -> Standing | None:
    """Every rule that the placed sessions break, and the measures; None before hours are entered."""
    if not Hours.objects.filter(edition=edition).exists():
        return None
    problem, placed = planning_problem(edition), placements(edition)
    making = Making.objects.filter(edition=edition).select_related("made_by").first()
    whole = bool(placed) and len(placed) == len(problem.sessions) and bool(problem.days)
    values = measure(problem, placed) if whole else {}
    return Standing(
        broken=tuple(_broken(problem, placed)),
        measures=tuple(
            Measure(name, values.get(name), getattr(making, f"{name}_bound", None))
            for name in IN_ORDER
        ),
        making=making,
    )


def broken_by_move(edition: Edition, session: Session, placement: Placement) -> tuple[Broken, ...]:
    """What breaks when the session is held so: rules that it breaks itself, and any that hold now."""
    if not Hours.objects.filter(edition=edition).exists():
        return ()
    problem = planning_problem(edition, including=session)
    now = placements(edition)
    before = _broken(problem, now)
    after = _broken(problem, {**now, session.code: placement})
    return tuple(one for one in after if session.code in one.sessions or one not in before)


def _broken(problem: Problem, placed: Mapping[str, Placement]) -> list[Broken]:
    return [one for one in broken_rules(problem, placed) if one.code != "not-held"]
