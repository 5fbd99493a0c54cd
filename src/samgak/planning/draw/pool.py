"""A draw in numbers: people whom no line can tell apart are one group."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from samgak.planning.draw.problem import SEATS, Problem, QuotaLine

Whole = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]
Huge = npt.NDArray[np.object_]  # Python's own whole numbers, of any length


@dataclass(frozen=True)
class Pool:
    """Groups of `sizes` people; row r of the 0-1 `matrix` counts groups, between `lows` and `highs`.

    The last row counts everybody: it is the seats. Only lines that can be broken have a row.
    """

    names: tuple[str, ...]
    members: tuple[tuple[str, ...], ...]
    sizes: Whole
    matrix: Whole
    lows: Whole
    highs: Whole

    def holds(self, counts: Whole) -> bool:
        """Whether so many of each group make a cohort."""
        within = bool((counts >= 0).all() and (counts <= self.sizes).all())
        rows = self.matrix @ counts
        return within and bool((rows >= self.lows).all() and (rows <= self.highs).all())


def pool_of(problem: Problem) -> Pool:
    """The problem in numbers, groups in the order of their first member."""
    lines = [line for line in problem.lines if _can_be_broken(line, problem)]
    groups: defaultdict[tuple[bool, ...], list[str]] = defaultdict(list)
    for person in problem.people:
        groups[tuple(line.counts(person) for line in lines)].append(person.key)
    marks = np.array([(*marks, True) for marks in groups], dtype=np.int64)
    highs = [problem.seats if line.maximum is None else line.maximum for line in lines]
    return Pool(
        names=(*(line.name for line in lines), SEATS),
        members=tuple(map(tuple, groups.values())),
        sizes=np.array([len(keys) for keys in groups.values()], dtype=np.int64),
        matrix=marks.reshape(len(groups), len(lines) + 1).T,
        lows=np.array([*(line.minimum for line in lines), problem.seats], dtype=np.int64),
        highs=np.array([*np.minimum(highs, problem.seats), problem.seats], dtype=np.int64),
    )


def _can_be_broken(line: QuotaLine, problem: Problem) -> bool:
    if line.minimum > 0:
        return True
    number = sum(line.counts(person) for person in problem.people)
    return line.maximum is not None and line.maximum < min(number, problem.seats)


def chances(pool: Pool, shares: Sequence[tuple[Whole, Fraction]]) -> list[Fraction]:
    """The probability of a member of each group under cohorts with these probabilities."""
    totals = [Fraction(0)] * len(pool.sizes)
    for counts, probability in shares:
        for group in np.flatnonzero(counts):
            totals[group] += int(counts[group]) * probability
    return [total / int(size) for total, size in zip(totals, pool.sizes, strict=True)]
