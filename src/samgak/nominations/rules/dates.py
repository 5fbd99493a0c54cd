"""Dates in any style people type: day first, months in the eight languages, years alone.

The month names are those of Unicode CLDR (through Babel), with what case endings add to them.
"""

import math
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache

from babel import Locale

from samgak.nominations.rules.codes import Code, Refused
from samgak.participants.folding import cleaned, folded, options
from samgak.spreadsheets.sheet import Cell

LOCALES = ("en", "ko", "ru", "kk", "ky", "uz", "uz_Cyrl", "tg", "tk")
LONGEST_ENDING = 5  # "may" + "ining", "ýanwar" + "yň"
SHORTEST_MONTH = 3
EXCEL_DAY_ZERO = date(1899, 12, 30)
EXCEL_SERIALS = range(3_654, 73_415)  # 1910 to 2100; smaller numbers are years
YEARS = range(1900, 2101)
CLOCK = re.compile(r"[T ]\s*\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?$")
NUMBERS = re.compile(r"\d+|[^\W\d_]+")
SHORT_YEAR = re.compile(r"\d{1,2}\s*[-./,]\s*\d{1,2}\s*[-./,]\s*\d{2}")
YEAR, MONTH, DAY = r"(?P<year>\d{4})", r"(?P<month>\d{1,2})", r"(?P<day>\d{1,2})"
STYLES = (
    re.compile(rf"{YEAR}\s*([-./ ])\s*{MONTH}\s*\2\s*{DAY}"),
    re.compile(rf"{DAY}\s*([-./, ])\s*{MONTH}\s*\2\s*{YEAR}"),
    re.compile(rf"{MONTH}\s*[-./]\s*{YEAR}"),
    re.compile(rf"{YEAR}\s*[-./]\s*{MONTH}"),
    re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"),
    re.compile(rf"{YEAR}\s*년(\s*{MONTH}\s*월(\s*{DAY}\s*일)?)?(생|\s*출생)?"),
)
LONGEST_DATE = 60
FILLERS = frozenset(
    folded(word)
    for word in options(
        """
        of | the | st | nd | rd | th | year | born | г | р | гг | год | года | году | рожд
        рождения | г.р. | ж | жыл | жылы | жылғы | жылдың | жылдын | жылкы | туған | туулган | й
        йил | йили | йилнинг | yil | yili | yilning | yilgi | y | tugilgan | ý | ýyl | ýyly
        ýylyň | ýylda | nji | njy | doglan | с | сол | соли | соли | таваллуд | таваллуди
        числа | день | күні | күнү | kuni | chi | nchi | inchi
        """
    )
)


@dataclass(frozen=True)
class WrittenDate:
    """A date, and whether its day was written or stands for the whole month or year."""

    on: date
    has_day: bool = True


def written_date(cell: Cell) -> WrittenDate | None:
    """The date a cell holds, None when it is empty; raises Refused with the cell's text.

    Text is read day first; a bare year or month is its first day; a number is a year from 1900
    to 2100 or a day counted as Excel does.
    """
    if cell is None:
        return None
    if isinstance(cell, bool):
        raise Refused(Code.UNREADABLE_DATE, value=str(cell))
    if isinstance(cell, datetime):
        return WrittenDate(cell.date())
    if isinstance(cell, date):
        return WrittenDate(cell)
    if isinstance(cell, int | float | Decimal):
        return _from_number(float(cell) if isinstance(cell, Decimal) else cell)
    text = unicodedata.normalize("NFKC", cleaned(cell)).strip(" '\"")
    return _from_text(text) if text else None


def _from_number(number: float) -> WrittenDate:
    if not math.isfinite(number):
        raise Refused(Code.UNREADABLE_DATE, value=str(number))
    if number in YEARS:
        return WrittenDate(date(int(number), 1, 1), has_day=False)
    if int(number) in EXCEL_SERIALS:
        return WrittenDate(EXCEL_DAY_ZERO + timedelta(days=int(number)))
    text = f"{number:.0f}"
    if number == int(number) and len(text) == len("20250709"):
        return _from_text(text)
    raise Refused(Code.UNREADABLE_DATE, value=f"{number:g}")


def _from_text(text: str) -> WrittenDate:
    if len(text) > LONGEST_DATE:
        raise Refused(Code.UNREADABLE_DATE, value=text)
    bare = CLOCK.sub("", text).strip(" .,;")
    bare = _without_fillers(bare)
    if bare.isdecimal() and int(bare) in EXCEL_SERIALS:
        return _from_number(int(bare))
    if SHORT_YEAR.fullmatch(bare):
        raise Refused(Code.TWO_DIGIT_YEAR, value=text)
    for style in STYLES:
        if found := style.fullmatch(bare):
            return _made(text, **found.groupdict())
    return _from_words(text, bare)


def _without_fillers(text: str) -> str:
    """The text without "г.", "жылы", "yil" and the like at its end."""
    while word := re.search(r"[^\W\d_]+\W*$", text):
        if folded(word[0]) not in FILLERS:
            break
        text = text[: word.start()].strip(" .,;-")
    return text


def _from_words(text: str, bare: str) -> WrittenDate:
    months: list[str] = []
    years: list[str] = []
    days: list[str] = []
    for token in NUMBERS.findall(folded(bare)):
        if token.isdigit():
            (years if len(token) == len("2025") else days).append(token)
        elif month := month_named(token):
            months.append(str(month))
        elif token not in FILLERS:
            raise Refused(Code.UNREADABLE_DATE, value=text)
    if len(months) == 1 and len(days) == 2 and not years:
        raise Refused(Code.TWO_DIGIT_YEAR, value=text)
    if len(years) != 1 or len(months) > 1 or len(days) > len(months):
        raise Refused(Code.UNREADABLE_DATE, value=text)
    return _made(text, years[0], months[0] if months else None, days[0] if days else None)


def _made(text: str, year: str, month: str | None = None, day: str | None = None) -> WrittenDate:
    if int(year) not in YEARS:
        raise Refused(Code.IMPOSSIBLE_DATE, value=text)
    try:
        on = date(int(year), int(month or 1), int(day or 1))
    except (ValueError, OverflowError) as fault:
        raise Refused(Code.IMPOSSIBLE_DATE, value=text) from fault
    return WrittenDate(on, has_day=day is not None)


def month_named(word: str) -> int | None:
    """The month whose name, beginning or inflected form in any of the languages the word is."""
    names = _month_names()
    if len(word) < SHORTEST_MONTH:
        return None
    if word in names:
        return names[word]
    begun = {month for name, month in names.items() if name.startswith(word)}
    if len(begun) == 1:
        return begun.pop()
    stems = [name for name in names if word.startswith(name)]
    stem = max(stems, key=len, default="")
    return names[stem] if stem and len(word) - len(stem) <= LONGEST_ENDING else None


@cache
def _month_names() -> dict[str, int]:
    meanings = defaultdict(set)
    for code in LOCALES:
        for context in ("format", "stand-alone"):
            for number, name in Locale.parse(code).months[context]["wide"].items():
                meanings[folded(name)].add(number)
    extra = {"sept": 9, "сент": 9, "ноя": 11, "ýanw": 1, "iyn": 6, "iyl": 7, "маусым": 6}
    for name, number in extra.items():
        meanings[folded(name)].add(number)
    return {
        name: next(iter(numbers))
        for name, numbers in meanings.items()
        if len(numbers) == 1 and len(name) >= SHORTEST_MONTH and not name[0].isdigit()
    }
