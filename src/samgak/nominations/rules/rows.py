"""A sheet of nominations read row by row: who can be imported, and which rows can't, and why."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from babel import Locale

from samgak.nominations.rules import cells
from samgak.nominations.rules.codes import Code, Finding, note
from samgak.nominations.rules.columns import (
    Header,
    columns_to_ask_about,
    header_of,
    repeats_header,
)
from samgak.nominations.rules.nominees import (
    NEEDED_FIELDS,
    NomineeRow,
    ReportedRow,
    read_values,
)
from samgak.spreadsheets.sheet import Cell, Row, Table

WORKBOOK_NAME = re.compile(r"nominations-([a-z]{2})\.(xlsx|ods|csv)", re.IGNORECASE)
NEEDED_COLUMNS = ("born_on", "email")


@dataclass(frozen=True)
class Outline:
    """The sheet that is read, and what there is to say of it before its rows."""

    table: Table
    header: Header | None
    findings: tuple[Finding, ...] = ()
    unrecognised: tuple[tuple[int, str], ...] = ()  # column counted from 0, its heading


def country_of(name: str) -> str | None:
    """The country (ISO 3166-1 alpha-2) of `nominations-kz.xlsx`; None for any other name."""
    found = WORKBOOK_NAME.fullmatch(PurePath(name).name)
    country = found[1].upper() if found else None
    return country if country in Locale("en").territories else None


def outline_of(
    tables: Sequence[Table], *, mapping: Mapping[int | str, str | None] | None = None
) -> Outline:
    """The first sheet that has a known header; further ones are named in the findings.

    `mapping` overrides what headings mean (see `header_of`).
    """
    with_header = [table for table in tables if header_of(table.head, mapping=mapping)]
    chosen, *others = with_header or tables[:1]
    noticed = tuple(note(Code.OTHER_SHEET, sheet=table.name) for table in others)
    header = header_of(chosen.head, mapping=mapping)
    if header is None:
        asked = columns_to_ask_about(chosen.head)
        headings = tuple(enumerate(map(cells.as_text, asked.cells))) if asked else ()
        return Outline(chosen, None, (note(Code.NO_HEADER), *noticed), headings)
    unrecognised = tuple((column, header.headings[column]) for column in header.unrecognised)
    return Outline(chosen, header, (*_about_columns(header), *noticed), unrecognised)


def read_rows(
    outline: Outline, *, country: str, today: date, answers: Mapping[str, str] | None = None
) -> Iterator[NomineeRow | ReportedRow]:
    """Every row below the header that holds data, as a nominee of a country (ISO 3166-1 alpha-2).

    `answers` are words for language levels asked about.
    """
    header = outline.header
    if header is None:
        return
    for row in outline.table.rows():
        if row.number > header.row and not _holds_no_data(row, header):
            values = _values(row, header)
            yield read_values(values, country=country, today=today, answers=answers, row=row.number)


def _values(row: Row, header: Header) -> dict[str, Cell]:
    values: dict[str, Cell] = {}
    for column, name in sorted(header.fields.items()):
        if name == "native" and values.get("native"):
            both = (cells.as_text(values["native"]), cells.as_text(row[column]))
            values["native"] = " ".join(both)
        else:
            values[name] = row[column]
    mapped = set(header.fields)
    if not any(values.values()):
        beside = [cells.as_text(cell) for i, cell in enumerate(row.cells) if i not in mapped]
        values["beside"] = " ".join(filter(None, beside))
    return values


def _holds_no_data(row: Row, header: Header) -> bool:
    """Whether a row is blank but for its number, repeats the header or numbers the columns."""
    counted = {
        column for column, name in header.fields.items() if name == "rank"
    } | header.number_columns
    texts = {i: text for i, cell in enumerate(row.cells) if (text := cells.as_text(cell))}
    if all(column in counted and text.isdecimal() for column, text in texts.items()):
        return True
    is_count = len(texts) > 2 and list(texts.values()) == [str(i + 1) for i in range(len(texts))]
    return is_count or repeats_header(row, header)


def _about_columns(header: Header) -> list[Finding]:
    has_name = bool(header.known & {"family", "passport_name"})
    missing = [name for name in NEEDED_COLUMNS if name not in header.known]
    findings = [
        note(Code.MISSING_COLUMN).at(name) for name in ([] if has_name else ["family"]) + missing
    ]
    findings += [
        note(Code.MISSING_COLUMN).at(name) for name in NEEDED_FIELDS if name not in header.known
    ]
    if header.rank_is_number:
        column = next(column for column, name in header.fields.items() if name == "rank")
        findings.append(note(Code.RANK_FROM_NUMBER, heading=header.headings[column]).at("rank"))
    return findings
