"""The life of an appeal as one table: from where, to where, who takes the step, and what must be so."""

from dataclasses import dataclass

RECEIVED, LATE, UPHELD, DISMISSED = "received", "late", "upheld", "dismissed"
STATES = (RECEIVED, LATE, UPHELD, DISMISSED)
REVIEWER, OFFICER = "reviewer", "officer"
MOST_LETTERS = 4000


@dataclass(frozen=True)
class Step:
    """`guard` is a fact that must hold."""

    source: str
    target: str
    actor: str
    guard: str


STEPS = (
    # Late for a good reason: an illness, a letter that came back.
    Step(LATE, RECEIVED, OFFICER, "has_a_reason"),
    Step(RECEIVED, UPHELD, REVIEWER, "had_no_part_in_the_decision"),
    Step(RECEIVED, DISMISSED, REVIEWER, "had_no_part_in_the_decision"),
)


def reasons_not_to_move(
    source: str, target: str, *, actor: str, facts: frozenset[str] = frozenset()
) -> list[str]:
    """Codes of what forbids the step; empty when the actor may take it."""
    step = next((one for one in STEPS if (one.source, one.target) == (source, target)), None)
    if step is None:
        return ["appeal_has_no_such_step"]
    if actor != step.actor:
        return ["appeal_step_is_somebody_elses"]
    return [] if step.guard in facts else [f"appeal_needs_{step.guard}"]
