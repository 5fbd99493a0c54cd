"""A paper of headings, paragraphs, lists, tables and lines to sign on, to print."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from samgak.printing.typesetting import primary_language, typeset


@dataclass(frozen=True)
class Paper:
    """`blocks` are those of `samgak.documents.word`, pictures excepted: one list for Word and print."""

    title: str
    language: str  # BCP 47
    note: str  # small, under the title
    page: str  # "Page {page} of {pages}", the braces as they are
    mark_alt: str
    remark: str  # such as "Demonstration data"
    dated: date
    blocks: Sequence[Any]


def paper(data: Paper, *, fonts: Path | None = None) -> bytes:
    """Return it as PDF, A4. The same data gives the same bytes. Raises Unprintable, FontsMissing."""
    blocks = [{"kind": type(one).__name__.lower()} | asdict(one) for one in data.blocks]
    filled = asdict(data) | {
        "blocks": blocks,
        "authors": [],
        "language": primary_language(data.language),
        "dated": (data.dated.year, data.dated.month, data.dated.day),
    }
    return typeset("paper.typ", filled, dated=data.dated, fonts=fonts)
