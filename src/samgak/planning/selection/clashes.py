"""Why no cohort exists: lines that can't hold together, and what alone would free each clash."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from samgak.planning.selection.locks import Locks
from samgak.planning.selection.problem import OVERRIDES, SEATS, Change, NoCohort, Nominee
from samgak.planning.selection.quotas import FREE, Limit, Limits
from samgak.planning.selection.solver import Crowd


def explain(
    people: Sequence[Nominee],
    limits: Limits,
    seats: int,
    locks: Locks,
    eligible: Sequence[Nominee],
) -> NoCohort:
    """An irreducible set of clashing lines, `seats` among them if needed, and the smallest changes.

    Of `people` no cohort can be formed under the locks; `eligible` are those who would count without
    them. Freed means: the lines of the set can hold together once one bound of that line has the new
    value and all others stay.
    """
    crowd = Crowd(eligible)
    lines = {**limits, SEATS: Limit(seats, seats)}
    changes: dict[str, Change | None] = {}
    if _holds(crowd, lines):
        crowd = Crowd(
            (n for i, n in enumerate(people) if i not in locks.barred),
            kept=[people[i] for i in locks.kept],
        )
        changes[OVERRIDES] = Change(OVERRIDES, 0)
    clashing = _irreducible(crowd, lines)
    changes |= {name: _smallest_change(crowd, clashing, name) for name in clashing}
    return NoCohort(clashing=tuple(changes), changes=changes)


def _holds(crowd: Crowd, lines: Limits) -> bool:
    limits = {name: limit for name, limit in lines.items() if name != SEATS}
    return crowd.can_hold(limits, lines.get(SEATS, FREE))


def _irreducible(crowd: Crowd, lines: Limits) -> dict[str, Limit]:
    """Drop each line that the clash doesn't need (deletion filter: Chinneck, Dravnieks, 1991)."""
    needed = dict(lines)
    for name in lines:
        fewer = {other: limit for other, limit in needed.items() if other != name}
        if not _holds(crowd, fewer):
            needed = fewer
    return needed


def _smallest_change(crowd: Crowd, lines: Limits, name: str) -> Change | None:
    """The nearest value of one bound with which the lines hold.

    The numbers of people that the other lines allow are an interval without gaps (the network's
    matrix is totally unimodular) and lie all below or all above the line: one direction can help.
    """

    def holds(limit: Limit) -> bool:
        return _holds(crowd, {**lines, name: limit})

    limit = lines[name]
    is_seats = name == SEATS
    fewest = 1 if is_seats else 0  # a cohort of nobody is none
    if limit.low > fewest and holds(replace(limit, low=fewest)):
        value = _last(lambda low: holds(replace(limit, low=low)), fewest, limit.low - 1)
        return Change(SEATS if is_seats else "min", value)
    if limit.high is not None and holds(replace(limit, high=None)):
        value = -_last(lambda high: holds(replace(limit, high=-high)), -crowd.size, -limit.high - 1)
        return Change(SEATS if is_seats else "max", value)
    return None


def _last(holds: Callable[[int], bool], good: int, bad: int) -> int:
    """The greatest value that holds, of a range where all after it fail."""
    while good < bad:
        middle = (good + bad + 1) // 2
        if holds(middle):
            good = middle
        else:
            bad = middle - 1
    return good
