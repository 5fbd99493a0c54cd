"""Why no cohort exists: lines that can't hold together, and what frees them."""

from collections.abc import Callable, Sequence

from samgak.planning.selection.crowd import Crowd, Give, widened
from samgak.planning.selection.model import Pool
from samgak.planning.selection.problem import (
    EACH_ORGANISATION,
    OVERRIDES,
    SEATS,
    Change,
    NoCohort,
    Nominee,
)
from samgak.planning.selection.quotas import Limit, Limits, Quotas


def explain(pool: Pool, quotas: Quotas, eligible: Sequence[Nominee]) -> NoCohort:
    """An irreducible set of clashing lines, `seats` among them if needed, and the smallest changes.

    Of the pool no cohort can be formed under its locks; `eligible` are those who would count without
    them. Freed means: the lines of the set can hold together once one bound of that line has the new
    value and all others stay. The relaxation frees all lines of the call at once.
    """
    lines = {**quotas.limits, SEATS: Limit(pool.seats, pool.seats)}
    under_locks = Crowd.under_locks(pool, quotas)
    crowd = Crowd(eligible, quotas)
    changes: dict[str, Change | None] = {}
    if crowd.can_hold(lines):
        crowd = under_locks
        changes[OVERRIDES] = Change(OVERRIDES, 0)
    clashing = _irreducible(crowd, lines)
    changes |= {name: _smallest_change(crowd, clashing, name) for name in clashing}
    return NoCohort(
        clashing=tuple(changes),
        changes=changes,
        relaxation=_changes(lines, under_locks.least_give(lines)),
    )


def _irreducible(crowd: Crowd, lines: Limits) -> dict[str, Limit]:
    """Drop each line that the clash doesn't need (deletion filter: Chinneck, Dravnieks, 1991)."""
    needed = dict(lines)
    for name in lines:
        fewer = {other: limit for other, limit in needed.items() if other != name}
        if not crowd.can_hold(fewer):
            needed = fewer
    return needed


def _smallest_change(crowd: Crowd, lines: Limits, name: str) -> Change | None:
    """The nearest value of one bound with which the lines hold, all others as they stand."""
    if name == EACH_ORGANISATION:
        return _wider_organisations(crowd, lines)
    give = crowd.least_give(lines, rigid=[other for other in lines if other != name])
    changes = _changes(lines, give)
    return None if changes is None else changes[name]


def _changes(lines: Limits, give: Give | None) -> dict[str, Change] | None:
    if give is None:
        return None
    changes = {}
    for name, limit in lines.items():
        steps = give.by_line.get(name, 0)
        if steps:
            wider = widened(limit, steps)
            value = wider.low if steps < 0 else (wider.high or 0)
            bound = "min" if steps < 0 else "max"
            changes[name] = Change(SEATS if name == SEATS else bound, value)
    return changes


def _wider_organisations(crowd: Crowd, lines: Limits) -> Change | None:
    others = {name: limit for name, limit in lines.items() if name != EACH_ORGANISATION}
    least = least_per_organisation(crowd, others)
    return None if least is None else Change("max", least)


def least_per_organisation(crowd: Crowd, others: Limits) -> int | None:
    """The least maximum of each organisation with which the other lines hold (None: not even without)."""

    def holds(high: int) -> bool:
        return crowd.can_hold({**others, EACH_ORGANISATION: Limit(0, high)})

    return _first(holds, 0, crowd.largest_home) if crowd.can_hold(others) else None


def _first(holds: Callable[[int], bool], bad: int, good: int) -> int:
    """The least value that holds, of a range where all after it hold; `good` does."""
    while bad < good:
        middle = (bad + good) // 2
        if holds(middle):
            good = middle
        else:
            bad = middle + 1
    return good
