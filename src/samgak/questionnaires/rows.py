"""Answers of applications: days, rows of tables, languages, consents, files, kinds of text."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date

from samgak.questionnaires import fields
from samgak.questionnaires.conditions import Row
from samgak.questionnaires.faults import FaultyError, given_texts
from samgak.questionnaires.model import LANGUAGES, Column, Question

MOST_LETTERS_OF_A_CELL = 300
ADDRESS = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")
TELEPHONE = re.compile(r"[+(]?[0-9][0-9 ()./-]{4,38}[0-9]")
LANGUAGE_CODE = re.compile(r"[a-z]{2,3}")
FIRST_YEAR, LAST_YEAR = 1900, 2200
_MARKS_IN_NAMES = " -'.,\u2019\u02bb\u02bc"


def read(question: Question, told: object) -> tuple[Row, ...] | None:
    """The rows that say something; raises FaultyError for the first that does not hold."""
    given = told if isinstance(told, list | tuple) else []
    kept = [row for one in given if (row := _row(one))]
    if len(kept) > question.most_rows:
        raise FaultyError("too-many-rows", most_rows=question.most_rows)
    if question.is_required and not kept:
        raise FaultyError("required")
    if question.type == LANGUAGES:
        return _languages(kept) or None
    return tuple(_cells(question.columns, row, n) for n, row in enumerate(kept, start=1)) or None


def _row(told: object) -> dict[str, str]:
    if not isinstance(told, Mapping):
        return {}
    texts = {str(key): given_texts(cell) for key, cell in told.items()}
    return {key: found[0][:MOST_LETTERS_OF_A_CELL] for key, found in texts.items() if found}


def _languages(given: list[dict[str, str]]) -> tuple[Row, ...]:
    rows: list[Row] = []
    for n, row in enumerate(given, start=1):
        code = row.get(fields.LANGUAGE, "")
        if not LANGUAGE_CODE.fullmatch(code):
            raise FaultyError("row-incomplete", row=n)
        if any(code == other[fields.LANGUAGE] for other in rows):
            raise FaultyError("language-twice")
        if any(row.get(skill) not in fields.SKILL_LEVELS for skill in fields.SKILLS):
            raise FaultyError("level-missing", row=n)
        rows.append({name: row[name] for name in (fields.LANGUAGE, *fields.SKILLS)})
    return tuple(rows)


def _cells(columns: tuple[Column, ...], row: Row, number: int) -> Row:
    kept = {}
    for column in columns:
        text = row.get(column.key, "")
        if column.is_required and not text:
            raise FaultyError("row-incomplete", row=number)
        if text and column.type == fields.YEAR:
            text = _year(text, number)
        elif text and column.type == fields.DAY:
            text = day(text).isoformat()
        if text:
            kept[column.key] = text
    return kept


def _year(text: str, number: int) -> str:
    if not text.isdecimal() or not FIRST_YEAR <= int(text[:9]) <= LAST_YEAR:
        raise FaultyError("year", row=number)
    return str(int(text))


def day(text: str) -> date:
    """A day written as 2025-08-25, or with single digits as 2025-8-5."""
    parts = text.split("-")
    if len(parts) != 3 or not all(part.isdecimal() and len(part) <= 4 for part in parts):
        raise FaultyError("day")
    try:
        found = date(*(int(part) for part in parts))
    except ValueError:
        raise FaultyError("day") from None
    if found.year < FIRST_YEAR:
        raise FaultyError("day")
    return found


def day_within(question: Question, text: str, today: date | None) -> str:
    """The day, when it keeps the limits of the question; without `today` such a limit is none."""
    found = day(text)
    first, last = _limit(question.earliest, today), _limit(question.latest, today)
    if first is not None and found < first:
        raise FaultyError("too-early", day=first.isoformat())
    if last is not None and found > last:
        raise FaultyError("too-late", day=last.isoformat())
    return found.isoformat()


def _limit(said: str, today: date | None) -> date | None:
    if said == fields.TODAY:
        return today
    return date.fromisoformat(said) if said else None


def agreement(question: Question, text: str) -> str:
    """Agreed, or refused where that is allowed."""
    if text not in (fields.AGREED, fields.REFUSED):
        raise FaultyError("required")
    may_refuse = question.agreement is not None and question.agreement.is_refusable
    if text == fields.REFUSED and not may_refuse:
        raise FaultyError("must-agree")
    return text


def file(question: Question, told: object) -> Row | None:
    """What is kept of a file: its name, kind and size in bytes; its content was checked before.

    Only whoever keeps the file tells so: what a page sends is text, which counts as nothing.
    """
    given = told if isinstance(told, Mapping) else {}
    names = (fields.FILE_NAME, fields.FILE_KIND, fields.FILE_SIZE)
    kept = {name: found[0] for name in names if (found := given_texts(given.get(name)))}
    if len(kept) < len(names):
        if question.is_required:
            raise FaultyError("required")
        return None
    if kept[fields.FILE_KIND] not in question.file_kinds:
        kinds = ", ".join(question.file_kinds)
        raise FaultyError("file-type-refused", name=kept[fields.FILE_NAME], kinds=kinds)
    return kept


def refuse_unless_of_kind(kind: str, text: str) -> None:
    """Raise FaultyError for a text that is not of its kind; a text without one is always."""
    if kind == fields.EMAIL and not (len(text) <= 254 and ADDRESS.fullmatch(text)):
        raise FaultyError("email")
    if kind == fields.TELEPHONE and not TELEPHONE.fullmatch(text):
        raise FaultyError("telephone")
    if kind in (fields.NAME, fields.PASSPORT_NAME) and has_hidden_marks(text):
        raise FaultyError("hidden-marks")
    if kind == fields.PASSPORT_NAME and not all(map(_is_passport_letter, text)):
        raise FaultyError("not-latin")


def has_hidden_marks(text: str) -> bool:
    """Whether a text holds characters that nobody sees, such as those that turn its direction."""
    return any(
        unicodedata.category(letter) in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"} for letter in text
    )


def _is_passport_letter(letter: str) -> bool:
    return letter in _MARKS_IN_NAMES or (
        letter.isalpha() and unicodedata.name(letter, "").startswith("LATIN")
    )
