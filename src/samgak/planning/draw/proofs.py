"""That no lottery is fairer, shown in whole numbers: exact levels and the prices that hold them.

A lottery with chances p is leximin exactly when for each level no other lottery raises somebody on
that level or below it and lowers nobody there: of two different chances the mean would be fairer
(the set of chances is convex). By linear programming duality that holds once each level has prices
of the lines under which p seats the greatest worth. Seats count for a group what the prices of its
own lines add up to, and the prices prove the level when

* a line that is at its maximum only costs 0 or more, one at its minimum only 0 or less, one between
  them nothing;
* a group on the level or below it, unless it is seated whole, is worth 1 or more;
* a group above the level is worth 0, or at most 0 when seated whole.

(Schrijver, 1986, "Theory of Linear and Integer Programming", 7.9: complementary slackness.)
"""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

import numpy as np
import numpy.typing as npt

from samgak.planning.draw.pool import Pool, Real
from samgak.planning.draw.problem import Prices
from samgak.planning.draw.solver import Unsolved, linear

ALIKE = 1e-7  # chances nearer than this are one level until exact numbers say otherwise
AT_BOUND = 1e-6
LONGEST = 10_000  # the greatest denominator of a price that is looked for

Marks = npt.NDArray[np.bool_]


def exact_chances(pool: Pool, chances: Real) -> list[Fraction] | None:
    """The fractions that the chances stand for: what the full lines leave to each level.

    None when these lines don't settle them, or the fractions break a line.
    """
    levels = _levels(chances)
    full = pool.matrix @ (chances * pool.sizes)
    equations = [
        [*(Fraction(int(pool.matrix[row, level] @ pool.sizes[level])) for level in levels), bound]
        for row in range(len(pool.names))
        if (bound := _bound_at(pool, row, full[row])) is not None
    ]
    for number, level in enumerate(levels):
        chance = chances[level[0]]
        if min(chance, 1 - chance) < ALIKE:
            unit = [Fraction(int(place == number)) for place in range(len(levels))]
            equations.append([*unit, Fraction(round(chance))])
    values = _solved(equations, len(levels))
    if values is None:
        return None
    exact = [Fraction(0)] * len(chances)
    for value, level in zip(values, levels, strict=True):
        for group in level:
            exact[group] = value
    return exact if _fits(pool, exact) else None


def _levels(chances: Real) -> list[npt.NDArray[np.int64]]:
    order = np.argsort(chances, kind="stable")
    steps = np.flatnonzero(np.diff(chances[order]) > ALIKE) + 1
    return [np.sort(level) for level in np.split(order, steps)]


def _bound_at(pool: Pool, row: int, count: float) -> Fraction | None:
    for bound in (int(pool.lows[row]), int(pool.highs[row])):
        if abs(count - bound) < AT_BOUND:
            return Fraction(bound)
    return None


def _solved(equations: list[list[Fraction]], unknowns: int) -> list[Fraction] | None:
    """The only solution of linear equations (right side last); None when there is none or several."""
    rows = [list(equation) for equation in equations]
    for column in range(unknowns):
        pivot = next((i for i in range(column, len(rows)) if rows[i][column]), None)
        if pivot is None:
            return None
        rows[column], rows[pivot] = rows[pivot], rows[column]
        first = rows[column] = [value / rows[column][column] for value in rows[column]]
        for i, row in enumerate(rows):
            if i != column and (factor := row[column]):
                rows[i] = [value - factor * one for value, one in zip(row, first, strict=True)]
    if any(row[-1] for row in rows[unknowns:]):
        return None
    return [row[-1] for row in rows[:unknowns]]


def _fits(pool: Pool, chances: Sequence[Fraction]) -> bool:
    if not all(0 <= chance <= 1 for chance in chances):
        return False
    return all(
        low <= count <= high
        for low, count, high in zip(pool.lows, counts_of(pool, chances), pool.highs, strict=True)
    )


def counts_of(pool: Pool, chances: Sequence[Fraction]) -> list[Fraction]:
    """How many people each row counts on average."""
    seated = [chance * int(size) for chance, size in zip(chances, pool.sizes, strict=True)]
    return [sum((seated[i] for i in np.flatnonzero(row)), Fraction(0)) for row in pool.matrix]


class Levels:
    """The levels of exact chances and what prices must keep to prove them."""

    def __init__(self, pool: Pool, chances: Sequence[Fraction]) -> None:
        self.pool = pool
        self.values = sorted(set(chances))
        places = {value: place for place, value in enumerate(self.values)}
        self.places = np.array([places[chance] for chance in chances])
        counts = np.array(counts_of(pool, chances), dtype=object)
        self.at_low = (counts == pool.lows).astype(bool)
        self.at_high = (counts == pool.highs).astype(bool)
        self.is_whole = np.array([chance == 1 for chance in chances])

    def prices(self) -> tuple[Prices, ...] | None:
        """Prices for each level from the least up; None when no short fractions prove one of them."""
        found = []
        for level in range(len(self.values)):
            prices = self._prices_of(level)
            if prices is None or not self.are_proven_by(level, prices):
                return None
            found.append(prices)
        return tuple(found)

    def _prices_of(self, level: int) -> Prices | None:
        held = self.places <= level
        lows = np.where(held, 1.0, 0.0)
        lows[self.is_whole] = -np.inf
        highs = np.where(held, np.inf, 0.0)
        worth = self.pool.matrix.T
        try:
            best = linear(
                gains=-(self.pool.matrix @ (self.pool.sizes * (held & ~self.is_whole))).astype(
                    float
                ),
                matrix=worth,
                rows=(lows, highs),
                bounds=(
                    np.where(self.at_low, -np.inf, 0.0),
                    np.where(self.at_high, np.inf, 0.0),
                ),
            )
        except Unsolved:
            return None
        if best is None:
            return None
        fractions = [Fraction(float(price)).limit_denominator(LONGEST) for price in best.values]
        return {
            name: price for name, price in zip(self.pool.names, fractions, strict=True) if price
        }

    def are_proven_by(self, level: int, prices: Prices) -> bool:
        """Whether these prices prove this level (0: the least), in whole numbers."""
        own = [prices.get(name, Fraction(0)) for name in self.pool.names]
        unit = lcm(*(price.denominator for price in own))
        whole = np.array([int(price * unit) for price in own], dtype=object)
        if (whole[~self.at_high] > 0).any() or (whole[~self.at_low] < 0).any():
            return False
        worth = self.pool.matrix.T.astype(object) @ whole
        held = self.places <= level
        if (worth[held & ~self.is_whole] < unit).any():
            return False
        above = ~held & ~self.is_whole
        return not (worth[above] != 0).any() and not (worth[~held & self.is_whole] > 0).any()
