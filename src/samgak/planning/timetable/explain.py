"""Why there is no timetable: rules and sessions that clash, none of which could be spared."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from samgak.planning.timetable import rules
from samgak.planning.timetable.board import Key
from samgak.planning.timetable.problem import (
    EVERYONE,
    MOST_MINUTES_A_DAY,
    Clash,
    NoTimetable,
    Problem,
    Session,
)

Item = TypeVar("Item")
IsPossible = Callable[[Problem, frozenset[Key]], bool | None]  # without some rules; None: unknown


def irreducible_clash(problem: Problem, is_possible: IsPossible) -> NoTimetable:
    """Return rules and sessions of an impossible problem that clash, found by leaving out.

    Sessions are left out first, then rules; each one that stays would, alone left out, make a
    timetable possible. The same problem always gives the same set.
    """
    codes, all_tried = _shrink(
        [session.code for session in problem.sessions],
        lambda kept: is_possible(with_sessions_only(problem, kept), frozenset()),
    )
    smaller = with_sessions_only(problem, codes)
    in_force = dict(_rules_in_force(smaller))
    keys, all_rules_tried = _shrink(
        list(in_force), lambda kept: is_possible(smaller, frozenset(in_force) - set(kept))
    )
    return NoTimetable(tuple(in_force[key] for key in keys), all_tried and all_rules_tried)


def with_sessions_only(problem: Problem, codes: Collection[str]) -> Problem:
    """Return the problem with these sessions alone, and what they build on among themselves."""
    kept = set(codes)
    return replace(
        problem,
        sessions=tuple(
            replace(session, after=tuple(code for code in session.after if code in kept))
            for session in problem.sessions
            if session.code in kept
        ),
    )


def _shrink(
    items: Sequence[Item], is_possible: Callable[[list[Item]], bool | None]
) -> tuple[list[Item], bool]:
    """Leave out, halves first and then one by one, all without which it is still impossible."""
    kept, size, all_known = list(items), max(1, len(items) // 2), True
    while True:
        position = 0
        while position < len(kept):
            fewer = kept[:position] + kept[position + size :]
            possible = is_possible(fewer)
            if possible is False:
                kept = fewer
            else:
                position += size
                all_known = all_known and (size > 1 or possible is True)
        if size == 1:
            return kept, all_known
        size //= 2


def _rules_in_force(problem: Problem) -> Iterator[tuple[Key, Clash]]:
    """Each rule that can be left out, those that say least to an officer first to go."""
    for session in problem.sessions:
        for code, params in _rules_of(problem, session):
            yield (code, session.code), Clash(code, (session.code,), params)
    for later in problem.sessions:
        for earlier in later.after:
            yield ("after", f"{earlier} {later.code}"), Clash("after", (earlier, later.code))
    yield from _rules_of_means(problem)
    yield from _rules_of_people(problem)


def _rules_of(problem: Problem, session: Session) -> Iterator[tuple[str, dict[str, object]]]:
    hours = problem.hours
    yield "grid", {"slot_minutes": hours.slot_minutes}
    yield "hours", {"first": hours.first, "last": hours.last}
    if hours.lunch:
        yield "lunch", {"lunch_from": hours.lunch[0], "lunch_until": hours.lunch[1]}
    if len(problem.days) <= (problem.ends_on - problem.starts_on).days or session.at:
        yield "usable-day", {}
    if problem.rooms:
        yield from _rules_of_rooms(problem, session)
    if needed := problem.interpreters_needed(session):
        yield "interpreters-needed", {"needed": needed, "pair": problem.pair_of(session)}
    lecturer = problem.lecturer_of(session)
    if lecturer and lecturer.away:
        yield "lecturer-away", {"lecturer": lecturer.code}
    if lecturer and lecturer.remote:
        yield "lecturer-remote", rules.remote_params(problem, session)
    if session.at:
        yield "fixed-start", {"at": session.at}


def _rules_of_rooms(problem: Problem, session: Session) -> Iterator[tuple[str, dict[str, object]]]:
    yield "room-seats", {"people": problem.people_of(session)}
    if problem.pair_of(session):
        yield "room-booth", {"pair": problem.pair_of(session)}
    if session.room:
        yield "room-given", {"room": session.room}


def _rules_of_means(problem: Problem) -> Iterator[tuple[Key, Clash]]:
    """Rules of rooms, lecturers and interpreters that several sessions need."""
    everybody = tuple(session.code for session in problem.sessions)
    for room in problem.rooms:
        yield ("room-shared", room.code), Clash("room-shared", everybody, {"room": room.code})
    for lecturer in problem.lecturers:
        taught = tuple(one.code for one in problem.sessions if one.lecturer == lecturer.code)
        params = {"lecturer": lecturer.code}
        yield ("lecturer-shared", lecturer.code), Clash("lecturer-shared", taught, params)
    for interpreter in problem.interpreters:
        pairs = interpreter.pairs
        served = tuple(one.code for one in problem.sessions if problem.pair_of(one) in pairs)
        who = {"interpreter": interpreter.code}
        limit = {**who, "at_most": MOST_MINUTES_A_DAY}
        minutes = Clash("interpreter-minutes", served, limit)
        yield ("interpreter-minutes", interpreter.code), minutes
        yield ("interpreter-shared", interpreter.code), Clash("interpreter-shared", served, who)


def _rules_of_people(problem: Problem) -> Iterator[tuple[Key, Clash]]:
    for group in problem.audiences():
        attended = tuple(session.code for session in problem.attended_by(group))
        params = {"group": group, **rules.break_params(problem.hours)}
        yield ("break", group), Clash("break", attended, params)
    for group in dict.fromkeys((EVERYONE, *problem.groups)):
        attended = tuple(session.code for session in problem.attended_by(group))
        yield ("people-shared", group), Clash("people-shared", attended, {"group": group})
