"""When a story may be shown, and which of its numbers."""

from collections.abc import Collection, Mapping

# Smaller groups of people could be known by their number.
SMALLEST_GROUP = 5
APPROVALS_NEEDED = 2
MOST_QUOTATIONS = 12

# In the order in which a release shows them.
FACTS = (
    "participants",
    "countries",
    "days",
    "sessions",
    "certificates",
    "percent_before",
    "percent_after",
)
ABOUT_PEOPLE = frozenset({"participants", "certificates"})
# Results of a test are told only where an officer decides so.
SHOWN_AT_FIRST = FACTS[:5]


def shown_value(key: str, value: int | None) -> int | None:
    """The number as it may be told; None where it is not known or counts fewer than five people."""
    if value is None or (key in ABOUT_PEOPLE and value < SMALLEST_GROUP):
        return None
    return value


def changed(approved: Mapping[str, int | None], now: Mapping[str, int | None]) -> list[str]:
    """Keys of the approved numbers that the record no longer bears out."""
    return [key for key, value in approved.items() if now.get(key) != value]


def reasons_not_to_ask(
    *, is_delivered: bool, has_headline: bool, quotations_waiting: int
) -> list[str]:
    """Codes of what is missing before two agencies can be asked."""
    reasons = [] if is_delivered else ["edition_is_not_delivered"]
    if not has_headline:
        reasons.append("headline_missing")
    return [*reasons, "quotation_waits"] if quotations_waiting else reasons


def reasons_not_to_approve(
    *,
    is_asked: bool,
    is_own_agency: bool,
    approved_for: Collection[int],
    approved_by: Collection[int],
    organisation_id: int,
    user_id: int,
    changed_facts: Collection[str],
) -> list[str]:
    """Codes of what forbids this approval: one agency once, one person once, nothing stale."""
    if not is_asked:
        return ["approval_is_not_asked"]
    reasons = [] if is_own_agency else ["not_an_officer_of_this_agency"]
    if organisation_id in approved_for:
        reasons.append("agency_has_approved")
    if user_id in approved_by:
        reasons.append("person_has_approved")
    return [*reasons, "record_has_changed"] if changed_facts else reasons
