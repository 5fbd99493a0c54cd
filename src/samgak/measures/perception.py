"""How several sides see the same thing: the mean of each, and how far they are apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean


@dataclass(frozen=True)
class View:
    """What one side thinks: how many answered, and the mean, least and most of their marks."""

    answers: int
    mean: float
    least: float
    most: float


@dataclass(frozen=True)
class Gap:
    """`views` by side, sides without an answer left out; `gap`: largest mean less smallest.

    None where fewer than two sides answered. `highest` and `lowest` name the sides.
    """

    views: Mapping[str, View]
    gap: float | None
    highest: str | None
    lowest: str | None


def gap(marks: Mapping[str, Sequence[float]]) -> Gap:
    """Return how far the sides (key -> marks of its answerers) are apart, in the unit of the marks.

    The gap is the range of the side means: R = max(mean) - min(mean). Source of the range as a measure
    of dispersion of small groups: Tippett (1925), On the extreme individuals and the range of samples
    taken from a normal population, Biometrika 17, 364-387. Each side weighs the same, however many
    answered for it. Ties go to the side that comes first.
    """
    views = {
        side: View(len(given), fmean(given), min(given), max(given))
        for side, given in marks.items()
        if given
    }
    if len(views) < 2:
        return Gap(views, None, None, None)
    highest = max(views, key=lambda side: views[side].mean)
    lowest = min(views, key=lambda side: views[side].mean)
    return Gap(views, views[highest].mean - views[lowest].mean, highest, lowest)
