"""What would have changed the answer for somebody who was not selected."""

from collections.abc import Iterable
from fractions import Fraction
from functools import cached_property
from math import ceil

from samgak.planning.selection import rules, solver
from samgak.planning.selection.locks import candidates
from samgak.planning.selection.network import Network
from samgak.planning.selection.problem import (
    EACH_ORGANISATION,
    Cohort,
    Nominee,
    Problem,
    TurningPoint,
)
from samgak.planning.selection.quotas import Exchanges, Limit, limits_of, lines_of

ZERO = Fraction(0)


def turning_point(problem: Problem, cohort: Cohort, key: str) -> TurningPoint:
    """The nearest change that would have let this person in, all else equal; `cohort` is chosen from `problem`.

    Codes and parameters:
    `eligibility`: by missed rule what is `asked` and what the person `has` (years, the date of the
    last training with `eligible_from`, the level of a language `code`);
    `score`: a score above `needed` would have been selected (at `needed` the digest order decides), the
    person `has` less, in points;
    `tie`: the same total, settled by the digest order, the person's `position` in it;
    `quota`: the bound `bound` (min or max) of `line` at `value` would have been enough;
    `override`: an exception decided, not the computation;
    `quotas`: no score that exists and no single step of one of `lines` would have been enough.
    Raises KeyError when the person is selected or was not imported.
    """
    return turning_points(problem, cohort, [key])[key]


def turning_points(
    problem: Problem, cohort: Cohort, keys: Iterable[str] | None = None
) -> dict[str, TurningPoint]:
    """The turning point of each of these people, or of everyone imported and not selected, by key."""
    wanted = list(cohort.reasons if keys is None else keys)
    people = {nominee.key: nominee for nominee in problem.nominees}
    what_if = _WhatIf(problem, cohort, people)
    return {key: what_if.turning_point(people[key], cohort.reasons[key]) for key in wanted}


class _WhatIf:
    """The cohort as a network in which one person more can be tried."""

    def __init__(self, problem: Problem, cohort: Cohort, people: dict[str, Nominee]) -> None:
        self.problem = problem
        self.cohort = cohort
        self.people, self.locks = candidates(problem, [people[key] for key in cohort.eligible])
        self.number = {nominee.key: number for number, nominee in enumerate(self.people)}
        self.limits = limits_of(problem.quota_lines)
        selected = [people[key] for key in cohort.selected]
        self.exchanges = Exchanges(selected, self.limits, fixed=problem.locked_in)
        whole, self.unit = rules.whole_scores(problem)
        self.points = [whole[nominee.key] for nominee in self.people]
        self.full = sum((max(Fraction(0), Fraction(p.weight)) for p in problem.score_parts), ZERO)
        self._ways: dict[int, dict[int, int]] = {}
        self._cohorts: dict[tuple[str, Limit], frozenset[int]] = {}

    @cached_property
    def network(self) -> Network:
        chosen = [self.number[key] for key in self.cohort.selected]
        most = ceil(self.full * self.unit)
        weights = self.locks.weighed(self.points, self.problem.seats, most=most)
        return Network(self.people, weights, self.limits, chosen)

    def turning_point(self, nominee: Nominee, reason: str) -> TurningPoint:
        if reason.startswith("not-eligible/"):
            on = self.problem.starts_on
            missed = rules.missed_rules(nominee, self.problem.eligibility, on=on)
            return TurningPoint("eligibility", missed)
        if reason.startswith("override/"):
            return TurningPoint("override", {})
        by_score = self._score_that_would_do(nominee)
        if by_score and not reason.startswith("quota/"):
            return by_score
        lines = TurningPoint("quotas", {"lines": self.exchanges.in_the_way(nominee)})
        return self._line_that_would_do(nominee) or by_score or lines

    def _score_that_would_do(self, nominee: Nominee) -> TurningPoint | None:
        missing = self._missing_points(self.number[nominee.key])
        if missing is None:
            return None
        if missing == 0:
            return TurningPoint("tie", {"position": self.cohort.positions[nominee.key]})
        has = self.cohort.scores[nominee.key]
        needed = has + Fraction(missing, self.unit)
        if needed > self.full:
            return None  # nobody can score more
        return TurningPoint("score", {"needed": needed, "has": has})

    def _missing_points(self, number: int) -> int | None:
        """How far the best cohort with this person falls short, in whole units (None: there is none)."""
        house, node = self.network.place[number]
        if node not in self._ways:
            self._ways[node] = self.network.distances_from(node)
        way = self.network.entry_price(house, self._ways[node])
        return None if way is None else way - self.points[number]

    def _line_that_would_do(self, nominee: Nominee) -> TurningPoint | None:
        own = lines_of((nominee.country, nominee.sex))
        for name in self.exchanges.in_the_way(nominee):
            limit = self.limits[name]
            if limit.high is not None and (name in own or name == EACH_ORGANISATION):
                bound, value = "max", limit.high + 1
                wider = Limit(limit.low, value)
            else:
                bound, value = "min", limit.low - 1
                wider = Limit(value, limit.high)
            if self.number[nominee.key] in self._cohort_with(name, wider):
                return TurningPoint("quota", {"line": name, "bound": bound, "value": value})
        return None

    def _cohort_with(self, name: str, limit: Limit) -> frozenset[int]:
        if (name, limit) not in self._cohorts:
            limits = {**self.limits, name: limit}
            seats = self.problem.seats
            best = solver.best_cohort(self.people, self.points, limits, seats, self.locks)
            self._cohorts[name, limit] = frozenset(best.chosen if best else ())
        return self._cohorts[name, limit]
