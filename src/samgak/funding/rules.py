"""Money in one currency: exact, and never guessed; and until when it may be entered."""

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_EVEN, Decimal

USD = "USD"
CENT = Decimal("0.01")
# Nothing of an edition's money changes once it has come to its end.
ENDED = frozenset({"closed", "cancelled"})


def in_usd(sums: Mapping[str, Decimal], per_usd: Mapping[str, Decimal]) -> Decimal | None:
    """The sums of several currencies in US dollars and cents, or None when a rate is missing."""
    total = Decimal(0)
    for currency, amount in sums.items():
        if currency == USD:
            total += amount
        elif currency in per_usd:
            total += amount / per_usd[currency]
        else:
            return None
    return total.quantize(CENT, rounding=ROUND_HALF_EVEN)


def by_currency(amounts: Iterable[tuple[str, Decimal]]) -> dict[str, Decimal]:
    """The sum of each currency, in the order in which the currencies first come."""
    sums: dict[str, Decimal] = {}
    for currency, amount in amounts:
        sums[currency] = sums.get(currency, Decimal(0)) + amount
    return sums


def reasons_not_to_change(state: str) -> list[str]:
    """Codes of what forbids to enter, change or remove a contribution in this state."""
    return ["edition_has_ended"] if state in ENDED else []


def reasons_not_a_contribution(*, kind: str, valuation: str, amount: Decimal) -> list[str]:
    """Codes of what a contribution lacks."""
    reasons = [] if amount > 0 else ["amount_not_positive"]
    if kind == "in-kind" and not valuation.strip():
        reasons.append("valuation_missing")
    return reasons
