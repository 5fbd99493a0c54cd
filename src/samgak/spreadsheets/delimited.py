"""Rows of a .csv file whoever saved it: the encoding and the separator are found out."""

import codecs
import csv
import re
from io import StringIO

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


def rows_of(content: bytes, limits: Limits) -> tuple[Row, ...]:
    """Rows of the file, numbered as a spreadsheet program shows them; raises Unreadable."""
    text = decoded(content)
    if CONTROL.search(text):
        raise Unreadable("wrong-type", expected="csv")
    declared = re.match(r"sep=(.)\r?\n", text, re.IGNORECASE)
    if declared:  # Excel obeys this line and doesn't show it
        text = text[declared.end() :]
    separator = declared[1] if declared else separator_of(text)
    rows: list[list[str]] = []
    cells = 0
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=separator):
            rows.append(row)
            cells += len(row)
            if len(rows) > limits.rows:
                raise Unreadable("too-large", rows=len(rows), most=limits.rows)
            if cells > limits.cells:
                raise Unreadable("too-large", cells=cells, most=limits.cells)
    except csv.Error as fault:
        raise Unreadable("damaged") from fault
    return numbered(rows, first=1)


def decoded(content: bytes) -> str:
    """The text of bytes in UTF-8, UTF-16, Windows-1251 or CP949; raises Unreadable."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _strictly(content, encoding)
    if b"\x00" in content[:2000]:
        return _strictly(content, _utf_16_order(content))
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _regional(content)


def separator_of(text: str) -> str:
    """The separator that splits the first lines into the most columns, the same in each line."""

    def fit(separator: str) -> tuple[int, int]:
        lines = csv.reader(StringIO(text, newline=""), delimiter=separator)
        widths = [
            len(row) for _, row in zip(range(LINES_TRIED), lines, strict=False) if len(row) > 1
        ]
        usual = max(set(widths), key=lambda width: (widths.count(width), width), default=1)
        return widths.count(usual), usual

    try:
        return max(SEPARATORS, key=fit)
    except csv.Error as fault:
        raise Unreadable("damaged") from fault


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as fault:
        raise Unreadable("damaged") from fault


def _utf_16_order(content: bytes) -> str:
    # Separators and line ends are ASCII in any script: their zero byte tells the order.
    even, odd = content[0:2000:2].count(0), content[1:2000:2].count(0)
    return "utf-16-le" if odd >= even else "utf-16-be"


def _regional(content: bytes) -> str:
    for encoding, letters in (("cp949", HANGUL), ("cp1251", CYRILLIC)):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        # Cyrillic bytes pass for rare Chinese characters in CP949, Hangul for signs in 1251.
        if len(letters.findall(text)) >= 0.7 * len(NOT_ASCII.findall(text)):
            return text
    raise Unreadable("unknown-encoding")
