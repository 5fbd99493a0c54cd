"""What a file of rows is once it has been read: plain data, numbered as in the sheet."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import TypeAlias

Cell: TypeAlias = str | float | int | bool | Decimal | date | datetime | None

ROWS_OF_HEAD = 101  # enough for a header, and the row under it, among the first hundred


@dataclass(frozen=True)
class Row:
    """One row that holds something; `number` is the one its reader sees, from 1."""

    number: int
    cells: tuple[Cell, ...]

    def __getitem__(self, column: int) -> Cell:
        """The cell of a column counted from 0; None past the end of the row."""
        return self.cells[column] if column < len(self.cells) else None


@dataclass(frozen=True)
class Sheet:
    """A named sheet: its rows from top to bottom, rows without any content left out."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Table:
    """A named sheet that has been looked through and is read row by row, as often as asked for.

    `head` are its first ROWS_OF_HEAD rows, `count` says how many rows hold something.
    """

    name: str
    head: tuple[Row, ...]
    count: int
    opened: Callable[[], Iterator[Row]]

    def rows(self) -> Iterator[Row]:
        """The rows from top to bottom, those without any content left out, one in memory at a time."""
        return self.opened()


@dataclass(frozen=True)
class Limits:
    """The most a file may hold: bytes as sent, bytes unpacked, rows and cells of all its sheets."""

    bytes_sent: int = 20_000_000
    bytes_unpacked: int = 100_000_000
    rows: int = 100_000
    cells: int = 3_000_000


class Unreadable(Exception):
    """No rows can be had from the file; `code` is one of CODES, `params` say what was found."""

    CODES = ("wrong-type", "damaged", "too-large", "empty", "encrypted", "unknown-encoding")

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params


def looked_through(name: str, opened: Callable[[], Iterator[Row]]) -> Table:
    """The sheet after one look at every row; raises what reading a row raises."""
    rows = opened()
    head = tuple(islice(rows, ROWS_OF_HEAD))
    return Table(name, head, len(head) + sum(1 for _ in rows), opened)


def numbered(rows: Iterable[Sequence[Cell]], *, first: int, before: int = 0) -> Iterator[Row]:
    """Rows that hold something, counted from `first`, with `before` empty cells put in front."""
    front: tuple[Cell, ...] = (None,) * before
    for number, cells in enumerate(rows, start=first):
        if any(cell is not None and cell != "" for cell in cells):
            yield Row(number, front + tuple(None if cell == "" else cell for cell in cells))
