"""Word files (.docx, ECMA-376) of headings, paragraphs, lists and tables, in any of the eight languages.

The caller brings the words. What a reader's Word can't show - control characters - is left out.
"""

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from unicodedata import east_asian_width
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as Paper
from docx.enum.table import WD_ALIGN_VERTICAL, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.table import Table as DocxTable
from docx.text.run import Run

LOCALES = {
    "en": "en-GB",
    "ko": "ko-KR",
    "ru": "ru-RU",
    "kk": "kk-KZ",
    "ky": "ky-KG",
    "uz": "uz-Latn-UZ",
    "tg": "tg-Cyrl-TJ",
    "tk": "tk-TM",
}
# Fonts that come with Word and have the letters; others put their own in their place.
LATIN_AND_CYRILLIC, HANGUL = "Calibri", "Malgun Gothic"
# As in static/src/_colours.scss: the deep blue, and the quiet grey.
BLUE, QUIET = RGBColor(0x1D, 0x4F, 0x91), RGBColor(0x4C, 0x56, 0x61)
_UNWRITABLE = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# In widths of a digit, as the letters of a table are set.
HALF_WIDTHS_OF_A_LINE, MOST_OF_A_COLUMN, LONGEST_WHOLE_WORD = 78, 36, 20
# One moment for every file: the same words give the same bytes.
_MADE_AT = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Heading:
    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    text: str
    is_quiet: bool = False


@dataclass(frozen=True)
class Bullets:
    items: Sequence[str]
    is_numbered: bool = False


@dataclass(frozen=True)
class Quotation:
    text: str
    speaker: str = ""


@dataclass(frozen=True)
class Table:
    """Rows under a heading row, which is repeated on each page.

    Widths are shares of the page; without them each column is as wide as its texts need.
    """

    heading: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float] = ()


@dataclass(frozen=True)
class Picture:
    """A PNG or JPEG; `alternative` says what it shows."""

    content: bytes
    alternative: str
    width_cm: float = 16.0


@dataclass(frozen=True)
class Signatures:
    """Lines to sign on: who, and under it as what."""

    people: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Card:
    """Lines of a badge or a table sign from top to bottom: the text, its size in points, and whether bold."""

    lines: Sequence[tuple[str, float, bool]]


@dataclass(frozen=True)
class Cards:
    """Cards of one size, side by side and below each other, framed so that they can be cut out."""

    cards: Sequence[Card]
    columns: int
    width_cm: float
    height_cm: float


Block = Cards | Heading | Paragraph | Bullets | Quotation | Table | Picture | Signatures


@dataclass(frozen=True)
class Document:
    """What a file says; `note` stands small under the title, `is_wide` turns the page."""

    title: str
    language: str
    blocks: Sequence[Block] = field(default_factory=tuple)
    note: str = ""
    is_wide: bool = False


def write(document: Document) -> bytes:
    """The .docx; the same document gives the same bytes. A language beyond the eight is named by its tag alone."""
    paper = docx.Document()
    _prepare(paper, document)
    title = paper.add_heading(_plain(document.title), level=0)
    title.alignment = WD_ALIGN_PARAGRAPH.LEFT
    if document.note:
        _quiet(paper.add_paragraph().add_run(_plain(document.note)))
    for block in document.blocks:
        _WRITERS[type(block)](paper, block)
    target = io.BytesIO()
    paper.save(target)
    return _without_the_hour(target)


def _without_the_hour(packed: io.BytesIO) -> bytes:
    """The same archive, whose members do not say when they were packed."""
    target = io.BytesIO()
    with ZipFile(packed) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for member in old.infolist():
            new.writestr(ZipInfo(member.filename), old.read(member), compress_type=ZIP_DEFLATED)
    return target.getvalue()


def _prepare(paper: Paper, document: Document) -> None:
    locale = LOCALES.get(document.language, document.language)
    properties = paper.core_properties
    properties.title, properties.language = _plain(document.title)[:250], locale
    properties.author = properties.last_modified_by = "Samgak"
    properties.comments = ""
    properties.created = properties.modified = _MADE_AT
    section = paper.sections[0]
    long, short = Cm(29.7), Cm(21.0)
    section.page_width, section.page_height = (long, short) if document.is_wide else (short, long)
    section.left_margin = section.right_margin = Cm(2.3)
    section.top_margin = section.bottom_margin = Cm(2.2)
    for name in ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3", "List Bullet", "Quote"):
        _dress(paper.styles[name], locale, is_heading=name.startswith(("Title", "Heading")))


