"""When nominations may be made and changed."""

FOCAL_POINTS_IN = frozenset({"call_open"})
OFFICERS_IN = frozenset({"ci_published", "call_open", "call_closed", "selecting"})
PAST_NOMINATIONS = frozenset(
    {
        "selection_approved",
        "preparing",
        "running",
        "delivered",
        "certifying",
        "following_up",
        "evaluated",
        "reported",
        "closed",
        "cancelled",
    }
)


def reason_not_to_nominate(
    *, state: str, call_is_open: bool, acts_as: str, was_returned: bool = False
) -> str | None:
    """A code for why nominations may not be touched now, None when they may.

    `acts_as`: "focal_point" (while the call is open), "officer" (from the published course
    information until the cohort is approved), or "operator" of the machine (until then). A nomination
    that `was_returned` may be mended after the deadline: the officer asked for it.
    """
    if state in PAST_NOMINATIONS:
        return "nominations_are_past"
    is_late = not (call_is_open and state in FOCAL_POINTS_IN)
    if acts_as == "focal_point" and is_late and not (was_returned and state in OFFICERS_IN):
        return "call_is_not_open"
    if acts_as == "officer" and state not in OFFICERS_IN:
        return "nominations_not_begun"
    return None
