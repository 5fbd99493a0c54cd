"""The fairest chances if people could be seated in parts: a bound that is often reached."""

import numpy as np
import numpy.typing as npt

from samgak.planning.draw.pool import Pool, Real
from samgak.planning.draw.solver import linear

PRICED = 1e-9  # a group with a price above this has reached its level in every fairest lottery


def relaxed_chances(pool: Pool) -> Real | None:
    """The leximin chances of the groups over all parts of seats; None when not even parts fit.

    Level by level: the least chance is made as great as it can be, those whom nothing could raise
    further are fixed there, and so on (Ogryczak, Pióro, Tomaszewski, 2005, "Telecommunications
    network design and max-min optimization problem", section 3).
    """
    chances = np.full(len(pool.sizes), np.nan)
    while np.isnan(chances).any():
        level = _next_level(pool, chances)
        if level is None:
            return None
        chance, held = level
        if chance >= 1 - PRICED:
            chance, held = 1.0, np.isnan(chances)
        chances[held] = chance
    return chances


def _next_level(pool: Pool, fixed: Real) -> tuple[float, npt.NDArray[np.bool_]] | None:
    """The greatest least chance of those not fixed, and which of them hold it there."""
    sizes, free = pool.sizes.astype(float), np.isnan(fixed)
    number, people = len(sizes), np.flatnonzero(free)
    lines = np.hstack([pool.matrix, np.zeros((len(pool.names), 1), dtype=np.int64)])
    floors = np.zeros((len(people), number + 1))
    floors[np.arange(len(people)), people] = 1
    floors[:, number] = -sizes[people]
    least = np.where(free, 0, np.nan_to_num(fixed) * sizes)
    answer = linear(
        gains=np.append(np.zeros(number), 1.0),
        matrix=np.vstack([lines, floors]),
        rows=(
            np.append(pool.lows, np.zeros(len(people))),
            np.append(pool.highs, np.full(len(people), np.inf)),
        ),
        bounds=(np.append(least, 0.0), np.append(np.where(free, sizes, least), 1.0)),
    )
    if answer is None:
        return None
    held = np.zeros(number, dtype=bool)
    held[people] = answer.prices[len(pool.names) :] < -PRICED
    if not held.any():  # prices too small to be seen: those at the level now
        shares = answer.values[people] / sizes[people]
        held[people] = shares <= shares.min() + PRICED
    return answer.gain, held
