"""Name badges and table signs of a cohort, to print on A4, cut out and fold."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from samgak.printing.typesetting import primary_language, typeset


@dataclass(frozen=True)
class Bearer:
    """One person; the first name is the large one, the second is left out where it is empty."""

    name: str
    name_language: str  # BCP 47
    other_name: str
    organisation: str
    country: str


@dataclass(frozen=True)
class Sheets:
    """What the badges or signs of one course share; every text is finished."""

    title: str  # of the file
    language: str  # BCP 47
    course: str
    held: str  # dates and place
    dated: date
    mark_alt: str
    remark: str  # such as "Demonstration data"
    bearers: Sequence[Bearer]


def badges(data: Sheets, *, fonts: Path | None = None) -> bytes:
    """Eight badges of 90 mm by 62 mm on each A4 page, with hairlines to cut along, as PDF.

    Names shrink from 19 to 10 points to stand on two lines. The same data gives the same bytes.
    Raises Unprintable, FontsMissing, and ValueError where there is nobody.
    """
    return _typeset("badges.typ", data, fonts)


def table_signs(data: Sheets, *, fonts: Path | None = None) -> bytes:
    """A sign on each A4 page, to be folded in the middle so that it stands and is read from both sides.

    Raises as `badges`.
    """
    return _typeset("table_signs.typ", data, fonts)


def _typeset(template: str, data: Sheets, fonts: Path | None) -> bytes:
    if not data.bearers:
        raise ValueError("nobody to make a badge for")
    filled: dict[str, Any] = asdict(data) | {
        "authors": [],
        "language": primary_language(data.language),
        "dated": (data.dated.year, data.dated.month, data.dated.day),
        "bearers": [
            asdict(one) | {"name_language": primary_language(one.name_language)}
            for one in data.bearers
        ],
    }
    return typeset(template, filled, dated=data.dated, fonts=fonts, longest_word=30)
