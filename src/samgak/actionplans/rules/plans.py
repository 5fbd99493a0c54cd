"""An action plan is one page: what fits on a printed sheet, and until when it may be written."""

# What one sheet of A4 holds under the head of the page, as browsers print it.
MOST_LETTERS_OF_TITLE = 120
LETTERS_OF_A_LINE = 70
MOST_LINES = 26
MOST_LETTERS = 1800
MOST_LETTERS_OF_PART = 400
MOST_LETTERS_OF_COMMENT = 1000
MOST_ROWS = 12
# From the preparations on, until the certificates are out.
OPEN_STATES = frozenset({"preparing", "running", "delivered", "certifying"})


def reasons_not_to_write(*, edition_state: str, is_submitted: bool) -> list[str]:
    """Codes of what forbids changing the plan now."""
    reasons = [] if edition_state in OPEN_STATES else ["plans_are_closed"]
    return reasons + (["plan_is_submitted"] if is_submitted else [])


def reasons_not_one_page(*, title: str, text: str) -> list[str]:
    """Codes of what makes the plan too long to be kept."""
    reasons = ["plan_title_too_long"] if len(title) > MOST_LETTERS_OF_TITLE else []
    if len(text) > MOST_LETTERS:
        reasons.append("plan_text_too_long")
    elif printed_lines(text) > MOST_LINES:
        reasons.append("plan_text_has_too_many_lines")
    return reasons


def printed_lines(text: str) -> int:
    """How many lines the text takes on paper, the empty ones included."""
    return sum(max(1, -(-len(line) // LETTERS_OF_A_LINE)) for line in text.splitlines())


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
