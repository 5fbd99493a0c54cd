"""A closed call made ready for the solver: candidates in digest order, whole points, locks, lines."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from samgak.planning.selection import rules
from samgak.planning.selection.locks import candidates
from samgak.planning.selection.model import Model, Pool
from samgak.planning.selection.neighbours import Neighbours
from samgak.planning.selection.problem import Cohort, Nominee, Problem
from samgak.planning.selection.quotas import Quotas


@dataclass(frozen=True)
class Prepared:
    """The `pool` that the solver sees; `points` of everyone imported, by key, in its unit."""

    problem: Problem
    eligible: list[Nominee]
    pool: Pool
    points: Mapping[str, int]
    quotas: Quotas

    @classmethod
    def of(cls, problem: Problem, eligible: list[Nominee] | None = None) -> "Prepared":
        """`eligible`: in digest order, if known. Raises ValueError for lines that contradict each other."""
        quotas = Quotas.of(problem.quota_lines)
        if eligible is None:
            able = (n for n in problem.nominees if not rules.barriers(n, problem))
            eligible = rules.in_digest_order(able, problem.tie_seed)
        people, locks = candidates(problem, eligible)
        points, unit = rules.whole_scores(problem)
        own = [points[nominee.key] for nominee in people]
        pool = Pool(people, own, unit, problem.seats, locks)
        return cls(problem, eligible, pool, points, quotas)

    @classmethod
    def from_cohort(cls, problem: Problem, cohort: Cohort) -> "Prepared":
        """The same for a problem whose cohort is known."""
        known = {nominee.key: nominee for nominee in problem.nominees}
        return cls.of(problem, [known[key] for key in cohort.eligible])

    @cached_property
    def number(self) -> dict[str, int]:
        """The numbers of the people by key."""
        return {nominee.key: number for number, nominee in enumerate(self.pool.people)}

    def neighbours(
        self, selected: Collection[str], quotas: Quotas, *, by_position: bool = True
    ) -> Neighbours:
        """The best cohort of these quotas, given by its keys, from which others can be tried."""
        model = Model(self.pool, quotas, by_position=by_position)
        chosen = [self.number[key] for key in selected]
        sent = Counter(model.homes[number] for number in chosen if model.homes)
        full = sorted(home for home, number in sent.items() if number >= model.per_home)
        model.watched.update(dict.fromkeys(full))
        return Neighbours(model, chosen)

    def total(self, selected: Collection[str]) -> Fraction:
        """The sum of the scores of these people, in points."""
        return Fraction(sum(self.points[key] for key in selected), self.pool.unit)
