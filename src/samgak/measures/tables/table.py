"""The table itself: named columns of text cells, found below whatever titles stand above them."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from math import ceil, isfinite

MOST_ROWS, MOST_COLUMNS, MOST_CELLS, MOST_LETTERS = 20_000, 60, 200_000, 2_000
MOST_LETTERS_OF_NAME = 120
LINES_ABOVE = 15  # in which the headings are looked for

# Control characters but tab and line ends, marks that turn the direction of writing, and those of no width.
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
SPACES = re.compile(r"\s+")


class TableRefusedError(Exception):
    """The rows are no table that can be worked with; `code` is one of CODES."""

    CODES = ("table-has-no-rows", "too-many-rows", "too-many-columns", "cell-too-long")

    def __init__(self, code: str, **params: int) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params


@dataclass(frozen=True)
class Table:
    """Columns by name, each name once; every row has a cell, "" where there is none, for each.

    `kinds` holds what people said of a column; `above` and `ragged` say how many lines stood over
    the headings and how many rows had more cells than headings.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    kinds: dict[str, str] = field(default_factory=dict)
    above: int = 0
    ragged: int = 0

    def position(self, column: str) -> int:
        """Where the column stands, from 0; raises KeyError."""
        try:
            return self.columns.index(column)
        except ValueError:
            raise KeyError(column) from None

    def cells(self, column: str) -> list[str]:
        """All cells of a column, from top to bottom; raises KeyError."""
        position = self.position(column)
        return [row[position] for row in self.rows]


def make(lines: Sequence[Sequence[object]]) -> Table:
    """The table in the lines of a sheet; raises TableRefusedError for none, or one too large.

    The headings are the first of the upper lines that fills most of the columns lines usually fill.
    """
    filled = [line for line in lines if any(cell not in (None, "") for cell in line)]
    if len(filled) > MOST_ROWS + LINES_ABOVE:
        raise TableRefusedError("too-many-rows", rows=len(filled))
    above = _headings_at(filled)
    if len(filled) < above + 2:
        raise TableRefusedError("table-has-no-rows")
    width = _width(filled[above:])
    body = filled[above + 1 :]
    if len(body) > MOST_ROWS or len(body) * width > MOST_CELLS:
        raise TableRefusedError("too-many-rows", rows=len(body), cells=len(body) * width)
    if width > MOST_COLUMNS:
        raise TableRefusedError("too-many-columns", columns=width, most=MOST_COLUMNS)
    named = _width([filled[above]])
    return Table(
        columns=_names(filled[above], width),
        rows=tuple(_row(line, width) for line in body),
        above=above,
        ragged=sum(_width([line]) > named for line in body),
    )


def tidy(text: str) -> str:
    """Without unseen characters, and with one plain space wherever there are several or others."""
    if text.isprintable() and "  " not in text:  # as most cells are
        return text.strip()
    return SPACES.sub(" ", UNSEEN.sub("", text)).strip()


def folded(text: str) -> str:
    """For comparing: compatible forms joined, small letters, tidy."""
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    return tidy(text).casefold()


def _headings_at(lines: Sequence[Sequence[object]]) -> int:
    upper = lines[:LINES_ABOVE]
    counts = [sum(cell not in (None, "") for cell in line) for line in upper]
    usual = sorted(counts)[len(counts) // 2] if counts else 0
    enough = max(min(2, usual), ceil(0.6 * usual))
    return next((at for at, count in enumerate(counts) if count >= enough), 0)


def _width(lines: Sequence[Sequence[object]]) -> int:
    return max(
        (at + 1 for line in lines for at, cell in enumerate(line) if cell not in (None, "")),
        default=0,
    )


def _names(line: Sequence[object], width: int) -> tuple[str, ...]:
    """The headings, each once; a column without one is called by its number."""
    names: list[str] = []
    for at in range(width):
        cell = line[at] if at < len(line) else ""
        name = tidy(written(cell))[:MOST_LETTERS_OF_NAME] or f"column {at + 1}"
        names.append(free_name(name, names))
    return tuple(names)


def free_name(name: str, taken: Sequence[str]) -> str:
    """The name, with a number behind it where it is taken; letters' case doesn't tell names apart."""
    known = {folded(one) for one in taken}
    found, number = name, 1
    while folded(found) in known:
        number += 1
        found = f"{name} {number}"
    return found


def _row(line: Sequence[object], width: int) -> tuple[str, ...]:
    cells = [written(cell) for cell in line[:width]]
    if any(len(cell) > MOST_LETTERS for cell in cells):
        longest = max(len(cell) for cell in cells)
        raise TableRefusedError("cell-too-long", letters=longest, most=MOST_LETTERS)
    return (*cells, *[""] * (width - len(cells)))


def written(cell: object) -> str:
    """A cell as text: whole numbers without a point, days as 2025-08-25, no NUL (PostgreSQL has none)."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float | Decimal) and isfinite(cell):
        plain = f"{cell:.6f}" if isinstance(cell, float) else f"{cell:f}"
        return plain.rstrip("0").rstrip(".") if "." in plain else plain
    return str(cell).replace("\x00", "")
