"""From a public seed to the people drawn, in a way that anyone can repeat by hand or by program."""

from collections.abc import Sequence
from fractions import Fraction
from hashlib import sha256

RULE = (
    "SHA-256 of `digest:seed` (UTF-8) as a whole number, divided by 2^256, is a fraction from 0 to 1;"
    " drawn is the first cohort, in the order of this file, with which the sum of probabilities"
    " exceeds it. Of each group those people sit whose SHA-256 of `digest:seed:number` is least."
)


def drawn_cohort(digest: str, seed: str, probabilities: Sequence[Fraction]) -> int:
    """The place (from 0) of the cohort that the seed draws.

    2^256 values make a probability exact but for less than 2^-256.
    """
    value = Fraction(int.from_bytes(_hash(f"{digest}:{seed}"), "big"), 2**256)
    total = Fraction(0)
    for place, probability in enumerate(probabilities):
        total += probability
        if value < total:
            return place
    raise ValueError("the probabilities do not sum to 1")


def drawn_people(
    digest: str, seed: str, groups: Sequence[Sequence[str]], counts: Sequence[int]
) -> list[str]:
    """Who sits on the seats of each group: everyone of a group with the same chance."""
    people: list[str] = []
    for keys, count in zip(groups, counts, strict=True):
        people += sorted(keys, key=lambda key: (_hash(f"{digest}:{seed}:{key}"), key))[:count]
    return people


def _hash(text: str) -> bytes:
    return sha256(text.encode()).digest()
