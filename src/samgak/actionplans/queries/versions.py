"""Two versions of a plan beside each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from samgak.actionplans.models import ActionPlan, PlanVersion
from samgak.core.comparison import Compared, compare

# What is compared: not who the supervisor is, nor who may read the plan.
PARTS = (
    "title",
    "problem",
    "objective",
    "text",
    "first_step",
    "activities",
    "indicators",
    "resources",
    "support_wanted",
)


@dataclass(frozen=True)
class Versions:
    """All versions, the two chosen ones, and each part that one of them has."""

    every: tuple[PlanVersion, ...]
    older: PlanVersion
    newer: PlanVersion
    parts: tuple[tuple[str, Compared], ...]

    @property
    def is_same(self) -> bool:
        return all(compared.is_same for _part, compared in self.parts)


def versions(plan: ActionPlan, *, older: str, newer: str) -> Versions | None:
    """The versions of these numbers, else the last two; None where there is only one."""
    every = tuple(plan.versions.all())
    if len(every) < 2:
        return None
    by_number = {str(one.number): one for one in every}
    first, second = by_number.get(older, every[-2]), by_number.get(newer, every[-1])
    told = ((part, _words(first.content, part), _words(second.content, part)) for part in PARTS)
    parts = tuple((part, compare(old, new)) for part, old, new in told if old or new)
    return Versions(every, first, second, parts)


def _words(content: Mapping[str, Any], part: str) -> str:
    held = content.get(part) or ""
    if isinstance(held, str):
        return held
    rows = (" · ".join(str(row.get(name) or "") for name in sorted(row)) for row in held)
    return "\n".join(rows)
