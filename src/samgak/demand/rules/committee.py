"""The joint steering committee: quorum by role, answers, and the silent procedure. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

SIDES = ("facilitating", "pivotal", "beneficiary")
MEETING, SILENT = "meeting", "silent"
AGREE, OBJECT, ABSTAIN = "agree", "object", "abstain"
ANSWERS = (AGREE, OBJECT, ABSTAIN)
OPEN, APPROVED, REFUSED, OBJECTED, DROPPED = "open", "approved", "refused", "objected", "dropped"

CHAIR, CLOCK, MEMBER = "chair", "clock", "member"


@dataclass(frozen=True)
class Step:
    """Who ends a question, in which way, and the fact that must hold."""

    source: str
    target: str
    taker: str
    procedure: str
    guard: str = ""
    needs_reason: bool = False


STEPS = (
    Step(OPEN, APPROVED, CHAIR, MEETING, "quorum_and_no_objection"),
    Step(OPEN, REFUSED, CHAIR, MEETING, "quorum_is_met", needs_reason=True),
    Step(OPEN, APPROVED, CLOCK, SILENT, "time_is_over_without_objection"),
    Step(OPEN, OBJECTED, MEMBER, SILENT, "somebody_objects"),
    Step(OPEN, DROPPED, CHAIR, MEETING, needs_reason=True),
    Step(OPEN, DROPPED, CHAIR, SILENT, needs_reason=True),
)
# Days that a silent procedure leaves for an answer, at least.
LEAST_DAYS, MOST_DAYS = 3, 60
MOST_LETTERS, MOST_LETTERS_OF_TITLE = 6_000, 300


def missing_sides(sides: Iterable[str]) -> list[str]:
    """The sides of which nobody is among these, in their order."""
    found = set(sides)
    return [side for side in SIDES if side not in found]


def facts(
    answers: Mapping[str, Iterable[str]], *, due_at: datetime | None, at: datetime
) -> dict[str, bool]:
    """What the answers (side -> answers of its members) and the moment make true.

    An abstention counts for the quorum. Silence counts as consent, in the silent procedure only.
    """
    given = {side: list(said) for side, said in answers.items()}
    everything = [one for said in given.values() for one in said]
    quorum = not missing_sides(side for side, said in given.items() if said)
    objects = OBJECT in everything
    return {
        "quorum_is_met": quorum,
        "quorum_and_no_objection": quorum and not objects and AGREE in everything,
        "somebody_objects": objects,
        "time_is_over_without_objection": due_at is not None and due_at < at and not objects,
    }


def reasons_not_to_end(
    procedure: str,
    target: str,
    *,
    state: str,
    taker: str,
    facts: Mapping[str, bool],
    reason: str = "",
) -> list[str]:
    """Codes of what forbids ending a question this way."""
    if state != OPEN:
        return ["question_is_closed"]
    wanted = (OPEN, target, taker, procedure)
    step = next(
        (one for one in STEPS if (one.source, one.target, one.taker, one.procedure) == wanted), None
    )
    if step is None:
        return ["no_such_step"]
    reasons = ["reason_missing"] if step.needs_reason and not reason.strip() else []
    return reasons + ([step.guard] if step.guard and not facts.get(step.guard) else [])


def reasons_not_to_ask(
    procedure: str, *, sides: Iterable[str], days: int | None, title: str, proposal: str
) -> list[str]:
    """Codes of what forbids laying a question before the committee."""
    reasons = [] if title.strip() and proposal.strip() else ["words_missing"]
    if missing_sides(sides):
        reasons.append("a_side_has_no_member")
    if procedure == SILENT and not (days is not None and LEAST_DAYS <= days <= MOST_DAYS):
        reasons.append("days_of_silence")
    return reasons


def reasons_not_to_answer(*, state: str, due_at: datetime | None, at: datetime) -> list[str]:
    """Codes of what forbids an answer now."""
    if state != OPEN:
        return ["question_is_closed"]
    return ["too_late"] if due_at is not None and due_at < at else []
