"""What the forms of other programs share with ours, and what is left out on the way."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from samgak.questionnaires.definition import NUMBER, SCALE

Told = dict[str, Any]
"""A definition, or a part of one, as `definition.parse` reads it."""


@dataclass(frozen=True)
class LeftOut:
    """What was not taken over, and where: code is element-type, property, condition, language or
    section."""

    code: str
    path: str


@dataclass(frozen=True)
class Dialect:
    """How a program writes conditions: the three tests, and how each is found again."""

    equals: str
    contains: str
    greater: str
    patterns: tuple[tuple[str, re.Pattern[str]], ...]


_VALUE = r"""(?:'(?P<text>[^']*)'|"(?P<quoted>[^"]*)"|(?P<number>-?\d+(?:\.\d+)?))"""
SURVEYJS = Dialect(
    equals="{{{question}}} = {value}",
    contains="{{{question}}} contains {value}",
    greater="{{{question}}} > {value}",
    patterns=(
        ("contains", re.compile(r"\{(?P<question>[^{}]+)\}\s+contains\s+" + _VALUE)),
        ("equals", re.compile(r"\{(?P<question>[^{}]+)\}\s*==?\s*" + _VALUE)),
        ("greater", re.compile(r"\{(?P<question>[^{}]+)\}\s*>\s*" + _VALUE)),
    ),
)
XLSFORM = Dialect(
    equals="${{{question}}} = {value}",
    contains="selected(${{{question}}}, {value})",
    greater="${{{question}}} > {value}",
    patterns=(
        (
            "contains",
            re.compile(r"selected\(\s*\$\{(?P<question>[^{}]+)\}\s*,\s*" + _VALUE + r"\s*\)"),
        ),
        ("equals", re.compile(r"\$\{(?P<question>[^{}]+)\}\s*=\s*" + _VALUE)),
        ("greater", re.compile(r"\$\{(?P<question>[^{}]+)\}\s*>\s*" + _VALUE)),
    ),
)


def expression(condition: Mapping[str, Any], dialect: Dialect) -> str | None:
    """Return a condition in the words of a program; None when a value holds both quotation marks."""
    for name, between in (("all", " and "), ("any", " or ")):
        if name in condition:
            parts = [expression(part, dialect) for part in condition[name]]
            if any(part is None for part in parts):
                return None
            nested = [
                f"({part})" if {"all", "any"} & set(of) else f"{part}"
                for part, of in zip(parts, condition[name], strict=True)
            ]
            return between.join(nested)
    test = next(name for name in ("equals", "contains", "greater") if name in condition)
    value = condition[test]
    if isinstance(value, str) and "'" in value and '"' in value:
        return None
    mark = '"' if "'" in str(value) else "'"
    said = f"{mark}{value}{mark}" if isinstance(value, str) else str(value)
    return str(getattr(dialect, test).format(question=condition["question"], value=said))


def condition(text: str, dialect: Dialect, known: Mapping[str, str]) -> Told | None:
    """Return the condition of an expression about questions before it (key -> type), or None.

    Read are comparisons joined by `and` alone or by `or` alone, without brackets around them.
    """
    for name, between in (("all", r"\s+and\s+"), ("any", r"\s+or\s+")):
        parts = re.split(between, text.strip())
        read = [_comparison(part, dialect, known) for part in parts]
        kept = [part for part in read if part is not None]
        if len(kept) == len(parts):
            return kept[0] if len(kept) == 1 else {name: kept}
    return None


def _comparison(text: str, dialect: Dialect, known: Mapping[str, str]) -> Told | None:
    for test, pattern in dialect.patterns:
        found = pattern.fullmatch(text.strip())
        if not found or found["question"] not in known:
            continue
        kind = known[found["question"]]
        value = next(
            one for one in (found["text"], found["quoted"], found["number"]) if one is not None
        )
        if kind in (NUMBER, SCALE):
            told = number(value)
            return None if told is None else {"question": found["question"], test: told}
        is_list = kind in ("multiple", "order")
        if is_list == (test == "contains") and test != "greater" and kind != "matrix":
            return {"question": found["question"], test: value}
    return None


def number(told: object) -> int | float | None:
    """Return a number as JSON has it, whole where it is whole; None for anything else."""
    if isinstance(told, bool) or told is None:
        return None
    try:
        found = Decimal(str(told).strip())
    except InvalidOperation:
        return None
    if not found.is_finite() or abs(found.adjusted()) > 30:
        return None
    return int(found) if found == found.to_integral_value() else float(found)


def first_language(texts: Iterable[Mapping[str, str]]) -> str:
    """Return the language in which a program shows a form at first: English, else the first."""
    languages = set.intersection(*(set(text) for text in texts))
    return "en" if "en" in languages or not languages else min(languages)
