"""Where no single cohort can be split off: several cohorts at once that add up to what is left."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from samgak.planning.draw.pool import Huge, Pool, Real, Whole
from samgak.planning.draw.solver import Unsolved, linear, whole
from samgak.planning.draw.splitting import Rest

FEWEST = 4  # cohorts that are given back first, then four times as many, and so on to all
NOTHING = 1e-9
MOST_COHORTS = 2_000
NODES = 2_000


def mend(pool: Pool, rest: Rest) -> list[Whole]:
    """Split all that is left, if cohorts that add up to it are found; the cohorts that were tried.

    The last cohorts are given back, and a linear programme looks for weights of cohorts with the
    least distance to the target. The prices of its rows ask for further cohorts of the target's
    face until the distance is 0, which is then shown in whole numbers.
    """
    known: list[Whole] = []
    number = FEWEST
    while rest.mass and (rest.taken or not known):
        known += rest.give_back(number)
        number *= 4
        face = _Face.of(pool, rest.target)
        cohorts = [cohort for cohort in known if face.has(cohort)]
        shares = _nearest(face, cohorts)
        known = list({tuple(one.tolist()): one for one in known + cohorts}.values())
        if shares is not None:
            _take(rest, cohorts, shares)
        if not rest.taken:
            break
    return known


@dataclass(frozen=True)
class _Face:
    """The cohorts that keep every bound exactly which the target keeps exactly."""

    pool: Pool
    target: Real
    rows: tuple[Whole, Whole]
    bounds: tuple[Whole, Whole]

    @classmethod
    def of(cls, pool: Pool, target: Sequence[Fraction]) -> "_Face":
        seats = np.array(target, dtype=object)
        counts = pool.matrix.astype(object) @ seats
        at_low, at_high = (counts == pool.lows).astype(bool), (counts == pool.highs).astype(bool)
        is_none, is_all = (seats == 0).astype(bool), (seats == pool.sizes).astype(bool)
        return cls(
            pool,
            seats.astype(float),
            (np.where(at_high, pool.highs, pool.lows), np.where(at_low, pool.lows, pool.highs)),
            (np.where(is_all, pool.sizes, 0), np.where(is_none, 0, pool.sizes)),
        )

    def has(self, cohort: Whole) -> bool:
        counts = self.pool.matrix @ cohort
        pairs = ((cohort, self.bounds), (counts, self.rows))
        return all(bool(((low <= n) & (n <= high)).all()) for n, (low, high) in pairs)

    def dearest(self, gains: Real) -> Whole | None:
        return whole(gains, self.pool.matrix, rows=self.rows, bounds=self.bounds, nodes=NODES)


def _nearest(face: _Face, cohorts: list[Whole]) -> Real | None:
    """Weights of the cohorts, to which others are added, that meet the target; None when none do."""
    while len(cohorts) <= MOST_COHORTS:
        shares, prices, distance = _weights(face.target, cohorts)
        if distance <= NOTHING:
            return shares
        try:
            cohort = face.dearest(prices[:-1])
        except Unsolved:
            return None
        if cohort is None or prices[:-1] @ cohort + prices[-1] <= NOTHING:
            return None
        cohorts.append(cohort)
    return None


def _weights(target: Real, cohorts: list[Whole]) -> tuple[Real, Real, float]:
    """Weights with the least sum of distances, what one seat more is worth, and that sum."""
    size, number = len(target), len(cohorts)
    seats = np.array(cohorts, dtype=float).reshape(number, size).T
    every = np.append(target, 1.0)
    rows = np.vstack([seats, np.ones(number)])
    sides = np.eye(size + 1)
    best = linear(
        gains=-np.append(np.zeros(number), np.ones(2 * size + 2)),
        matrix=np.hstack([rows, sides, -sides]),
        rows=(every, every),
        bounds=(
            np.zeros(number + 2 * size + 2),
            np.full(number + 2 * size + 2, np.inf),
        ),
    )
    if best is None:
        raise ArithmeticError("every target has a distance")
    return best.values[:number], -best.prices, -best.gain


def _take(rest: Rest, cohorts: Sequence[Whole], shares: Real) -> None:
    """Split the cohorts off with the exact weights that the shares stand for, if these exist."""
    used = [cohort for cohort, share in zip(cohorts, shares, strict=True) if share > NOTHING]
    exact = _exact_weights(used, rest.target)
    if exact is None or min(exact) < 0:
        return
    left = rest.left
    for cohort, weight in zip(used, exact, strict=True):
        if weight:
            rest.add(cohort, weight * left)


def _exact_weights(cohorts: Sequence[Whole], target: Sequence[Fraction]) -> list[Fraction] | None:
    """The only weights with which the cohorts add up to the target and to 1; None without such.

    Elimination without fractions (Bareiss, 1968, Mathematics of Computation 22).
    """
    number = len(cohorts)
    table: Huge = np.ones((len(target) + 1, number + 1), dtype=object)
    table[:-1, :number] = np.array(cohorts, dtype=object).T
    for row, seats in enumerate(target):
        table[row, :number] *= seats.denominator
        table[row, number] = seats.numerator
    last = 1
    for column in range(number):
        pivots = np.flatnonzero(table[column:, column])
        if not len(pivots):
            return None
        pivot = column + int(pivots[0])
        table[[column, pivot]] = table[[pivot, column]]
        first, lead = table[column].copy(), table[column, column]
        table = (table * lead - np.outer(table[:, column], first)) // last
        table[column] = first
        last = lead
    if table[number:, number].any():
        return None
    return [Fraction(int(table[i, number]), int(table[i, i])) for i in range(number)]
