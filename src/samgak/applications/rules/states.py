"""The life of an application as one table: from where, to where, who takes the step, what must be so."""

from collections.abc import Collection
from dataclasses import dataclass

DRAFT, RETURNED, SUBMITTED = "draft", "returned", "submitted"
SUPERVISOR_ENDORSED, FOCAL_POINT_ENDORSED = "supervisor_endorsed", "focal_point_endorsed"
NOT_ENDORSED, WITHDRAWN = "not_endorsed", "withdrawn"
ELIGIBLE, INELIGIBLE, SHORTLISTED = "eligible", "ineligible", "shortlisted"
SELECTED, RESERVE, NOT_SELECTED = "selected", "reserve", "not_selected"
ACCEPTED, DECLINED = "accepted", "declined"
STATES = (
    DRAFT,
    RETURNED,
    SUBMITTED,
    SUPERVISOR_ENDORSED,
    FOCAL_POINT_ENDORSED,
    NOT_ENDORSED,
    ELIGIBLE,
    INELIGIBLE,
    SHORTLISTED,
    SELECTED,
    RESERVE,
    NOT_SELECTED,
    ACCEPTED,
    DECLINED,
    WITHDRAWN,
)
APPLICANT, SUPERVISOR, FOCAL_POINT = "applicant", "supervisor", "focal_point"
OFFICER, SCREENER, APPROVER = "programme_officer", "screener", "approver"

# Facts that must hold. The first three are known to `services.move` itself.
HAS_REASON = "has_reason"
IS_NOT_THE_SCREENER = "is_not_the_screener"
CALL_IS_OPEN = "call_is_open"
FORM_IS_COMPLETE = "form_is_complete"
SEAT_IS_STILL_FREE = "seat_is_still_free"

OPEN = (DRAFT, RETURNED)
IN_HAND = (SUBMITTED, SUPERVISOR_ENDORSED, FOCAL_POINT_ENDORSED)
DECIDED = (SELECTED, RESERVE, NOT_SELECTED)
# The focal point stands behind it; whether the rules of the call are met is computed.
ENDORSED = (FOCAL_POINT_ENDORSED, ELIGIBLE, INELIGIBLE, SHORTLISTED, *DECIDED, ACCEPTED, DECLINED)


@dataclass(frozen=True)
class Step:
    """`guards` are facts that must hold, all of them."""

    source: str
    target: str
    actors: tuple[str, ...]
    guards: tuple[str, ...] = ()


