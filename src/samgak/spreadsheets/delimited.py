"""Rows of a .csv file whoever saved it: the encoding and the separator are found out."""

import codecs
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from itertools import islice

from samgak.spreadsheets.sheet import Limits, Row, Unreadable, numbered

SEPARATORS = (",", ";", "\t", "|")
LINES_TRIED = 20
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
HANGUL = re.compile("[가-힣]")
CYRILLIC = re.compile("[Ѐ-ӿ№]")
NOT_ASCII = re.compile(r"[^\x00-\x7f]")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
DECLARED = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
BYTES_AT_ONCE = 65_536


@dataclass(frozen=True)
class Text:
    """The bytes of a .csv file and how they are read."""

    content: bytes
    encoding: str
    separator: str
    is_declared: bool  # the first line only names the separator, and Excel doesn't show it


def text_of(content: bytes) -> Text:
    """How the bytes are read: the whole file is decoded once; raises Unreadable."""
    encoding = encoding_of(content)
    if any(CONTROL.search(piece) for piece in _pieces(content, encoding)):
        raise Unreadable("wrong-type", expected="csv")
    declared = DECLARED.match(next(_pieces(content, encoding), ""))
    separator = declared[1] if declared else separator_of(content, encoding)
    return Text(content, encoding, separator, is_declared=declared is not None)


def rows_of(text: Text, limits: Limits) -> Iterator[Row]:
    """Rows of the file, numbered as a spreadsheet program shows them; raises Unreadable."""
    return numbered(_within(_lines(text), limits), first=1)


def _lines(text: Text) -> Iterator[list[str]]:
    with _stream(text.content, text.encoding) as stream:
        if text.is_declared:
            stream.readline()
        try:
            yield from csv.reader(stream, delimiter=text.separator)
        except csv.Error as fault:
            raise Unreadable("damaged") from fault


def _within(lines: Iterator[list[str]], limits: Limits) -> Iterator[list[str]]:
    cells = 0
    for number, row in enumerate(lines, start=1):
        cells += len(row)
        if number > limits.rows:
            raise Unreadable("too-large", rows=number, most=limits.rows)
        if cells > limits.cells:
            raise Unreadable("too-large", cells=cells, most=limits.cells)
        yield row


def encoding_of(content: bytes) -> str:
    """UTF-8, UTF-16, Windows-1251 or CP949, whichever the bytes are in; raises Unreadable."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _certainly(content, encoding)
    if b"\x00" in content[:2000]:
        return _certainly(content, _utf_16_order(content))
    if _is_in(content, "utf-8"):
        return "utf-8"
    return _regional(content)


def separator_of(content: bytes, encoding: str) -> str:
    """The separator that splits the first lines into the most columns, the same in each line."""

    def fit(separator: str) -> tuple[int, int]:
        with _stream(content, encoding) as stream:
            lines = csv.reader(stream, delimiter=separator)
            widths = [len(row) for row in islice(lines, LINES_TRIED) if len(row) > 1]
        usual = max(set(widths), key=lambda width: (widths.count(width), width), default=1)
        return widths.count(usual), usual

    try:
        return max(SEPARATORS, key=fit)
    except csv.Error as fault:
        raise Unreadable("damaged") from fault


def _stream(content: bytes, encoding: str) -> TextIOWrapper:
    return TextIOWrapper(BytesIO(content), encoding=encoding, newline="")


def _pieces(content: bytes, encoding: str) -> Iterator[str]:
    """The text, a piece at a time; raises UnicodeDecodeError."""
    decoder = codecs.getincrementaldecoder(encoding)()
    for start in range(0, len(content), BYTES_AT_ONCE):
        yield decoder.decode(content[start : start + BYTES_AT_ONCE])
    yield decoder.decode(b"", final=True)


def _is_in(content: bytes, encoding: str) -> bool:
    try:
        for _ in _pieces(content, encoding):
            pass
    except UnicodeDecodeError:
        return False
    return True


def _certainly(content: bytes, encoding: str) -> str:
    if not _is_in(content, encoding):
        raise Unreadable("damaged")
    return encoding


def _utf_16_order(content: bytes) -> str:
    # Separators and line ends are ASCII in any script: their zero byte tells the order.
    even, odd = content[0:2000:2].count(0), content[1:2000:2].count(0)
    return "utf-16-le" if odd >= even else "utf-16-be"


def _regional(content: bytes) -> str:
    for encoding, letters in (("cp949", HANGUL), ("cp1251", CYRILLIC)):
        if not _is_in(content, encoding):
            continue
        # Cyrillic bytes pass for rare Chinese characters in CP949, Hangul for signs in 1251.
        known = foreign = 0
        for piece in _pieces(content, encoding):
            known += len(letters.findall(piece))
            foreign += len(NOT_ASCII.findall(piece))
        if known >= 0.7 * foreign:
            return encoding
    raise Unreadable("unknown-encoding")
