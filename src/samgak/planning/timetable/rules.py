"""One function for each hard rule of a timetable, for any placement, made by hand or not.

Codes, with the sessions and params of what they report (params of a `Clash` leave out those in
parentheses, which only a placement has):

not-held            one session
length              one: minutes
usable-day          one: (on)
grid                one: slot_minutes
hours               one: first, last
lunch               one: lunch_from, lunch_until
fixed-start         one: at (local)
after               the earlier, the later
lecturer-away       one: lecturer, (away_from, away_until: local)
lecturer-remote     one: lecturer, timezone, hours_from, hours_until
room-given          one: room
room-missing        one (a placement alone)
room-seats          one: people, (room)
room-booth          one: pair, (room)
interpreters-needed one: needed, pair, (serving)
interpreter-pair    one: interpreter, pair (a placement alone)
room-shared         those that overlap: room
lecturer-shared     those that overlap: lecturer
interpreter-shared  those that overlap: interpreter
people-shared       those that overlap: group (empty: everyone)
interpreter-minutes those of the day: interpreter, at_most, (on, minutes)
break               those without a break: group, break_after_minutes, break_minutes, (minutes)
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations

from samgak.planning.timetable import grid
from samgak.planning.timetable.problem import (
    EVERYONE,
    MOST_MINUTES_A_DAY,
    Broken,
    Hours,
    Placement,
    Problem,
    Room,
    Session,
)


@dataclass(frozen=True)
class Held:
    """A session as it is placed, in the venue's local time."""

    session: Session
    start: datetime
    end: datetime
    room: str | None
    interpreters: tuple[str, ...]

    @property
    def minute(self) -> int:
        return grid.minute_of(self.start)

    @property
    def minutes(self) -> int:
        return int((self.end - self.start).total_seconds() // 60)


def broken_rules(problem: Problem, placements: Mapping[str, Placement]) -> list[Broken]:
    """Return every hard rule that the placements (session code -> placement) break; none if good.

    Times may be aware in any zone. Raises KeyError for a session the problem does not have.
    """
    held = [_held(problem, code, placement) for code, placement in placements.items()]
    held.sort(key=lambda one: (one.start, one.session.code))
    return [broken for rule in HARD for broken in rule(problem, held)]


def _held(problem: Problem, code: str, placement: Placement) -> Held:
    sessions = {session.code: session for session in problem.sessions}
    start, end = (
        moment.astimezone(problem.zone).replace(tzinfo=None)
        for moment in (placement.starts_at, placement.ends_at)
    )
    return Held(sessions[code], start, end, placement.room, placement.interpreters)


def every_session_is_held(problem: Problem, held: list[Held]) -> Iterator[Broken]:
    codes = {one.session.code for one in held}
    for session in problem.sessions:
        if session.code not in codes:
            yield Broken("not-held", (session.code,))


def every_session_has_its_length(problem: Problem, held: list[Held]) -> Iterator[Broken]:
    for one in held:
        if (one.end - one.start).total_seconds() != one.session.minutes * 60:
            yield _broken("length", one, minutes=one.session.minutes)


def sessions_are_held_on_usable_days(problem: Problem, held: list[Held]) -> Iterator[Broken]:
    for one in held:
        if one.start.date() not in problem.days:
            yield _broken("usable-day", one, on=one.start.date())


def sessions_start_on_the_grid(problem: Problem, held: list[Held]) -> Iterator[Broken]:
    for one in held:
        whole_minute = one.start.second == one.start.microsecond == 0
        if not (whole_minute and grid.is_on_the_grid(problem.hours, one.minute)):
            yield _broken("grid", one, slot_minutes=problem.hours.slot_minutes)


def sessions_lie_inside_hours(problem: Problem, held: list[Held]) -> Iterator[Broken]:
    hours = problem.hours
    for one in held:
        if not grid.is_inside_hours(hours, one.minute, one.minutes):
            yield _broken("hours", one, first=hours.first, last=hours.last)


def sessions_keep_clear_of_lunch(problem: Problem, held: list[Held]) -> Iterator[Broken]:
    lunch = problem.hours.lunch
    for one in held:
        if lunch and not grid.is_clear_of_lunch(problem.hours, one.minute, one.minutes):
            yield _broken("lunch", one, lunch_from=lunch[0], lunch_until=lunch[1])


def a_fixed_start_holds(problem: Problem, held: list[Held]) -> Iterator[Broken]:
    for one in held:
        if one.session.at and one.start != one.session.at:
            yield _broken("fixed-start", one, at=one.session.at)


def a_session_follows_what_it_builds_on(problem: Problem, held: list[Held]) -> Iterator[Broken]:
    by_code = {one.session.code: one for one in held}
    for one in held:
        for earlier in one.session.after:
            if earlier in by_code and one.start < by_code[earlier].end:
                yield Broken("after", (earlier, one.session.code))


def a_lecturer_who_is_away_does_not_teach(problem: Problem, held: list[Held]) -> Iterator[Broken]:
    for one in held:
        for away_from, away_until in grid.times_away(problem, one.session, one.start):
            params = {"away_from": away_from, "away_until": away_until}
            yield _broken("lecturer-away", one, lecturer=one.session.lecturer, **params)


def a_remote_lecturer_teaches_in_hours_there(
    problem: Problem, held: list[Held]
) -> Iterator[Broken]:
    for one in held:
        if not grid.fits_remote_hours(problem, one.session, one.start):
            yield _broken("lecturer-remote", one, **remote_params(problem, one.session))


def a_session_has_a_room_that_fits(problem: Problem, held: list[Held]) -> Iterator[Broken]:
    rooms = {room.code: room for room in problem.rooms}
    for one in held:
        if one.room not in rooms:
            if rooms:
                yield _broken("room-missing", one)
            continue
        room, session = rooms[one.room], one.session
        if not is_the_given_room(session, room):
            yield _broken("room-given", one, room=session.room)
        if not has_seats(problem, session, room):
            yield _broken("room-seats", one, people=problem.people_of(session), room=room.code)
        if not has_the_booth(problem, session, room):
            yield _broken("room-booth", one, pair=problem.pair_of(session), room=room.code)


def a_session_has_its_interpreters(problem: Problem, held: list[Held]) -> Iterator[Broken]:
    pairs = {interpreter.code: interpreter.pairs for interpreter in problem.interpreters}
    for one in held:
        needed, pair = problem.interpreters_needed(one.session), problem.pair_of(one.session)
        serving = len(set(one.interpreters))
        if serving != needed or serving != len(one.interpreters):
            yield _broken("interpreters-needed", one, needed=needed, pair=pair, serving=serving)
        for code in one.interpreters:
            if pair and pair not in pairs.get(code, ()):
                yield _broken("interpreter-pair", one, interpreter=code, pair=pair)


def a_room_has_one_session_at_a_time(problem: Problem, held: list[Held]) -> Iterator[Broken]:
    for room, sessions in _by(held, lambda one: [one.room] if one.room else []).items():
        yield from _overlaps("room-shared", sessions, room=room)


def a_lecturer_is_in_one_place(problem: Problem, held: list[Held]) -> Iterator[Broken]:
    def lecturers(one: Held) -> list[str]:
        return [one.session.lecturer] if one.session.lecturer else []

    for lecturer, sessions in _by(held, lecturers).items():
        yield from _overlaps("lecturer-shared", sessions, lecturer=lecturer)


def an_interpreter_serves_one_session_at_a_time(
    problem: Problem, held: list[Held]
) -> Iterator[Broken]:
    for interpreter, sessions in _by(held, lambda one: one.interpreters).items():
        yield from _overlaps("interpreter-shared", sessions, interpreter=interpreter)


def people_are_in_one_session_at_a_time(problem: Problem, held: list[Held]) -> Iterator[Broken]:
    for one, other in combinations(held, 2):
        groups = {one.session.group, other.session.group}
        if len(groups) == 1 or EVERYONE in groups:
            yield from _overlaps("people-shared", [one, other], group=max(groups))


def an_interpreter_works_within_the_day(problem: Problem, held: list[Held]) -> Iterator[Broken]:
    for interpreter, sessions in _by(held, lambda one: one.interpreters).items():
        for on in sorted({one.start.date() for one in sessions}):
            of_the_day = [one for one in sessions if one.start.date() == on]
            minutes = sum(one.minutes for one in of_the_day)
            if minutes > MOST_MINUTES_A_DAY:
                codes = tuple(one.session.code for one in of_the_day)
                limit = {"at_most": MOST_MINUTES_A_DAY, "minutes": minutes}
                params = {"interpreter": interpreter, "on": on, **limit}
                yield Broken("interpreter-minutes", codes, params)


def people_have_breaks(problem: Problem, held: list[Held]) -> Iterator[Broken]:
    hours = problem.hours
    for group in problem.audiences():
        for run in _runs(hours, [one for one in held if one.session.group in (group, EVERYONE)]):
            minutes = sum(one.minutes for one in run)
            if len(run) > 1 and minutes > hours.break_after_minutes:
                codes = tuple(one.session.code for one in run)
                params = {"group": group, "minutes": minutes, **break_params(hours)}
                yield Broken("break", codes, params)


def _runs(hours: Hours, held: Iterable[Held]) -> list[list[Held]]:
    """Split sessions of the same people, in order of start, where there is a pause between them."""
    runs: list[list[Held]] = []
    for one in held:
        if runs and not _is_pause(hours, max(earlier.end for earlier in runs[-1]), one.start):
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def _is_pause(hours: Hours, end: datetime, start: datetime) -> bool:
    if end.date() != start.date() or (start - end).total_seconds() >= hours.break_minutes * 60:
        return True
    if not hours.lunch:
        return False
    return end.time() <= hours.lunch[0] and start.time() >= hours.lunch[1]


def is_the_given_room(session: Session, room: Room) -> bool:
    return session.room in (None, room.code)


def has_seats(problem: Problem, session: Session, room: Room) -> bool:
    """Return whether the room seats the session's people; a room the officer gave is not asked."""
    return session.room == room.code or room.seats >= problem.people_of(session)


def has_the_booth(problem: Problem, session: Session, room: Room) -> bool:
    """Return whether an interpreted session has a booth, as it must when any room has one."""
    no_booth_anywhere = not any(one.booths for one in problem.rooms)
    return not problem.pair_of(session) or no_booth_anywhere or room.booths > 0


def remote_params(problem: Problem, session: Session) -> dict[str, object]:
    lecturer = problem.lecturer_of(session)
    if not lecturer or not lecturer.remote:
        return {}
    there = lecturer.remote
    hours = {"hours_from": there.hours_from, "hours_until": there.hours_until}
    return {"lecturer": lecturer.code, "timezone": there.timezone, **hours}


def break_params(hours: Hours) -> dict[str, object]:
    after, minutes = hours.break_after_minutes, hours.break_minutes
    return {"break_after_minutes": after, "break_minutes": minutes}


def _broken(code: str, one: Held, **params: object) -> Broken:
    return Broken(code, (one.session.code,), params)


def _by(held: list[Held], keys: Callable[[Held], Iterable[str]]) -> dict[str, list[Held]]:
    found: dict[str, list[Held]] = defaultdict(list)
    for one in held:
        for key in keys(one):
            found[key].append(one)
    return dict(sorted(found.items()))


def _overlaps(code: str, held: list[Held], **params: object) -> Iterator[Broken]:
    for one, other in combinations(held, 2):
        if one.start < other.end and other.start < one.end:
            yield Broken(code, (one.session.code, other.session.code), params)


HARD: tuple[Callable[[Problem, list[Held]], Iterator[Broken]], ...] = (
    every_session_is_held,
    every_session_has_its_length,
    sessions_are_held_on_usable_days,
    sessions_start_on_the_grid,
    sessions_lie_inside_hours,
    sessions_keep_clear_of_lunch,
    a_fixed_start_holds,
    a_session_follows_what_it_builds_on,
    a_lecturer_who_is_away_does_not_teach,
    a_remote_lecturer_teaches_in_hours_there,
    a_session_has_a_room_that_fits,
    a_session_has_its_interpreters,
    a_room_has_one_session_at_a_time,
    a_lecturer_is_in_one_place,
    an_interpreter_serves_one_session_at_a_time,
    people_are_in_one_session_at_a_time,
    an_interpreter_works_within_the_day,
    people_have_breaks,
)
