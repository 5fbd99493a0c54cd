"""Reviewers' marks: who reviews whom, medians, spread, and when. Pure."""

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from fractions import Fraction
from statistics import median

TOP = 5  # marks go from 0 to it
DISAGREEMENT = 2  # a spread from which reviewers are said to disagree
Pair = tuple[int, int]  # a nominee and a reviewer


def assignments(
    nominees: Collection[int],
    reviewers: Sequence[int],
    *,
    each: int,
    standing: Collection[Pair] = (),
    conflicts: Collection[Pair] = (),
) -> list[Pair]:
    """The pairs that are missing until `each` reviewers (0: all) stand for every nominee.

    Whoever has the fewest comes first, so that without conflicts the loads differ by one at most; equal
    loads and the order of nominees are settled by SHA-256, so that the same people give the same pairs.
    """
    load = Counter(reviewer for _nominee, reviewer in standing)
    taken = {*standing, *conflicts}
    have = Counter(nominee for nominee, _reviewer in standing)
    pairs: list[Pair] = []
    for nominee in sorted(nominees, key=lambda one: _order(one, 0)):
        wanted = (each or len(reviewers)) - have[nominee]
        free = [one for one in reviewers if (nominee, one) not in taken]
        for one in sorted(free, key=lambda one: (load[one], _order(nominee, one)))[
            : max(wanted, 0)
        ]:
            pairs.append((nominee, one))
            load[one] += 1
    return pairs


def _order(nominee: int, reviewer: int) -> bytes:
    return hashlib.sha256(f"{nominee}:{reviewer}".encode()).digest()


def exact_median(marks: Sequence[int]) -> Fraction:
    """The middle mark, or half of the sum of the two in the middle."""
    return Fraction(median(map(Fraction, marks)))


def spread(marks: Sequence[int]) -> int:
    """The greatest mark less the least."""
    return max(marks) - min(marks)


def weighted_median(
    medians: Mapping[int, Fraction], weights: Mapping[int, Fraction]
) -> Fraction | None:
    """The mean of the criteria's medians, weighted; None while a criterion has no mark.

    Between 0 and `TOP`, exact. Both are by criterion.
    """
    if not weights or weights.keys() - medians.keys():
        return None
    total = sum(weights.values(), Fraction(0))
    return sum((weights[key] * medians[key] for key in weights), Fraction(0)) / total


def without_names(text: str, names: Collection[str]) -> str:
    """The text with every name of these, and every word of one that is longer than two letters, as dots."""
    words = {part for name in names for part in (name, *name.split()) if len(part) > 2}
    if not words:
        return text
    longest_first = sorted(words, key=len, reverse=True)
    return re.sub("|".join(map(re.escape, longest_first)), "…", text, flags=re.IGNORECASE)


def is_open(first: date | None, last: date | None, *, on: date) -> bool:
    """Whether a phase runs that day; a bound that is None does not bind."""
    return (first is None or first <= on) and (last is None or on <= last)


def is_extended(before: date | None, after: date | None) -> bool:
    """Whether the end of a phase that was said moves to a later day, or away."""
    return before is not None and (after is None or after > before)
