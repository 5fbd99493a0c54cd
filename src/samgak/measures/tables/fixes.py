"""Changes that put a table right. Each is data that can be kept, repeated and left out again."""

import hashlib
import hmac
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from math import floor

from samgak.measures.tables import profile, values
from samgak.measures.tables.table import (
    MOST_LETTERS,
    MOST_LETTERS_OF_NAME,
    Table,
    folded,
    free_name,
    tidy,
)

TRIM, DATES, NUMBERS, TYPE, MISSING, SPELLINGS = (
    "trim",
    "dates",
    "numbers",
    "type",
    "missing",
    "spellings",
)
FILL, FILL_DOWN, DROP, RENAME = "fill", "fill-down", "drop", "rename"
GENERALISE, PSEUDONYMISE = "generalise", "pseudonymise"
OF_A_COLUMN = (
    TRIM,
    DATES,
    NUMBERS,
    TYPE,
    MISSING,
    SPELLINGS,
    FILL,
    FILL_DOWN,
    DROP,
    RENAME,
    GENERALISE,
    PSEUDONYMISE,
)
DUPLICATES, TOTALS, TRIM_ALL = OF_THE_TABLE = ("duplicates", "totals", "trim-all")
CODES = (*OF_A_COLUMN, *OF_THE_TABLE)
TO_YEAR, TO_MONTH, TO_TEN, TO_HUNDRED, TO_LETTER = WAYS = (
    "year",
    "month",
    "ten",
    "hundred",
    "first-letter",
)
DAY_FIRST, MONTH_FIRST = "day-first", "month-first"


class FixRefusedError(Exception):
    """A change that can't be made; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Fix:
    """One change: its code, the column it is made to ("" for the whole table), and a value it needs.

    The value is the new name, the kind, what gaps are filled with, a way of WAYS, the order of days,
    or the secret of pseudonyms.
    """

    code: str
    column: str = ""
    value: str = ""


@dataclass(frozen=True)
class Outcome:
    table: Table
    changed: int  # cells, or rows for what drops rows


def apply(table: Table, fix: Fix) -> Outcome:
    """The table after a change; raises FixRefusedError, and changes nothing then."""
    if fix.code in OF_THE_TABLE:
        return _WHOLE[fix.code](table)
    if fix.code not in OF_A_COLUMN or fix.column not in table.columns:
        raise FixRefusedError("no-such-column")
    return _OF_COLUMN[fix.code](table, fix)


def replay(table: Table, fixes: Sequence[Fix]) -> Table:
    """The table after all changes, in their order; raises FixRefusedError."""
    for fix in fixes:
        table = apply(table, fix).table
    return table


def _with_cells(table: Table, column: str, cells: Sequence[str], kind: str = "") -> Outcome:
    at = table.position(column)
    changed = sum(row[at] != cell for row, cell in zip(table.rows, cells, strict=True))
    rows = tuple(
        (*row[:at], cell, *row[at + 1 :]) for row, cell in zip(table.rows, cells, strict=True)
    )
    kinds = {**table.kinds, column: kind} if kind else table.kinds
    return Outcome(replace(table, rows=rows, kinds=kinds), changed)


def _trim(table: Table, fix: Fix) -> Outcome:
    return _with_cells(table, fix.column, [tidy(cell) for cell in table.cells(fix.column)])


def _dates(table: Table, fix: Fix) -> Outcome:
    """Days as 2025-08-25; what is no day stays as it is."""
    found = (
        (cell, values.day(cell, day_first=fix.value != MONTH_FIRST))
        for cell in table.cells(fix.column)
    )
    cells = [one.day.isoformat() if one else cell for cell, one in found]
    return _with_cells(table, fix.column, cells, profile.DATE)


def _numbers(table: Table, fix: Fix) -> Outcome:
    """Numbers with a decimal point and nothing else; what is no number stays as it is."""
    cells = table.cells(fix.column)
    comma = values.comma_is_decimal(cells)
    return _with_cells(table, fix.column, [_plain(cell, comma) for cell in cells])


def _plain(cell: str, comma: bool) -> str:
    found = values.amount(cell, decimal_comma=comma)
    return f"{found.value:f}" if found else cell


def _type(table: Table, fix: Fix) -> Outcome:
    """Say what a column holds; what doesn't fit is emptied, for a typed file has no room for it."""
    if fix.value not in profile.KINDS:
        raise FixRefusedError("no-such-kind")
    cells = table.cells(fix.column)
    comma = values.comma_is_decimal(cells)
    kept = [
        cell if tidy(cell) and profile.fits(fix.value, cell, decimal_comma=comma) else ""
        for cell in cells
    ]
    return _with_cells(table, fix.column, kept, fix.value)


def _missing(table: Table, fix: Fix) -> Outcome:
    """Empty the cells that say in words or signs that there is nothing, and the one named."""
    also = folded(fix.value)
    cells = [
        "" if values.says_missing(cell) or (also and folded(cell) == also) else cell
        for cell in table.cells(fix.column)
    ]
    return _with_cells(table, fix.column, cells)


def _fill(table: Table, fix: Fix) -> Outcome:
    if not tidy(fix.value) or len(fix.value) > MOST_LETTERS:
        raise FixRefusedError("needs-a-value")
    cells = [cell if tidy(cell) else tidy(fix.value) for cell in table.cells(fix.column)]
    return _with_cells(table, fix.column, cells)


