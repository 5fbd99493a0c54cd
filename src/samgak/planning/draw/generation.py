"""The fairest lottery where the relaxation can't be reached: cohorts made as prices ask for them."""

from dataclasses import dataclass, field

import numpy as np

from samgak.planning.draw.pool import Pool, Real, Whole
from samgak.planning.draw.solver import Unsolved, linear, whole

PRICED = 1e-7
GAINED = 1e-8  # a cohort worth less than this above the best so far changes nothing
MOST_COHORTS = 3_000


@dataclass
class Generated:
    """Cohorts with their probabilities; how many levels are `settled`, and whether all are."""

    cohorts: list[Whole]
    shares: Real
    settled: int
    is_finished: bool


@dataclass
class _Master:
    pool: Pool
    cohorts: list[Whole]
    chances: Real = field(init=False)
    shares: Real = field(init=False)

    def __post_init__(self) -> None:
        self.chances = np.full(len(self.pool.sizes), np.nan)
        self.shares = np.zeros(len(self.cohorts))


def generate(pool: Pool, cohorts: list[Whole]) -> Generated | None:
    """The leximin lottery over whole cohorts, level by level; None when there is no cohort at all.

    Each level is a linear programme over the cohorts known; the prices of its groups ask for a
    better cohort until there is none (column generation), and the groups with a price are fixed
    (Flanigan, Gölz, Gupta, Hennig, Procaccia, 2021, "Fair algorithms for selecting citizens'
    assemblies", Nature 596, supplementary information 11).
    """
    known = cohorts + _covering(pool, cohorts)
    if not known:
        return None
    master = _Master(pool, known)
    covered = np.sum(known, axis=0) > 0
    master.chances[~covered] = 0.0  # nobody can seat them
    settled = int((~covered).any())
    while np.isnan(master.chances).any():
        try:
            is_settled = _settle_level(master)
        except Unsolved:
            is_settled = False
        if not is_settled:
            return Generated(master.cohorts, master.shares, settled, is_finished=False)
        settled += 1
    return Generated(master.cohorts, master.shares, settled, is_finished=True)


def _covering(pool: Pool, cohorts: list[Whole]) -> list[Whole]:
    """Cohorts until everybody who can ever be seated is in one."""
    found: list[Whole] = []
    seen = np.sum(cohorts, axis=0) > 0 if cohorts else np.zeros(len(pool.sizes), dtype=bool)
    while not seen.all():
        cohort = _dearest(pool, (~seen).astype(float))
        if cohort is None or not cohort[~seen].any():
            break
        found.append(cohort)
        seen = seen | (cohort > 0)
    return found


def _dearest(pool: Pool, gains: Real) -> Whole | None:
    none = np.zeros(len(pool.sizes), dtype=np.int64)
    return whole(gains, pool.matrix, rows=(pool.lows, pool.highs), bounds=(none, pool.sizes))


def _settle_level(master: _Master) -> bool:
    """Fix those whom the next level holds; False when the effort was used up before it was sure."""
    pool, free = master.pool, np.isnan(master.chances)
    while True:
        gain, worth, price = _best_shares(master, free)
        cohort = _dearest(pool, worth)
        if cohort is None or worth @ cohort <= price + GAINED:
            break
        if len(master.cohorts) >= MOST_COHORTS:
            return False
        master.cohorts.append(cohort)
    held = free & (worth * pool.sizes > PRICED)
    if gain >= 1 - PRICED or not held.any():
        held = free
    master.chances[held] = min(gain, 1.0)
    return True


def _best_shares(master: _Master, free: np.ndarray) -> tuple[float, Real, float]:
    """The greatest least chance over the known cohorts, what a seat is worth, what a cohort costs."""
    sizes = master.pool.sizes.astype(float)
    seats = np.array(master.cohorts, dtype=float).T / sizes[:, None]
    number = len(master.cohorts)
    answer = linear(
        gains=np.append(np.zeros(number), 1.0),
        matrix=np.vstack(
            [
                np.column_stack([seats, -free.astype(float)]),
                np.append(np.ones(number), 0.0),
            ]
        ),
        rows=(
            np.append(np.where(free, 0.0, np.nan_to_num(master.chances) - GAINED), 1.0),
            np.append(np.full(len(sizes), np.inf), 1.0),
        ),
        bounds=(np.zeros(number + 1), np.full(number + 1, 1.0)),
    )
    if answer is None:
        raise Unsolved("the levels fixed before leave no lottery")
    master.shares = np.clip(answer.values[:number], 0.0, None)
    return answer.gain, -answer.prices[:-1] / sizes, answer.prices[-1]
