"""Who is eligible: what is computed from the call, and whether what a person saw still stands. Pure."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date

from samgak.planning.selection import Eligibility, Nominee

ELIGIBLE, INELIGIBLE = "eligible", "ineligible"
# The states of an edition in which screeners work.
SCREENED_IN = ("call_closed", "selecting")
# How a nominee stands on the board.
TO_CONFIRM, DEVIATING, CHANGED = "to_confirm", "deviating", "changed"


def computed(missed: Mapping[str, object]) -> str:
    """What the rules of the call say of somebody who misses these of them."""
    return INELIGIBLE if missed else ELIGIBLE


def digest(nominee: Nominee, rules: Eligibility, *, position: str, on: date) -> str:
    """A SHA-256 of all that a screener saw, in hexadecimal: another one means that it has changed."""
    facts = asdict(nominee)
    facts["languages"] = sorted(nominee.languages.items())
    said = (sorted(facts.items()), asdict(rules), position, on)
    return hashlib.sha256(repr(said).encode()).hexdigest()


def broken_rule(verdict: str, as_computed: str, *, reason: str) -> str:
    """Code of what forbids the finding; empty when it may be kept. To agree needs no reason."""
    if verdict not in (ELIGIBLE, INELIGIBLE):
        return "no_such_finding"
    if verdict != as_computed and not reason.strip():
        return "reason_missing"
    return ""
