"""Money in one currency: exact, and never guessed."""

from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Decimal

USD = "USD"


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
    return total.quantize(Decimal("0.01"), rounding=ROUND_HALF_EVEN)
