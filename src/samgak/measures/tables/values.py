"""What one cell says: a day, a number, yes or no, in the ways of writing of eight languages."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from babel import Locale

from samgak.measures.tables.table import folded, tidy

LANGUAGES = ("en", "ko", "ru", "kk", "ky", "uz", "uz_Cyrl", "tg", "tk")
ISO, POINTS, SLASHES, YEAR_FIRST, KOREAN, MONTH_NAMED = (
    "iso",
    "points",
    "slashes",
    "year-first",
    "korean",
    "month-named",
)
THREE_NUMBERS = re.compile(
    r"(\d{1,4})([-./])\s?(\d{1,2})\2\s?(\d{1,4})\.?(?:[ T]\d{1,2}:\d\d(?::\d\d)?)?"
)
KOREAN_DAY = re.compile(r"(\d{4})\s?년\s?(\d{1,2})\s?월\s?(\d{1,2})\s?일")
NAMED = re.compile(r"(\d{1,2})?\W*([^\W\d]+)\W*(\d{1,2})?\W+(\d{4})\W*\S{0,4}")
NUMBER = re.compile(r"[-+−]?\d[\d '’.,\u00a0\u202f]*")
WITH_UNIT = re.compile(
    r"([-+−]?\d[\d '’.,\u00a0\u202f]*?)\s*([^\W\d_][^\d]{0,11}|[%‰°$€₸₩₽]\S{0,3})"
)
DIGIT, STARTS_NUMBER = re.compile(r"\d"), re.compile(r"[-+−]?\d")
GROUPS = re.compile(r"[-+]?\d{1,3}(?:[.,]\d{3})+")
YES = frozenset(
    {"true", "yes", "y", "да", "예", "네", "иә", "ооба", "ha", "ҳа", "бале", "ҳо", "hawa"}
)
NO = frozenset(
    {
        "false",
        "no",
        "n",
        "нет",
        "아니오",
        "아니요",
        "жоқ",
        "жок",
        "yoʻq",
        "yo'q",
        "yoq",
        "йўқ",
        "не",
        "ýok",
    }
)
MISSING = frozenset(
    {"-", "--", "—", "–", ".", "?", "n/a", "na", "nan", "null", "none", "н/д", "нд", "нет данных", "없음", "해당없음",
     "деректер жоқ", "мәлімет жоқ", "маалымат жок", "maʼlumot yoʻq", "ma'lumot yo'q", "маълумот нест", "maglumat ýok",
     "unknown", "неизвестно"}
)  # fmt: skip


@dataclass(frozen=True)
class Day:
    """A day as it was written; `is_day_first` None where both readings would do."""

    day: date
    style: str
    is_day_first: bool | None = None


@dataclass(frozen=True)
class Amount:
    value: Decimal
    unit: str = ""


def says_missing(text: str) -> bool:
    """Whether the cell says in words or signs that it holds nothing."""
    return folded(text) in MISSING


def truth(text: str) -> bool | None:
    """Yes or no; None for anything else."""
    said = folded(text)
    return True if said in YES else False if said in NO else None


def day(text: str, *, day_first: bool = True) -> Day | None:
    """The day a cell names; None for none, and for one that is not in the calendar.

    `day_first` reads 03/04/2025 as 3 April; 25.03.2025 and 03/25/2025 are clear without it.
    """
    said = tidy(text)
    if not 8 <= len(said) <= 40 or not DIGIT.search(said):
        return None
    if found := THREE_NUMBERS.fullmatch(said):
        return _of_numbers(found, day_first)
    if found := KOREAN_DAY.fullmatch(said):
        return _day(int(found[1]), int(found[2]), int(found[3]), KOREAN)
    if found := NAMED.fullmatch(said):
        name, number = folded(found[2]).rstrip("."), found[1] or found[3]
        month = _months().get(name) or _months().get(name.removesuffix("и"))  # Tajik: августи 2025
        if month and number and not (found[1] and found[3]):
            return _day(int(found[4]), month, int(number), MONTH_NAMED)
    return None


def _of_numbers(found: re.Match[str], day_first: bool) -> Day | None:
    first, mark, second, third = found.groups()
    if len(first) == 4 and len(third) <= 2:
        style = ISO if mark == "-" and len(second) == len(third) == 2 else YEAR_FIRST
        return _day(int(first), int(second), int(third), style)
    if len(third) != 4 or len(first) > 2:
        return None
    style = {"/": SLASHES}.get(mark, POINTS)
    one, two, year = int(first), int(second), int(third)
    if two > 12:
        return _day(year, one, two, style, is_day_first=False)
    if one > 12:
        return _day(year, two, one, style, is_day_first=True)
    both = (year, two, one) if day_first else (year, one, two)
    return _day(*both, style)


def _day(
    year: int, month: int, number: int, style: str, *, is_day_first: bool | None = None
) -> Day | None:
    try:
        return Day(date(year, month, number), style, is_day_first)
    except ValueError:
        return None


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    """Names of months in the eight languages, short and long, from the CLDR as Babel has it."""
    known: dict[str, int] = {}
    for code in LANGUAGES:
        months = Locale.parse(code).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[context][width].items():
                    known.setdefault(folded(name).rstrip("."), number)
    return {name: number for name, number in known.items() if not name.isdigit()}


def comma_is_decimal(cells: Iterable[str]) -> bool:
    """Whether a column uses the comma as the decimal sign: some number would make no sense otherwise."""
    for cell in cells:
        if "," not in cell:
            continue
        said = tidy(cell)
        if NUMBER.fullmatch(said):
            _, _, after = said.rpartition(",")
            if "." in after:
                return False
            if said.count(",") == 1 and len(after) != 3:
                return True
    return False


def amount(text: str, *, decimal_comma: bool) -> Amount | None:
    """The number a cell holds, with its unit where one is written behind it; None for none."""
    said, unit = tidy(text), ""
    if not 1 <= len(said) <= 40 or not STARTS_NUMBER.match(said):
        return None
    if not NUMBER.fullmatch(said):
        found = WITH_UNIT.fullmatch(said)
        if not found:
            return None
        said, unit = found[1].strip(), found[2].strip()
    value = _number(said, decimal_comma)
    return None if value is None else Amount(value, unit)


def _number(said: str, decimal_comma: bool) -> Decimal | None:
    plain = re.sub(r"[ '’]", "", said).replace("−", "-")
    if decimal_comma:
        plain = plain.replace(".", "") if "," in plain else plain
        plain = plain.replace(",", ".")
    elif GROUPS.fullmatch(plain) and "," in plain:
        plain = plain.replace(",", "")
    elif plain.count(",") == 1 and "." not in plain:
        plain = plain.replace(",", ".")
    else:
        plain = plain.replace(",", "")
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None
