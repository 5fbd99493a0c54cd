"""The life of a nomination as one table: from where, to where, who takes the step, and what must be so.

What is *invited* or *drafted* is a draft of the focal point's and counts nowhere; it becomes a
nomination with the step to *nominated*. A row of a workbook is nominated at once.
"""

from dataclasses import dataclass

INVITED, DRAFTED = "invited", "drafted"
NOMINATED, RETURNED, CONFIRMED = "nominated", "returned_for_fix", "confirmed"
WITHDRAWN, REPLACED = "withdrawn", "replaced"
STATES = (INVITED, DRAFTED, NOMINATED, RETURNED, CONFIRMED, WITHDRAWN, REPLACED)

FOCAL_POINT, OFFICER = "focal_point", "officer"
BOTH = (FOCAL_POINT, OFFICER)

# Whom a cohort may be chosen from. What was returned is not among them until it is mended: its
# values are known to be wrong, and a seat must not be given on wrong values.
STANDING = (NOMINATED, CONFIRMED)
# Who takes one of the country's places and has a place in its order: a return takes neither away,
# so that nobody else is nominated into the place meanwhile.
PRESENT = (NOMINATED, RETURNED, CONFIRMED)
LEFT = (WITHDRAWN, REPLACED)


@dataclass(frozen=True)
class Step:
    """`guards` are facts that must hold, all of them."""

    source: str
    target: str
    actors: tuple[str, ...]
    guards: tuple[str, ...] = ()


MAY_STAND = ("values_are_right", "place_is_left")
STEPS = (
    Step(INVITED, DRAFTED, BOTH),
    Step(INVITED, NOMINATED, BOTH, MAY_STAND),
    Step(DRAFTED, NOMINATED, BOTH, MAY_STAND),
    Step(NOMINATED, RETURNED, (OFFICER,), ("says_why",)),
    Step(CONFIRMED, RETURNED, (OFFICER,), ("says_why",)),
    Step(RETURNED, NOMINATED, BOTH, ("values_are_right",)),
    Step(NOMINATED, CONFIRMED, (OFFICER,)),
    # What a focal point changes afterwards is looked at once more.
    Step(CONFIRMED, NOMINATED, BOTH, ("values_are_right",)),
    *(Step(source, WITHDRAWN, BOTH, ("says_why",)) for source in PRESENT),
    *(Step(source, REPLACED, BOTH, ("says_why", "names_another")) for source in PRESENT),
    *(Step(source, NOMINATED, BOTH, MAY_STAND) for source in LEFT),
)
_BY_ENDS = {(step.source, step.target): step for step in STEPS}
_MISSING = {
    "says_why": "reason_missing",
    "names_another": "another_missing",
    "values_are_right": "values_missing",
    "place_is_left": "too_many_nominations",
}


def reasons_not_to_move(
    source: str, target: str, *, actor: str, facts: frozenset[str] = frozenset()
) -> list[str]:
    """Codes of what forbids the step; empty when the actor may take it now."""
    step = _BY_ENDS.get((source, target))
    if step is None:
        return ["is_withdrawn_already" if source in LEFT else "no_such_step"]
    if actor not in step.actors:
        return ["step_is_somebody_elses"]
    return [_MISSING[guard] for guard in step.guards if guard not in facts]


def moves_open(source: str, *, actor: str) -> frozenset[str]:
    """The states to which the actor may take it, facts aside."""
    return frozenset(
        step.target for step in STEPS if step.source == source and actor in step.actors
    )