def _fill_down(table: Table, fix: Fix) -> Outcome:
    """Give the cells below a merged one its value."""
    cells, last = [], ""
    for cell in table.cells(fix.column):
        last = cell if tidy(cell) else last
        cells.append(last)
    return _with_cells(table, fix.column, cells)


def _drop(table: Table, fix: Fix) -> Outcome:
    if len(table.columns) == 1:
        raise FixRefusedError("last-column")
    at = table.position(fix.column)
    columns = (*table.columns[:at], *table.columns[at + 1 :])
    rows = tuple((*row[:at], *row[at + 1 :]) for row in table.rows)
    kinds = {name: kind for name, kind in table.kinds.items() if name != fix.column}
    return Outcome(replace(table, columns=columns, rows=rows, kinds=kinds), len(rows))


def _rename(table: Table, fix: Fix) -> Outcome:
    name = tidy(fix.value)[:MOST_LETTERS_OF_NAME]
    others = [one for one in table.columns if one != fix.column]
    if not name:
        raise FixRefusedError("needs-a-value")
    if free_name(name, others) != name:
        raise FixRefusedError("name-is-taken")
    columns = tuple(name if one == fix.column else one for one in table.columns)
    kinds = {name if one == fix.column else one: kind for one, kind in table.kinds.items()}
    return Outcome(replace(table, columns=columns, kinds=kinds), 1)


def _generalise(table: Table, fix: Fix) -> Outcome:
    """Make values coarser, so that more rows share each: a year for a day, a band for a number."""
    if fix.value not in WAYS:
        raise FixRefusedError("needs-a-value")
    cells = table.cells(fix.column)
    comma = values.comma_is_decimal(cells)
    coarse = [_coarser(cell, fix.value, comma) for cell in cells]
    return _with_cells(
        replace(table, kinds={k: v for k, v in table.kinds.items() if k != fix.column}),
        fix.column,
        coarse,
    )


def _coarser(cell: str, way: str, comma: bool) -> str:
    """The coarser value; nothing where the cell can't be read, for it may be what gives somebody away."""
    if way == TO_LETTER:
        return tidy(cell)[:1]
    if way in (TO_YEAR, TO_MONTH):
        found = values.day(cell)
        return "" if not found else f"{found.day:%Y}" if way == TO_YEAR else f"{found.day:%Y-%m}"
    number = values.amount(cell, decimal_comma=comma)
    if number is None:
        return ""
    width = 10 if way == TO_TEN else 100
    low = floor(number.value / Decimal(width)) * width
    return f"{low}–{low + width - 1}"


def _pseudonymise(table: Table, fix: Fix) -> Outcome:
    """The same code for the same value, which can't be guessed without the secret.

    Source: HMAC with SHA-256 (RFC 2104), cut to 40 bits: for 20,000 values the chance that two of
    them share a code is about 20000^2 / 2^41 = 0.02 %.
    """
    if len(fix.value) < 32:
        raise FixRefusedError("needs-a-value")
    secret = fix.value.encode()
    cells = [
        f"p-{hmac.new(secret, folded(cell).encode(), hashlib.sha256).hexdigest()[:10]}"
        if tidy(cell)
        else ""
        for cell in table.cells(fix.column)
    ]
    return _with_cells(table, fix.column, cells, profile.CODE)


def _spellings(table: Table, fix: Fix) -> Outcome:
    """Write values that differ only in capital letters and spaces as the most frequent is written."""
    cells = table.cells(fix.column)
    counts: dict[str, dict[str, int]] = {}
    for cell in cells:
        written = counts.setdefault(folded(cell), {})
        written[tidy(cell)] = written.get(tidy(cell), 0) + 1
    usual = {key: max(written, key=lambda one: written[one]) for key, written in counts.items()}
    return _with_cells(table, fix.column, [usual[folded(cell)] for cell in cells])


def _duplicates(table: Table) -> Outcome:
    """The first of rows that hold the same."""
    first: dict[tuple[str, ...], tuple[str, ...]] = {}
    for row in table.rows:
        first.setdefault(tuple(map(folded, row)), row)
    return _with_rows(table, tuple(first.values()))


def _totals(table: Table) -> Outcome:
    return _with_rows(table, tuple(row for row in table.rows if not profile.is_total(row)))


def _trim_all(table: Table) -> Outcome:
    rows = tuple(tuple(tidy(cell) for cell in row) for row in table.rows)
    changed = sum(
        old != new
        for before, after in zip(table.rows, rows, strict=True)
        for old, new in zip(before, after, strict=True)
    )
    return Outcome(replace(table, rows=rows), changed)


def _with_rows(table: Table, rows: tuple[tuple[str, ...], ...]) -> Outcome:
    return Outcome(replace(table, rows=rows), len(table.rows) - len(rows))


_WHOLE: Mapping[str, Callable[[Table], Outcome]] = {
    DUPLICATES: _duplicates,
    TOTALS: _totals,
    TRIM_ALL: _trim_all,
}
_OF_COLUMN: Mapping[str, Callable[[Table, Fix], Outcome]] = {
    TRIM: _trim,
    DATES: _dates,
    NUMBERS: _numbers,
    TYPE: _type,
    MISSING: _missing,
    FILL: _fill,
    FILL_DOWN: _fill_down,
    DROP: _drop,
    RENAME: _rename,
    GENERALISE: _generalise,
    PSEUDONYMISE: _pseudonymise,
    SPELLINGS: _spellings,
}
