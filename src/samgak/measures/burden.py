"""What rules cost those who must obey them: the Standard Cost Model, with what nobody knows exactly.

Source of the model: SCM Network to Reduce Administrative Burdens (2005), International Standard Cost
Model Manual: cost = price x quantity, price = tariff x time, quantity = population x frequency.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Draws: TypeAlias = NDArray[np.float64]

TRIANGULAR = "triangular"
PERT = "pert"
SHAPES = (PERT, TRIANGULAR)

NOT_A_NUMBER = "not-a-number"
NEGATIVE = "negative"
NOT_IN_ORDER = "not-in-order"


def estimate_fault(low: float, likely: float, high: float) -> str | None:
    """Why the three can't be an estimate, None when they can; to be asked before building one."""
    if not all(math.isfinite(value) for value in (low, likely, high)):
        return NOT_A_NUMBER
    if min(low, likely, high) < 0:
        return NEGATIVE
    return None if low <= likely <= high else NOT_IN_ORDER


@dataclass(frozen=True)
class Estimate:
    """The least, the likeliest and the most it can be; ValueError unless 0 <= low <= likely <= high."""

    low: float
    likely: float
    high: float

    def __post_init__(self) -> None:
        if fault := estimate_fault(self.low, self.likely, self.high):
            raise ValueError(fault)

    @classmethod
    def exactly(cls, value: float) -> "Estimate":
        return cls(value, value, value)

    def each(self, change: Callable[[float], float]) -> "Estimate":
        """The estimate with the same rising change made to all three numbers."""
        return Estimate(change(self.low), change(self.likely), change(self.high))

    def __add__(self, other: "Estimate") -> "Estimate":
        return Estimate(self.low + other.low, self.likely + other.likely, self.high + other.high)


NOTHING = Estimate.exactly(0)
ONCE = Estimate.exactly(1)


@dataclass(frozen=True)
class Activity:
    """What one case costs at one step: minutes of work, money paid to others, a fee.

    tariff_per_hour: of this work, when it isn't the load's.
    """

    code: str
    minutes: Estimate
    out_of_pocket: Estimate = NOTHING
    fee: float = 0.0
    share_of_cases: float = 1.0
    tariff_per_hour: Estimate | None = None


@dataclass(frozen=True)
class Load:
    """Everything a rule asks in a year.

    population: people or firms; frequency: times a year for each; tariff_per_hour: money;
    overhead_share: part of the tariff added for overheads, 0.25 for 25 %.
    """

    population: Estimate
    frequency: Estimate
    tariff_per_hour: Estimate
    activities: tuple[Activity, ...]
    overhead_share: float = 0.0


@dataclass(frozen=True)
class Spread:
    """A yearly amount: with the likely inputs, and the mean, median, 5th and 95th percentile drawn."""

    likely: float
    mean: float
    median: float
    low: float
    high: float


@dataclass(frozen=True)
class StepBurden:
    """One step's cost a year and its share (0 to 1) of the mean total; 0 when the total is 0."""

    code: str
    cost: Spread
    share: float


@dataclass(frozen=True)
class Burden:
    """Cost (money) and hours a year; steps in the order given."""

    total: Spread
    hours: Spread
    steps: tuple[StepBurden, ...]
    shape: str
    draws: int
    seed: int


@dataclass(frozen=True)
class Saving:
    """Cost and hours a year that fall away; share of the mean cost before, None when that was 0."""

    cost: Spread
    hours: Spread
    share: float | None


@dataclass(frozen=True)
class _Drawn:
    costs: tuple[Draws, ...]  # for each activity: the likely value first, then the draws
    hours: Draws

    @property
    def total(self) -> Draws:
        return np.sum(self.costs, axis=0) if self.costs else np.zeros_like(self.hours)


