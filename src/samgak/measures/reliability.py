"""How well a test measures: its effect in spreads, its questions, its consistency."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from samgak.measures.gain import CONFIDENCE, Interval

RESAMPLES = 2_000
SEED = 20250903
FEWEST_PAIRS = 5


@dataclass(frozen=True)
class Effect:
    """d_z and Hake's gain, each with its interval; None where it can't be said."""

    size: float | None
    size_interval: Interval | None
    normalised_gain_interval: Interval | None


def paired_effect(before: Sequence[float], after: Sequence[float], *, out_of: float) -> Effect:
    """Return the paired effect size d_z with bootstrap intervals of it and of Hake's gain.

    before, after: the points of the same people in the same order; out_of: the most points there
    are. Raises ValueError for sequences of different lengths.

    d_z = mean of the differences / their standard deviation (n - 1). Source: Cohen (1988),
    Statistical Power Analysis for the Behavioral Sciences, 2nd ed., p. 48; the name after Lakens
    (2013), Frontiers in Psychology 4:863, eq. 6. None below two pairs and without any spread.

    Intervals: 95 % percentile bootstrap over pairs, 2,000 resamples, always the same seed. Source:
    Efron and Tibshirani (1993), An Introduction to the Bootstrap, ch. 13. None below five pairs, and
    where one resample in twenty or more has no value.
    """
    first, second = np.asarray(before, dtype=float), np.asarray(after, dtype=float)
    if first.shape != second.shape:
        raise ValueError("each person has points before and after")
    gains = second - first
    spread = gains.std(ddof=1) if len(gains) > 1 else 0.0
    size = float(gains.mean() / spread) if spread > 0 else None
    if len(gains) < FEWEST_PAIRS:
        return Effect(size, None, None)
    drawn = np.random.default_rng(SEED).integers(0, len(gains), (RESAMPLES, len(gains)))
    means, left = gains[drawn].mean(axis=1), out_of - first[drawn].mean(axis=1)
    return Effect(
        size,
        _interval(means, gains[drawn].std(axis=1, ddof=1)) if size is not None else None,
        _interval(means, left),
    )


def discrimination(points: Sequence[Sequence[float]]) -> list[float | None]:
    """Return for each question the correlation of its points with the points of all others.

    points: a row for each person, a column for each question, rows of one length. For questions
    right or wrong it is the corrected point-biserial correlation. None below three people, and where
    everyone has the same points. Source: Henrysson (1963), Psychometrika 28(2), 211-218; Crocker
    and Algina (1986), ch. 14.
    """
    table = _table(points)
    if table.shape[0] < 3:
        return [None] * table.shape[1]
    rest = table.sum(axis=1, keepdims=True) - table
    return [_correlation(table[:, n], rest[:, n]) for n in range(table.shape[1])]


def cronbach_alpha(points: Sequence[Sequence[float]]) -> float | None:
    """Return k / (k - 1) · (1 - sum of the variances of questions / variance of the totals).

    points as for `discrimination`. None below two people or two questions, and without any spread
    of the totals. Source: Cronbach (1951), Psychometrika 16(3), 297-334, eq. 2.
    """
    table = _table(points)
    people, questions = table.shape
    if people < 2 or questions < 2:
        return None
    whole = table.sum(axis=1).var(ddof=1)
    if whole == 0:
        return None
    return float(questions / (questions - 1) * (1 - table.var(axis=0, ddof=1).sum() / whole))


def _table(
    points: Sequence[Sequence[float]],
) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    return np.asarray(points, dtype=float).reshape(len(points), -1 if len(points) else 0)


def _correlation(one: np.ndarray, other: np.ndarray) -> float | None:
    if one.std() == 0 or other.std() == 0:
        return None
    return float(np.corrcoef(one, other)[0, 1])


def _interval(above: np.ndarray, below: np.ndarray) -> Interval | None:
    said = below > 1e-9
    if said.mean() <= CONFIDENCE:
        return None
    tail = 100 * (1 - CONFIDENCE) / 2
    low, high = np.percentile(above[said] / below[said], [tail, 100 - tail])
    return Interval(float(low), float(high))
