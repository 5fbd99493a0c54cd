"""The completion rule of an edition, decided for one person."""

from dataclasses import dataclass

ATTENDANCE_TOO_LOW = "attendance_too_low"
NO_SESSIONS_HELD = "no_sessions_held"
POST_TEST_MISSING = "post_test_missing"
ACTION_PLAN_MISSING = "action_plan_missing"
WEEKS_NOT_LOGGED = "weeks_not_logged"
FINAL_REPORT_MISSING = "final_report_missing"

# From the end of the delivery on; who confirms the name late gets the certificate late.
ISSUING_STATES = frozenset({"certifying", "following_up", "evaluated", "reported"})


@dataclass(frozen=True)
class Requirement:
    """What an edition asks of everyone."""

    attendance_percent: int
    post_test: bool
    action_plan: bool
    # An entry for every week, and the final report.
    log: bool = False


@dataclass(frozen=True)
class Evidence:
    """What one person did."""

    minutes_present: int
    minutes_held: int
    is_post_test_taken: bool
    is_action_plan_submitted: bool
    weeks_without_entry: int = 0
    is_report_submitted: bool = False


def reasons_not_complete(evidence: Evidence, requirement: Requirement) -> list[str]:
    """Codes of each condition the person has not met; attendance is compared without rounding."""
    reasons = []
    if requirement.attendance_percent and not evidence.minutes_held:
        reasons.append(NO_SESSIONS_HELD)
    elif 100 * evidence.minutes_present < requirement.attendance_percent * evidence.minutes_held:
        reasons.append(ATTENDANCE_TOO_LOW)
    if requirement.post_test and not evidence.is_post_test_taken:
        reasons.append(POST_TEST_MISSING)
    if requirement.action_plan and not evidence.is_action_plan_submitted:
        reasons.append(ACTION_PLAN_MISSING)
    if requirement.log and evidence.weeks_without_entry:
        reasons.append(WEEKS_NOT_LOGGED)
    if requirement.log and not evidence.is_report_submitted:
        reasons.append(FINAL_REPORT_MISSING)
    return reasons


def reasons_not_to_issue(*, edition_state: str, issuers: int) -> list[str]:
    """Codes of what forbids issuing certificates for the whole edition."""
    reasons = [] if edition_state in ISSUING_STATES else ["edition_is_not_certifying"]
    return reasons if issuers else [*reasons, "no_issuer"]
