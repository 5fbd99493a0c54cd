"""What is looked at before an .xlsx or .ods file is unpacked: locks, bombs, sheets without end.

A reader makes room for the whole rectangle between the first and the last cell, so one cell in the
far corner of a small file is enough to exhaust a machine: the rectangle is measured first.
"""

import re
import zlib
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from samgak.spreadsheets.sheet import Limits, Unreadable

BYTES_AT_ONCE = 1_000_000
LONGEST_MARK = len(b"encryption-data") - 1
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
            extents = _extents(archive, limits)
    except (BadZipFile, NotImplementedError, EOFError, OSError, zlib.error, ValueError) as fault:
        raise Unreadable("damaged") from fault
    rows = sum(extent.rows for extent in extents)
    cells = sum(extent.rows * extent.columns for extent in extents)
    if rows > limits.rows:
        raise Unreadable("too-large", rows=rows, most=limits.rows)
    if cells > limits.cells:
        raise Unreadable("too-large", cells=cells, most=limits.cells)


def _extents(archive: ZipFile, limits: Limits) -> list[Extent]:
    """How far the sheets of all members reach, each member unpacked a piece at a time."""
    # The sizes written in the archive may lie: what counts is what comes out.
    left = limits.bytes_unpacked
    extents: list[Extent] = []
    for member in archive.infolist():
        look = Look(member.filename)
        with archive.open(member) as stream:
            while piece := stream.read(min(BYTES_AT_ONCE, left + 1)):
                left -= len(piece)
                if left < 0:
                    most = limits.bytes_unpacked
                    raise Unreadable("too-large", bytes=most, most=most)
                look.at(piece)
        extents += look.end()
    return extents


class Look:
    """A look at one member of the archive, piece by piece: does it hold sheets, and how far do they reach."""

    def __init__(self, name: str) -> None:
        self._is_manifest = name == "META-INF/manifest.xml"
        self._rest, self._tail = b"", b""  # not looked at yet; the last bytes that were
        self._is_begun = self._is_ods = self._is_xlsx = False
        self._xlsx, self._ods = XlsxExtent(), OdsExtents()

    def at(self, piece: bytes) -> None:
        """Look at the next bytes; raises Unreadable."""
        if not self._is_begun:
            self._begin(piece[:4096])
        seen = self._tail + piece
        self._is_xlsx = self._is_xlsx or b"sheetData" in seen
        if self._is_manifest and b"encryption-data" in seen:
            raise Unreadable("encrypted")
        self._tail = seen[-LONGEST_MARK:]
        text = self._rest + piece
        # No tag reaches over a ">": up to the last one that has the two bytes behind it, all are whole.
        end = text.rfind(b">", 0, -2) + 1
        self._look(text, end)
        begun = text.find(b"<", end)
        self._rest = text[begun:] if begun >= 0 else b""

    def end(self) -> list[Extent]:
        """How far each sheet reaches; empty for a member without any."""
        self._look(self._rest, len(self._rest))
        if self._is_xlsx:
            return [self._xlsx.extent]
        return self._ods.extents if self._is_ods else []

    def _begin(self, head: bytes) -> None:
        self._is_begun = True
        if b"\x00" in head[:200] and b"<\x00" in head:
            raise Unreadable("damaged")  # XML in UTF-16: no spreadsheet program writes it
        self._is_ods = b"document-content" in head

    def _look(self, text: bytes, end: int) -> None:
        self._xlsx.look(text, end)
        if self._is_ods:
            self._ods.look(text, end)


class XlsxExtent:
    """How far the tags of a sheet of .xlsx reach."""

    def __init__(self) -> None:
        self.extent, self._row, self._column = Extent(), 0, 0

    def look(self, text: bytes, end: int) -> None:
        """Look at the tags that end before `end`."""
        for tag in XLSX_TAG.finditer(text, 0, end):
            name, attributes = tag.groups()
            place = XLSX_PLACE.search(attributes)
            if name == b"row":
                self._row, self._column = (int(place[2]) if place else self._row + 1), 0
                continue
            self._column += 1
            if place:
                self._row, self._column = int(place[2]), _column_number(place[1])
            if not _is_empty(text, tag):
                self.extent.reach(self._row, self._column)


class OdsExtents:
    """How far the tags of each sheet of .ods reach, repeated ones as often as they say."""

    def __init__(self) -> None:
        self.extents, self._row, self._column = [Extent()], 0, 0

    def look(self, text: bytes, end: int) -> None:
        """Look at the tags that end before `end`."""
        for tag in ODS_TAG.finditer(text, 0, end):
            name, attributes = tag.groups()
            repeated = ODS_REPEATED.search(attributes)
            times = int(repeated[1]) if repeated else 1
            if name == b"table":
                self.extents.append(Extent())
                self._row, self._column = 0, 0
            elif name == b"table-row":
                self._row, self._column = self._row + times, 0
            else:
                self._column += times
                if b"value" in attributes or not _is_empty(text, tag):
                    self.extents[-1].reach(self._row, self._column)


def _is_empty(text: bytes, tag: re.Match[bytes]) -> bool:
    return tag[2].endswith(b"/") or text.startswith(b"</", tag.end())


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number
