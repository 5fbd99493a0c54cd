"""One way in for every file of rows that people send."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from io import BytesIO
from pathlib import Path

import python_calamine

from samgak.spreadsheets import archives, delimited
from samgak.spreadsheets.sheet import (
    Cell,
    Limits,
    Row,
    Sheet,
    Table,
    Unreadable,
    looked_through,
    numbered,
)

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Excel before 2007, and any .xlsx with a password
PASSWORD_STREAM = "EncryptedPackage".encode("utf-16-le")
DEFAULT_LIMITS = Limits()


def read(
    source: Path | str | bytes, *, name: str, limits: Limits = DEFAULT_LIMITS
) -> tuple[Sheet, ...]:
    """Sheets of an .xlsx, .ods or .csv file with all their rows; otherwise as `tables`."""
    found = tables(source, name=name, limits=limits)
    return tuple(Sheet(table.name, tuple(table.rows())) for table in found)


def tables(
    source: Path | str | bytes, *, name: str, limits: Limits = DEFAULT_LIMITS
) -> tuple[Table, ...]:
    """Sheets of an .xlsx, .ods or .csv file that hold something, the hidden ones last.

    The whole file is looked through, so that what is wrong with it shows now; its rows are then read
    one by one. `source` is a path or the bytes; the ending of `name` says what the file must be.
    Raises Unreadable; an error of the disk is passed on.
    """
    kind = Path(name).suffix.lower().lstrip(".")
    if kind not in ("xlsx", "ods", "csv"):
        raise Unreadable("wrong-type", expected="xlsx, ods, csv")
    content = _content(source, limits)
    if not content or content.isspace():
        raise Unreadable("empty")
    is_text = kind == "csv"
    sheets = _text_table(content, limits) if is_text else _workbook_tables(content, kind, limits)
    filled = tuple(table for table in sheets if table.count)
    if not filled:
        raise Unreadable("empty")
    return filled


def _content(source: Path | str | bytes, limits: Limits) -> bytes:
    if isinstance(source, bytes):
        size, content = len(source), source
    else:
        with Path(source).open("rb") as stream:
            content = stream.read(limits.bytes_sent + 1)
        size = Path(source).stat().st_size
    if size > limits.bytes_sent:
        raise Unreadable("too-large", bytes=size, most=limits.bytes_sent)
    return content


def _text_table(content: bytes, limits: Limits) -> list[Table]:
    if content.startswith((ZIP, OLE, b"%PDF")):
        raise Unreadable("wrong-type", expected="csv")
    text = delimited.text_of(content)
    return [looked_through("", lambda: delimited.rows_of(text, limits))]


def _workbook_tables(content: bytes, kind: str, limits: Limits) -> list[Table]:
    if content.startswith(OLE) and PASSWORD_STREAM in content:
        raise Unreadable("encrypted")
    if not content.startswith(ZIP):
        raise Unreadable("wrong-type", expected=kind)
    check = archives.check_xlsx if kind == "xlsx" else archives.check_ods
    check(content, limits)
    with _faults_named():
        names = _names_of_sheets(content)
    return [_table(content, name) for name in names]


def _table(content: bytes, name: str) -> Table:
    return looked_through(name, lambda: _rows(content, name))


@contextmanager
def _faults_named() -> Iterator[None]:
    """Turn what the reader of workbooks raises into Unreadable."""
    try:
        yield
    except python_calamine.PasswordError as fault:
        raise Unreadable("encrypted") from fault
    except (python_calamine.CalamineError, ValueError, OSError) as fault:
        raise Unreadable("damaged") from fault
    except BaseException as fault:
        # A panic of the reader is no Exception, and its class can't be imported.
        if type(fault).__name__ == "PanicException":
            raise Unreadable("damaged") from fault
        raise


def _names_of_sheets(content: bytes) -> list[str]:
    with python_calamine.load_workbook(BytesIO(content)) as workbook:
        found = [
            metadata
            for metadata in workbook.sheets_metadata
            if metadata.typ == python_calamine.SheetTypeEnum.WorkSheet
        ]
    found.sort(key=lambda sheet: sheet.visible != python_calamine.SheetVisibleEnum.Visible)
    return [metadata.name for metadata in found]


def _rows(content: bytes, name: str) -> Iterator[Row]:
    """The rows of a sheet; the reader holds the sheet, in its own few bytes a cell, until the last."""
    with _faults_named():
        with python_calamine.load_workbook(BytesIO(content)) as workbook:
            found = workbook.get_sheet_by_name(name)
        if found.start is None:
            return
        # The rows come from the top of the sheet, their cells from its first filled column.
        rows = ([_cell(value) for value in row] for row in found.iter_rows())
        yield from numbered(rows, first=1, before=found.start[1])


def _cell(value: object) -> Cell:
    if isinstance(value, str | float | int | date):
        return value
    return str(value)  # a time of day, a duration
