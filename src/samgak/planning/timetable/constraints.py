"""The rules between sessions as constraints of a model; rules.py checks the same by itself.

What concerns one session alone is already in its candidate starts (grid.py) and rooms.
"""

from itertools import combinations
from typing import Any

from samgak.planning.timetable import grid, rules
from samgak.planning.timetable.board import Board, Part
from samgak.planning.timetable.problem import MOST_MINUTES_A_DAY, Problem, Room, Session


def a_session_follows_what_it_builds_on(board: Board) -> None:
    for earlier, later in board.builds_on:
        if board.start:
            end = board.start[earlier.code] + earlier.minutes
            board.model.add(board.start[later.code] >= end)
        # By every part of a day, the later is held only if the earlier is: tight for the bounds.
        earlier_held: Any = 0
        later_held: Any = 0
        for part in board.parts:
            earlier_held += board.held_in(earlier.code, part)
            later_held += board.held_in(later.code, part)
            board.model.add(later_held - earlier_held <= 0)


def people_are_in_one_session_at_a_time_and_have_breaks(board: Board) -> None:
    model, problem = board.model, board.problem
    run = _minutes_since_a_break(board)
    for one, other in combinations(problem.sessions, 2):
        if board.share_people(one, other):
            orders = _orders(board, run, one, other) + _orders(board, run, other, one)
            model.add_exactly_one(orders)
    for group in problem.audiences():
        attended = problem.attended_by(group)
        if not board.may_overlap(attended):
            model.add_no_overlap(_interval(board, session) for session in attended)


def _minutes_since_a_break(board: Board) -> dict[tuple[str, str], Any]:
    """Minutes that a group has had without a break at the end of a session, that one included."""
    at_most = board.problem.hours.break_after_minutes
    return {
        (group, one.code): board.model.new_int_var(
            one.minutes, max(at_most, one.minutes), f"since break {group} {one.code}"
        )
        for group in board.problem.audiences()
        if board.keeps("break", group)
        for one in board.problem.attended_by(group)
    }


def _orders(
    board: Board, run: dict[tuple[str, str], Any], one: Session, other: Session
) -> list[Any]:
    """Return the ways in which `one` may come before `other`: with a break between, or without."""
    if (other.code, one.code) in board.precedes:
        return []
    model, hours = board.model, board.problem.hours
    counted = [group for group, code in run if code == one.code and (group, other.code) in run]
    pause = hours.break_minutes if counted else 0
    end, start = board.start[one.code] + one.minutes, board.start[other.code]
    apart = model.new_bool_var(f"{one.code} break {other.code}")
    model.add(start >= end + pause).only_enforce_if(apart)
    if not counted or one.minutes + other.minutes > hours.break_after_minutes:
        return [apart]
    close = model.new_bool_var(f"{one.code} then {other.code}")
    model.add(start >= end).only_enforce_if(close)
    for group in counted:
        longer = run[group, one.code] + other.minutes
        model.add(run[group, other.code] >= longer).only_enforce_if(close)
    return [apart, close]


def a_part_of_a_day_holds_only_so_much(board: Board) -> None:
    """Sessions and the breaks between their runs fit; implied, but the bounds need it said."""
    for group in board.problem.audiences():
        attended = [
            one
            for one in board.problem.attended_by(group)
            if board.keeps("hours", one.code) and board.keeps("lunch", one.code)
        ]
        if board.keeps("people-shared", group) and board.keeps("people-shared", ""):
            for part in board.parts:
                _fit_into_part(board, group, attended, part)


def _fit_into_part(board: Board, group: str, attended: list[Session], part: Part) -> None:
    model, hours = board.model, board.problem.hours
    held = [
        (one.minutes, board.in_part[key])
        for one in attended
        if (key := (one.code, part)) in board.in_part
    ]
    minutes = sum(minutes * is_held for minutes, is_held in held)
    if not board.keeps("break", group):
        model.add(minutes <= _length(board, part))
        return
    at_most = hours.break_after_minutes
    runs = model.new_int_var(0, max(1, len(held)), f"runs {group} {part}")
    longer = sum(is_held for minutes, is_held in held if minutes > at_most)
    shorter = sum(minutes * is_held for minutes, is_held in held if minutes <= at_most)
    model.add(minutes + hours.break_minutes * (runs - 1) <= _length(board, part))
    model.add(at_most * (runs - longer) >= shorter)


