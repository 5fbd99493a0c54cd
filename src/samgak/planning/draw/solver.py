"""Linear and whole-number programmes through SciPy's HiGHS: values in, values out."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array, vstack

from samgak.planning.draw.pool import Real, Whole

TOLERANCE = 1e-9  # of the linear programmes, where the solver's own is 1e-7
INFEASIBLE = 2


class Unsolved(Exception):
    """The solver gave up, though there may be an answer."""


@dataclass(frozen=True)
class Best:
    """The best `values`, and of each row what moving its bound by 1 is worth: above 0 at the high."""

    values: Real
    prices: Real
    gain: float


def linear(
    gains: Real, matrix: Real | Whole, *, rows: tuple[Real, Real], bounds: tuple[Real, Real]
) -> Best | None:
    """The values with the greatest gain that keep rows and bounds; None when none do."""
    lows, highs = rows
    even = lows == highs
    below, above = ~even & np.isfinite(highs), ~even & np.isfinite(lows)
    sparse = csr_array(matrix.astype(float))
    answer = linprog(
        -gains,
        A_ub=vstack([sparse[below], -sparse[above]]),
        b_ub=np.concatenate([highs[below], -lows[above]]),
        A_eq=sparse[even],
        b_eq=highs[even],
        bounds=np.column_stack(bounds),
        method="highs-ds",
        options={
            "primal_feasibility_tolerance": TOLERANCE,
            "dual_feasibility_tolerance": TOLERANCE,
        },
    )
    if answer.status == INFEASIBLE:
        return None
    if answer.status != 0:
        raise Unsolved(answer.message)
    prices = np.zeros(len(lows))
    number = int(below.sum())
    prices[below] -= answer.ineqlin.marginals[:number]
    prices[above] += answer.ineqlin.marginals[number:]
    prices[even] = -answer.eqlin.marginals
    return Best(answer.x, prices, -answer.fun)


def whole(
    gains: Real,
    matrix: Whole,
    *,
    rows: tuple[Whole, Whole],
    bounds: tuple[Whole, Whole],
    gap: float = 0.0,
    nodes: int | None = None,
) -> Whole | None:
    """The whole numbers with the greatest gain, at most the share `gap` below it; None when none fit.

    Raises Unsolved when `nodes` of the search were not enough to find any.
    """
    (lows, highs), (lowest, highest) = rows, bounds
    if (lowest > highest).any() or (lows > highs).any():
        return None
    if (matrix @ lowest > highs).any() or (matrix @ highest < lows).any():
        return None  # no search is needed: the matrix holds nothing below 0
    free = highest > lowest
    values: Whole = np.where(free, 0, lowest)
    taken = matrix @ values
    if not free.any():
        return values if ((lows <= taken) & (taken <= highs)).all() else None
    answer = milp(
        -gains[free],
        constraints=LinearConstraint(matrix[:, free], lows - taken, highs - taken),
        bounds=Bounds(lowest[free], highest[free]),
        integrality=np.ones(int(free.sum())),
        options={"mip_rel_gap": gap} | ({"node_limit": nodes} if nodes else {}),
    )
    if answer.status == INFEASIBLE:
        return None
    if answer.x is None:
        raise Unsolved(answer.message)
    values[free] = np.rint(answer.x)
    return values
