"""How an edition's life and its partners read in IATI."""

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
REGIONAL, NATIONAL, MULTINATIONAL = "2", "4", "3"  # ActivityScope
ODA, GRANT, UNTIED = "10", "110", "5"
OTHER_TECHNICAL_ASSISTANCE = "D02"
BEGUN = frozenset(state for state, code in STATUS.items() if code in (FINALISATION, CLOSED)) | {
    "running",
    "delivered",
}
ENDED = BEGUN - {"running"}


def activity_status(state: str) -> str:
    """The ActivityStatus of an edition's state."""
    return STATUS[state]


def activity_scope(countries: int) -> str:
    """National for one beneficiary country, multi-national for several."""
    return NATIONAL if countries == 1 else MULTINATIONAL
