"""Every code the reading of nominations can answer with, and the parameters of its sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum


class Code(StrEnum):
    """What there is to say about a cell, a row or a whole sheet."""

    # The row is not imported.
    MISSING_FAMILY_NAME = "missing-family-name"
    UNUSABLE_NAME = "unusable-name"
    NOT_LATIN = "not-latin"
    TOO_LONG = "too-long"
    MISSING_BIRTH_DATE = "missing-birth-date"
    IMPOSSIBLE_DATE = "impossible-date"
    UNREADABLE_DATE = "unreadable-date"
    TWO_DIGIT_YEAR = "two-digit-year"
    BIRTH_IN_FUTURE = "birth-in-future"
    IMPLAUSIBLE_AGE = "implausible-age"
    MISSING_ADDRESS = "missing-address"
    NOT_AN_ADDRESS = "not-an-address"
    NEGATIVE_NUMBER = "negative-number"
    UNREADABLE_NUMBER = "unreadable-number"
    IMPLAUSIBLE_NUMBER = "implausible-number"
    FORMULA_ERROR = "formula-error"
    DUPLICATE = "duplicate"
    NOT_A_PERSON = "not-a-person"
    IMPOSSIBLE = "impossible"
    MISSING_VALUE = "missing-value"  # of a language level only a remark
    UNKNOWN_SEX = "unknown-sex"
    TOO_MANY = "too-many"
    # The row is imported; someone should look.
    SINGLE_NAME = "single-name"
    LOOK_ALIKE_LETTERS = "look-alike-letters"
    BIRTH_DATE_IMPRECISE = "birth-date-imprecise"
    TRAINING_IN_FUTURE = "training-in-future"
    YEARS_ROUNDED_DOWN = "years-rounded-down"
    YEARS_EXCEED_AGE = "years-exceed-age"
    SEVERAL_ADDRESSES = "several-addresses"
    SHARED_ADDRESS = "shared-address"
    POSSIBLE_DUPLICATE = "possible-duplicate"
    POSSIBLE_DUPLICATE_OF_KNOWN = "possible-duplicate-of-known"
    REPEATED_RANK = "repeated-rank"
    WITHDRAWN_BEFORE = "withdrawn-before"
    # The row is imported without the value; an answer would add it.
    UNKNOWN_LEVEL = "unknown-level"
    # The row is imported without the answer to a question of the country.
    UNKNOWN_ANSWER = "unknown-answer"
    MISSING_ANSWER = "missing-answer"
    # About the sheet.
    NO_HEADER = "no-header"
    MISSING_COLUMN = "missing-column"
    OTHER_SHEET = "other-sheet"
    RANK_FROM_NUMBER = "rank-from-number"


PARAMS: Mapping[Code, frozenset[str]] = {
    code: frozenset(names.split())
    for code, names in {
        Code.MISSING_FAMILY_NAME: "",
        Code.UNUSABLE_NAME: "value",
        Code.NOT_LATIN: "value letters",
        Code.TOO_LONG: "letters most",
        Code.MISSING_BIRTH_DATE: "",
        Code.IMPOSSIBLE_DATE: "value",
        Code.UNREADABLE_DATE: "value",
        Code.TWO_DIGIT_YEAR: "value",
        Code.BIRTH_IN_FUTURE: "value",
        Code.IMPLAUSIBLE_AGE: "value age least most",
        Code.MISSING_ADDRESS: "",
        Code.NOT_AN_ADDRESS: "value",
        Code.NEGATIVE_NUMBER: "value",
        Code.UNREADABLE_NUMBER: "value",
        Code.IMPLAUSIBLE_NUMBER: "value least most",
        Code.FORMULA_ERROR: "value",
        Code.DUPLICATE: "row",
        Code.NOT_A_PERSON: "value",
        Code.IMPOSSIBLE: "",
        Code.SINGLE_NAME: "",
        Code.LOOK_ALIKE_LETTERS: "value letters",
        Code.BIRTH_DATE_IMPRECISE: "value",
        Code.TRAINING_IN_FUTURE: "value",
        Code.YEARS_ROUNDED_DOWN: "value years",
        Code.YEARS_EXCEED_AGE: "years age",
        Code.SEVERAL_ADDRESSES: "value",
        Code.SHARED_ADDRESS: "row",
        Code.POSSIBLE_DUPLICATE: "row",
        Code.POSSIBLE_DUPLICATE_OF_KNOWN: "born",
        Code.REPEATED_RANK: "rank row",
        Code.TOO_MANY: "most",
        Code.WITHDRAWN_BEFORE: "",
        Code.MISSING_VALUE: "",
        Code.UNKNOWN_ANSWER: "value question",
        Code.MISSING_ANSWER: "question",
        Code.UNKNOWN_LEVEL: "value",
        Code.UNKNOWN_SEX: "value",
        Code.NO_HEADER: "",
        Code.MISSING_COLUMN: "",
        Code.OTHER_SHEET: "sheet",
        Code.RANK_FROM_NUMBER: "heading",
    }.items()
}
LONGEST_VALUE = 120
QUESTIONS = frozenset({Code.UNKNOWN_LEVEL})


@dataclass(frozen=True)
class Finding:
    """A code with the parameters of its sentence, and the field of the row it is about."""

    code: Code
    params: Mapping[str, str | int] = field(default_factory=dict)
    field: str = ""

    def at(self, name: str) -> "Finding":
        """The same finding, about the field of this name."""
        return replace(self, field=name)

    def __str__(self) -> str:
        """A line for a file of reported rows: `born_on: impossible-date (value=31.02.1985)`."""
        where = f"{self.field}: " if self.field else ""
        what = ", ".join(f"{name}={value}" for name, value in self.params.items())
        return f"{where}{self.code}" + (f" ({what})" if what else "")


class Refused(Exception):
    """A cell whose row can't be imported as it stands."""

    def __init__(self, code: Code, **params: str | int) -> None:
        super().__init__(code, params)
        self.finding = note(code, **params)


def note(code: Code, **params: str | int) -> Finding:
    """A finding with its parameters by name; what a cell said is shortened to 120 letters."""
    return Finding(code, {name: _shortened(value) for name, value in params.items()})


def _shortened(value: str | int) -> str | int:
    if isinstance(value, str) and len(value) > LONGEST_VALUE:
        return value[: LONGEST_VALUE - 1] + "…"
    return value
