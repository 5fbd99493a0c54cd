"""What would have changed the answer for somebody who was not selected."""

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from functools import cached_property

from samgak.planning.selection import rules
from samgak.planning.selection.exchanges import Exchanges
from samgak.planning.selection.model import Home
from samgak.planning.selection.neighbours import Answer, Neighbours, Variation
from samgak.planning.selection.prepared import Prepared
from samgak.planning.selection.problem import (
    EACH_ORGANISATION,
    Cohort,
    Nominee,
    Problem,
    TurningPoint,
)
from samgak.planning.selection.quotas import Limit

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
    `wishes`: no score that exists would have been enough against these `lines` that were wished;
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
    """The cohort in whose place others can be tried."""

    def __init__(self, problem: Problem, cohort: Cohort, people: dict[str, Nominee]) -> None:
        self.problem, self.cohort = problem, cohort
        self.ready = Prepared.from_cohort(problem, cohort)
        self.unit, self.quotas = self.ready.pool.unit, self.ready.quotas
        selected = [people[key] for key in cohort.selected]
        self.exchanges = Exchanges(selected, self.quotas, fixed=problem.locked_in)
        self.full = sum((max(ZERO, Fraction(p.weight)) for p in problem.score_parts), ZERO)
        self._guests: dict[tuple[object, ...], Answer | None] = {}
        self._sent: dict[tuple[int, ...], Counter[Home]] = {}
        self._cohorts: dict[tuple[str, Limit], frozenset[int]] = {}

    def turning_point(self, nominee: Nominee, reason: str) -> TurningPoint:
        if reason.startswith("not-eligible/"):
            return TurningPoint("eligibility", rules.barriers(nominee, self.problem))
        if reason.startswith("override/"):
            return TurningPoint("override", {})
        by_score = self._score_that_would_do(nominee)
        if by_score and not reason.startswith("quota/"):
            return by_score
        lines = TurningPoint("quotas", {"lines": self.exchanges.in_the_way(nominee)})
        if reason.startswith("wish/"):
            lines = TurningPoint("wishes", {"lines": self.exchanges.against_wishes(nominee)})
        return self._line_that_would_do(nominee) or by_score or lines

    def _score_that_would_do(self, nominee: Nominee) -> TurningPoint | None:
        number = self.ready.number[nominee.key]
        rest = self._beside(number)
        if rest is None:
            return None
        missing = (
            self._worth - rest.total - self.ready.pool.points[number] * self._scored.model.span
        )
        if missing == 0:
            return TurningPoint("tie", {"position": self.cohort.positions[nominee.key]})
        has = self.cohort.scores[nominee.key]
        needed = has + Fraction(missing, self.unit * self._scored.model.span)
        if needed > self.full:
            return None  # nobody can score more
        return TurningPoint("score", {"needed": needed, "has": has})

    @cached_property
    def _scored(self) -> Neighbours:
        return self.ready.neighbours(self.cohort.selected, self.quotas, by_position=False)

    @cached_property
    def _worth(self) -> int:
        """The total of the cohort less its penalties, in the model's units."""
        return int(self.cohort.worth * self.unit * self._scored.model.span)

    @cached_property
    def _ordered(self) -> Neighbours:
        return self.ready.neighbours(self.cohort.selected, self.quotas)

    def _beside(self, number: int) -> Answer | None:
        """The best others when this person has a seat; people who are alike share an answer."""
        place = self.quotas.lines_of(self.ready.pool.people[number])
        home = self._scored.model.homes[number] if self._scored.model.homes else None
        found = self._guest(place, None, None)
        if found is None or (number not in found.chosen and self._has_room(found, home)):
            return found
        found = self._guest(place, home, None)
        if found is None or number not in found.chosen:
            return found
        return self._guest(place, home, number)

    def _has_room(self, found: Answer, home: Home | None) -> bool:
        if home is None:
            return True
        if found.chosen not in self._sent:
            homes = self._scored.model.homes
            self._sent[found.chosen] = Counter(homes[i] for i in found.chosen)
        return self._sent[found.chosen][home] < self._scored.model.per_home

    def _guest(
        self, place: tuple[str, ...], home: Home | None, barred: int | None
    ) -> Answer | None:
        key = (place, home, barred)
        if key not in self._guests:
            out = () if barred is None else (barred,)
            variation = Variation(guest=(place, home), barred=out)
            self._guests[key] = self._scored.best(variation, in_order=False)
        return self._guests[key]

    def _line_that_would_do(self, nominee: Nominee) -> TurningPoint | None:
        own = self.quotas.lines_of(nominee)
        for name in self.exchanges.in_the_way(nominee):
            limit = self.quotas.limits[name]
            if limit.high is not None and (name in own or name == EACH_ORGANISATION):
                bound, value = "max", limit.high + 1
                wider = Limit(limit.low, value)
            else:
                bound, value = "min", limit.low - 1
                wider = Limit(value, limit.high)
            if self.ready.number[nominee.key] in self._cohort_with(name, wider):
                return TurningPoint("quota", {"line": name, "bound": bound, "value": value})
        return None

    def _cohort_with(self, name: str, limit: Limit) -> frozenset[int]:
        if (name, limit) not in self._cohorts:
            best = self._ordered.best(Variation(limits={name: limit}))
            self._cohorts[name, limit] = frozenset(best.chosen if best else ())
        return self._cohorts[name, limit]
