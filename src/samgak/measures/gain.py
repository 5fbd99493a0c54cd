"""What people learned: the same test before and after, paired by person."""

import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from statistics import fmean, stdev

from scipy.special import stdtrit

CONFIDENCE = 0.95

TOO_FEW_PAIRS = "too-few-pairs"
NO_SPREAD = "no-spread"
FULL_MARKS_BEFORE = "full-marks-before"


@dataclass(frozen=True)
class Interval:
    low: float
    high: float
    confidence: float = CONFIDENCE


@dataclass(frozen=True)
class Gain:
    """The gain in points of the test; what can't be said is None, with the reason beside it."""

    pairs: int
    before_only: int
    after_only: int
    mean_before: float | None
    mean_after: float | None
    mean_gain: float | None
    interval: Interval | None
    reason_no_interval: str | None
    normalised_gain: float | None
    reason_no_normalised_gain: str | None


def learning_gain(
    before: Mapping[Hashable, float | None],
    after: Mapping[Hashable, float | None],
    *,
    out_of: float,
) -> Gain:
    """Return the mean gain of those who took both tests, with its 95 % confidence interval.

    before, after: person -> points, None or absent when not taken; out_of: the most points there
    are. Raises ValueError for points outside 0 to out_of. Means are of the pairs only; those who
    took one test are counted, never guessed.

    Interval: Student's t of the paired differences, mean ± t(0.975, n - 1) · s / √n. Source:
    "Student" (1908), The Probable Error of a Mean, Biometrika 6(1), 1-25. None with the reason
    too-few-pairs below two pairs, and no-spread when all differences are equal (then s = 0 and the
    sample says nothing about its uncertainty).

    Normalised gain: (mean after - mean before) / (out_of - mean before), the part of the possible
    gain that was reached. Source: Hake (1998), Interactive-engagement versus traditional methods,
    American Journal of Physics 66(1), 64-74. None with the reason too-few-pairs without any pair
    and full-marks-before when nothing was left to gain.
    """
    first, second = _taken(before, out_of), _taken(after, out_of)
    both = [person for person in first if person in second]
    gains = [second[person] - first[person] for person in both]
    mean_before = fmean(first[person] for person in both) if both else None
    interval, reason_no_interval = _interval(gains)
    normalised_gain, reason_no_normalised_gain = _normalised(mean_before, gains, out_of)
    return Gain(
        pairs=len(both),
        before_only=len(first) - len(both),
        after_only=len(second) - len(both),
        mean_before=mean_before,
        mean_after=fmean(second[person] for person in both) if both else None,
        mean_gain=fmean(gains) if gains else None,
        interval=interval,
        reason_no_interval=reason_no_interval,
        normalised_gain=normalised_gain,
        reason_no_normalised_gain=reason_no_normalised_gain,
    )


def _taken(points: Mapping[Hashable, float | None], out_of: float) -> dict[Hashable, float]:
    taken = {person: float(p) for person, p in points.items() if p is not None}
    if not out_of > 0:
        raise ValueError("a test is out of more than 0 points")
    if not all(0 <= p <= out_of for p in taken.values()):
        raise ValueError(f"points lie between 0 and {out_of}")
    return taken


def _interval(gains: list[float]) -> tuple[Interval | None, str | None]:
    if len(gains) < 2:
        return None, TOO_FEW_PAIRS
    spread = stdev(gains)
    if spread == 0:
        return None, NO_SPREAD
    mean = fmean(gains)
    quantile = float(stdtrit(len(gains) - 1, (1 + CONFIDENCE) / 2))
    margin = quantile * spread / math.sqrt(len(gains))
    return Interval(mean - margin, mean + margin), None


def _normalised(
    mean_before: float | None, gains: list[float], out_of: float
) -> tuple[float | None, str | None]:
    if mean_before is None:
        return None, TOO_FEW_PAIRS
    if mean_before == out_of:
        return None, FULL_MARKS_BEFORE
    return fmean(gains) / (out_of - mean_before), None
