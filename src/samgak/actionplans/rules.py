"""An action plan is one page: what fits on a printed sheet, and until when it may be written."""

MOST_LETTERS_OF_TITLE = 200
# About what one sheet of A4 holds in 11 points under the title and the name.
MOST_LETTERS = 3000
# From the preparations on, until the certificates are out.
OPEN_STATES = frozenset({"preparing", "running", "delivered", "certifying"})


def reasons_not_to_write(*, edition_state: str, is_submitted: bool) -> list[str]:
    """Codes of what forbids changing the plan now."""
    reasons = [] if edition_state in OPEN_STATES else ["plans_are_closed"]
    return reasons + (["plan_is_submitted"] if is_submitted else [])


def reasons_not_one_page(*, title: str, text: str) -> list[str]:
    """Codes of what makes the plan too long to be kept."""
    reasons = ["plan_title_too_long"] if len(title) > MOST_LETTERS_OF_TITLE else []
    return reasons + (["plan_text_too_long"] if len(text) > MOST_LETTERS else [])


def reasons_not_to_submit(*, title: str, text: str) -> list[str]:
    """Codes of what the plan lacks before it may be submitted."""
    reasons = [] if title.strip() else ["plan_title_missing"]
    return reasons + ([] if text.strip() else ["plan_text_missing"])


def reasons_not_to_take_back(
    *, edition_state: str, is_submitted: bool, is_certified: bool
) -> list[str]:
    """Codes of what forbids making a draft of a submitted plan again."""
    reasons = [] if edition_state in OPEN_STATES else ["plans_are_closed"]
    if not is_submitted:
        reasons.append("plan_is_not_submitted")
    return reasons + (["plan_is_certified"] if is_certified else [])
