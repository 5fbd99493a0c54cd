"""What a concept paper says, its life, and what it lacks before it can be sent. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

DRAFTED, SUBMITTED, RETURNED = "drafted", "submitted", "returned"
ACCEPTED, DECLINED, WITHDRAWN = "accepted", "declined", "withdrawn"
FOCAL_POINT, OFFICER = "focal_point", "programme_officer"


@dataclass(frozen=True)
class Step:
    """Who may take a paper from one state to another, what must hold, and whether it needs a reason."""

    source: str
    target: str
    roles: frozenset[str]
    guards: tuple[str, ...] = ()
    needs_reason: bool = False


def _step(source: str, target: str, roles: str, *guards: str, reason: bool = False) -> Step:
    return Step(source, target, frozenset(roles.split()), guards, reason)


BOTH = f"{FOCAL_POINT} {OFFICER}"
STEPS = (
    _step(DRAFTED, SUBMITTED, BOTH, "paper_is_whole", "demand_is_open"),
    _step(RETURNED, SUBMITTED, BOTH, "paper_is_whole", "demand_is_open"),
    _step(SUBMITTED, RETURNED, OFFICER, "demand_is_open", reason=True),
    _step(SUBMITTED, ACCEPTED, OFFICER, "demand_is_open", reason=True),
    _step(SUBMITTED, DECLINED, OFFICER, "demand_is_open", reason=True),
    # A second look, while nothing is built on the first.
    _step(ACCEPTED, SUBMITTED, OFFICER, "demand_is_open", reason=True),
    _step(DECLINED, SUBMITTED, OFFICER, "demand_is_open", reason=True),
    _step(DRAFTED, WITHDRAWN, BOTH),
    _step(RETURNED, WITHDRAWN, BOTH),
    _step(SUBMITTED, WITHDRAWN, BOTH, reason=True),
    _step(WITHDRAWN, DRAFTED, BOTH, "demand_is_open"),
)
STATES = (DRAFTED, SUBMITTED, RETURNED, ACCEPTED, DECLINED, WITHDRAWN)
WRITABLE = frozenset({DRAFTED, RETURNED})


def step_between(source: str, target: str) -> Step | None:
    """The step from one state to another, or None where the table has none."""
    return next((one for one in STEPS if (one.source, one.target) == (source, target)), None)


def steps_from(source: str, roles: frozenset[str]) -> tuple[Step, ...]:
    """What somebody with these roles may do with a paper in that state."""
    return tuple(one for one in STEPS if one.source == source and one.roles & roles)


def reasons_not_to_move(
    step: Step | None, *, roles: frozenset[str], facts: Mapping[str, bool], reason: str
) -> list[str]:
    """Codes of all that forbids the step."""
    if step is None:
        return ["no_such_step"]
    reasons = [] if step.roles & roles else ["role_missing"]
    if step.needs_reason and not reason.strip():
        reasons.append("reason_missing")
    return reasons + [guard for guard in step.guards if not facts.get(guard)]


# The headings of a programme concept paper as agencies ask for it, with the texts under each.
SECTIONS: Mapping[str, tuple[str, ...]] = {
    "proposal": ("title", "place", "duration", "objective", "beneficiaries"),
    "organisation": ("organisation_name", "organisation_kind", "organisation_tasks", "staff"),
    "situation": ("situation", "problem", "national_policy", "other_support"),
    "contents": ("contents", "outcomes", "activities", "participants", "language"),
    "sustainability": ("stakeholders", "risks", "after_the_course", "measuring"),
}
FIELDS = tuple(field for fields in SECTIONS.values() for field in fields)
DEMANDED = ("title", "objective", "beneficiaries", "organisation_name", "situation", "problem")
SHORT = frozenset({"title", "place", "duration", "organisation_name", "staff", "language"})
# Choices, kept as their codes.
ORGANISATION_KINDS = ("central", "provincial", "public", "other")
BUDGET_PARTS = ("agencies", "own_government", "other_donors")
MOST_SHORT, MOST_LONG, MOST_PAPERS = 300, 6_000, 20
MOST_MONEY = Decimal(10**12)


def gaps(texts: Mapping[str, str]) -> list[str]:
    """The demanded fields that say nothing, in the order of the paper."""
    return [field for field in DEMANDED if not texts.get(field, "").strip()]


def clean(texts: Mapping[str, str]) -> dict[str, str]:
    """The known fields that say something, without spaces around; raises ValueError past a field's length."""
    kept = {field: texts.get(field, "").replace("\r\n", "\n").strip() for field in FIELDS}
    for field, text in kept.items():
        if len(text) > (MOST_SHORT if field in SHORT else MOST_LONG):
            raise ValueError(field)
    return {field: text for field, text in kept.items() if text}


def amount(text: str) -> Decimal | None:
    """A sum of money of at most two decimal places, None for nothing; raises ValueError for anything else."""
    if not text.strip():
        return None
    try:
        value = Decimal(text.strip())
    except InvalidOperation as bad:
        raise ValueError(text) from bad
    exponent = value.as_tuple().exponent
    if not value.is_finite() or not 0 <= value <= MOST_MONEY or int(exponent) < -2:
        raise ValueError(text)
    return value


def total(budget: Mapping[str, Decimal | None]) -> Decimal | None:
    """The sum of the parts that are known, None when none is."""
    known = [part for part in budget.values() if part is not None]
    return sum(known, Decimal(0)) if known else None
