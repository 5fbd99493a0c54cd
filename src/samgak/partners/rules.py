"""What an organisation and an agreement must be."""

import re
from datetime import date

# A register's prefix and a number there, such as XM-DAC-742-4: letters, digits, dots and hyphens.
IDENTIFIER = re.compile(r"[A-Z]{2}-[A-Z0-9]+(?:-[A-Za-z0-9.]+)+")


def is_iati_identifier(text: str) -> bool:
    """Whether the text has the shape of an organisation identifier."""
    return IDENTIFIER.fullmatch(text) is not None


def reasons_not_an_agreement(
    *, parties: int, signed_on: date | None, expires_on: date | None
) -> list[str]:
    """Codes of what an agreement lacks."""
    reasons = [] if parties >= 2 else ["agreement_needs_two_parties"]
    if signed_on and expires_on and expires_on <= signed_on:
        reasons.append("agreement_ends_before_it_begins")
    return reasons
