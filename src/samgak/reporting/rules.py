"""How an edition's life and its partners read in IATI, and where each element comes from."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# domain.md (b) 2: the life cycle as IATI's ActivityStatus.
PIPELINE, IMPLEMENTATION, FINALISATION, CLOSED, CANCELLED, SUSPENDED = "1", "2", "3", "4", "5", "6"
STATUS = {
    **dict.fromkeys(["demand", "screened", "joint_concept", "jsc_approved", "budgeted"], PIPELINE),
    **dict.fromkeys(
        [
            "ci_published",
            "call_open",
            "call_closed",
            "selecting",
            "selection_approved",
            "preparing",
            "running",
            "delivered",
        ],
        IMPLEMENTATION,
    ),
    **dict.fromkeys(["certifying", "following_up", "evaluated", "reported"], FINALISATION),
    "closed": CLOSED,
    "cancelled": CANCELLED,
    "suspended": SUSPENDED,
    "postponed": SUSPENDED,
}
ORGANISATION_ROLE = {"funding": "1", "accountable": "2", "extending": "3", "implementing": "4"}
GOVERNMENT = "10"  # OrganisationType
PLANNED_START, ACTUAL_START, PLANNED_END, ACTUAL_END = "1", "2", "3", "4"
NATIONAL, MULTINATIONAL = "4", "3"  # ActivityScope
ODA, GRANT, UNTIED = "10", "110", "5"
OTHER_TECHNICAL_ASSISTANCE = "D02"
OUTPUT, UNITS = "1", "1"  # ResultType, IndicatorMeasure
BEGUN = frozenset(state for state, code in STATUS.items() if code in (FINALISATION, CLOSED)) | {
    "running",
    "delivered",
}
ENDED = BEGUN - {"running"}
# Who counts heads, the first of these roles that a reporting organisation holds.
HEADS_BY_ROLE = ("pivotal", "host", "implementing", "facilitating", "supporting")
SHARED_IDENTIFIER = "identifier-shared"


def activity_status(state: str) -> str:
    """The ActivityStatus of an edition's state."""
    return STATUS[state]


def activity_scope(countries: int) -> str:
    """National for one beneficiary country, multi-national for several."""
    return NATIONAL if countries == 1 else MULTINATIONAL


def results_lead(reporters: Iterable[int], roles: Iterable[tuple[int | None, str]]) -> int | None:
    """Which of the reporting organisations reports the people, so that heads are counted once."""
    order = list(reporters)
    held = set(roles)
    for name in HEADS_BY_ROLE:
        for reporter in order:
            if (reporter, name) in held:
                return reporter
    return order[0] if order else None


def shared_identifiers(identifiers: Mapping[int, str]) -> set[int]:
    """The organisations that report under an identifier that another one uses too."""
    uses: dict[str, list[int]] = {}
    for organisation, identifier in identifiers.items():
        uses.setdefault(identifier.casefold(), []).append(organisation)
    return {one for same in uses.values() if len(same) > 1 for one in same}


@dataclass(frozen=True)
class Place:
    """Where people entered what an element of the file says: a part of the edition, and its field."""

    part: str  # contribution, organisation, partners, state, or edition
    number: int | None = None  # of the contribution among the payer's own, from 1
    field: str = ""


CONTRIBUTION = re.compile(r"transaction\[(\d+)\](?:/(.*))?")
FIELD_OF_TRANSACTION = (
    ("transaction-date", "spent_on"),
    ("value/currency", "currency"),
    ("value/value-date", "spent_on"),
    ("value", "amount"),
    ("description", "item"),
    ("provider-org", "payer"),
    ("aid-type", "purpose"),
    ("recipient-country", "delivered_in"),
)
PART_OF_ELEMENT = (
    ("reporting-org/narrative", "organisation", "name"),
    ("reporting-org", "organisation", "iati_identifier"),
    ("iati-identifier", "organisation", "iati_identifier"),
    ("participating-org", "partners", ""),
    ("collaboration-type", "partners", ""),
    ("recipient-country", "partners", ""),
    ("related-activity", "organisation", "iati_identifier"),
    ("activity-status", "state", ""),
    ("title", "edition", "title"),
    ("description", "edition", "objectives"),
    ("activity-date", "edition", "dates"),
    ("sector", "edition", "sectors"),
)


def place_of(field: str, rule: str = "") -> Place:
    """Where what stands in this element of the file was entered; the edition where nothing fits."""
    if found := CONTRIBUTION.fullmatch(field):
        below = found[2] or ""
        name = next((name for start, name in FIELD_OF_TRANSACTION if below.startswith(start)), "")
        # A day to come is told of the value, but it is the day that is wrong.
        if rule == "11.2.2":
            name = "spent_on"
        return Place("contribution", int(found[1]), name)
    for start, part, name in PART_OF_ELEMENT:
        if field.startswith(start):
            return Place(part, None, name)
    return Place("edition")
