"""One way in for every file of rows that people send."""

from datetime import date
from io import BytesIO
from pathlib import Path

import python_calamine

from samgak.spreadsheets import archives, delimited
from samgak.spreadsheets.sheet import Cell, Limits, Sheet, Unreadable, numbered

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Excel before 2007, and any .xlsx with a password
PASSWORD_STREAM = "EncryptedPackage".encode("utf-16-le")
DEFAULT_LIMITS = Limits()


def read(
    source: Path | str | bytes, *, name: str, limits: Limits = DEFAULT_LIMITS
) -> tuple[Sheet, ...]:
    """Sheets of an .xlsx, .ods or .csv file that hold something, the hidden ones last.

    `source` is a path or the bytes; the ending of `name` says what the file must be.
    Raises Unreadable; an error of the disk is passed on.
    """
    kind = Path(name).suffix.lower().lstrip(".")
    if kind not in ("xlsx", "ods", "csv"):
        raise Unreadable("wrong-type", expected="xlsx, ods, csv")
    content = _content(source, limits)
    if not content.strip():
        raise Unreadable("empty")
    is_text = kind == "csv"
    sheets = _text_sheet(content, limits) if is_text else _workbook_sheets(content, kind, limits)
    filled = tuple(sheet for sheet in sheets if sheet.rows)
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


def _text_sheet(content: bytes, limits: Limits) -> list[Sheet]:
    if content.startswith((ZIP, OLE, b"%PDF")):
        raise Unreadable("wrong-type", expected="csv")
    return [Sheet("", delimited.rows_of(content, limits))]


def _workbook_sheets(content: bytes, kind: str, limits: Limits) -> list[Sheet]:
    if content.startswith(OLE) and PASSWORD_STREAM in content:
        raise Unreadable("encrypted")
    if not content.startswith(ZIP):
        raise Unreadable("wrong-type", expected=kind)
    check = archives.check_xlsx if kind == "xlsx" else archives.check_ods
    check(content, limits)
    try:
        return _sheets(content)
    except python_calamine.PasswordError as fault:
        raise Unreadable("encrypted") from fault
    except (python_calamine.CalamineError, ValueError, OSError) as fault:
        raise Unreadable("damaged") from fault
    except BaseException as fault:
        # A panic of the reader is no Exception, and its class can't be imported.
        if type(fault).__name__ == "PanicException":
            raise Unreadable("damaged") from fault
        raise


def _sheets(content: bytes) -> list[Sheet]:
    with python_calamine.load_workbook(BytesIO(content)) as workbook:
        tables = [
            metadata
            for metadata in workbook.sheets_metadata
            if metadata.typ == python_calamine.SheetTypeEnum.WorkSheet
        ]
        tables.sort(key=lambda sheet: sheet.visible != python_calamine.SheetVisibleEnum.Visible)
        return [_sheet(workbook.get_sheet_by_name(metadata.name)) for metadata in tables]


def _sheet(found: python_calamine.CalamineSheet) -> Sheet:
    if found.start is None:
        return Sheet(found.name, ())
    top, left = found.start
    rows = [[_cell(value) for value in row] for row in found.to_python(skip_empty_area=True)]
    return Sheet(found.name, numbered(rows, first=top + 1, before=left))


def _cell(value: object) -> Cell:
    if isinstance(value, str | float | int | date):
        return value
    return str(value)  # a time of day, a duration