STEPS = (
    Step(DRAFT, SUBMITTED, (APPLICANT,), (CALL_IS_OPEN, FORM_IS_COMPLETE)),
    # Whoever may still apply after the deadline does so by an officer's recorded exception.
    Step(DRAFT, RETURNED, (OFFICER,), (HAS_REASON,)),
    Step(RETURNED, SUBMITTED, (APPLICANT,), (FORM_IS_COMPLETE,)),
    *(Step(one, RETURNED, (FOCAL_POINT, OFFICER), (HAS_REASON,)) for one in IN_HAND),
    Step(SUBMITTED, SUPERVISOR_ENDORSED, (SUPERVISOR,)),
    # The endorsement came on paper.
    Step(SUBMITTED, SUPERVISOR_ENDORSED, (FOCAL_POINT, OFFICER), (HAS_REASON,)),
    Step(SUBMITTED, NOT_ENDORSED, (SUPERVISOR,), (HAS_REASON,)),
    Step(SUPERVISOR_ENDORSED, FOCAL_POINT_ENDORSED, (FOCAL_POINT,)),
    Step(SUPERVISOR_ENDORSED, FOCAL_POINT_ENDORSED, (OFFICER,), (HAS_REASON,)),
    Step(SUPERVISOR_ENDORSED, NOT_ENDORSED, (FOCAL_POINT,), (HAS_REASON,)),
    Step(NOT_ENDORSED, RETURNED, (FOCAL_POINT, OFFICER), (HAS_REASON,)),
    Step(FOCAL_POINT_ENDORSED, ELIGIBLE, (SCREENER,)),
    Step(FOCAL_POINT_ENDORSED, INELIGIBLE, (SCREENER,), (HAS_REASON,)),
    Step(ELIGIBLE, INELIGIBLE, (SCREENER,), (HAS_REASON,)),
    Step(INELIGIBLE, ELIGIBLE, (SCREENER,), (HAS_REASON,)),
    Step(ELIGIBLE, SHORTLISTED, (SCREENER, APPROVER)),
    Step(SHORTLISTED, ELIGIBLE, (SCREENER,), (HAS_REASON,)),
    *(Step(SHORTLISTED, one, (APPROVER,), (IS_NOT_THE_SCREENER,)) for one in DECIDED),
    # An appeal that was upheld.
    Step(NOT_SELECTED, SELECTED, (APPROVER,), (HAS_REASON, IS_NOT_THE_SCREENER)),
    Step(NOT_SELECTED, RESERVE, (APPROVER,), (HAS_REASON, IS_NOT_THE_SCREENER)),
    Step(INELIGIBLE, SHORTLISTED, (APPROVER,), (HAS_REASON, IS_NOT_THE_SCREENER)),
    # A seat became free; where no reserve can take it, the engine names somebody without a place.
    Step(RESERVE, SELECTED, (OFFICER, APPROVER), (HAS_REASON,)),
    Step(NOT_SELECTED, SELECTED, (OFFICER,), (HAS_REASON, SEAT_IS_STILL_FREE)),
    Step(SELECTED, ACCEPTED, (APPLICANT, OFFICER)),
    Step(SELECTED, DECLINED, (APPLICANT,)),
    Step(SELECTED, DECLINED, (OFFICER,), (HAS_REASON,)),
    Step(ACCEPTED, DECLINED, (APPLICANT, OFFICER), (HAS_REASON,)),
    # Somebody thinks again.
    Step(DECLINED, ACCEPTED, (APPLICANT, OFFICER), (SEAT_IS_STILL_FREE,)),
    *(
        Step(one, WITHDRAWN, (APPLICANT, OFFICER), (HAS_REASON,))
        for one in (*OPEN, *IN_HAND, NOT_ENDORSED, ELIGIBLE, SHORTLISTED, RESERVE)
    ),
    Step(WITHDRAWN, RETURNED, (OFFICER,), (HAS_REASON,)),
)


def reasons_not_to_move(
    source: str, target: str, *, acts_as: str, facts: Collection[str] = frozenset()
) -> list[str]:
    """Codes of what forbids the step; empty when it may be taken now in this role."""
    between = [one for one in STEPS if (one.source, one.target) == (source, target)]
    if not between:
        return ["application_has_no_such_step"]
    allowed = [step for step in between if acts_as in step.actors]
    if not allowed:
        return ["application_step_is_somebody_elses"]
    return [f"application_needs_{guard}" for guard in allowed[0].guards if guard not in facts]


def leads(source: str, target: str) -> bool:
    """Whether anybody may ever take this step."""
    return any((one.source, one.target) == (source, target) for one in STEPS)


def way(source: str, target: str) -> tuple[str, ...]:
    """The steps that take an application along with what was decided elsewhere.

    None where it is there already or where the table leads no further, as from a draft. A decision on
    whoever was screened is one on the short list, too.
    """
    if source == target:
        return ()
    if target in DECIDED and source in (ELIGIBLE, INELIGIBLE):
        return (SHORTLISTED, target)
    return (target,) if leads(source, target) else ()


def targets(source: str, *, acts_as: Collection[str]) -> list[tuple[str, str]]:
    """Where somebody in these roles may take an application: the state, and the role it takes."""
    found = [
        (step.target, role)
        for step in STEPS
        if step.source == source
        for role in step.actors
        if role in acts_as
    ]
    return list(dict.fromkeys(found))
