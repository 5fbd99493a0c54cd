"""The operations of a redesign as they are stored, and the changes of samgak.measures they stand for."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from samgak.measures.burden import Estimate
from samgak.measures.changes import (
    AskOnce,
    Change,
    Drop,
    MakeOnline,
    MakeProactive,
    Merge,
    OneFrontDesk,
)

# In the order in which they are offered.
CODES = tuple(
    change.code for change in (Drop, Merge, MakeOnline, AskOnce, OneFrontDesk, MakeProactive)
)
MOST_OPERATIONS = 60


def change_of(operation: Mapping[str, Any]) -> Change:
    """The change that a stored operation stands for; KeyError for a code that is none."""
    return _CHANGES[operation["code"]](operation)


def changes_of(operations: Iterable[Mapping[str, Any]]) -> list[Change]:
    return [change_of(one) for one in operations]


def estimate_of(stored: Iterable[float] | None) -> Estimate | None:
    """Low, likely and high as they are stored in JSON."""
    return None if stored is None else Estimate(*(float(one) for one in stored))


_CHANGES: Mapping[str, Callable[[Mapping[str, Any]], Change]] = {
    Drop.code: lambda one: Drop(one["step"]),
    Merge.code: lambda one: Merge(
        tuple(one["steps"]), one["steps"][0], estimate_of(one.get("active_minutes"))
    ),
    MakeOnline.code: lambda one: MakeOnline(
        one["step"],
        estimate_of(one.get("active_minutes")),
        estimate_of(one.get("waiting_days")),
    ),
    AskOnce.code: lambda one: AskOnce(minutes_each=float(one.get("minutes_each", 0))),
    OneFrontDesk.code: lambda one: OneFrontDesk(tuple(one["steps"]), one["office"]),
    MakeProactive.code: lambda one: MakeProactive(one["step"], one["register"]),
}
