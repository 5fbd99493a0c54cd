"""Relaxations of whole-numbered programmes in floats (HiGHS): guesses and prices, never a claim."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csc_array, hstack

Column = tuple[tuple[int, int], ...]  # (row, coefficient)
Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]
DIRECT = 1500  # columns that are solved at once; more are sifted
AT_ONCE = 1000  # columns that one round of sifting may add
NEAR = 300  # columns that a whole-numbered guess may move
GAIN = 1e-9  # of the greatest residual: less is not worth a column
DEAR = 10_000  # what a unit by which a row is missed costs, in greatest residuals
SECONDS = 2.0


@dataclass
class Part:
    """Free columns with their bounds and what each gains at the prices so far, and what rows lack."""

    free: list[int]
    residual: list[int]
    low: list[int]
    high: list[int]
    right: list[int]


class Relaxation:
    """All columns of one programme, of which any part can be solved."""

    def __init__(self, kind: Sequence[int], kinds: Sequence[Column], rows: int) -> None:
        self.kind: Numbers = np.asarray(kind, dtype=np.int64)
        self.rows = rows
        lengths = [len(entries) for entries in kinds]
        flat = [entry for entries in kinds for entry in entries]
        pairs: Numbers = np.array(flat, dtype=np.int64).reshape(-1, 2)
        starts = np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])
        shape = (rows, len(kinds))
        self.kinds = csc_array((pairs[:, 1].astype(float), pairs[:, 0], starts), shape=shape)
        one = _identity(rows)
        self.helpers = hstack([one, -one], format="csc")

    def solve(self, part: Part, spare: int) -> tuple[list[float], list[int]] | None:
        """Values of the free columns that gain most, and prices of the rows in units of the gains.

        `spare`: how far the bound is from what is known; half a unit missing in a row costs more, so
        that rows which cannot hold show at once. None when the solver has no answer.
        """
        floats = _Floats(part, self.kind, self.kinds, least=2 * spare // DEAR)
        solved = floats.solve(self.helpers)
        if solved is None:
            return None
        values, prices = solved
        own = [_scaled(price, floats.scale) for price in prices.tolist()]
        return (values + floats.low).tolist(), own

    def whole(self, part: Part) -> list[float] | None:
        """Whole values that keep the rows and move only the columns that are hardest to decide."""
        return _Floats(part, self.kind, self.kinds).whole()


class _Floats:
    """A part in floats: gains of at most 1, bounds that start at 0."""

    def __init__(self, part: Part, kind: Numbers, kinds: csc_array, least: int = 0) -> None:
        self.scale = max(1, least, *map(abs, part.residual))
        self.gains = np.array([gain / self.scale for gain in part.residual])
        self.kind, self.kinds = kind[np.asarray(part.free, dtype=np.int64)], kinds
        self.low = np.array(part.low, dtype=float)
        self.room = np.array(part.high, dtype=float) - self.low
        self.right = np.array(part.right, dtype=float) - self._sums(self.low)

    def _sums(self, values: Floats) -> Floats:
        of_kind = np.bincount(self.kind, weights=values, minlength=self.kinds.shape[1])
        return np.asarray(self.kinds @ of_kind)

    def solve(self, helpers: csc_array) -> tuple[Floats, Floats] | None:
        chosen = self._first()
        while True:
            solved = self._solve(chosen, helpers)
            if solved is None:
                return None
            values, prices = solved
            left = self.gains - (self.kinds.T @ prices)[self.kind]
            left[chosen] = 0
            if len(chosen) == len(self.gains) or left.max() <= GAIN:
                return values, prices
            best = np.argpartition(-left, min(AT_ONCE, len(left) - 1))[:AT_ONCE]
            chosen = np.concatenate([chosen, best[left[best] > GAIN]])

    def _first(self) -> Numbers:
        """All columns, or of each kind those that gain most, in proportion to its number."""
        count = len(self.gains)
        if count <= DIRECT:
            return np.arange(count)
        order = np.lexsort((-self.gains, self.kind))
        _, starts, numbers = np.unique(self.kind[order], return_index=True, return_counts=True)
        rank = np.arange(count) - np.repeat(starts, numbers)
        share = np.ceil(1.5 * abs(self.right).max() * numbers / count)
        chosen: Numbers = order[rank < np.repeat(1 + share, numbers)]
        return chosen

    def _solve(self, chosen: Numbers, helpers: csc_array) -> tuple[Floats, Floats] | None:
        dear = np.full(helpers.shape[1], float(DEAR))
        small = len(chosen) <= DIRECT
        solved = linprog(
            np.concatenate([-self.gains[chosen], dear]),
            A_eq=hstack([self.kinds[:, self.kind[chosen]], helpers], format="csc"),
            b_eq=self.right,
            bounds=np.column_stack(
                [
                    np.zeros(len(chosen) + len(dear)),
                    np.concatenate([self.room[chosen], np.full(len(dear), np.inf)]),
                ]
            ),
            method="highs-ds",
            options={"presolve": not small},
        )
        if solved.x is None or solved.eqlin.marginals is None:
            return None
        values = np.zeros(len(self.gains))
        values[chosen] = solved.x[: len(chosen)]
        return values, -solved.eqlin.marginals

    def whole(self) -> list[float] | None:
        order = np.argsort(abs(self.gains), kind="stable")
        near = order[:NEAR]
        values = np.where(self.gains > 0, self.room, 0.0)
        values[near] = 0
        matrix = self.kinds[:, self.kind[near]]
        right = self.right - self._sums(values)
        solved = milp(
            -self.gains[near],
            constraints=LinearConstraint(matrix, right, right),
            integrality=np.ones(len(near)),
            bounds=Bounds(0, self.room[near]),
            options={"time_limit": SECONDS, "mip_rel_gap": 0},
        )
        if solved.x is None:
            return None
        values[near] = np.round(solved.x)
        guess: list[float] = (values + self.low).tolist()
        return guess


def _identity(size: int) -> csc_array:
    return csc_array((np.ones(size), np.arange(size), np.arange(size + 1)), shape=(size, size))


def _scaled(price: float, scale: int) -> int:
    """The price times the scale as a whole number, without overflow whatever the scale."""
    numerator, denominator = price.as_integer_ratio()
    return numerator * scale // denominator
