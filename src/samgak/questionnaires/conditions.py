"""When a question is shown: conditions on the answers to questions before it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

EQUALS, CONTAINS, GREATER = "equals", "contains", "greater"
ALL, ANY = "all", "any"
TESTS = (EQUALS, CONTAINS, GREATER)
DEEPEST = 5

Row = Mapping[str, str]
Answer = str | Decimal | tuple[str, ...] | tuple[Row, ...] | Mapping[str, str]


@dataclass(frozen=True)
class Comparison:
    """Holds when the answer to a question equals, contains (as an option) or exceeds a value."""

    question: str
    test: str
    value: str | Decimal


@dataclass(frozen=True)
class Combination:
    """Holds when all, or any, of its parts hold."""

    of: str
    parts: tuple["Condition", ...]


Condition = Comparison | Combination


def holds(condition: Condition | None, answers: Mapping[str, Answer]) -> bool:
    """Say whether a condition holds for clean answers; none always does, a missing answer never."""
    if condition is None:
        return True
    if isinstance(condition, Combination):
        met = (holds(part, answers) for part in condition.parts)
        return all(met) if condition.of == ALL else any(met)
    answer = answers.get(condition.question)
    if answer is None:
        return False
    if condition.test == CONTAINS:
        return isinstance(answer, tuple) and condition.value in answer
    if condition.test == GREATER:
        return _is_greater(answer, condition.value)
    return answer == condition.value


@dataclass(frozen=True)
class Asked:
    """What a condition must know of a question before it."""

    is_number: bool
    is_list: bool
    option_keys: frozenset[str]


Expect = Callable[[bool, str, str], bool]


def read(
    told: object, path: str, known: Mapping[str, Asked], expect: Expect, depth: int = 1
) -> Condition | None:
    """Return the condition of a JSON value about questions before it; tell `expect` each fault."""
    if isinstance(told, dict) and depth <= DEEPEST:
        for name in (ALL, ANY):
            if set(told) == {name} and isinstance(told[name], list) and told[name]:
                here = f"{path}.{name}"
                parts = [
                    read(part, f"{here}[{n}]", known, expect, depth + 1)
                    for n, part in enumerate(told[name], start=1)
                ]
                return Combination(name, tuple(part for part in parts if part is not None))
        for test in TESTS:
            if set(told) == {"question", test}:
                return _comparison(told, test, path, known, expect)
    expect(False, path, "condition")
    return None


def _comparison(
    told: dict[str, Any], test: str, path: str, known: Mapping[str, Asked], expect: Expect
) -> Condition | None:
    key, value = told["question"], told[test]
    asked = known.get(key) if isinstance(key, str) else None
    if asked is None:
        expect(False, f"{path}.question", "earlier-question")
        return None
    if asked.is_number:
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        number = Decimal(str(value)) if is_number else Decimal("NaN")
        fits = expect(test != CONTAINS and number.is_finite(), path, "condition")
        return Comparison(key, test, number) if fits else None
    fits = test == (CONTAINS if asked.is_list else EQUALS) and isinstance(value, str)
    if not expect(fits, path, "condition"):
        return None
    if asked.option_keys:
        expect(value in asked.option_keys, f"{path}.{test}", "option-key")
    return Comparison(key, test, value)


def _is_greater(answer: Answer, value: str | Decimal) -> bool:
    return isinstance(answer, Decimal) and isinstance(value, Decimal) and answer > value
