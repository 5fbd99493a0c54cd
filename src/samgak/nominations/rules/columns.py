"""Which column of a sheet holds what, whichever of the eight languages its headings are in."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from babel import Locale

from samgak.nominations.rules.cells import as_text
from samgak.nominations.rules.headings import (
    HEADINGS,
    LANGUAGE_FRAMES,
    NATIVE_MARKS,
    PASSPORT_MARKS,
)
from samgak.nominations.rules.nominees import LANGUAGE
from samgak.participants.folding import key, options
from samgak.spreadsheets.sheet import Cell, Row

OTHER_LANGUAGES = (
    "ko",
    "kk",
    "ky",
    "uz",
    "tg",
    "tk",
    "fr",
    "de",
    "es",
    "pt",
    "ar",
    "zh",
    "ja",
    "tr",
)
HEADING_LOCALES = ("en", "ko", "ru", "kk", "ky", "uz", "uz_Cyrl", "tg", "tk")
NAMES = ("family", "given", "name", "passport_name", "native")
ENOUGH_HEADINGS = 3  # a title above the table may be one known word
LONGEST_HEADING = 200
ROWS_SEARCHED = 100
BRACKET = re.compile(r"[(\[（].*?[)\]）]")
PARTS = re.compile(r"[/|\n\r]+")
ORDINAL = re.compile(r"^\s*\d{1,2}\s*[.)]\s*")

FIELDS = tuple(field for field in HEADINGS if field not in ("number", "name"))


@dataclass(frozen=True)
class Header:
    """The header of a sheet: the last row it takes, the field of each column, and what is left.

    `unrecognised` are the columns, counted from 0, whose headings nobody knows.
    """

    row: int
    fields: Mapping[int, str]
    headings: Mapping[int, str]
    unrecognised: tuple[int, ...]
    number_columns: frozenset[int] = frozenset()
    rank_is_number: bool = False

    @property
    def known(self) -> frozenset[str]:
        """The fields that have a column."""
        return frozenset(self.fields.values())


def recognise(heading: str) -> str | None:
    """The field a heading means on its own, None when it isn't known.

    One of FIELDS, `language_` and an ISO 639-1 code, `number` for a column that counts the rows, or
    `name` for a full name of which the other columns tell whether it is the passport's.
    """
    text = ORDINAL.sub("", heading[:LONGEST_HEADING])
    if text.strip() == "#":
        return "number"
    known = _fields_by_key()
    if field := known.get(key(text)):
        return field
    base = known.get(key(BRACKET.sub(" ", text)))
    if base:
        return _with_bracket(base, " ".join(BRACKET.findall(text)))
    found = {known[key(part)] for part in PARTS.split(text) if key(part) in known}
    if found == {"family", "given"}:
        return "name"
    return found.pop() if len(found) == 1 else None


def header_of(
    rows: Sequence[Row], *, mapping: Mapping[int | str, str | None] | None = None
) -> Header | None:
    """The header of the first of the rows that has known headings, None when no row has.

    `mapping` overrides: a column counted from 0, or a heading, to its field or None for "leave out".
    """
    chosen = {_mapping_key(column): field for column, field in (mapping or {}).items()}
    best, most = None, 0
    for index, row in enumerate(rows[:ROWS_SEARCHED]):
        found = sum(_meant(column, text, chosen) is not None for column, text in _texts(row))
        if found > most:
            best, most = index, found
        if found >= ENOUGH_HEADINGS:
            break
    if best is None:
        return None
    return _header(rows, best, chosen)


def columns_to_ask_about(rows: Sequence[Row]) -> Row | None:
    """The first row that could be a header though nobody knows its headings, for a mapping page."""
    widths = [len(list(_texts(row))) for row in rows[:ROWS_SEARCHED]]
    wide = (row for row, width in zip(rows, widths, strict=False) if width * 2 > max(widths))
    return next(wide, None)


def repeats_header(row: Row, header: Header) -> bool:
    """Whether a row only says the headings again, as on a second printed page."""
    texts = dict(_texts(row))
    if len(texts) < ENOUGH_HEADINGS:
        return False
    return all(key(text) == key(header.headings.get(column, "")) for column, text in texts.items())


def _header(rows: Sequence[Row], index: int, chosen: Mapping[int | str, str | None]) -> Header:
    headings = dict(_texts(rows[index]))
    last = rows[index].number
    if index + 1 < len(rows) and _is_second_line(rows[index + 1], last):
        headings |= dict(_texts(rows[index + 1]))
        last = rows[index + 1].number
    fields = {column: _meant(column, text, chosen) for column, text in headings.items()}
    fields |= {column: field for column, field in chosen.items() if isinstance(column, int)}
    left_out = {column for column in fields if _is_left_out(column, headings, chosen)}
    settled, rank_is_number = _settled({c: f for c, f in fields.items() if f and c not in left_out})
    unknown = set(headings) - set(settled) - left_out
    numbers = frozenset(column for column, field in fields.items() if field == "number")
    return Header(
        last, settled, headings, tuple(sorted(unknown - numbers)), numbers, rank_is_number
    )


def _settled(found: Mapping[int, str]) -> tuple[dict[int, str], bool]:
    """Each field once, the first column of it; what a full name is; whether numbers are ranks."""
    first: dict[str, int] = {}
    native = []
    for column, field in sorted(found.items()):
        if field == "native":
            native.append(column)
        first.setdefault(field, column)
    if "name" in first:
        is_native = "passport_name" in first or "family" in first
        meaning = "native" if is_native else "passport_name"
        if meaning not in first:
            first[meaning] = first["name"]
            native = [first["name"]] if is_native else native
    elif "given" in first and "family" not in first and "passport_name" not in first:
        first["passport_name"] = first.pop("given")
    rank_is_number = "rank" not in first and "number" in first
    if rank_is_number:
        first["rank"] = first["number"]
    settled = {column: field for field, column in first.items() if field not in ("name", "number")}
    return settled | dict.fromkeys(native, "native"), rank_is_number


def _is_second_line(row: Row, above: int) -> bool:
    """Whether the row under a header with joined cells names the columns below them."""
    texts = list(_texts(row))
    return (
        row.number == above + 1
        and len(texts) > 0
        and all(recognise(text) is not None for _, text in texts)
    )


def _meant(column: int, text: str, chosen: Mapping[int | str, str | None]) -> str | None:
    if column in chosen:
        return chosen[column]
    return chosen[key(text)] if key(text) in chosen else recognise(text)


def _is_left_out(
    column: int, headings: Mapping[int, str], chosen: Mapping[int | str, str | None]
) -> bool:
    if column in chosen:
        return chosen[column] is None
    heading = key(headings[column])
    return heading in chosen and chosen[heading] is None


def _mapping_key(column: int | str) -> int | str:
    return key(column) if isinstance(column, str) else column


def _texts(row: Row) -> Iterator[tuple[int, str]]:
    for column, cell in enumerate(row.cells):
        if text := _heading_text(cell):
            yield column, text


def _heading_text(cell: Cell) -> str:
    # A number is never a heading, and line ends part the languages of one.
    return "\n".join(map(as_text, cell.splitlines())).strip() if isinstance(cell, str) else ""


def _with_bracket(field: str, bracket: str) -> str:
    if field not in NAMES:
        return field
    said = key(bracket)
    if any(key(mark) in said for mark in options(NATIVE_MARKS)):
        return "native"
    is_passport = any(key(mark) in said for mark in options(PASSPORT_MARKS))
    return "passport_name" if field == "name" and is_passport else field


@cache
def _fields_by_key() -> dict[str, str]:
    known = {}
    for code in OTHER_LANGUAGES:
        for locale in HEADING_LOCALES:
            name = Locale.parse(locale).languages.get(code)
            for frame in LANGUAGE_FRAMES if name else ():
                known[key(frame.format(name))] = LANGUAGE + code
    for field, lines in HEADINGS.items():
        frames = LANGUAGE_FRAMES if field.startswith(LANGUAGE) else ("{}",)
        for heading in options(lines):
            known |= {key(frame.format(heading)): field for frame in frames}
    return known
