"""One function for each kind of cell: what it holds, what was noticed, or Refused with a code.

The page's form and the workbooks go through the same functions, so both keep the same rules.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from typing import Generic, TypeVar

from samgak.nominations.rules import dates, words
from samgak.nominations.rules.codes import Code, Finding, Refused, note
from samgak.participants.folding import cleaned, folded, options
from samgak.spreadsheets.sheet import Cell

Value = TypeVar("Value")

AGES = range(16, 91)
YEARS_IN_SERVICE = range(61)
RANKS = range(1, 10_000)
YOUNGEST_IN_SERVICE = 14
LONGEST_TEXT = 250
LONGEST_LOCAL_PART = 64
LONGEST_ADDRESS = 254
EXCEL_ERRORS = re.compile(
    r"#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!)$", re.IGNORECASE
)
NUMBER = re.compile(r"([+-]?\d{1,9}(?:[.,]\d{1,9})?)(?![.,]?\d)\s*(.*)$", re.DOTALL)
MONTHS_TOO = re.compile(r"(\D*?)\s*(\d{1,2})\s*(\D*)$")
YEAR_UNITS = frozenset(
    folded(word)
    for word in options(
        """
        year | years | yr | yrs | y | лет | лета | год | года | г | л | жыл | жылы | ж | yil
        йил | y | ýyl | ýyldan | сол | сола | 년 | 년차 | 년간
        """
    )
)
MONTH_UNITS = frozenset(
    folded(word)
    for word in options(
        """
        month | months | mo | мес | месяц | месяца | месяцев | ай | oy | ой | моҳ | aý | 개월 | 월
        """
    )
)
ADDRESS = re.compile(
    r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])"
)
ADDRESSES_PARTED = re.compile(r"[\s,;<>()\"]+")


@dataclass(frozen=True)
class Answer(Generic[Value]):
    """What a cell holds, None for nothing, and what was noticed on the way."""

    value: Value | None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class LanguageLevel:
    """How well a language is spoken: as written, and as one of LEVELS when that is understood."""

    raw: str
    level: str | None


def as_text(cell: Cell) -> str:
    """The cell as its reader sees it, cleaned: dates in ISO 8601, whole numbers without a point."""
    if isinstance(cell, datetime) and cell.time() == datetime.min.time():
        cell = cell.date()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and isfinite(cell) and cell == int(cell):
        cell = int(cell)
    return "" if cell is None else cleaned(str(cell))


def filled_text(cell: Cell) -> str:
    """Like `as_text`, raising Refused for the error of a formula."""
    text = as_text(cell)
    if EXCEL_ERRORS.match(text):
        raise Refused(Code.FORMULA_ERROR, value=text)
    return text


def line(cell: Cell) -> Answer[str]:
    """A line of text as written, without stray spaces and invisible characters."""
    text = filled_text(cell)
    if len(text) > LONGEST_TEXT:
        raise Refused(Code.TOO_LONG, letters=len(text), most=LONGEST_TEXT)
    return Answer(None if words.says_nothing(text) else text)


def birth_date(cell: Cell, *, today: date) -> Answer[date]:
    """The date of birth of someone 16 to 90 years old today."""
    text = filled_text(cell)
    if words.says_nothing(text):
        raise Refused(Code.MISSING_BIRTH_DATE)
    written = dates.written_date(cell)
    if written is None:
        raise Refused(Code.MISSING_BIRTH_DATE)
    if written.on > today:
        raise Refused(Code.BIRTH_IN_FUTURE, value=text)
    age = age_on(today, born_on=written.on)
    if age not in AGES:
        raise Refused(Code.IMPLAUSIBLE_AGE, value=text, age=age, least=AGES[0], most=AGES[-1])
    imprecise = () if written.has_day else (note(Code.BIRTH_DATE_IMPRECISE, value=text),)
    return Answer(written.on, imprecise)


def training_date(cell: Cell, *, today: date) -> Answer[date]:
    """The day of the last training abroad; None for an empty cell, a dash or "none"."""
    text = filled_text(cell)
    written = None if words.says_nothing(text) else dates.written_date(cell)
    if written is None:
        return Answer(None)
    is_future = written.on > today
    return Answer(written.on, (note(Code.TRAINING_IN_FUTURE, value=text),) if is_future else ())


def age_on(day: date, *, born_on: date) -> int:
    """Whole years lived on a day."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def years_in_service(cell: Cell) -> Answer[int]:
    """Completed years, 0 to 60: "5 лет" and 5.5 are 5, "8 months" is 0."""
    text = filled_text(cell)
    if words.says_nothing(text):
        return Answer(None)
    number, rest = _number_and_rest(text)
    if number < 0:
        raise Refused(Code.NEGATIVE_NUMBER, value=text)
    years = _years(number, rest, text)
    if int(years) not in YEARS_IN_SERVICE:
        least, most = YEARS_IN_SERVICE[0], YEARS_IN_SERVICE[-1]
        raise Refused(Code.IMPLAUSIBLE_NUMBER, value=text, least=least, most=most)
    if years == int(years):
        return Answer(int(years))
    return Answer(int(years), (note(Code.YEARS_ROUNDED_DOWN, value=text, years=int(years)),))


