"""Plans of several changes, side by side with the service as it is: what they need and save."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from samgak.measures.applying import apply
from samgak.measures.burden import PERT, Saving, saving
from samgak.measures.changes import (
    AskOnce,
    Change,
    Drop,
    MakeOnline,
    MakeProactive,
    Merge,
    Need,
    OneFrontDesk,
    Redesign,
    Refused,
)
from samgak.measures.journeys import (
    Journey,
    Measures,
    Register,
    applicants_load,
    measure,
    office_load,
)

__all__ = [
    "Alternative",
    "AskOnce",
    "Change",
    "Comparison",
    "Drop",
    "MakeOnline",
    "MakeProactive",
    "Merge",
    "Need",
    "OneFrontDesk",
    "Redesign",
    "Refused",
    "apply",
    "compare",
    "redesign",
]


@dataclass(frozen=True)
class Alternative:
    """A plan measured; savings are against the journey as it is, None for that journey itself."""

    code: str
    journey: Journey
    measures: Measures
    saving: Saving | None = None
    office_saving: Saving | None = None
    needs: tuple[Need, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """best: the alternative with the largest median saving of applicants, None if none saves."""

    before: Alternative
    alternatives: tuple[Alternative, ...]
    best: str | None


def redesign(
    journey: Journey, changes: Iterable[Change], registers: Sequence[Register] = ()
) -> Redesign:
    """Return the journey after all changes in their order; each need once."""
    needs: dict[Need, None] = {}
    for change in changes:
        done = apply(journey, change, registers)
        journey = done.journey
        needs |= dict.fromkeys(done.needs)
    return Redesign(journey, tuple(needs))


def compare(
    journey: Journey,
    plans: Mapping[str, Sequence[Change]],
    registers: Sequence[Register] = (),
    *,
    shape: str = PERT,
    draws: int = 10_000,
    seed: int = 1,
) -> Comparison:
    """Return the journey as it is and each plan (code -> changes) measured, with yearly savings."""

    def measured(code: str, after: Journey) -> Alternative:
        measures = measure(after, registers, shape=shape, draws=draws, seed=seed)
        return Alternative(code, after, measures)

    def planned(code: str, changes: Sequence[Change]) -> Alternative:
        done = redesign(journey, changes, registers)
        first, second = office_load(journey), office_load(done.journey)
        return replace(
            measured(code, done.journey),
            saving=saving(
                applicants_load(journey),
                applicants_load(done.journey),
                shape=shape,
                draws=draws,
                seed=seed,
            ),
            office_saving=saving(first, second, shape=shape, draws=draws, seed=seed)
            if first and second
            else None,
            needs=done.needs,
        )

    alternatives = tuple(planned(code, changes) for code, changes in plans.items())
    medians = {each.code: each.saving.cost.median for each in alternatives if each.saving}
    best = max(medians, key=medians.__getitem__, default=None)
    return Comparison(
        before=measured(journey.code, journey),
        alternatives=alternatives,
        best=best if best is not None and medians[best] > 0 else None,
    )
