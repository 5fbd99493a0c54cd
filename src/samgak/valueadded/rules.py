"""The six dimensions in which triangular co-operation adds value, and what each side is asked of them.

Source of the dimensions: OECD and Global Partnership Initiative on Effective Triangular Co-operation,
toolkit for identifying, monitoring and evaluating the value added of triangular co-operation, 2018. The
statements are this project's own.
"""

from collections.abc import Iterable, Mapping

FACILITATING, PIVOTAL, BENEFICIARY = "facilitating", "pivotal", "beneficiary"
SIDES = (FACILITATING, PIVOTAL, BENEFICIARY)
DIMENSIONS = (
    "ownership",
    "complementarity",
    "learning",
    "co-creation",
    "scope",
    "agenda",
)
# Two statements on each, from 1 (not at all) to 5 (fully).
STATEMENTS = tuple(f"{dimension}-{number}" for dimension in DIMENSIONS for number in (1, 2))
LEAST, MOST = 1, 5
MOST_LETTERS_OF_EVIDENCE = 600


def dimension_of(statement: str) -> str:
    return statement.rsplit("-", 1)[0]


def sides_of(roles: Iterable[str]) -> tuple[str, ...]:
    """The sides that a partner's roles put it on; hosts and others without a side answer for none."""
    held = set(roles)
    return tuple(side for side in SIDES if side in held)


def reasons_not_answers(marks: Mapping[str, int | None], *, is_final: bool) -> list[str]:
    """Codes of what keeps the answers from being handed in, or kept as a draft."""
    given = {key: mark for key, mark in marks.items() if mark is not None}
    if not set(given) <= set(STATEMENTS) or not all(
        LEAST <= mark <= MOST for mark in given.values()
    ):
        return ["mark_unknown"]
    return ["marks_missing"] if is_final and len(given) < len(STATEMENTS) else []
