"""What each column of a table holds, with the evidence, and what is wrong with it."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from typing import TypeAlias

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
Counts: TypeAlias = Counter[str]  # a cell as it is written, and how often it stands there
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


def kind_of(cells: Iterable[str]) -> str:
    """The kind of most of the filled cells."""
    told = _told(Counter(cells))
    if not told:
        return EMPTY
    return next((kind for kind in _ORDER if _share(kind, told) >= ENOUGH), TEXT)


def _told(counts: Counts) -> Counts:
    """The cells that say something, each once with how often it stands there."""
    return Counter(
        {
            cell: times
            for cell, times in counts.items()
            if tidy(cell) and not values.says_missing(cell)
        }
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


def _share(kind: str, told: Counts) -> float:
    if kind == CODE and not _are_codes(told):
        return 0
    comma = values.comma_is_decimal(told) if kind in NUMBERS else False
    fitting = sum(n for cell, n in told.items() if fits(kind, cell, decimal_comma=comma))
    return fitting / told.total()


def _are_codes(told: Counts) -> bool:
    """Codes are short, mostly hold a digit, and are no numbers one could add: letters, or a zero in front."""
    tidied = [(tidy(cell), times) for cell, times in told.items()]
    everything = told.total()

    def share(test: Callable[[str], bool]) -> float:
        return sum(times for cell, times in tidied if test(cell)) / everything

    if share(lambda cell: cell.isdigit() and len(cell) >= 9) >= ENOUGH:
        return True
    zeros = share(_has_zero_in_front)
    return (
        share(lambda cell: any(letter.isdigit() for letter in cell)) >= ENOUGH
        and share(lambda cell: not cell.isdigit() or _has_zero_in_front(cell)) > 0.2
        and (
            zeros > 0.1
            or share(lambda cell: values.amount(cell, decimal_comma=False) is not None) < 1 - ENOUGH
        )
    )


def _has_zero_in_front(cell: str) -> bool:
    return cell.isdigit() and len(cell) > 1 and cell[0] == "0"


def _column(name: str, cells: Sequence[str], said_kind: str) -> ColumnProfile:
    counts = Counter(cells)
    filled = Counter({cell: times for cell, times in counts.items() if tidy(cell)})
    told = _told(filled)
    kind = said_kind or kind_of(cells)
    comma = values.comma_is_decimal(told)
    fitting = Counter(
        {cell: n for cell, n in told.items() if fits(kind, cell, decimal_comma=comma)}
    )
    styles = _styles(fitting) if kind == DATE else {}
    lowest, highest = _ends(kind, fitting, comma)
    distinct = len({folded(cell) for cell in filled})
    faults = _faults(kind, filled, told, fitting, comma)
    if len(styles) > 1:
        faults[STYLES] = Counter(styles)
    if gaps := len(cells) - filled.total():
        faults[GAPS] = Counter({"": gaps})
        faults[MERGED] = Counter(_below_merged(cells))
    return ColumnProfile(
        name=name,
        kind=kind,
        filled=filled.total(),
        fitting=fitting.total(),
        distinct=distinct,
        lowest=lowest,
        highest=highest,
        styles=styles,
        faults=tuple(_fault(code, faults[code]) for code in FAULTS if faults.get(code)),
        is_key=distinct == told.total() == len(cells) > 0,
    )


def _fault(code: str, which: Counts) -> Fault:
    return Fault(code, which.total(), tuple(cell for cell in which if cell)[:EXAMPLES])


def _faults(
    kind: str, filled: Counts, told: Counts, fitting: Counts, comma: bool
) -> dict[str, Counts]:
    """Cells at fault by what is wrong with them, gaps and ways to write days apart."""
    found = {
        WORDS: filled - told,
        MIXED: told - fitting,
        SPACES: _those(filled, lambda cell: UNSEEN.sub("", cell) != tidy(cell)),
        HIDDEN: _those(filled, lambda cell: UNSEEN.search(cell) is not None),
        FORMULAS: _those(filled, lambda cell: FORMULA.match(cell.lstrip()) is not None),
    }
    if kind in NUMBERS:
        found[UNITS] = _those(fitting, lambda cell: bool(_amount(cell, comma).unit))
        found[OUTLIERS] = outliers(fitting, comma)
    if kind in (TEXT, CODE):
        found[CASES] = _spellings(filled)
    return found


def _those(counts: Counts, test: Callable[[str], bool]) -> Counts:
    return Counter({cell: times for cell, times in counts.items() if test(cell)})


def _amount(cell: str, comma: bool) -> values.Amount:
    """The number of a cell that holds one."""
    return values.amount(cell, decimal_comma=comma) or values.Amount(Decimal(0))


def outliers(cells: Counts, comma: bool) -> Counts:
    """Cells more than three times the distance of the quartiles outside them: "far out".

    Source: J. W. Tukey, Exploratory Data Analysis, 1977, chapter 2 (outer fences). At least 12 cells.
    """
    numbers = {cell: _amount(cell, comma).value for cell in cells}
    ordered = sorted(number for cell, number in numbers.items() for _ in range(cells[cell]))
    if len(ordered) < 12:
        return Counter()
    low, high = ordered[len(ordered) // 4], ordered[(3 * len(ordered)) // 4]
    far = 3 * (high - low)
    return _those(cells, lambda cell: bool(far and not low - far <= numbers[cell] <= high + far))


def _spellings(filled: Counts) -> Counts:
    """Cells that differ from a more frequent one only in capital letters or spaces."""
    usual: dict[str, str] = {}
    for cell, _ in filled.most_common():
        usual.setdefault(folded(cell), cell)
    return _those(filled, lambda cell: tidy(usual[folded(cell)]) != tidy(cell))


def _below_merged(cells: Sequence[str]) -> list[str]:
    """Cells above gaps, where gaps follow at least half of the values in a pattern of merged cells."""
    heads = [cell for cell, below in pairwise(cells) if tidy(cell) and not tidy(below)]
    filled, gaps = sum(bool(tidy(cell)) for cell in cells), sum(not tidy(cell) for cell in cells)
    return heads if filled >= 2 and len(heads) >= 0.6 * filled and gaps >= filled else []


def _styles(fitting: Counts) -> dict[str, int]:
    found: Counts = Counter()
    for cell, times in fitting.items():
        if day := values.day(cell):
            found[day.style] += times
    return dict(found.most_common())


def _ends(kind: str, fitting: Counts, comma: bool) -> tuple[str, str]:
    """The lowest and the highest value, of numbers and days."""
    if kind == DATE:
        days = [one.day for cell in fitting if (one := values.day(cell))]
        return (min(days).isoformat(), max(days).isoformat()) if days else ("", "")
    if kind in NUMBERS and fitting:
        found = [_amount(cell, comma).value for cell in fitting]
        return f"{min(found):f}", f"{max(found):f}"
    return "", ""
