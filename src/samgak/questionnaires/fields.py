"""The forms of applications: what a person tells of itself, in fields that tests do not have.

Beside single, multiple, number and text there are:

- date (earliest, latest: a day such as 2025-08-25, or `today`);
- table (columns of line, day or year; most_rows): one row for each post, school, training;
- languages (most_rows): one row for each language, four skills in four levels;
- consent (text_version; purpose, data_class; refusable with its consequence): agreed or refused;
- file (kinds: pdf, png, jpg or docx; most_megabytes): one file, of which an answer names what is kept.

A text may say its kind: line, paragraph, email, telephone, name (any script) or passport-name
(Latin letters). Any question may have a hint, and be hidden, which keeps it and asks it no more.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from samgak.questionnaires.definition import KEYS_OF_TYPE, QUESTION_KEYS, Reader, _is_whole
from samgak.questionnaires.model import (
    CONSENT,
    DATE,
    FILE,
    LANGUAGES,
    MULTIPLE,
    NUMBER,
    SINGLE,
    TABLE,
    TEXT,
    Agreement,
    Column,
    DefinitionFault,
    DefinitionRefusedError,
    Form,
    Question,
)

TYPES = (TEXT, SINGLE, MULTIPLE, NUMBER, DATE, TABLE, LANGUAGES, CONSENT, FILE)
LINE, PARAGRAPH, EMAIL, TELEPHONE = "line", "paragraph", "email", "telephone"
NAME, PASSPORT_NAME = "name", "passport-name"
TEXT_KINDS = (LINE, PARAGRAPH, EMAIL, TELEPHONE, NAME, PASSPORT_NAME)
DAY, YEAR = "day", "year"
COLUMN_TYPES = (LINE, DAY, YEAR)
TODAY = "today"
MOST_ROWS, ROWS, LANGUAGE_ROWS = 20, 10, 8
MOST_COLUMNS = 8

# The columns of languages: which one, and how well; the levels from the best to the least.
LANGUAGE = "language"
SKILLS = ("listening", "speaking", "reading", "writing")
SKILL_LEVELS = ("excellent", "good", "fair", "poor")
AGREED, REFUSED = "agreed", "refused"
FILE_KINDS = ("pdf", "png", "jpg", "docx")
MOST_MEGABYTES, MEGABYTES = 10, 5
# What an answer says of a file that is kept; its size is in bytes.
FILE_NAME, FILE_KIND, FILE_SIZE = "name", "kind", "size"

_OF_CONSENT = {"text_version", "purpose", "data_class", "refusable", "consequence"}
_COLUMN_KEYS = {"key", "text", "type", "required"}


def parse(definition: object) -> Form:
    """Return the application form of a JSON value already read.

    Keys are those of `definition.parse` but for what is scored, and those named above. Raises
    DefinitionRefusedError with every fault found, not only the first.
    """
    reader = _FieldReader()
    form = reader.form(definition)
    if not reader.faults and not form.sections:
        reader.faults.append(DefinitionFault("sections", "list"))
    if reader.faults:
        raise DefinitionRefusedError(reader.faults)
    return form


class _FieldReader(Reader):
    types = TYPES
    question_keys = frozenset(
        (QUESTION_KEYS - {"correct", "points", "competencies", "taken_from"}) | {"hint", "hidden"}
    )
    keys_of_type: Mapping[str, set[str]] = {
        SINGLE: KEYS_OF_TYPE[SINGLE],
        MULTIPLE: KEYS_OF_TYPE[MULTIPLE],
        NUMBER: KEYS_OF_TYPE[NUMBER],
        TEXT: {"maximum_length", "text_kind"},
        DATE: {"earliest", "latest"},
        TABLE: {"columns", "most_rows"},
        LANGUAGES: {"most_rows"},
        CONSENT: _OF_CONSENT,
        FILE: {"kinds", "most_megabytes"},
    }
    beside_conditions = (TABLE, LANGUAGES, FILE)

    def expect(self, met: bool, path: str, expectation: str) -> bool:
        # The kinds are not those that `definition` names.
        return super().expect(met, path, "known-value" if expectation == "type" else expectation)

    def question(self, told: object, path: str) -> Question:
        question = super().question(told, path)
        given = told if isinstance(told, dict) else {}
        hidden = given.get("hidden", False)
        self.expect(isinstance(hidden, bool), f"{path}.hidden", "boolean")
        hint = self.text(given["hint"], f"{path}.hint") if "hint" in given else None
        return replace(question, is_hidden=hidden is True, hint=hint)

    def of_type(self) -> dict[str, Callable[[Question, dict[str, Any], str], Question]]:
        return super().of_type() | {
            TEXT: self.kind_of_text,
            DATE: self.days,
            TABLE: self.table,
            LANGUAGES: self.languages,
            CONSENT: self.consent,
            FILE: self.file,
        }

    def kind_of_text(self, question: Question, given: dict[str, Any], path: str) -> Question:
        kind = given.get("text_kind", PARAGRAPH)
        self.expect(kind in TEXT_KINDS, f"{path}.text_kind", "text-kind")
        return replace(self.free_text(question, given, path), text_kind=str(kind))

    def days(self, question: Question, given: dict[str, Any], path: str) -> Question:
        for name in ("earliest", "latest"):
            self.expect(_is_day(given.get(name, TODAY)), f"{path}.{name}", "day")
        earliest, latest = (str(given.get(name, "")) for name in ("earliest", "latest"))
        return replace(question, earliest=earliest, latest=latest)

    def table(self, question: Question, given: dict[str, Any], path: str) -> Question:
        columns = []
        for n, told in enumerate(self.items(given.get("columns"), f"{path}.columns"), start=1):
            here = f"{path}.columns[{n}]"
            one = self.mapping(told, here, _COLUMN_KEYS)
            kind, required = one.get("type", LINE), one.get("required", False)
            self.expect(kind in COLUMN_TYPES, f"{here}.type", "column-type")
            self.expect(isinstance(required, bool), f"{here}.required", "boolean")
            key, text = self.key(one.get("key"), f"{here}.key"), one.get("text")
            columns.append(Column(key, self.text(text, f"{here}.text"), str(kind), bool(required)))
        self.unique([column.key for column in columns], f"{path}.columns")
        self.expect(len(columns) <= MOST_COLUMNS, f"{path}.columns", "too-many")
        return replace(question, columns=tuple(columns), most_rows=self.rows(given, path, ROWS))

    def languages(self, question: Question, given: dict[str, Any], path: str) -> Question:
        return replace(question, most_rows=self.rows(given, path, LANGUAGE_ROWS))

    def rows(self, given: dict[str, Any], path: str, usual: int) -> int:
        most = given.get("most_rows", usual)
        fits = _is_whole(most) and 0 < most <= MOST_ROWS
        self.expect(fits, f"{path}.most_rows", "whole-number")
        return int(most) if fits else usual

    def consent(self, question: Question, given: dict[str, Any], path: str) -> Question:
        refusable = given.get("refusable", False)
        self.expect(isinstance(refusable, bool), f"{path}.refusable", "boolean")
        codes = [given.get(name, "") for name in ("purpose", "data_class")]
        for name, code in zip(("purpose", "data_class"), codes, strict=True):
            self.expect(isinstance(code, str), f"{path}.{name}", "key")
        consequence = (
            self.text(given["consequence"], f"{path}.consequence")
            if "consequence" in given
            else None
        )
        agreement = Agreement(
            text_version=self.key(given.get("text_version"), f"{path}.text_version"),
            purpose=str(codes[0]),
            data_class=str(codes[1]),
            is_refusable=refusable is True,
            consequence=consequence,
        )
        return replace(question, agreement=agreement)

    def file(self, question: Question, given: dict[str, Any], path: str) -> Question:
        told = given.get("kinds", list(FILE_KINDS[:3]))
        kinds = self.items(told, f"{path}.kinds")
        for n, kind in enumerate(kinds, start=1):
            self.expect(kind in FILE_KINDS, f"{path}.kinds[{n}]", "known-value")
        most = given.get("most_megabytes", MEGABYTES)
        fits = _is_whole(most) and 0 < most <= MOST_MEGABYTES
        self.expect(fits, f"{path}.most_megabytes", "whole-number")
        known = tuple(one for one in FILE_KINDS if one in kinds)
        return replace(question, file_kinds=known, most_megabytes=int(most) if fits else MEGABYTES)


def _is_day(told: object) -> bool:
    if told == TODAY:
        return True
    try:
        return isinstance(told, str) and date.fromisoformat(told).isoformat() == told
    except ValueError:
        return False
