"""A whole sheet of nominations read: who can be imported, and which rows can't, and why."""

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePath

from babel import Locale

from samgak.nominations.rules import cells
from samgak.nominations.rules.codes import QUESTIONS, Code, Finding, note
from samgak.nominations.rules.columns import (
    Header,
    columns_to_ask_about,
    header_of,
    repeats_header,
)
from samgak.nominations.rules.doubles import noticed_among
from samgak.nominations.rules.identity import Identity
from samgak.nominations.rules.nominees import (
    NEEDED_FIELDS,
    NomineeRow,
    ReportedRow,
    read_values,
)
from samgak.spreadsheets.sheet import Cell, Row, Sheet

__all__ = [
    "NomineeRow",
    "Question",
    "Reading",
    "ReportedRow",
    "country_of",
    "read_nominations",
    "read_values",
    "read_workbook",
]

WORKBOOK_NAME = re.compile(r"nominations-([a-z]{2})\.(xlsx|ods|csv)", re.IGNORECASE)
NEEDED_COLUMNS = ("born_on", "email")


@dataclass(frozen=True)
class Question:
    """A word nobody knows, in the column it stands in, and the rows that use it."""

    code: Code
    field: str
    value: str
    rows: tuple[int, ...]


@dataclass(frozen=True)
class Reading:
    """What came of a sheet: every row that holds data is in exactly one of the three lists."""

    country: str
    header: Header | None
    nominees: tuple[NomineeRow, ...] = ()
    already_known: tuple[NomineeRow, ...] = ()
    reported: tuple[ReportedRow, ...] = ()
    findings: tuple[Finding, ...] = ()  # about the sheet
    unrecognised: tuple[tuple[int, str], ...] = ()  # column counted from 0, its heading

    @property
    def questions(self) -> tuple[Question, ...]:
        """Each unknown word once."""
        asked: dict[tuple[Code, str, str], list[int]] = {}
        for nominee in self.nominees + self.already_known:
            for finding in nominee.findings:
                if finding.code in QUESTIONS:
                    about = (finding.code, finding.field, str(finding.params["value"]))
                    asked.setdefault(about, []).append(nominee.row)
        return tuple(Question(*about, tuple(rows)) for about, rows in asked.items())


def country_of(name: str) -> str | None:
    """The country (ISO 3166-1 alpha-2) of `nominations-kz.xlsx`; None for any other name."""
    found = WORKBOOK_NAME.fullmatch(PurePath(name).name)
    country = found[1].upper() if found else None
    return country if country in Locale("en").territories else None


def read_workbook(
    sheets: Sequence[Sheet],
    *,
    country: str,
    known: Set[Identity],
    today: date,
    mapping: Mapping[int | str, str | None] | None = None,
    answers: Mapping[str, str] | None = None,
) -> Reading:
    """Read the first sheet that has a known header; further ones are named in the findings."""
    with_header = [sheet for sheet in sheets if header_of(sheet, mapping=mapping)]
    chosen, *others = with_header or sheets[:1]
    reading = read_nominations(
        chosen, country=country, known=known, today=today, mapping=mapping, answers=answers
    )
    noticed = tuple(note(Code.OTHER_SHEET, sheet=sheet.name) for sheet in others)
    return replace(reading, findings=reading.findings + noticed)


def read_nominations(
    sheet: Sheet,
    *,
    country: str,
    known: Set[Identity],
    today: date,
    mapping: Mapping[int | str, str | None] | None = None,
    answers: Mapping[str, str] | None = None,
) -> Reading:
    """Read every row below the header as a nominee of a country (ISO 3166-1 alpha-2).

    `known` are people already imported: their first row is in `already_known`. `mapping` overrides
    what headings mean (see `header_of`); `answers` are words for language levels asked about.
    """
    header = header_of(sheet, mapping=mapping)
    if header is None:
        asked = columns_to_ask_about(sheet)
        unrecognised = tuple(enumerate(map(cells.as_text, asked.cells))) if asked else ()
        return Reading(country, None, findings=(note(Code.NO_HEADER),), unrecognised=unrecognised)
    rows = [
        read_values(
            _values(row, header), country=country, today=today, answers=answers, row=row.number
        )
        for row in sheet.rows
        if row.number > header.row and not _holds_no_data(row, header)
    ]
    people = [row for row in rows if isinstance(row, NomineeRow)]
    firsts, repeated = _first_rows(people)
    firsts = noticed_among(firsts, known=known)
    refused = [row for row in rows if isinstance(row, ReportedRow)]
    return Reading(
        country=country,
        header=header,
        nominees=tuple(person for person in firsts if person.identity not in known),
        already_known=tuple(person for person in firsts if person.identity in known),
        reported=tuple(sorted(refused + repeated, key=lambda reported: reported.row)),
        findings=tuple(_about_columns(header)),
        unrecognised=tuple((column, header.headings[column]) for column in header.unrecognised),
    )


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


def _first_rows(
    people: Iterable[NomineeRow],
) -> tuple[list[NomineeRow], list[ReportedRow]]:
    first: dict[Identity, NomineeRow] = {}
    repeated = []
    for person in people:
        earlier = first.setdefault(person.identity, person)
        if earlier is not person:
            why = note(Code.DUPLICATE, row=earlier.row)
            repeated.append(ReportedRow(person.row, Code.DUPLICATE, (why,), person.values))
    return list(first.values()), repeated


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
