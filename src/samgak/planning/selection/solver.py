"""The best cohort under any quota lines and wishes, with its proof: exact in all three goals."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from samgak.planning.selection import integers
from samgak.planning.selection.integers import Programme, Solution
from samgak.planning.selection.model import Model, Pool
from samgak.planning.selection.problem import EACH_ORGANISATION, Nominee
from samgak.planning.selection.quotas import Quotas

BITS = 24  # people whose order one search settles


@dataclass(frozen=True)
class Best:
    """Numbers of the people taken, ascending, and whether it is proven that no cohort is better."""

    chosen: tuple[int, ...]
    proven: bool


def best_cohort(pool: Pool, quotas: Quotas) -> Best | None:
    """The cohort of the highest total less penalties; None when there is none.

    Equal totals: least sum of positions, then first list of positions.
    """
    model = Model(pool, quotas)
    prices: list[int] = []
    while True:
        programme = model.programme()
        prices += [0] * (len(programme.right) - len(prices))
        solution = integers.best(programme, prices=prices)
        if solution is None:
            return None
        prices = solution.prices
        crowded = model.crowded(solution.values)
        if not crowded:
            solution = first_in_order(programme, solution, len(pool.people))
            crowded = model.crowded(solution.values)
        if not crowded:
            chosen = (i for i in range(len(pool.people)) if solution.values[i])
            return Best(tuple(chosen), solution.proven)
        model.watched.update(dict.fromkeys(crowded))


def first_in_order(programme: Programme, solution: Solution, people: int) -> Solution:
    """Of all answers as good the one whose sorted list of the first `people` columns comes first.

    Two lists first differ at the smallest number that only one of them has, so halving from person to
    person decides; a few people at a time keep the numbers short.
    """
    proven = solution.proven
    settled = -1
    while undecided := sorted(j for j in solution.open if settled < j < people):
        now = undecided[:BITS]
        settled = now[-1]
        part, columns = _open_part(programme, solution)
        bits = {j: 1 << (BITS - 1 - i) for i, j in enumerate(now)}
        weighed = replace(
            part,
            cost=[(programme.cost[j] << BITS) + bits.get(j, 0) for j in columns],
            most=(part.most + 1) << BITS,
        )
        start = [solution.values[j] for j in columns]
        found = integers.improved(weighed, start, [price << BITS for price in solution.prices])
        values = list(solution.values)
        for j, value in zip(columns, found.values, strict=True):
            values[j] = value
        proven = proven and found.proven
        still = [j for j in (columns[i] for i in found.open) if j > settled]
        still += [j for j in solution.open if j >= people and j not in still]
        solution = Solution(values, solution.total, proven, still, solution.prices)
    return replace(solution, proven=proven)


def _open_part(programme: Programme, solution: Solution) -> tuple[Programme, list[int]]:
    """The programme of the open columns, all others at their values."""
    columns = sorted(solution.open)
    fixed = list(solution.values)
    for j in columns:
        fixed[j] = 0
    part = Programme(
        cost=[programme.cost[j] for j in columns],
        kind=[programme.kind[j] for j in columns],
        kinds=programme.kinds,
        low=[programme.low[j] for j in columns],
        high=[programme.high[j] for j in columns],
        right=programme.missing(fixed),
        most=programme.most + abs(programme.total(fixed)),
    )
    return part, columns


def missed(quotas: Quotas, selected: Sequence[Nominee]) -> dict[str, int]:
    """By wish, how many people of these are too few or too many; only wishes that are missed."""
    counts = Counter(name for one in selected for name in quotas.lines_of(one))
    homes = Counter((one.country, one.organisation) for one in selected)
    found: dict[str, int] = {}
    for wish in quotas.wishes:
        numbers = homes.values() if wish.name == EACH_ORGANISATION else [counts[wish.name]]
        found[wish.name] = found.get(wish.name, 0) + sum(map(wish.limit.missed, numbers))
    return {name: number for name, number in found.items() if number}


def penalty(quotas: Quotas, selected: Sequence[Nominee]) -> Fraction:
    """What the wishes that these people miss cost, in points."""
    return sum(
        (
            wish.weight * number
            for wish in quotas.wishes
            for number in missed(replace(quotas, wishes=(wish,)), selected).values()
        ),
        Fraction(0),
    )
