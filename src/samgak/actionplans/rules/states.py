"""The life of a plan as one table: from where, to where, who takes the step, and what must be so."""

from dataclasses import dataclass

DRAFT, SUBMITTED, ENDORSED, ACTIVE = "draft", "submitted", "endorsed", "active"
ACHIEVED, PARTLY, STALLED, ABANDONED = "achieved", "partly", "stalled", "abandoned"
VERIFIED, ADOPTED = "verified", "adopted"
STATES = (
    DRAFT,
    SUBMITTED,
    ENDORSED,
    ACTIVE,
    PARTLY,
    STALLED,
    ACHIEVED,
    ABANDONED,
    VERIFIED,
    ADOPTED,
)
OWNER, SUPERVISOR, FOCAL_POINT, EVALUATOR, CLOCK = (
    "owner",
    "supervisor",
    "focal_point",
    "evaluator",
    "clock",
)


@dataclass(frozen=True)
class Step:
    """`guard` is a fact that must hold; empty where none must."""

    source: str
    target: str
    actors: tuple[str, ...]
    guard: str = ""


LIVING = (SUBMITTED, ENDORSED, ACTIVE, PARTLY, STALLED)
STEPS = (
    Step(DRAFT, SUBMITTED, (OWNER,), "says_something"),
    Step(SUBMITTED, DRAFT, (OWNER,), "is_not_certified"),
    Step(SUBMITTED, ENDORSED, (SUPERVISOR,), "names_a_supervisor"),
    Step(ENDORSED, DRAFT, (OWNER,), "is_not_certified"),
    Step(ENDORSED, ACTIVE, (CLOCK,), "course_is_over"),
    *(Step(source, PARTLY, (OWNER,), "answered_on_track") for source in LIVING),
    *(Step(source, STALLED, (OWNER,), "answered_stalled") for source in LIVING),
    *(Step(source, ACHIEVED, (OWNER,), "answered_done") for source in LIVING),
    *(Step(source, ABANDONED, (OWNER,), "wishes_so") for source in LIVING),
    Step(ABANDONED, ACTIVE, (OWNER,), "wishes_so"),
    # An answer given by mistake is put right.
    Step(ACHIEVED, PARTLY, (OWNER,), "answered_on_track"),
    Step(ACHIEVED, STALLED, (OWNER,), "answered_stalled"),
    Step(ACHIEVED, VERIFIED, (FOCAL_POINT, EVALUATOR), "has_evidence_or_confirmation"),
    Step(VERIFIED, ADOPTED, (OWNER, FOCAL_POINT, EVALUATOR), "has_an_adoption"),
    Step(ACHIEVED, ADOPTED, (OWNER, FOCAL_POINT, EVALUATOR), "has_an_adoption"),
)
_BY_ENDS = {(step.source, step.target): step for step in STEPS}
OF_STATUS = {"on_track": PARTLY, "stalled": STALLED, "done": ACHIEVED}


def reasons_not_to_move(
    source: str, target: str, *, actor: str, facts: frozenset[str] = frozenset()
) -> list[str]:
    """Codes of what forbids the step; empty when the actor may take it now."""
    step = _BY_ENDS.get((source, target))
    if step is None:
        return ["plan_has_no_such_step"]
    if actor not in step.actors:
        return ["plan_step_is_somebody_elses"]
    return [] if not step.guard or step.guard in facts else [f"plan_needs_{step.guard}"]


def state_after(source: str, status: str) -> str:
    """Where an answer of the follow-up leaves a plan; done plans that were verified stay so."""
    target = OF_STATUS[status]
    return target if (source, target) in _BY_ENDS else source