def _length(board: Board, part: Part) -> int:
    hours = board.problem.hours
    first, last = grid.minute_of(hours.first), grid.minute_of(hours.last)
    if part[1]:
        first = max(first, board.lunch_end)
    elif hours.lunch:
        last = min(last, grid.minute_of(hours.lunch[0]))
    return max(0, last - first)


def a_session_has_one_room_that_fits(board: Board) -> None:
    problem, model = board.problem, board.model
    for session in problem.sessions if problem.rooms else ():
        rooms = [room for room in problem.rooms if _fits(board, problem, session, room)]
        for room in rooms:
            name = f"{session.code} in {room.code}"
            board.in_room[session.code, room.code] = model.new_bool_var(name)
        model.add_exactly_one(board.in_room[session.code, room.code] for room in rooms)


def _fits(board: Board, problem: Problem, session: Session, room: Room) -> bool:
    code = session.code
    return (
        (rules.is_the_given_room(session, room) or not board.keeps("room-given", code))
        and (rules.has_seats(problem, session, room) or not board.keeps("room-seats", code))
        and (rules.has_the_booth(problem, session, room) or not board.keeps("room-booth", code))
    )


def a_room_has_one_session_at_a_time(board: Board) -> None:
    for room in board.problem.rooms:
        there = [one for one in board.problem.sessions if (one.code, room.code) in board.in_room]
        if board.keeps("room-shared", room.code) and board.may_overlap(there):
            board.model.add_no_overlap(
                _interval(board, one, board.in_room[one.code, room.code]) for one in there
            )


def a_lecturer_is_in_one_place(board: Board) -> None:
    for lecturer in board.problem.lecturers:
        taught = [one for one in board.problem.sessions if one.lecturer == lecturer.code]
        if board.keeps("lecturer-shared", lecturer.code) and board.may_overlap(taught):
            board.model.add_no_overlap(_interval(board, one) for one in taught)


def a_session_has_its_interpreters(board: Board) -> None:
    problem, model = board.problem, board.model
    for session in problem.sessions:
        needed, pair = problem.interpreters_needed(session), problem.pair_of(session)
        if not needed or not board.keeps("interpreters-needed", session.code):
            continue
        able = [one.code for one in problem.interpreters if pair in one.pairs]
        for day in board.candidates[session.code]:
            serving = [model.new_bool_var(f"{code} {session.code} {day}") for code in able]
            board.serves |= {
                (session.code, code, day): serves
                for code, serves in zip(able, serving, strict=True)
            }
            model.add(sum(serving) == needed * board.held_on(session.code, day))


def an_interpreter_works_within_the_day(board: Board) -> None:
    minutes = {session.code: session.minutes for session in board.problem.sessions}
    for interpreter in board.problem.interpreters:
        if not board.keeps("interpreter-minutes", interpreter.code):
            continue
        for day in board.days:
            served = [
                minutes[code] * serves
                for (code, who, on), serves in board.serves.items()
                if (who, on) == (interpreter.code, day)
            ]
            board.model.add(sum(served) <= MOST_MINUTES_A_DAY)


def an_interpreter_serves_one_session_at_a_time(board: Board) -> None:
    sessions = {session.code: session for session in board.problem.sessions}
    for interpreter in board.problem.interpreters:
        served = [
            (code, var) for (code, who, _), var in board.serves.items() if who == interpreter.code
        ]
        overlapping = board.may_overlap({code: sessions[code] for code, _ in served}.values())
        if board.keeps("interpreter-shared", interpreter.code) and overlapping:
            board.model.add_no_overlap(
                _interval(board, sessions[code], serves) for code, serves in served
            )


def _interval(board: Board, session: Session, present: Any = True) -> Any:
    return board.model.new_optional_fixed_size_interval_var(
        board.start[session.code], session.minutes, present, f"{session.code} held"
    )


OF_DAYS = (
    a_session_follows_what_it_builds_on,
    a_part_of_a_day_holds_only_so_much,
    a_session_has_its_interpreters,
    an_interpreter_works_within_the_day,
)
OF_TIMES = (
    people_are_in_one_session_at_a_time_and_have_breaks,
    a_session_has_one_room_that_fits,
    a_room_has_one_session_at_a_time,
    a_lecturer_is_in_one_place,
    an_interpreter_serves_one_session_at_a_time,
)
ALL = (*OF_DAYS, *OF_TIMES)