def rank(cell: Cell) -> Answer[int]:
    """The focal point's order, a whole number from 1."""
    text = filled_text(cell)
    if words.says_nothing(text):
        return Answer(None)
    number, rest = _number_and_rest(text)
    if number < 0:
        raise Refused(Code.NEGATIVE_NUMBER, value=text)
    if number != int(number) or rest.strip(" .)"):
        raise Refused(Code.UNREADABLE_NUMBER, value=text)
    if int(number) not in RANKS:
        raise Refused(Code.IMPLAUSIBLE_NUMBER, value=text, least=RANKS[0], most=RANKS[-1])
    return Answer(int(number))


def _number_and_rest(text: str) -> tuple[Decimal, str]:
    plain = unicodedata.normalize("NFKC", text).replace("−", "-").strip("'\" ")
    plain = re.sub(r"^[-–—]\s+(?=\d)", "-", plain)
    found = NUMBER.match(plain)
    if not found:
        raise Refused(Code.UNREADABLE_NUMBER, value=text)
    return Decimal(found[1].replace(",", ".")), found[2]


def _years(number: Decimal, rest: str, text: str) -> Decimal:
    unit, more = folded(rest), Decimal(0)
    if found := MONTHS_TOO.match(unit):
        unit, months = found[1].strip(), Decimal(found[2])
        if found[3].strip() not in MONTH_UNITS or months >= 12:
            raise Refused(Code.UNREADABLE_NUMBER, value=text)
        more = months / 12
    if unit in MONTH_UNITS and not more:
        return number / 12
    if unit and unit not in YEAR_UNITS:
        raise Refused(Code.UNREADABLE_NUMBER, value=text)
    return number + more


def address(cell: Cell) -> Answer[str]:
    """The first mail address of the cell in lower case."""
    text = filled_text(cell)
    if words.says_nothing(text):
        raise Refused(Code.MISSING_ADDRESS)
    plain = text.lower().replace("mailto:", " ")
    found = [part for part in ADDRESSES_PARTED.split(plain) if "@" in part]
    usable = [part for part in found if _is_address(part)]
    if not usable or len(usable) < len(found):
        raise Refused(Code.NOT_AN_ADDRESS, value=text)
    several = len(set(usable)) > 1
    return Answer(usable[0], (note(Code.SEVERAL_ADDRESSES, value=usable[0]),) if several else ())


def _is_address(text: str) -> bool:
    local, _, _ = text.partition("@")
    is_short = len(local) <= LONGEST_LOCAL_PART and len(text) <= LONGEST_ADDRESS
    return is_short and ADDRESS.fullmatch(text) is not None


def sex(cell: Cell) -> Answer[str]:
    """F or M; an unknown word is asked about."""
    text = filled_text(cell)
    if words.says_nothing(text):
        return Answer(None)
    known = words.sex_of(text)
    return Answer(known, () if known else (note(Code.UNKNOWN_SEX, value=text),))


def language_level(cell: Cell, *, answers: Mapping[str, str]) -> Answer[LanguageLevel]:
    """The level as written and as understood; an unknown word is asked about.

    `answers` are words already asked about, with the level each means.
    """
    text = filled_text(cell)
    if words.is_left_blank(text):
        return Answer(None)
    if len(text) > LONGEST_TEXT:
        raise Refused(Code.TOO_LONG, letters=len(text), most=LONGEST_TEXT)
    level = words.level_of(text, answers=answers)
    unknown = () if level else (note(Code.UNKNOWN_LEVEL, value=text),)
    return Answer(LanguageLevel(text, level), unknown)
