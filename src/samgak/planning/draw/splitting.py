"""From average seats to whole cohorts: an exact split, one cohort after the other."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import lcm

import numpy as np

from samgak.planning.draw.pool import Huge, Pool, Real, Whole
from samgak.planning.draw.solver import Unsolved, whole

FIRST_PACE, SLOWER, SLOWEST = 2.0, 1.3, 1e5
CLOSE = 0.9  # of the pace that the last cohort allowed
NODES = 200  # of the search for one cohort
GAP = 0.3  # how far from the best a cohort may be: any near the target will do
ROUNDING = 1e-9
SEED = 1


def split(pool: Pool, chances: Sequence[Fraction]) -> "Rest":
    """Cohorts that together give each group exactly these chances, and what is left when none fits.

    Carathéodory's construction: a cohort on the face of the target is given the greatest probability
    that leaves a target within the lines, and the rest lies on a smaller face. The cohort is one
    among those whose probability is great (the face drawn together by the `pace`), with the fullest
    groups. A face may hold no whole cohort though the relaxation has it: then something is left.
    """
    rest = Rest(pool, chances)
    chance = np.random.default_rng(SEED)
    while rest.mass and rest.take(chance):
        pass
    return rest


class Rest:
    """What is still to be split, in whole numbers: `seats` of each group in units of 1/`unit`."""

    def __init__(self, pool: Pool, chances: Sequence[Fraction]) -> None:
        self.pool = pool
        seats = [chance * int(size) for chance, size in zip(chances, pool.sizes, strict=True)]
        self.unit = self.mass = lcm(*(seat.denominator for seat in seats))
        self.seats: Huge = np.array([int(seat * self.unit) for seat in seats], dtype=object)
        self.matrix: Huge = pool.matrix.astype(object)
        self.sizes: Huge = pool.sizes.astype(object)
        self.lows: Huge = pool.lows.astype(object)
        self.highs: Huge = pool.highs.astype(object)
        self.taken: list[tuple[Whole, int]] = []
        self.pace = FIRST_PACE

    @property
    def left(self) -> Fraction:
        return Fraction(self.mass, self.unit)

    @property
    def target(self) -> list[Fraction]:
        """The average seats of each group in what is left, as if it were all."""
        return [Fraction(int(seat), self.mass) for seat in self.seats]

    def shares(self) -> Iterator[tuple[Whole, Fraction]]:
        return ((cohort, Fraction(weight, self.unit)) for cohort, weight in self.taken)

    def take(self, chance: np.random.Generator) -> bool:
        """Split the next cohort off; False when none is found on the face of what is left."""
        cohort = self._next(chance)
        if cohort is None:
            return False
        weight = self._greatest_weight(cohort)
        if weight <= 0:
            return False
        share = float(weight / self.mass)
        self.add(cohort, weight / self.unit)
        self.pace = max(1.0, (1 / share - 1) * CLOSE)
        return True

    def add(self, cohort: Whole, probability: Fraction) -> None:
        """Give a cohort this probability of what is left."""
        self._refine((probability * self.unit).denominator)
        weight = int(probability * self.unit)
        self.seats = self.seats - weight * cohort.astype(object)
        self.mass -= weight
        self.taken.append((cohort, weight))

    def give_back(self, number: int) -> list[Whole]:
        """Undo the last cohorts, which are handed over."""
        given = self.taken[-number:]
        for cohort, weight in given:
            self.seats = self.seats + weight * cohort.astype(object)
            self.mass += weight
        del self.taken[-number:]
        return [cohort for cohort, _ in given]

    def _refine(self, times: int) -> None:
        if times > 1:
            self.seats, self.mass, self.unit = (
                self.seats * times,
                self.mass * times,
                self.unit * times,
            )
            self.taken = [(cohort, weight * times) for cohort, weight in self.taken]

    def _next(self, chance: np.random.Generator) -> Whole | None:
        target = (self.seats / self.mass).astype(float)
        counts = ((self.matrix @ self.seats) / self.mass).astype(float)
        shares = target / self.pool.sizes
        gains = shares + 0.02 * chance.random(len(shares)) * target.mean()
        while self.pace < SLOWEST:
            cohort = self._near(target, counts, gains)
            if cohort is not None:
                return cohort
            self.pace *= SLOWER
        return None

    def _near(self, target: Real, counts: Real, gains: Real) -> Whole | None:
        """A cohort whose probability can be at least 1/(1 + pace) or so."""
        pool, pace = self.pool, self.pace
        lowest = np.ceil(pool.sizes - (pool.sizes - target) * pace - ROUNDING)
        highest = np.floor(target * pace + ROUNDING)
        lows = np.ceil(pool.highs - (pool.highs - counts) * pace - ROUNDING)
        highs = np.floor(pool.lows + (counts - pool.lows) * pace + ROUNDING)
        rows = np.maximum(pool.lows, lows), np.minimum(pool.highs, highs)
        bounds = np.maximum(0, lowest), np.minimum(pool.sizes, highest)
        try:
            return whole(
                gains,
                pool.matrix,
                rows=_whole(rows),
                bounds=_whole(bounds),
                gap=GAP,
                nodes=NODES,
            )
        except Unsolved:
            return None

    def _greatest_weight(self, cohort: Whole) -> Fraction:
        """The greatest probability, in units, whose removal leaves seats within sizes and lines."""
        counts, own = self.matrix @ self.seats, self.matrix @ cohort.astype(object)
        room = np.concatenate(
            [
                self.seats,
                self.sizes * self.mass - self.seats,
                self.highs * self.mass - counts,
                counts - self.lows * self.mass,
            ]
        )
        used = np.concatenate(
            [cohort.astype(object), self.sizes - cohort, self.highs - own, own - self.lows]
        )
        best_room, best_used = self.mass, 1
        for one, use in zip(room, used, strict=True):
            if use > 0 and one * best_used < best_room * use:
                best_room, best_used = one, use
        return Fraction(int(best_room), int(best_used))


def _whole(bounds: tuple[Real, Real]) -> tuple[Whole, Whole]:
    return bounds[0].astype(np.int64), bounds[1].astype(np.int64)
