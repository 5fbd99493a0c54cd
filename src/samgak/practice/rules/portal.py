"""What readers of the practice portal ask of a table: rows in portions, rows that match, sums by group."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from samgak.measures.tables import profile
from samgak.measures.tables.table import Table, folded
from samgak.practice.rules.tables import Typed, typed_rows

MOST_ROWS, USUAL_ROWS = 1000, 100
MOST_BARS = 15
FEWEST_GROUPS, MOST_GROUPS = 2, 60
GROUPED = (profile.TEXT, profile.CODE, profile.BOOLEAN)
RESERVED = ("limit", "offset")


class QueryRefusedError(Exception):
    """A question to the rows that can't be answered; `code` is one of limit, offset, column."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params


@dataclass(frozen=True)
class Portion:
    """Some of the rows that match, and how many match in all."""

    total: int
    limit: int
    offset: int
    rows: list[dict[str, Typed]]


def portion(
    table: Table, columns: Sequence[tuple[str, str]], asked: Mapping[str, Sequence[str]]
) -> Portion:
    """Rows by `limit`, `offset` and columns that must hold a value; raises QueryRefusedError."""
    limit = _count(asked, "limit", usual=USUAL_ROWS, most=MOST_ROWS)
    offset = _count(asked, "offset", usual=0, most=10_000_000)
    names = [name for name, _ in columns]
    wanted = []
    for name, said in asked.items():
        if name in RESERVED:
            continue
        if name not in names:
            raise QueryRefusedError("column", column=name[:120])
        wanted.append((names.index(name), {folded(one) for one in said}))
    kept = [
        at
        for at, row in enumerate(table.rows)
        if all(folded(row[place]) in values for place, values in wanted)
    ]
    chosen = set(kept[offset : offset + limit])
    rows = [
        dict(zip(names, row, strict=True))
        for at, row in enumerate(typed_rows(table, columns))
        if at in chosen
    ]
    return Portion(len(kept), limit, offset, rows)


def _count(asked: Mapping[str, Sequence[str]], name: str, *, usual: int, most: int) -> int:
    said = asked.get(name)
    if not said:
        return usual
    text = said[-1]
    if not (text.isascii() and text.isdigit() and len(text) < 9) or int(text) > most:
        raise QueryRefusedError(name, most=most)
    return int(text)


@dataclass(frozen=True)
class Grouping:
    """Sums of a column of numbers, or counts of rows, by the values of another column."""

    by: str
    of: str  # "" when rows are counted
    groups: list[tuple[str, float]]
    others: int  # groups left out, the smallest


def groupable(table: Table, columns: Sequence[tuple[str, str]]) -> list[str]:
    """Columns whose values make a readable chart."""
    return [
        name
        for name, kind in columns
        if kind in GROUPED
        and FEWEST_GROUPS <= len({folded(cell) for cell in table.cells(name)}) <= MOST_GROUPS
    ]


def summable(columns: Iterable[tuple[str, str]]) -> list[str]:
    return [name for name, kind in columns if kind in profile.NUMBERS]


def grouping(
    table: Table, columns: Sequence[tuple[str, str]], *, by: str = "", of: str = ""
) -> Grouping | None:
    """The groups of a column, the largest first; None where no column makes groups."""
    possible = groupable(table, columns)
    if not possible:
        return None
    by = by if by in possible else possible[0]
    of = of if of in summable(columns) else ""
    names = [name for name, _ in columns]
    sums: dict[str, float] = {}
    shown: dict[str, str] = {}
    for row in typed_rows(table, columns):
        said = row[names.index(by)]
        if said is None:
            continue
        key = folded(str(said))
        shown.setdefault(key, str(said))
        number = row[names.index(of)] if of else 1
        sums[key] = sums.get(key, 0) + (number if isinstance(number, int | float) else 0)
    ordered = sorted(sums.items(), key=lambda pair: -pair[1])
    groups = [(shown[key], total) for key, total in ordered[:MOST_BARS]]
    return Grouping(by, of, groups, len(ordered) - len(groups)) if groups else None
