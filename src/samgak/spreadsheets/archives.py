"""What is looked at before an .xlsx or .ods file is unpacked: locks, bombs, sheets without end.

A reader makes room for the whole rectangle between the first and the last cell, so one cell in the
far corner of a small file is enough to exhaust a machine: the rectangle is measured first.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from samgak.spreadsheets.sheet import Limits, Unreadable

LOCKED = 0x1  # general purpose flag, bit 0: the member is encrypted
ODS_CONTENT = "content.xml"
XLSX_TAG = re.compile(rb"<(?:\w+:)?(row|c)\b([^>]*)>")
XLSX_PLACE = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]{0,3})(\d{1,10})[\"']")
ODS_TAG = re.compile(rb"<(?:\w+:)?(table|table-row|(?:covered-)?table-cell)(?![\w-])([^>]*)>")
ODS_REPEATED = re.compile(rb"number-(?:rows|columns)-repeated\s*=\s*[\"'](\d{1,10})[\"']")


@dataclass
class Extent:
    """The last row and column of one sheet that hold something."""

    rows: int = 0
    columns: int = 0

    def reach(self, row: int, column: int) -> None:
        self.rows = max(self.rows, row)
        self.columns = max(self.columns, column)


def check_xlsx(content: bytes, limits: Limits) -> None:
    """Raise Unreadable for a workbook that is locked, damaged or larger than the limits."""
    _check(content, limits, marker="xl/workbook.xml", kind="xlsx")


def check_ods(content: bytes, limits: Limits) -> None:
    """Raise Unreadable for a spreadsheet that is locked, damaged or larger than the limits."""
    _check(content, limits, marker=ODS_CONTENT, kind="ods")


def _check(content: bytes, limits: Limits, *, marker: str, kind: str) -> None:
    try:
        with ZipFile(BytesIO(content)) as archive:
            if any(member.flag_bits & LOCKED for member in archive.infolist()):
                raise Unreadable("encrypted")
            if marker not in archive.namelist():
                raise Unreadable("wrong-type", expected=kind)
            extents = [
                extent for member in _members(archive, limits) for extent in _extents(member)
            ]
    except (BadZipFile, NotImplementedError, EOFError, OSError, zlib.error, ValueError) as fault:
        raise Unreadable("damaged") from fault
    rows = sum(extent.rows for extent in extents)
    cells = sum(extent.rows * extent.columns for extent in extents)
    if rows > limits.rows:
        raise Unreadable("too-large", rows=rows, most=limits.rows)
    if cells > limits.cells:
        raise Unreadable("too-large", cells=cells, most=limits.cells)


def _members(archive: ZipFile, limits: Limits) -> Iterator[bytes]:
    # The sizes written in the archive may lie: what counts is what comes out.
    left = limits.bytes_unpacked
    for member in archive.infolist():
        with archive.open(member) as stream:
            unpacked = stream.read(left + 1)
        left -= len(unpacked)
        if left < 0:
            raise Unreadable("too-large", bytes=limits.bytes_unpacked, most=limits.bytes_unpacked)
        if member.filename == "META-INF/manifest.xml" and b"encryption-data" in unpacked:
            raise Unreadable("encrypted")
        yield unpacked


def _extents(member: bytes) -> list[Extent]:
    head = member[:4096]
    if b"\x00" in head[:200] and b"<\x00" in head:
        raise Unreadable("damaged")  # XML in UTF-16: no spreadsheet program writes it
    if b"sheetData" in member:
        return [_xlsx_extent(member)]
    if b"document-content" in head:
        return _ods_extents(member)
    return []


def _xlsx_extent(sheet: bytes) -> Extent:
    extent, row, column = Extent(), 0, 0
    for tag in XLSX_TAG.finditer(sheet):
        name, attributes = tag.groups()
        place = XLSX_PLACE.search(attributes)
        if name == b"row":
            row, column = (int(place[2]) if place else row + 1), 0
            continue
        column += 1
        if place:
            row, column = int(place[2]), _column_number(place[1])
        if not _is_empty(sheet, tag):
            extent.reach(row, column)
    return extent


def _ods_extents(content: bytes) -> list[Extent]:
    extents, row, column = [Extent()], 0, 0
    for tag in ODS_TAG.finditer(content):
        name, attributes = tag.groups()
        repeated = ODS_REPEATED.search(attributes)
        times = int(repeated[1]) if repeated else 1
        if name == b"table":
            extents.append(Extent())
            row, column = 0, 0
        elif name == b"table-row":
            row, column = row + times, 0
        else:
            column += times
            if b"value" in attributes or not _is_empty(content, tag):
                extents[-1].reach(row, column)
    return extents


def _is_empty(text: bytes, tag: re.Match[bytes]) -> bool:
    return tag[2].endswith(b"/") or text.startswith(b"</", tag.end())


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number
