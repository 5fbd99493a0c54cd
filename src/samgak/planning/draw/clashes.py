"""Why there is no cohort: lines that can't hold together."""

from dataclasses import replace

import numpy as np

from samgak.planning.draw.pool import pool_of
from samgak.planning.draw.problem import SEATS, NoLottery, Problem
from samgak.planning.draw.solver import whole


def explain(problem: Problem) -> NoLottery:
    """An irreducible set of clashing lines (deletion filter: Chinneck, Dravnieks, 1991)."""
    needed = problem
    for line in problem.lines:
        fewer = replace(needed, lines=tuple(one for one in needed.lines if one != line))
        if not _has_cohort(fewer, any_size=False):
            needed = fewer
    names = tuple(line.name for line in needed.lines)
    return NoLottery(names if not _has_cohort(needed, any_size=True) else (SEATS, *names))


def _has_cohort(problem: Problem, *, any_size: bool) -> bool:
    """Whether people keep all lines in a group of as many as there are seats, or of any size."""
    if not problem.people:
        return any_size and not any(line.minimum for line in problem.lines)
    pool = pool_of(replace(problem, seats=len(problem.people)) if any_size else problem)
    none = np.zeros(len(pool.sizes), dtype=np.int64)
    lows = pool.lows.copy()
    if any_size:
        lows[-1] = 0
    rows, bounds = (lows, pool.highs), (none, pool.sizes)
    return whole(np.zeros(len(none)), pool.matrix, rows=rows, bounds=bounds) is not None
