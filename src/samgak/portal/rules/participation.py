"""Where a participant stands and what the participant owes. Pure: values in, answer out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

STEPS = ("nominated", "selected", "documents", "travel", "attending", "certificate")
# How many steps are behind somebody in this state; no state: nominated, and nothing is decided.
BEHIND = {
    "": 1,
    "reserve": 1,
    "selected": 1,
    "accepted": 2,
    "documents_ok": 3,
    "travel_ok": 4,
    "arrived": 4,
    "attending": 4,
    "completed": 5,
    "partial": 5,
}
# Where the way ended for those who do not take part.
STOPPED = {"not_selected": 1, "declined": 1, "withdrawn": 2, "dismissed": 4}

# The number to call for help at the venue, where a source names one for every emergency or for an ambulance:
# KZ egov.kz "Emergency number 112"; KR 119 (fire, ambulance, rescue), Korean National Fire Agency.
EMERGENCY_NUMBERS = {"KZ": "112", "KR": "119"}


@dataclass(frozen=True)
class Step:
    code: str
    stand: str  # done, current, future, stopped


@dataclass(frozen=True)
class Facts:
    """What is known of one participant; None for a moment means that there is no such test."""

    state: str
    at: datetime
    edition_is_over: bool
    name_is_confirmed: bool
    pre_test_from: datetime | None
    post_test_from: datetime | None
    tests_are_closed: bool
    pre_test_taken: bool
    post_test_taken: bool
    plan_is_required: bool
    plan_submitted: bool
    survey_is_open: bool = False  # and not yet answered
    # None where the country reports nothing, has no day to do so by, or has handed in.
    country_report_due_on: date | None = None
    # Of a seconded person.
    weeks_without_entry: int = 0
    this_week_until: date | None = None
    final_report_is_missing: bool = False
    # Items of the second stage that are neither given nor refused, each with whether the person has
    # agreed to give it; and the first day of the course.
    items_to_give: Mapping[str, bool] = field(default_factory=dict)
    begins_on: date | None = None


@dataclass(frozen=True)
class Owed:
    """Something the participant has to do: a code; from when, if that is still ahead; by when.

    What `asks_consent` is given only once the participant has agreed to that.
    """

    code: str
    opens_at: datetime | None = None
    due_on: date | None = None
    asks_consent: bool = False


def steps(state: str, *, has_certificate: bool) -> tuple[Step, ...]:
    """The way from the nomination to the certificate, with the place of somebody in this state."""
    if has_certificate:
        return tuple(Step(code, "done") for code in STEPS)
    if state in STOPPED:
        here, word = STOPPED[state], "stopped"
    else:
        here, word = BEHIND[state], "current"
    return tuple(
        Step(code, "done" if index < here else word if index == here else "future")
        for index, code in enumerate(STEPS)
    )


def owed(facts: Facts) -> tuple[Owed, ...]:
    """What the participant has to do, in the order of time; nothing for those who do not take part."""
    if facts.state not in BEHIND or not facts.state or facts.edition_is_over:
        return ()
    if facts.state == "selected":
        return (Owed("accept_seat"),)
    return (
        *([] if facts.name_is_confirmed else [Owed("confirm_name")]),
        *_items(facts),
        *_country_report(facts),
        *_pre_test(facts),
        *_log(facts),
        *_post_test(facts),
        *([Owed("survey")] if facts.survey_is_open else []),
        *([Owed("final_report")] if facts.final_report_is_missing else []),
        *([Owed("action_plan")] if facts.plan_is_required and not facts.plan_submitted else []),
    )


def _items(facts: Facts) -> list[Owed]:
    """What is needed for travel and stay, by the eve of the course."""
    due_on = facts.begins_on - timedelta(days=1) if facts.begins_on else None
    return [
        Owed(item, due_on=due_on, asks_consent=not is_agreed)
        for item, is_agreed in facts.items_to_give.items()
    ]


def _country_report(facts: Facts) -> list[Owed]:
    due_on = facts.country_report_due_on
    return [] if due_on is None else [Owed("country_report", due_on=due_on)]


def _log(facts: Facts) -> list[Owed]:
    """The weeks that are over first; this week when nothing else is missing."""
    if facts.weeks_without_entry:
        return [Owed("missing_weeks")]
    until = facts.this_week_until
    return [] if until is None else [Owed("this_week", due_on=until)]


def _pre_test(facts: Facts) -> list[Owed]:
    opens_at = facts.pre_test_from
    if opens_at is None or facts.pre_test_taken:
        return []
    is_over = facts.post_test_from is not None and facts.at >= facts.post_test_from
    return [] if is_over else _test("pre_test", opens_at, facts)


def _post_test(facts: Facts) -> list[Owed]:
    opens_at = facts.post_test_from
    return [] if opens_at is None or facts.post_test_taken else _test("post_test", opens_at, facts)


def _test(code: str, opens_at: datetime, facts: Facts) -> list[Owed]:
    if facts.at < opens_at:
        return [Owed(code, opens_at)]
    return [] if facts.tests_are_closed else [Owed(code)]