def burden(load: Load, *, shape: str = PERT, draws: int = 10_000, seed: int = 1) -> Burden:
    """Return the yearly burden of a load, with the interval its uncertain inputs leave.

    Of each activity: population x frequency x share of cases x (tariff x (1 + overhead) x minutes /
    60 + out of pocket + fee). Source: the manual named above; fees are left out of the
    administrative cost there and are added here because those who pay feel them.

    Each input is drawn by itself from low, likely and high, `draws` times. shape "triangular":
    mean (low + likely + high) / 3. shape "pert": beta with mean (low + 4 likely + high) / 6; source:
    Malcolm, Roseboom, Clark, Fazar (1959), Application of a Technique for Research and Development
    Program Evaluation, Operations Research 7(5), 646-669. An input is drawn from a stream named by
    the seed and the activity's code, so that two loads share what they have in common. Raises
    ValueError for an unknown shape, fewer than 100 draws, or two activities of one code.
    """
    drawn = _drawn(load, shape, draws, seed)
    total = drawn.total
    mean = float(total[1:].mean())
    return Burden(
        total=_spread(total),
        hours=_spread(drawn.hours),
        steps=tuple(
            StepBurden(activity.code, _spread(cost), float(cost[1:].mean()) / mean if mean else 0.0)
            for activity, cost in zip(load.activities, drawn.costs, strict=True)
        ),
        shape=shape,
        draws=draws,
        seed=seed,
    )


def saving(
    before: Load, after: Load, *, shape: str = PERT, draws: int = 10_000, seed: int = 1
) -> Saving:
    """Return what falls away a year from one load to another; negative where it grows.

    Draw by draw with common random numbers: what both loads share doesn't widen the interval.
    Source: Law (2015), Simulation Modeling and Analysis, 5th edition, section 11.2.
    """
    first, second = _drawn(before, shape, draws, seed), _drawn(after, shape, draws, seed)
    cost = first.total - second.total
    mean = float(first.total[1:].mean())
    return Saving(
        cost=_spread(cost),
        hours=_spread(first.hours - second.hours),
        share=float(cost[1:].mean()) / mean if mean else None,
    )


def _drawn(load: Load, shape: str, draws: int, seed: int) -> _Drawn:
    codes = [activity.code for activity in load.activities]
    if shape not in SHAPES:
        raise ValueError(f"a spread is one of {SHAPES}")
    if draws < 100:
        raise ValueError("fewer than 100 draws say nothing about an interval")
    if len(set(codes)) != len(codes):
        raise ValueError("two activities have the same code")

    def draw(estimate: Estimate, *name: str) -> Draws:
        stream = np.random.default_rng([seed, crc32("\0".join(name).encode())])
        return np.concatenate(([estimate.likely], sample(estimate, shape, draws, stream)))

    cases = draw(load.population, "population") * draw(load.frequency, "frequency")
    loaded = 1 + load.overhead_share
    tariff = draw(load.tariff_per_hour, "tariff") * loaded
    costs, hours = [], np.zeros(draws + 1)
    for activity in load.activities:
        taken = cases * activity.share_of_cases
        spent = draw(activity.minutes, "minutes", activity.code) / 60
        paid = draw(activity.out_of_pocket, "paid", activity.code) + activity.fee
        own = activity.tariff_per_hour
        price = tariff if own is None else draw(own, "own tariff") * loaded
        costs.append(taken * (price * spent + paid))
        hours += taken * spent
    return _Drawn(tuple(costs), hours)


def sample(estimate: Estimate, shape: str, draws: int, stream: np.random.Generator) -> Draws:
    """Return that many draws of an estimate; what the shapes are, `burden` says."""
    low, likely, high = estimate.low, estimate.likely, estimate.high
    width = high - low
    if width == 0:
        return np.full(draws, likely)
    if shape == TRIANGULAR:
        return stream.triangular(low, likely, high, draws)
    alpha, beta = 1 + 4 * (likely - low) / width, 1 + 4 * (high - likely) / width
    return low + width * stream.beta(alpha, beta, draws)


def _spread(values: Draws) -> Spread:
    low, median, high = np.percentile(values[1:], (5, 50, 95))
    return Spread(
        likely=float(values[0]),
        mean=float(values[1:].mean()),
        median=float(median),
        low=float(low),
        high=float(high),
    )


def dearest_first(steps: Sequence[StepBurden]) -> tuple[StepBurden, ...]:
    """The steps by mean cost, the dearest first; equal ones by code."""
    return tuple(sorted(steps, key=lambda step: (-step.cost.mean, step.code)))
