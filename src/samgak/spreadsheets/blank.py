"""A sheet to fill in: headings, what may stand below them, and an example that is never read."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from samgak.spreadsheets.writing import BAND, INK, sheet_title

QUIET = "#5A636B"
LONGEST_NOTE, LONGEST_NOTE_TITLE = 255, 32  # as Excel allows
HEADER_ROW = 3  # counted from 0: title, explanation and example stand above


@dataclass(frozen=True)
class BlankColumn:
    """A heading, an example, a note shown beside the cell; the words to choose from, if few."""

    heading: str
    example: str
    note: str = ""
    choices: tuple[str, ...] = ()
    width: float = 18


def write_blank(
    target: Path | str | IO[bytes] | BytesIO,
    columns: Sequence[BlankColumn],
    *,
    title: str,
    explanation: str,
    rows: int,
) -> None:
    """Write an .xlsx file with one sheet and room for `rows` rows below its headings.

    The example stands above the headings, where no reader of lists looks for people.
    """
    where = str(target) if isinstance(target, Path) else target
    with xlsxwriter.Workbook(where, {"strings_to_formulas": False}) as book:
        book.set_properties({"title": title})
        sheet = book.add_worksheet(sheet_title(title))
        sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 14}))
        quiet = book.add_format({"font_color": QUIET, "italic": True})
        head = book.add_format(
            {"bold": True, "font_color": INK, "bg_color": BAND, "bottom": 1, "text_wrap": True}
        )
        text = book.add_format({"num_format": "@"})
        sheet.write_string(1, 0, explanation, quiet)
        for index, column in enumerate(columns):
            sheet.set_column(index, index, column.width, text)
            sheet.write_string(HEADER_ROW - 1, index, column.example, quiet)
            sheet.write_string(HEADER_ROW, index, column.heading, head)
            _guide(sheet, index, column, rows)
        sheet.freeze_panes(HEADER_ROW + 1, 0)


def _guide(sheet: Worksheet, index: int, column: BlankColumn, rows: int) -> None:
    """Show the note beside each cell of the column, and offer the words to choose from."""
    guide: dict[str, object] = {"validate": "any"}
    if column.choices:
        guide = {"validate": "list", "source": list(column.choices), "error_type": "warning"}
    if column.note:
        guide |= {
            "input_title": column.heading[:LONGEST_NOTE_TITLE],
            "input_message": column.note[:LONGEST_NOTE],
        }
    if len(guide) > 1:
        sheet.data_validation(HEADER_ROW + 1, index, HEADER_ROW + rows, index, guide)
