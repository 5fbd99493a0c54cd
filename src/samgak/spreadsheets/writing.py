"""Rows out to XLSX and CSV: streamed, and never run as a formula by the program that opens them."""

import codecs
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from io import StringIO
from math import isfinite
from pathlib import Path
from typing import IO

import xlsxwriter
from defusedcsv import csv
from xlsxwriter.worksheet import Worksheet

from samgak.spreadsheets.sheet import Cell

MOST_LETTERS = 32_767  # of one cell, as Excel allows
MOST_LETTERS_OF_TITLE = 31
NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
STARTS_FORMULA = re.compile(r"\s+[=+\-@|%]|[＝＋－＠]")  # what defusedcsv lets through
INK, BAND = "#1B1F24", "#F3F5F7"


@dataclass(frozen=True)
class Column:
    """A heading, and the width of its column in letters."""

    heading: str
    width: float = 18


def write_xlsx(
    target: Path | str | IO[bytes],
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell | Decimal]],
    *,
    title: str,
) -> int:
    """Write one sheet named `title` row by row, in memory that doesn't grow; return its rows.

    Text stays text whatever it begins with; longer than Excel's 32,767 letters, it ends in "…".
    """
    where = str(target) if isinstance(target, Path) else target
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "yyyy-mm-dd",
    }
    with xlsxwriter.Workbook(where, options) as book:
        book.set_properties({"title": title})
        head = book.add_format(
            {"bold": True, "font_color": INK, "bg_color": BAND, "bottom": 1, "text_wrap": True}
        )
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        sheet = book.add_worksheet(sheet_title(title))
        for index, column in enumerate(columns):
            sheet.set_column(index, index, column.width)
            sheet.write_string(0, index, _text(column.heading), head)
        sheet.freeze_panes(1, 0)
        last = 0
        for last, row in enumerate(rows, start=1):
            for index, cell in enumerate(row):
                _write_cell(sheet, last, index, cell, moment)
        if columns:
            sheet.autofilter(0, 0, last, len(columns) - 1)
    return last


def write_sheets(
    target: Path | str | IO[bytes], sheets: Mapping[str, Sequence[Sequence[Cell | Decimal]]]
) -> None:
    """Write sheets that another program reads, as they are: text stays text, no heading is marked."""
    where = str(target) if isinstance(target, Path) else target
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(where, options) as book:
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(sheet_title(name))
            for number, row in enumerate(rows):
                for index, cell in enumerate(row):
                    _write_cell(sheet, number, index, cell, moment)


def sheet_title(title: str) -> str:
    """The title as Excel allows a sheet to be named: 31 letters, none of []:*?/\\ ."""
    allowed = NOT_IN_TITLES.sub(" ", title).strip().strip("'")[:MOST_LETTERS_OF_TITLE].strip(" '")
    return "Sheet" if not allowed or allowed.lower() == "history" else allowed


def csv_lines(
    columns: Sequence[Column], rows: Iterable[Sequence[Cell | Decimal]]
) -> Iterator[bytes]:
    """Lines of a CSV file in UTF-8 with its byte order mark, one at a time, the headings first."""
    buffer = StringIO(newline="")
    writer = csv.writer(buffer)
    yield codecs.BOM_UTF8
    for row in _with_headings(columns, rows):
        writer.writerow([_harmless(cell) for cell in row])
        yield buffer.getvalue().encode("utf-8", errors="replace")
        buffer.seek(0)
        buffer.truncate()


def write_csv(
    target: Path | str | IO[bytes],
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell | Decimal]],
) -> None:
    """Write what `csv_lines` gives to a path or an open binary file."""
    if isinstance(target, Path | str):
        with Path(target).open("wb") as stream:
            stream.writelines(csv_lines(columns, rows))
    else:
        target.writelines(csv_lines(columns, rows))


def _with_headings(
    columns: Sequence[Column], rows: Iterable[Sequence[Cell | Decimal]]
) -> Iterator[Sequence[Cell | Decimal]]:
    yield [column.heading for column in columns]
    yield from rows


def _write_cell(
    sheet: Worksheet, row: int, column: int, cell: Cell | Decimal, moment: object
) -> None:
    if cell is None:
        return
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, int | float | Decimal) and isfinite(cell):
        sheet.write_number(row, column, cell)
    elif isinstance(cell, datetime) and cell.tzinfo is None:
        sheet.write_datetime(row, column, cell, moment)
    elif isinstance(cell, date) and not isinstance(cell, datetime) and cell.year >= 1900:
        sheet.write_datetime(row, column, datetime.combine(cell, time()))
    else:
        sheet.write_string(row, column, _text(cell))


def _text(cell: object) -> str:
    # A moment with an offset keeps it: Excel has no cell for that.
    text = cell.isoformat() if isinstance(cell, date) else str(cell)
    text = NOT_IN_XML.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text if len(text) <= MOST_LETTERS else text[: MOST_LETTERS - 1] + "…"


def _harmless(cell: Cell | Decimal) -> object:
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, str) and STARTS_FORMULA.match(cell):
        return "'" + cell
    return cell
