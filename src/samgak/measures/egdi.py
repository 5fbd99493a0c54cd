"""The E-Government Development Index and where a value of it stands.

Source: United Nations, E-Government Survey 2024, annex A (technical appendix): EGDI is the mean of
three indices normalised to 0-1 (OSI online service, TII telecommunication infrastructure, HCI human
capital), each with the weight of one third. Groups: very high 0.75-1, high 0.50-0.75, middle
0.25-0.50, low 0-0.25.
"""

from collections.abc import Mapping
from decimal import Decimal

VERY_HIGH, HIGH, MIDDLE, LOW = "very-high", "high", "middle", "low"
BOUNDS = ((Decimal("0.75"), VERY_HIGH), (Decimal("0.5"), HIGH), (Decimal("0.25"), MIDDLE))


def index(osi: Decimal, tii: Decimal, hci: Decimal) -> Decimal:
    """Return the EGDI (0-1, four decimal places) of three indices of 0-1; raises ValueError beyond."""
    parts = (osi, tii, hci)
    if not all(part.is_finite() and 0 <= part <= 1 for part in parts):
        raise ValueError("each index lies between 0 and 1")
    return (sum(parts, Decimal(0)) / 3).quantize(Decimal("0.0001"))


def group(value: Decimal) -> str:
    """Return the survey's group of an EGDI: very-high, high, middle or low."""
    return next((name for bound, name in BOUNDS if value >= bound), LOW)


def standing(value: Decimal, known: Mapping[str, Decimal]) -> tuple[str, ...]:
    """Return the keys of the known indices that lie above the value, the highest first."""
    above = [key for key, other in known.items() if other > value]
    return tuple(sorted(above, key=lambda key: (-known[key], key)))