def _dress(style, locale: str, *, is_heading: bool) -> None:  # type: ignore[no-untyped-def]
    style.font.name = LATIN_AND_CYRILLIC
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:hAnsi"), LATIN_AND_CYRILLIC)
    fonts.set(qn("w:cs"), LATIN_AND_CYRILLIC)
    fonts.set(qn("w:eastAsia"), HANGUL)
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), locale)
    spoken.set(qn("w:eastAsia"), locale if locale == "ko-KR" else "ko-KR")
    properties.append(spoken)
    if is_heading:
        style.font.color.rgb = BLUE


def _heading(paper: Paper, block: Heading) -> None:
    paper.add_heading(_plain(block.text), level=min(max(block.level, 1), 3))


def _paragraph(paper: Paper, block: Paragraph) -> None:
    for part in _plain(block.text).split("\n\n"):
        run = paper.add_paragraph().add_run(part)
        if block.is_quiet:
            _quiet(run)


def _bullets(paper: Paper, block: Bullets) -> None:
    style = "List Number" if block.is_numbered else "List Bullet"
    for item in block.items:
        paper.add_paragraph(_plain(item), style=style)


def _quotation(paper: Paper, block: Quotation) -> None:
    paper.add_paragraph(_plain(block.text), style="Quote")
    if block.speaker:
        _quiet(paper.add_paragraph().add_run("— " + _plain(block.speaker)))


def _table(paper: Paper, block: Table) -> None:
    table = paper.add_table(rows=1, cols=len(block.heading), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, block.heading, strict=True):
        cell.paragraphs[0].add_run(_plain(text)).bold = True
    _repeat_heading(table)
    for row in block.rows:
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = _plain(text)
    _widen(paper, table, _shares(block))
    paper.add_paragraph()


def _shares(block: Table) -> list[float]:
    """The width of each column: as wished or as its texts need, and no word broken but a very long one."""
    columns = list(zip(block.heading, *block.rows, strict=True))
    wished = block.widths or [
        min(MOST_OF_A_COLUMN, max(map(_half_widths, column))) for column in columns
    ]
    a_line = HALF_WIDTHS_OF_A_LINE / sum(wished)
    words = [[_half_widths(word) for text in column for word in text.split()] for column in columns]
    least = [max((word for word in own if word <= LONGEST_WHOLE_WORD), default=0) for own in words]
    return [max(share * a_line, room) for share, room in zip(wished, least, strict=True)]


def _half_widths(text: str) -> int:
    """The room that a text takes, in widths of a digit, with that between two columns."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text) + 4


def _repeat_heading(table: DocxTable) -> None:
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))


def _widen(paper: Paper, table: DocxTable, shares: Sequence[float]) -> None:
    section = paper.sections[0]
    margins = (section.left_margin or 0) + (section.right_margin or 0)
    width = (section.page_width or 0) - margins
    table.autofit = False
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Emu(int(width * share / sum(shares)))
        for cell in column.cells:
            cell.width = column.width


def _picture(paper: Paper, block: Picture) -> None:
    paper.add_picture(io.BytesIO(block.content), width=Cm(block.width_cm))
    for drawn in paper.paragraphs[-1]._p.iter(qn("wp:docPr")):
        drawn.set("descr", _plain(block.alternative))


def _signatures(paper: Paper, block: Signatures) -> None:
    for who, what in block.people:
        paper.add_paragraph("\n" + "_" * 40)
        paper.add_paragraph(_plain(who))
        if what:
            _quiet(paper.add_paragraph().add_run(_plain(what)))


def _cards(paper: Paper, block: Cards) -> None:
    count = -(-len(block.cards) // block.columns)
    if not count:
        return
    table = paper.add_table(rows=count, cols=block.columns, style="Table Grid")
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for row in table.rows:
        row.height, row.height_rule = Cm(block.height_cm), WD_ROW_HEIGHT_RULE.EXACTLY
        for cell in row.cells:
            cell.width, cell.vertical_alignment = Cm(block.width_cm), WD_ALIGN_VERTICAL.CENTER
    for number, card in enumerate(block.cards):
        cell = table.rows[number // block.columns].cells[number % block.columns]
        for position, (text, size, is_bold) in enumerate(card.lines):
            line = cell.paragraphs[0] if position == 0 else cell.add_paragraph()
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
            run = line.add_run(_plain(text))
            run.font.size, run.bold = Pt(size), is_bold


def _quiet(run: Run) -> None:
    run.font.size = Pt(9.5)
    run.font.color.rgb = QUIET


def _plain(text: str) -> str:
    return _UNWRITABLE.sub("", str(text))


_WRITERS: dict[type, Callable[[Paper, Any], None]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Bullets: _bullets,
    Quotation: _quotation,
    Table: _table,
    Picture: _picture,
    Signatures: _signatures,
    Cards: _cards,
}
