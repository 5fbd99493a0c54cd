"""What a certificate needs, and how it is numbered. Pure: values in, answers out."""

from samgak.certificates.rules.completion import (
    ACTION_PLAN_MISSING,
    ATTENDANCE_TOO_LOW,
    FINAL_REPORT_MISSING,
    NO_SESSIONS_HELD,
    POST_TEST_MISSING,
    WEEKS_NOT_LOGGED,
    Evidence,
    Requirement,
    reasons_not_complete,
    reasons_not_to_issue,
)
from samgak.certificates.rules.numbers import (
    LETTERS_BY_LOT,
    check_character,
    number_of,
    read_number,
)

__all__ = [
    "ACTION_PLAN_MISSING",
    "ATTENDANCE_TOO_LOW",
    "FINAL_REPORT_MISSING",
    "LETTERS_BY_LOT",
    "NO_SESSIONS_HELD",
    "POST_TEST_MISSING",
    "WEEKS_NOT_LOGGED",
    "Evidence",
    "Requirement",
    "check_character",
    "number_of",
    "read_number",
    "reasons_not_complete",
    "reasons_not_to_issue",
]
