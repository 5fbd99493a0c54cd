"""The three measures by which one timetable is better than another: counted, and as terms."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from math import gcd
from typing import Any

from samgak.planning.timetable.board import Board
from samgak.planning.timetable.problem import Placement, Problem

IN_ORDER = ("day_spread_minutes", "days_apart", "lecturer_days")  # the first counts most


def measure(problem: Problem, placements: Mapping[str, Placement]) -> dict[str, int]:
    """Return each measure of a whole timetable; `Timetable` says what each of them counts."""
    on = {
        code: placement.starts_at.astimezone(problem.zone).date()
        for code, placement in placements.items()
    }
    pairs = [(earlier, later.code) for later in problem.sessions for earlier in later.after]
    on_site = {lecturer.code for lecturer in problem.lecturers if not lecturer.remote}
    taught = {(one.lecturer, on[one.code]) for one in problem.sessions if one.lecturer in on_site}
    spreads = [_spread_of(problem, group, on) for group in problem.audiences()]
    values = (max(spreads), sum((on[b] - on[a]).days for a, b in pairs), len(taught))
    return dict(zip(IN_ORDER, values, strict=True))


def _spread_of(problem: Problem, group: str, on: Mapping[str, date]) -> int:
    minutes = Counter(dict.fromkeys(problem.days, 0))
    for session in problem.attended_by(group):
        minutes[on[session.code]] += session.minutes
    return max(minutes.values()) - min(minutes.values())


def terms(board: Board) -> dict[str, Any]:
    """Return, for each measure, a term of the board's model that is to be minimised."""
    found = (_day_spread(board), _days_apart(board), _lecturer_days(board))
    return dict(zip(IN_ORDER, found, strict=True))


def _day_spread(board: Board) -> Any:
    problem, model = board.problem, board.model
    step = gcd(*(session.minutes for session in problem.sessions)) or 1
    total = sum(session.minutes for session in problem.sessions)
    spread = step * model.new_int_var(0, total // step, "steps of day spread")
    for group in problem.audiences():
        attended = problem.attended_by(group)
        minutes = sum(session.minutes for session in attended)
        longest = model.new_int_var(-(-minutes // len(problem.days)), minutes, f"longest {group}")
        shortest = model.new_int_var(0, minutes // len(problem.days), f"shortest {group}")
        for day in problem.days:
            held = sum(session.minutes * board.held_on(session.code, day) for session in attended)
            model.add(longest - held >= 0)
            model.add(shortest - held <= 0)
        model.add(spread - longest + shortest >= 0)
        if minutes % (step * len(problem.days)):
            model.add(spread >= step)  # the days can't all be equal
    return spread


def _days_apart(board: Board) -> Any:
    days = board.days
    furthest = (days[-1] - days[0]).days
    pairs = []
    for later in board.problem.sessions:
        for earlier in later.after:
            apart = board.model.new_int_var(0, furthest, f"{earlier} {later.code} apart")
            number = _day_number(board, later.code) - _day_number(board, earlier)
            board.model.add(number - apart == 0)
            pairs.append(apart)
    return _sum_of(board, pairs, furthest, "days apart")


def _day_number(board: Board, code: str) -> Any:
    return sum((day - board.days[0]).days * board.held_on(code, day) for day in board.days)


def _lecturer_days(board: Board) -> Any:
    there = []
    for lecturer in board.problem.lecturers:
        taught = [one.code for one in board.problem.sessions if one.lecturer == lecturer.code]
        for day in board.days if taught and not lecturer.remote else ():
            is_there = board.model.new_bool_var(f"{lecturer.code} {day}")
            for code in taught:
                board.model.add(is_there - board.held_on(code, day) >= 0)
            there.append(is_there)
    return _sum_of(board, there, 1, "lecturer days")


def _sum_of(board: Board, summands: list[Any], largest: int, name: str) -> Any:
    total = board.model.new_int_var(0, largest * len(summands), name)
    board.model.add(total - sum(summands) == 0)
    return total
