"""Best cohorts under rules that differ a little from those of a cohort that is known."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import compress

from samgak.planning.selection import integers
from samgak.planning.selection.integers import FINE, Programme, Solution
from samgak.planning.selection.model import Home, Model
from samgak.planning.selection.problem import EACH_ORGANISATION
from samgak.planning.selection.quotas import Limit
from samgak.planning.selection.solver import first_in_order

NEAR = 250  # columns that a first try may move
WIDER = 6  # times as many in the next one when they can't keep the lines


@dataclass(frozen=True)
class Variation:
    """What differs: limits of lines, people who must be in or out, or a seat that is taken already.

    `guest`: somebody without a score sits on these lines (names) and, if known, in that organisation.
    """

    limits: Mapping[str, Limit] = field(default_factory=dict)
    kept: Collection[int] = ()
    barred: Collection[int] = ()
    guest: tuple[Sequence[str], Home | None] | None = None


@dataclass(frozen=True)
class Answer:
    """The best people (numbers, ascending) and their total in the model's units."""

    chosen: tuple[int, ...]
    total: int
    proven: bool


class Neighbours:
    """A model solved once; its variations move only the people near the margin.

    Whoever's residual exceeds the gap between the bound and an answer is in every better one where the
    prices want them (reduced cost fixing), so what a try leaves out is proven not to matter, or the
    try is widened.
    """

    def __init__(self, model: Model, chosen: Collection[int]) -> None:
        self.model = model
        self.chosen = chosen
        self.prices: list[int] = []
        self._solve()

    def watch(self, homes: Collection[Home]) -> None:
        """Make rows of these organisations."""
        new = dict.fromkeys(home for home in homes if home not in self.model.watched)
        if new:
            self.model.watched.update(new)
            self._solve()

    def best(self, variation: Variation, *, in_order: bool = True) -> Answer | None:
        """The best cohort under the variation, or None; ties by the order unless that doesn't matter."""
        while True:
            found = self._best(variation, in_order=in_order)
            if found is None:
                return None
            crowded = self._crowded(found.chosen, variation)
            if not crowded:
                return found
            self.watch(crowded)

    def _solve(self) -> None:
        programme = self.model.programme()
        prices = self.prices + [0] * (len(programme.right) - len(self.prices))
        start = self.model.values(programme, self.chosen)
        solution = integers.improved(programme, start, prices)
        self.programme, self.prices = programme, solution.prices
        self.start, self.counts = start, self.model.counts(programme, start)
        self.residual, self.bound, self.wanted = _wanted(programme, self.prices)
        self.wanted_total = programme.total(self.wanted)
        self.left = programme.missing(self.wanted)
        self.order = sorted(range(len(self.residual)), key=lambda j: abs(self.residual[j]))
        self.sizes = [abs(self.residual[j]) for j in self.order]

    def _crowded(self, chosen: Sequence[int], variation: Variation) -> list[Home]:
        homes = self.model.homes
        sent = Counter(homes[i] for i in chosen) if homes else Counter[Home]()
        if homes and variation.guest is not None and variation.guest[1] is not None:
            sent[variation.guest[1]] += 1
        limit = variation.limits.get(EACH_ORGANISATION, Limit())
        high = self.model.per_home
        high = high if limit.high is None else min(high, limit.high)
        watched = self.model.watched
        return sorted(h for h, n in sent.items() if n > high and h not in watched)

    def _best(self, variation: Variation, *, in_order: bool) -> Answer | None:
        right, bounds = self._differences(variation)
        bound = self.bound + sum(self.prices[row] * step for row, step in right.items())
        for j, (low, high) in bounds.items():
            r = self.residual[j]
            bound += max(r * low, r * high) - r * self.wanted[j]
        known = self._exchanged(variation)
        size = NEAR if known is None else self._within(bound, known)
        while True:
            columns = sorted({*self.order[:size], *bounds})
            part = self._part(columns, right, bounds)
            start = None if known is None else [known[j] for j in columns]
            solution = integers.best(part, start=start, prices=self.prices)
            if solution is None:
                if size >= len(self.order):
                    return None
                size *= WIDER
                continue
            known = self._values(columns, solution)
            wider = self._within(bound, known)
            if wider <= size:
                break
            size = wider
        if in_order:
            people = bisect_right(columns, len(self.model.people) - 1)
            solution = first_in_order(part, solution, people)
            known = self._values(columns, solution)
        chosen = tuple(compress(range(len(self.model.people)), known))
        return Answer(chosen, self.programme.total(known), solution.proven)

    def _values(self, columns: Sequence[int], solution: Solution) -> list[int]:
        values = list(self.wanted)
        for j, value in zip(columns, solution.values, strict=True):
            values[j] = value
        return values

    def _within(self, bound: int, known: Sequence[int]) -> int:
        """How many columns might differ in an answer that is as good."""
        return bisect_right(self.sizes, bound - (self.programme.total(known) << FINE))

    def _exchanged(self, variation: Variation) -> list[int] | None:
        """An answer at hand: a guest in the seat of the least of those who are alike."""
        if variation.guest is None or variation.limits or variation.barred:
            return None
        lines, home = variation.guest
        out = self._least.get((tuple(lines), home))
        if out is None:
            return None
        counts = list(self.counts)
        homes = self.model.homes
        for row in self.model.rows_of(lines, homes[out] if homes else None):
            counts[row] -= 1
        for row in self.model.rows_of(lines, home):
            counts[row] += 1
        values = list(self.start)
        values[out] = 0
        values[len(self.model.people) :] = self.model.rows.filled(counts)
        return values

    @cached_property
    def _least(self) -> dict[tuple[tuple[str, ...], Home | None], int]:
        """Of those chosen who may leave the one of the least cost, by lines and organisation."""
        model = self.model
        least: dict[tuple[tuple[str, ...], Home | None], int] = {}
        for i in sorted(self.chosen, key=model.cost.__getitem__, reverse=True):
            if i not in model.locks.kept:
                least[model.places[i], None] = i
                if model.homes:
                    least[model.places[i], model.homes[i]] = i
        return least

    def _differences(
        self, variation: Variation
    ) -> tuple[dict[int, int], dict[int, tuple[int, int]]]:
        """What changes of the right sides, and the bounds of the columns that have others."""
        rows, people = self.model.rows, len(self.model.people)
        right: dict[int, int] = {}
        bounds: dict[int, tuple[int, int]] = {}
        for name, limit in variation.limits.items():
            reach = rows.reach(limit)
            for row in self.model.demanded.get(name, ()):
                right[row] = reach - rows.right[row]
                bounds[people + rows.slack[row]] = (0, reach - limit.low)
        if variation.guest is not None:
            for row in self.model.rows_of(*variation.guest):
                right[row] = right.get(row, 0) - 1
        bounds |= dict.fromkeys(variation.kept, (1, 1))
        bounds |= dict.fromkeys(variation.barred, (0, 0))
        return right, bounds

    def _part(
        self,
        columns: Sequence[int],
        right: Mapping[int, int],
        bounds: Mapping[int, tuple[int, int]],
    ) -> Programme:
        """The programme of these columns, all others as the prices want them."""
        whole = self.programme
        left = [missing + right.get(row, 0) for row, missing in enumerate(self.left)]
        fixed = self.wanted_total
        own = []
        for j in columns:
            own.append(bounds.get(j, (whole.low[j], whole.high[j])))
            if value := self.wanted[j]:
                fixed -= whole.cost[j] * value
                for row, coefficient in whole.kinds[whole.kind[j]]:
                    left[row] += coefficient * value
        return Programme(
            cost=[whole.cost[j] for j in columns],
            kind=[whole.kind[j] for j in columns],
            kinds=whole.kinds,
            low=[low for low, _ in own],
            high=[high for _, high in own],
            right=left,
            most=whole.most + abs(fixed),
        )


def _wanted(programme: Programme, prices: Sequence[int]) -> tuple[list[int], int, list[int]]:
    """Each column's residual at the prices, the bound, and the values that the prices want."""
    fees = [sum(c * prices[row] for row, c in entries) for entries in programme.kinds]
    residual = [
        (cost << FINE) - fees[kind]
        for cost, kind in zip(programme.cost, programme.kind, strict=True)
    ]
    wanted = [
        high if r > 0 else low
        for r, low, high in zip(residual, programme.low, programme.high, strict=True)
    ]
    bound = sum(y * b for y, b in zip(prices, programme.right, strict=True))
    bound += sum(r * value for r, value in zip(residual, wanted, strict=True) if value)
    return residual, bound, wanted
