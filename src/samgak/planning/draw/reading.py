"""Pools as people write them: one JSON file, or a table of people and a table of quotas as CSV."""

import csv
import io
import json
from collections.abc import Mapping
from typing import Any

from samgak.planning.draw.problem import MOST_LINES, MOST_PEOPLE, Person, Problem, QuotaLine

NUMBER = "number"
LONGEST_TEXT = 200
MOST_BYTES = 32 * 2**20


class DrawFault(Exception):
    """What is wrong with a file of a draw: a code and the values that its sentence names."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


def decoded(content: bytes) -> str:
    """The text of a file; raises DrawFault when it is too large or not UTF-8."""
    if len(content) > MOST_BYTES:
        raise DrawFault("draw_file_too_large", mebibytes=MOST_BYTES // 2**20)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DrawFault("draw_not_utf8") from None


def json_of(text: str) -> dict[str, Any]:
    """The object that a JSON text holds; raises DrawFault for anything else."""
    try:
        found = json.loads(text)
        json.dumps(found, ensure_ascii=False).encode()  # half a pair of surrogates is no text
    except (ValueError, RecursionError):
        raise DrawFault("draw_not_json") from None
    if not isinstance(found, dict):
        raise DrawFault("draw_not_json")
    return found


def problem_of_json(content: bytes) -> Problem:
    """`{"seats": 2, "people": [{"number": "1", "sex": "F"}], "quotas": [{"where": {"sex": "F"}, "min": 1}]}`."""
    found = json_of(decoded(content))
    people = [_person(row) for row in rows_of(found, "people", MOST_PEOPLE)]
    quotas = [quota_of(row) for row in rows_of(found, "quotas", MOST_LINES)]
    return problem_of(found.get("seats"), people, quotas)


def problem_of_csv(people: bytes, quotas: bytes | None, seats: int) -> Problem:
    """People with a column `number`, quotas with the columns `attribute,value,min,max`."""
    persons = [_person(row) for row in _table(people, needed=(NUMBER,))]
    lines = _table(quotas, needed=("attribute", "value", "min", "max")) if quotas else []
    return problem_of(seats, persons, [_quota_of_row(row) for row in lines])


def problem_of(seats: object, people: list[Person], quotas: list[QuotaLine]) -> Problem:
    """The problem; raises DrawFault where a draw can mean nothing by these values."""
    if len({one.key for one in people}) < len(people):
        raise DrawFault("draw_number_twice")
    if len({line.name for line in quotas}) < len(quotas):
        raise DrawFault("draw_quota_twice")
    try:
        return Problem(_whole(seats, least=1), tuple(people), tuple(quotas))
    except ValueError:
        raise DrawFault("draw_too_many", people=MOST_PEOPLE, quotas=MOST_LINES) from None


def rows_of(found: Mapping[str, Any], key: str, most: int) -> list[dict[str, Any]]:
    """The list of objects under a key; raises DrawFault when it is something else or too long."""
    rows = found.get(key, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise DrawFault("draw_list_expected", key=key)
    if len(rows) > most:
        raise DrawFault("draw_too_many", people=MOST_PEOPLE, quotas=MOST_LINES)
    return rows


def texts_of(row: Mapping[str, Any]) -> dict[str, str]:
    """Attributes with their values as text; raises DrawFault for lists, mappings and long texts."""
    for value in row.values():
        if isinstance(value, float | list | dict) or len(str(value)) > LONGEST_TEXT:
            raise DrawFault("draw_value_unreadable", value=str(value)[:40])
    return {str(name): "" if value is None else str(value).strip() for name, value in row.items()}


def quota_of(row: Mapping[str, Any]) -> QuotaLine:
    """A quota of a JSON file; raises DrawFault when it is none."""
    where = row.get("where")
    if not isinstance(where, dict) or not where:
        raise DrawFault("draw_quota_counts_nobody")
    return _quota(texts_of(where), row.get("min"), row.get("max"))


def _person(row: Mapping[str, Any]) -> Person:
    texts = texts_of(row)
    number = texts.pop(NUMBER, "")
    if not number:
        raise DrawFault("draw_number_missing")
    return Person(number, texts)


def _quota_of_row(row: Mapping[str, str]) -> QuotaLine:
    where = {row["attribute"].strip(): row["value"].strip()}
    return _quota(where, row["min"].strip() or None, row["max"].strip() or None)


def _quota(where: Mapping[str, str], low: object, high: object) -> QuotaLine:
    minimum = 0 if low is None else _whole(low)
    maximum = None if high is None else _whole(high)
    if maximum is not None and maximum < minimum:
        raise DrawFault("draw_min_above_max", minimum=minimum, maximum=maximum)
    return QuotaLine(tuple(sorted(where.items())), minimum, maximum)


def _whole(value: object, least: int = 0) -> int:
    text = "" if isinstance(value, bool) else str(value)
    if not (text.isascii() and text.isdigit() and len(text) <= 6 and int(text) >= least):
        raise DrawFault("draw_number_expected", value=text[:40])
    return int(text)


def _table(content: bytes, needed: tuple[str, ...]) -> list[dict[str, str]]:
    text = decoded(content)
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        rows = list(reader)
    except csv.Error:
        raise DrawFault("draw_not_csv") from None
    missing = [name for name in needed if name not in (reader.fieldnames or ())]
    if missing:
        raise DrawFault("draw_column_missing", column=missing[0])
    if any(None in row or None in row.values() for row in rows):
        raise DrawFault("draw_not_csv")
    return rows
