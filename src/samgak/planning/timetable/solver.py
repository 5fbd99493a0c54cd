"""The CP-SAT models of a timetable. The only module of the package that imports OR-Tools.

The three measures depend on the days alone. So for each of them a model of the days gives a bound
and a plan; a model of times, rooms and interpreters then fills the plan in, or finds a better one.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from math import ceil
from typing import Any

from ortools.sat.python import cp_model

from samgak.planning.timetable import constraints, explain, measures
from samgak.planning.timetable.board import Board, Key
from samgak.planning.timetable.problem import NoAnswer, NoTimetable, Placement, Problem, Timetable

EXPLAINING = 5  # times the effort of one run, for all that is tried to explain
Placements = dict[str, Placement]


def solve(problem: Problem, *, effort: float = 10) -> Timetable | NoTimetable:
    """Return the best timetable found, or an irreducible set of rules that leave none.

    `effort` is OR-Tools' deterministic time of one run, about a second each; there are up to
    eleven. The same problem and effort give the same answer on any machine. Raises NoAnswer when
    the effort ran out before there was any.
    """
    search = _Search(problem, effort)
    if not search.finds_any():
        return explain.irreducible_clash(problem, Prover(effort).is_possible)
    for name in measures.IN_ORDER:
        search.minimise(name)
    placements = _held_early(problem, search.placements, effort)
    bounds = search.bounds
    return Timetable(placements, **search.values, bounds=bounds, proven=search.values == bounds)


@dataclass(frozen=True)
class _Answer:
    values: list[int]  # of all variables, by index, when found
    is_found: bool
    is_impossible: bool
    bound: int  # of the objective
    effort_spent: float


def _run(model: cp_model.CpModel, effort: float, *, fix_hints: bool = False) -> _Answer:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.max_deterministic_time = effort
    solver.parameters.fix_variables_to_their_hinted_value = fix_hints
    # A mix of strategies in turn, as deterministic as one and better on the measures.
    solver.parameters.interleave_search = model.has_objective() and not fix_hints
    status = solver.solve(model)
    if status == cp_model.MODEL_INVALID:
        raise ValueError(model.validate())
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return _Answer(
        list(solver.response_proto.solution),
        found,
        status == cp_model.INFEASIBLE,
        ceil(solver.best_objective_bound - 1e-6) if found and model.has_objective() else 0,
        solver.response_proto.deterministic_time,
    )


def _board(
    problem: Problem,
    rules: Iterable[Callable[[Board], None]],
    left_out: frozenset[Key] = frozenset(),
) -> Board:
    board = Board(problem, cp_model.CpModel(), left_out)
    for session in problem.sessions:
        parts = board.places_in_parts(session.code)
        for part in parts:
            board.in_part[session.code, part] = board.model.new_bool_var(f"{session.code} {part}")
        board.model.add_exactly_one(board.in_part[session.code, part] for part in parts)
        if rules is constraints.ALL:
            _give_start(board, session.code)
    for constrain in rules:
        constrain(board)
    return board


def _give_start(board: Board, code: str) -> None:
    model, parts = board.model, board.places_in_parts(code)
    places = sorted(place for found in parts.values() for place in found) or [0]
    start = model.new_int_var_from_domain(cp_model.Domain.from_values(places), f"{code} starts")
    for part, found in parts.items():
        domain = cp_model.Domain.from_values(found)
        model.add_linear_expression_in_domain(start, domain).only_enforce_if(
            board.in_part[code, part]
        )
    held = board.in_part
    model.add(start - sum(min(found) * held[code, part] for part, found in parts.items()) >= 0)
    model.add(start - sum(max(found) * held[code, part] for part, found in parts.items()) <= 0)
    board.start[code] = start


class _Search:
    """One search for the best: what it has found so far, and what it has proven."""

    def __init__(self, problem: Problem, effort: float) -> None:
        self.problem, self.effort = problem, effort
        self.days = _board(problem, constraints.OF_DAYS)
        self.times = _board(problem, constraints.ALL)
        self.found: list[int] = []
        self.placements: Placements = {}
        self.values: dict[str, int] = {}
        self.bounds: dict[str, int] = {}
        self.terms: list[tuple[Board, dict[str, Any]]] = []

    def finds_any(self) -> bool:
        """Return False when it is proven that there is no timetable; raise NoAnswer if unknown."""
        if _run(self.days.model, self.effort).is_impossible:
            return False
        answer = _run(self.times.model, self.effort)
        if answer.is_impossible:
            return False
        if not answer.is_found:
            raise NoAnswer
        self._take(answer)
        self.terms = [(board, measures.terms(board)) for board in (self.days, self.times)]
        return True

    def minimise(self, name: str) -> None:
        """Settle one measure, under those settled before, and never make it worse again."""
        (days, of_days), (times, of_times) = self.terms
        days.model.minimize(of_days[name])
        _hint(days, self._days_found())
        plan = _run(days.model, self.effort)
        times.model.add(of_times[name] >= plan.bound)
        if plan.is_found:
            _hint(times, {key: plan.values[var.index] for key, var in days.in_part.items()})
            times.model.clear_objective()
            self._take(_run(times.model, self.effort, fix_hints=True), name)
        bound = plan.bound
        if self._value(name) > bound:
            times.model.minimize(of_times[name])
            self._mend_few_days_at_a_time(name, bound)
            _hint(times, self._days_found())
            answer = _run(times.model, self.effort)
            self._take(answer, name)
            bound = max(bound, answer.bound)
        self.values[name], self.bounds[name] = self._value(name), bound
        for board, of_board in self.terms:
            board.model.add(of_board[name] <= self.values[name])

    def _mend_few_days_at_a_time(self, name: str, bound: int) -> None:
        """Improve the measure by moving sessions among three, then four, days that follow."""
        left, days, first, unimproved, width = self.effort, self.times.days, 0, 0, 3
        while left > 0 and width <= min(4, len(days) - 1) and self._value(name) > bound:
            before = self._value(name)
            _hint(self.times, self._days_found_outside(days[first : first + width]))
            answer = _run(self.times.model, min(left, self.effort / 20), fix_hints=True)
            self._take(answer, name)
            left -= answer.effort_spent
            unimproved = 0 if self._value(name) < before else unimproved + 1
            first = (first + 1) % (len(days) - width + 1)
            if unimproved > len(days) - width:
                width, first, unimproved = width + 1, 0, 0

    def _days_found_outside(self, window: tuple[date, ...]) -> dict[Any, int]:
        found = self._days_found()
        moving = {code for (code, part), is_held in found.items() if is_held and part[0] in window}
        return {
            (code, part): is_held
            for (code, part), is_held in found.items()
            if code not in moving or part[0] not in window
        }

    def _value(self, name: str) -> int:
        return measures.measure(self.problem, self.placements)[name]

    def _days_found(self) -> dict[Any, int]:
        return {key: self.found[var.index] for key, var in self.times.in_part.items()}

    def _take(self, answer: _Answer, name: str = "") -> None:
        """Keep what was found, unless it is worse by the measure `name` than what there is."""
        if not answer.is_found:
            return
        placements = _placements(self.times, answer.values)
        if name and measures.measure(self.problem, placements)[name] > self._value(name):
            return
        self.found, self.placements = answer.values, placements


def _hint(board: Board, in_part: Mapping[Any, int]) -> None:
    board.model.clear_hints()
    for key, value in in_part.items():
        board.model.add_hint(board.in_part[key], value)


def _placements(board: Board, values: list[int]) -> Placements:
    problem = board.problem
    placed = {}
    for session in problem.sessions:
        day, minute = board.moments(session.code)[values[board.start[session.code].index]]
        start = datetime.combine(day, time()) + timedelta(minutes=minute)
        rooms, serving = (
            [key[1] for key, var in chosen.items() if key[0] == session.code and values[var.index]]
            for chosen in (board.in_room, board.serves)
        )
        placed[session.code] = Placement(
            start.replace(tzinfo=problem.zone),
            (start + timedelta(minutes=session.minutes)).replace(tzinfo=problem.zone),
            rooms[0] if rooms else None,
            tuple(serving),
        )
    return placed


def _held_early(problem: Problem, placements: Placements, effort: float) -> Placements:
    """Return the same days with every session as early, and in as early a room, as can be found."""
    early = dict(placements)
    for day in problem.days:
        board = _board(_of_one_day(problem, placements, day), constraints.ALL)
        order = {room.code: number for number, room in enumerate(problem.rooms)}
        starts = sum(board.start.values())
        rooms = sum(order[room] * var for (_, room), var in board.in_room.items())
        board.model.minimize((len(order) * len(board.start) + 1) * starts + rooms)
        answer = _run(board.model, effort / len(problem.days))
        if answer.is_found:
            early |= _placements(board, answer.values)
    return early


def _of_one_day(problem: Problem, placements: Placements, day: date) -> Problem:
    codes = {code for code, placement in placements.items() if placement.starts_at.date() == day}
    return replace(explain.with_sessions_only(problem, codes), days=(day,))


class Prover:
    """Says whether a problem is possible, as long as the effort lasts."""

    def __init__(self, effort: float) -> None:
        self.effort, self.left = effort / EXPLAINING, effort * EXPLAINING

    def is_possible(self, problem: Problem, left_out: frozenset[Key]) -> bool | None:
        """Return whether there is a timetable without the rules left out; None when unknown."""
        for rules in (constraints.OF_DAYS, constraints.ALL):
            if self.left <= 0:
                return None
            answer = _run(_board(problem, rules, left_out).model, min(self.effort, self.left))
            self.left -= answer.effort_spent
            if answer.is_impossible:
                return False
        return True if answer.is_found else None
