"""The way of a participant from the selection to the last day, and what may stand on a certificate."""

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

PARTICIPANT, OFFICER = "participant", "officer"
ANSWER_DAYS, APPEAL_DAYS = 7, 10
# Of the day on which an answer or an appeal is due, at the venue.
DUE_AT = time(18)


@dataclass(frozen=True)
class Step:
    """`guard` is a fact that must hold; empty where none must."""

    source: str
    target: str
    actors: tuple[str, ...]
    guard: str = ""


EITHER = (PARTICIPANT, OFFICER)
STEPS = (
    Step("selected", "accepted", EITHER, "answer_is_in_time"),
    Step("selected", "declined", EITHER),
    Step("selected", "withdrawn", (OFFICER,), "answer_is_overdue"),
    # Somebody thinks again while the answer is still awaited.
    Step("accepted", "declined", EITHER, "answer_is_in_time"),
    Step("declined", "accepted", EITHER, "seat_is_still_free"),
    Step("accepted", "documents_ok", (OFFICER,)),
    Step("documents_ok", "travel_ok", (OFFICER,)),
    Step("travel_ok", "arrived", (OFFICER,)),
    Step("arrived", "attending", (OFFICER,)),
    Step("attending", "completed", (OFFICER,), "conditions_are_met"),
    Step("attending", "partial", (OFFICER,)),
    Step("partial", "completed", (OFFICER,), "conditions_are_met"),
    *(
        Step(source, "withdrawn", EITHER)
        for source in ("accepted", "documents_ok", "travel_ok", "arrived", "attending")
    ),
    Step("attending", "dismissed", (OFFICER,)),
)
_BY_ENDS = {(step.source, step.target): step for step in STEPS}
NEEDS_REASON = frozenset({"declined", "withdrawn", "dismissed"})
PRESENT = frozenset(
    {
        "selected",
        "accepted",
        "documents_ok",
        "travel_ok",
        "arrived",
        "attending",
        "completed",
        "partial",
    }
)


def reasons_not_to_move(
    source: str, target: str, *, actor: str, facts: frozenset[str] = frozenset(), reason: str = ""
) -> list[str]:
    """Codes of what forbids the step; empty when the actor may take it now."""
    step = _BY_ENDS.get((source, target))
    if step is None:
        return ["no_such_participant_step"]
    if actor not in step.actors:
        return ["participant_step_is_somebody_elses"]
    if step.guard and step.guard not in facts:
        return [f"participant_needs_{step.guard}"]
    return ["reason_missing"] if target in NEEDS_REASON and not reason.strip() else []


def ways_on(source: str, *, actor: str, facts: frozenset[str]) -> list[str]:
    """Where the actor may take somebody who stands here, in the order of the table."""
    return [
        step.target
        for step in STEPS
        if step.source == source
        and actor in step.actors
        and (not step.guard or step.guard in facts)
    ]


def due(at: datetime, *, days: int, zone: ZoneInfo, starts_on: date) -> datetime:
    """The moment so many days on, in the evening there: before the first day, but not today."""
    today = at.astimezone(zone).date()
    day = min(today + timedelta(days=days), starts_on - timedelta(days=1))
    return datetime.combine(max(day, today + timedelta(days=1)), DUE_AT, zone)


def reasons_not_a_name(*, native_name: str, passport_name: str) -> list[str]:
    """Codes of what forbids these spellings on a certificate; empty when they may stand there."""
    reasons = []
    if not passport_name.strip():
        reasons.append("passport_name_missing")
    elif not all(_is_passport_letter(letter) for letter in passport_name):
        reasons.append("passport_name_not_latin")
    if any(unicodedata.category(letter) in {"Cc", "Cf", "Co", "Cs"} for letter in native_name):
        reasons.append("native_name_has_control_characters")
    if max(len(native_name), len(passport_name)) > 200:
        reasons.append("name_too_long")
    return reasons


def _is_passport_letter(letter: str) -> bool:
    return letter in " -'.\u2019\u02bb\u02bc" or (
        letter.isalpha() and unicodedata.name(letter, "").startswith("LATIN")
    )
