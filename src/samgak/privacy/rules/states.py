"""The life of a personal-data item as one table: from where, to where, who takes the step, what must be so."""

from dataclasses import dataclass

COLLECTED, IN_USE, PURPOSE_DONE = "collected", "in_use", "purpose_done"
PURGE_DUE, PURGED, RETAINED = "purge_due", "purged", "retained"
STATES = (COLLECTED, IN_USE, PURPOSE_DONE, PURGE_DUE, PURGED, RETAINED)
OWNER, OFFICER, ADMINISTRATOR, CLOCK = "owner", "officer", "administrator", "clock"
# What still holds its value.
HELD = (COLLECTED, IN_USE, PURPOSE_DONE, PURGE_DUE, RETAINED)


@dataclass(frozen=True)
class Step:
    """`guard` is a fact that must hold."""

    source: str
    target: str
    actors: tuple[str, ...]
    guard: str


LIVING = (COLLECTED, IN_USE, PURPOSE_DONE)
STEPS = (
    Step(COLLECTED, IN_USE, (OFFICER,), "says_why"),
    *(Step(one, PURPOSE_DONE, (OFFICER, CLOCK), "purpose_is_done") for one in (COLLECTED, IN_USE)),
    Step(PURPOSE_DONE, PURGE_DUE, (CLOCK,), "term_is_over"),
    # A consent withdrawn, or an erasure granted, ends it at once, whatever its state.
    *(Step(one, PURGE_DUE, (OWNER,), "wishes_so") for one in LIVING),
    *(Step(one, RETAINED, (ADMINISTRATOR,), "has_a_legal_ground") for one in (*LIVING, PURGE_DUE)),
    Step(RETAINED, PURGE_DUE, (ADMINISTRATOR, CLOCK), "ground_is_over"),
    Step(PURGE_DUE, PURGED, (CLOCK, OWNER), "leaves_a_proof"),
)


def reasons_not_to_move(
    source: str, target: str, *, actor: str, facts: frozenset[str] = frozenset()
) -> list[str]:
    """Codes of what forbids the step; empty when the actor may take it now."""
    steps = [step for step in STEPS if (step.source, step.target) == (source, target)]
    if not steps:
        return ["item_has_no_such_step"]
    own = [step for step in steps if actor in step.actors]
    if not own:
        return ["item_step_is_somebody_elses"]
    missing = [f"item_needs_{step.guard}" for step in own if step.guard not in facts]
    return [] if len(missing) < len(own) else missing[:1]
