"""The life of an edition as one table: from where to where, who may, and what must be true by then."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where an edition stands; the order is that of its life."""

    DEMAND = "demand"
    SCREENED = "screened"
    JOINT_CONCEPT = "joint_concept"
    JSC_APPROVED = "jsc_approved"
    BUDGETED = "budgeted"
    CI_PUBLISHED = "ci_published"
    CALL_OPEN = "call_open"
    CALL_CLOSED = "call_closed"
    SELECTING = "selecting"
    SELECTION_APPROVED = "selection_approved"
    PREPARING = "preparing"
    RUNNING = "running"
    DELIVERED = "delivered"
    CERTIFYING = "certifying"
    FOLLOWING_UP = "following_up"
    EVALUATED = "evaluated"
    REPORTED = "reported"
    CLOSED = "closed"
    SUSPENDED = "suspended"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


LIFE = tuple(State)[: tuple(State).index(State.CLOSED) + 1]
ASIDE = (State.SUSPENDED, State.POSTPONED, State.CANCELLED)
PUBLIC = frozenset({*LIFE[LIFE.index(State.CI_PUBLISHED) :], State.POSTPONED, State.CANCELLED})

OFFICER, SCREENER, APPROVER = "programme_officer", "screener", "approver"
ADMINISTRATOR = "administrator"


@dataclass(frozen=True)
class Step:
    """A step that may be taken: the roles that may take it and the facts that must hold."""

    source: State
    target: State
    roles: frozenset[str]
    guards: tuple[str, ...] = ()
    needs_reason: bool = False
    # Taken when the clock passes a moment, without anybody.
    by_clock: bool = False


def _step(source: State, target: State, roles: str, *guards: str, clock: bool = False) -> Step:
    return Step(source, target, frozenset(roles.split()), guards, by_clock=clock)


FORWARD = (
    _step(State.DEMAND, State.SCREENED, OFFICER, "papers_are_screened"),
    _step(State.SCREENED, State.JOINT_CONCEPT, OFFICER, "all_three_sides_take_part"),
    _step(State.JOINT_CONCEPT, State.JSC_APPROVED, APPROVER, "committee_has_approved"),
    _step(State.JSC_APPROVED, State.BUDGETED, OFFICER, "contributions_are_entered"),
    _step(
        State.BUDGETED,
        State.CI_PUBLISHED,
        OFFICER,
        "title_is_in_every_offered_language",
        "call_has_seats",
        "course_information_is_published",
    ),
    _step(State.CI_PUBLISHED, State.CALL_OPEN, OFFICER, "call_has_begun", clock=True),
    _step(State.CALL_OPEN, State.CALL_CLOSED, OFFICER, "call_has_ended", clock=True),
    _step(State.CALL_CLOSED, State.SELECTING, f"{OFFICER} {SCREENER}", "people_are_nominated"),
    _step(State.SELECTING, State.SELECTION_APPROVED, APPROVER, "selection_is_approved"),
    _step(State.SELECTION_APPROVED, State.PREPARING, OFFICER),
    _step(State.PREPARING, State.RUNNING, OFFICER, "timetable_is_made", "first_day_has_come"),
    _step(State.RUNNING, State.DELIVERED, OFFICER, "last_day_has_come"),
    _step(State.DELIVERED, State.CERTIFYING, OFFICER, "attendance_is_recorded"),
    _step(State.CERTIFYING, State.FOLLOWING_UP, OFFICER, "certificates_are_issued"),
    _step(State.FOLLOWING_UP, State.EVALUATED, "evaluation_officer"),
    _step(State.EVALUATED, State.REPORTED, "reporting_officer", "reports_are_valid"),
    _step(State.REPORTED, State.CLOSED, f"{OFFICER} {ADMINISTRATOR}"),
)


def steps_from(state: State, *, state_before: State | None = None) -> tuple[Step, ...]:
    """Every step that leads on from a state, the one forward first; none from cancelled or closed."""
    if state in (State.SUSPENDED, State.POSTPONED):
        if state_before is None:
            return _asides(state)
        return (Step(state, state_before, frozenset({OFFICER}), needs_reason=True), *_asides(state))
    if state in (State.CANCELLED, State.CLOSED):
        return ()
    return tuple(step for step in FORWARD if step.source == state) + _asides(state)


def _asides(state: State) -> tuple[Step, ...]:
    return tuple(
        Step(state, aside, frozenset({OFFICER}), needs_reason=True)
        for aside in ASIDE
        if aside != state
    )


def step_between(source: State, target: State, *, state_before: State | None = None) -> Step | None:
    """The step from one state to another, or None where the table has none."""
    steps = steps_from(source, state_before=state_before)
    return next((step for step in steps if step.target == target), None)


def reasons_not_to_move(
    step: Step, *, roles: frozenset[str], facts: Mapping[str, bool], reason: str
) -> list[str]:
    """Codes of all that forbids the step: the role, the reason that is missing, each guard that fails."""
    reasons = [] if step.roles & roles else ["role_missing"]
    if step.needs_reason and not reason.strip():
        reasons.append("reason_missing")
    return reasons + [guard for guard in step.guards if not facts.get(guard)]
