"""Numbers as people type them: one, or the least, the usual and the most."""

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

Three = tuple[Decimal, Decimal, Decimal]
SEPARATORS = re.compile(r"\s*[;/|–—]\s*|\s+-\s+|(?<=\d)-(?=\d)|\s+")


def numbers_of(text: str) -> Three | None:
    """`10` is three times ten; `5 10 20`, `5-10-20` or `5 / 10 / 20` are the three; None for others.

    The sign of decimals may be a point or a comma.
    """
    parts = [part for part in SEPARATORS.split(text.strip()) if part]
    try:
        found = [Decimal(part.replace(",", ".")) for part in parts]
    except InvalidOperation:
        return None
    if not all(number.is_finite() for number in found):
        return None
    hundredths = [number.quantize(Decimal("0.01")) for number in found if abs(number) < 10**12]
    if len(hundredths) == 1:
        return (hundredths[0],) * 3
    if len(hundredths) == 3 and len(found) == 3:
        return hundredths[0], hundredths[1], hundredths[2]
    return None


def written(numbers: Sequence[Decimal]) -> str:
    """The three as people type them; one number where they are the same."""
    texts = [f"{number.normalize():f}" for number in numbers]
    return texts[0] if len(set(texts)) == 1 else " ".join(texts)
