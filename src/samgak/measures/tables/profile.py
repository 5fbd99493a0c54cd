"""What each column of a table holds, with the evidence, and what is wrong with it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from samgak.measures.tables import values
from samgak.measures.tables.table import UNSEEN, Table, folded, tidy

EMPTY, BOOLEAN, INTEGER, DECIMAL, DATE, CODE, LINK, TEXT = (
    "empty",
    "boolean",
    "integer",
    "decimal",
    "date",
    "code",
    "link",
    "text",
)
KINDS = (TEXT, INTEGER, DECIMAL, DATE, BOOLEAN, CODE, LINK)
NUMBERS = frozenset({INTEGER, DECIMAL})
ENOUGH = 0.8  # of the filled cells must be of a kind; the others are named as faults
EXAMPLES = 3
# What can be wrong with a column.
GAPS, MIXED, SPACES, HIDDEN, OUTLIERS, UNITS, STYLES, WORDS, FORMULAS, CASES, MERGED = FAULTS = (
    "gaps",
    "mixed",
    "spaces",
    "hidden-characters",
    "outliers",
    "units",
    "date-styles",
    "missing-in-words",
    "formulas",
    "spellings",
    "merged",
)
FORMULA = re.compile(r"[=@]\S|[+-](?![\d\s.,]|$)|\t=")
CODE_LIKE = re.compile(r"[A-ZА-ЯЁ0-9]+(?:[-/._][A-ZА-ЯЁ0-9]+)*")
WEB = re.compile(r"https?://[^\s<>\"]+")
TOTALS = frozenset(
    {"total", "итого", "всего", "합계", "총계", "барлығы", "жиыны", "бардыгы", "жами", "jami", "ҳамагӣ", "jemi"}
)  # fmt: skip


@dataclass(frozen=True)
class Fault:
    """Something wrong with cells of a column: how many, and a few of them."""

    code: str
    count: int
    examples: tuple[str, ...] = ()


@dataclass(frozen=True)
class ColumnProfile:
    """`fitting` of the `filled` cells are of the kind; `styles` counts the ways in which days are written."""

    name: str
    kind: str
    filled: int
    fitting: int
    distinct: int
    lowest: str = ""
    highest: str = ""
    styles: dict[str, int] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    is_key: bool = False


@dataclass(frozen=True)
class Profile:
    rows: int
    columns: tuple[ColumnProfile, ...]
    duplicates: int  # rows that stand in the table before
    totals: int  # rows that add up others
    above: int
    ragged: int


def profile(table: Table) -> Profile:
    """Look at every cell once or twice; the table is not changed."""
    return Profile(
        rows=len(table.rows),
        columns=tuple(
            _column(name, table.cells(name), table.kinds.get(name, "")) for name in table.columns
        ),
        duplicates=len(table.rows) - len({tuple(map(folded, row)) for row in table.rows}),
        totals=sum(is_total(row) for row in table.rows),
        above=table.above,
        ragged=table.ragged,
    )


def is_total(row: Sequence[str]) -> bool:
    """Whether a row adds up others: its first filled cell says so."""
    first = next((cell for cell in row if cell), "")
    return folded(first).rstrip(":").strip() in TOTALS


def kind_of(cells: Sequence[str]) -> str:
    """The kind of most of the filled cells."""
    said = [cell for cell in cells if tidy(cell) and not values.says_missing(cell)]
    if not said:
        return EMPTY
    return next(
        (kind for kind in _ORDER if _share(kind, said) >= ENOUGH),
        TEXT,
    )


def fits(kind: str, cell: str, *, decimal_comma: bool = False) -> bool:
    """Whether a filled cell is of the kind, units and all."""
    if kind == BOOLEAN:
        return values.truth(cell) is not None
    if kind == DATE:
        return values.day(cell) is not None
    if kind in NUMBERS:
        found = values.amount(cell, decimal_comma=decimal_comma)
        return found is not None and (kind == DECIMAL or found.value == found.value.to_integral())
    if kind == LINK:
        return WEB.fullmatch(tidy(cell)) is not None
    if kind == CODE:
        return CODE_LIKE.fullmatch(tidy(cell)) is not None
    return True


_ORDER = (BOOLEAN, DATE, CODE, INTEGER, DECIMAL, LINK)


def _share(kind: str, said: Sequence[str]) -> float:
    if kind == CODE and not _are_codes(said):
        return 0
    comma = values.comma_is_decimal(said) if kind in NUMBERS else False
    return sum(fits(kind, cell, decimal_comma=comma) for cell in said) / len(said)


def _are_codes(said: Sequence[str]) -> bool:
    """Codes are short, mostly hold a digit, and are no numbers one could add: letters, or a zero in front."""
    tidied = [tidy(cell) for cell in said]
    digits = sum(any(letter.isdigit() for letter in cell) for cell in tidied)
    signs = sum(not cell.isdigit() or (cell[0] == "0" and len(cell) > 1) for cell in tidied)
    long = sum(cell.isdigit() and len(cell) >= 9 for cell in tidied)
    numbers = sum(values.amount(cell, decimal_comma=False) is not None for cell in tidied)
    if long >= ENOUGH * len(said):
        return True
    zeros = sum(cell.isdigit() and cell[0] == "0" and len(cell) > 1 for cell in tidied)
    return (
        digits >= ENOUGH * len(said)
        and signs > 0.2 * len(said)
        and (numbers < (1 - ENOUGH) * len(said) or zeros > 0.1 * len(said))
    )


def _column(name: str, cells: Sequence[str], said_kind: str) -> ColumnProfile:
    kind = said_kind or kind_of(cells)
    filled = [cell for cell in cells if tidy(cell)]
    told = [cell for cell in filled if not values.says_missing(cell)]
    comma = values.comma_is_decimal(told)
    fitting = [cell for cell in told if fits(kind, cell, decimal_comma=comma)]
    styles = _styles(fitting) if kind == DATE else {}
    lowest, highest = _ends(kind, fitting, comma)
    distinct = len({folded(cell) for cell in filled})
    return ColumnProfile(
        name=name,
        kind=kind,
        filled=len(filled),
        fitting=len(fitting),
        distinct=distinct,
        lowest=lowest,
        highest=highest,
        styles=styles,
        faults=tuple(_faults(kind, cells, fitting, styles, comma)),
        is_key=distinct == len(cells) > 0 and len(told) == len(cells),
    )


def _faults(
    kind: str, cells: Sequence[str], fitting: Sequence[str], styles: dict[str, int], comma: bool
) -> list[Fault]:
    filled = [cell for cell in cells if tidy(cell)]
    fits_kind = set(fitting)
    found = {
        GAPS: [""] * (len(cells) - len(filled)),
        WORDS: [cell for cell in filled if values.says_missing(cell)],
        MIXED: [cell for cell in filled if cell not in fits_kind and not values.says_missing(cell)],
        SPACES: [cell for cell in filled if UNSEEN.sub("", cell) != tidy(cell)],
        HIDDEN: [cell for cell in filled if UNSEEN.search(cell)],
        UNITS: _with_units(fitting, comma) if kind in NUMBERS else [],
        OUTLIERS: outliers(fitting, comma) if kind in NUMBERS else [],
        STYLES: [name for name, count in styles.items() for _ in range(count)]
        if len(styles) > 1
        else [],
        FORMULAS: [cell for cell in filled if FORMULA.match(cell.lstrip())],
        CASES: _spellings(filled) if kind in (TEXT, CODE) else [],
        MERGED: _below_merged(cells),
    }
    return [
        Fault(code, len(which), tuple(dict.fromkeys(one for one in which if one))[:EXAMPLES])
        for code, which in found.items()
        if which
    ]


def _with_units(fitting: Sequence[str], comma: bool) -> list[str]:
    return [
        cell
        for cell in fitting
        if (found := values.amount(cell, decimal_comma=comma)) and found.unit
    ]


def outliers(cells: Sequence[str], comma: bool) -> list[str]:
    """Cells more than three times the distance of the quartiles outside them: "far out".

    Source: J. W. Tukey, Exploratory Data Analysis, 1977, chapter 2 (outer fences). At least 12 cells.
    """
    numbers = [
        (found.value, cell)
        for cell in cells
        if (found := values.amount(cell, decimal_comma=comma)) is not None
    ]
    if len(numbers) < 12:
        return []
    ordered = sorted(value for value, _ in numbers)
    low, high = ordered[len(ordered) // 4], ordered[(3 * len(ordered)) // 4]
    far = 3 * (high - low)
    return [cell for value, cell in numbers if far and not low - far <= value <= high + far]


def _spellings(filled: Sequence[str]) -> list[str]:
    """Cells that differ from a more frequent one only in capital letters or spaces."""
    written = Counter(filled)
    usual: dict[str, str] = {}
    for cell, _ in written.most_common():
        usual.setdefault(folded(cell), cell)
    return [cell for cell in filled if tidy(usual[folded(cell)]) != tidy(cell)]


def _below_merged(cells: Sequence[str]) -> list[str]:
    """Cells above gaps, where gaps follow at least half of the values in a pattern of merged cells."""
    heads = [cell for cell, below in pairwise(cells) if tidy(cell) and not tidy(below)]
    filled, gaps = sum(bool(tidy(cell)) for cell in cells), sum(not tidy(cell) for cell in cells)
    return heads if filled >= 2 and len(heads) >= 0.6 * filled and gaps >= filled else []


def _styles(fitting: Sequence[str]) -> dict[str, int]:
    found = (values.day(cell) for cell in fitting)
    return dict(Counter(one.style for one in found if one).most_common())


def _ends(kind: str, fitting: Sequence[str], comma: bool) -> tuple[str, str]:
    """The lowest and the highest value, of numbers and days."""
    if kind == DATE:
        days = [one.day for cell in fitting if (one := values.day(cell))]
        return (min(days).isoformat(), max(days).isoformat()) if days else ("", "")
    if kind in NUMBERS:
        read = (values.amount(cell, decimal_comma=comma) for cell in fitting)
        found: list[Decimal] = [one.value for one in read if one]
        return (f"{min(found):f}", f"{max(found):f}") if found else ("", "")
    return "", ""
