"""Who could be recognised in a table: every column with the evidence, nothing shown in full."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from samgak.measures.tables import headings, numbers, profile, values
from samgak.measures.tables.headings import (
    ADDRESS,
    BIRTH_DATE,
    E_MAIL,
    NAME,
    NATIONAL_ID,
    PASSPORT,
    TELEPHONE,
    TRAIT,
)
from samgak.measures.tables.table import Table, tidy

HIGH, MEDIUM, LOW = LEVELS = ("high", "medium", "low")
SMALL_GROUPS = "small-groups"
SORTS = (NAME, PASSPORT, NATIONAL_ID, E_MAIL, TELEPHONE, BIRTH_DATE, ADDRESS, SMALL_GROUPS)
SMALLEST_GROUP = 5
MOST_GROUPS_OF_A_TRAIT = 200
MANY = 0.3  # of the filled cells
PSEUDONYM = re.compile(r"p-[0-9a-f]{10}")

MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(
    r"(?<![\w.,/-])"
    r"(?:\+\d[\d ()-]{8,16}\d"
    r"|8[ (-]?\d{3}[) -]{0,2}\d{3}[ -]?\d\d[ -]?\d\d"
    r"|0\d{1,2}-\d{3,4}-\d{4})(?![\w/])"
)
PATRONYMIC = re.compile(
    r"\w{2,}(?:ович|евич|овна|евна|ична|ұлы|улы|қызы|кызы|уулу|ўғли|зода|oʻgʻli|o'g'li|ogli|qizi|zoda|ovich|evich|ovna|evna|uly|gyzy)\b",
    re.IGNORECASE,
)
STREET = re.compile(
    r"\b(ул\.|улица|пр-т|проспект|пер\.|мкр|көш|көшесі|көчөсү|ko['ʻ‘]?cha|кӯча|köçe|street|str\.|кв\.|д\.\s?\d)|[가-힣]+(로|길)\s?\d+",
    re.IGNORECASE,
)
HANGUL_NAME = re.compile(r"[김이박최정강조윤장임한오서신권황안송류전홍][가-힣]{2}")

BY_VALUE: dict[str, Callable[[str], bool]] = {
    NATIONAL_ID: lambda cell: (
        numbers.kazakh(cell) or numbers.korean(cell) or numbers.central_asian(cell)
    ),
    PASSPORT: numbers.passport,
    E_MAIL: lambda cell: MAIL.search(cell) is not None,
    TELEPHONE: lambda cell: PHONE.search(cell) is not None,
    NAME: lambda cell: (
        PATRONYMIC.search(cell) is not None or HANGUL_NAME.fullmatch(cell) is not None
    ),
    ADDRESS: lambda cell: STREET.search(cell) is not None,
}
# What names a person at once; a birthday or a street needs company.
DIRECT = frozenset({NAME, PASSPORT, NATIONAL_ID, E_MAIL, TELEPHONE})


@dataclass(frozen=True)
class Finding:
    """A column (several, for small groups) that may show who somebody is.

    `count` of the `filled` cells look like it; `by_heading` when the heading says it too; `examples`
    have most of their letters replaced.
    """

    sort: str
    level: str
    columns: tuple[str, ...]
    count: int
    filled: int
    by_heading: bool
    examples: tuple[str, ...] = ()


def findings(table: Table) -> tuple[Finding, ...]:
    """Everything that may show who somebody is, the gravest first."""
    found = [one for name in table.columns for one in _of_column(name, table.cells(name))]
    grouped = small_groups(table, has_people=bool(found))
    ordered = sorted([*found, *grouped], key=lambda one: LEVELS.index(one.level))
    return tuple(ordered)


def highest(found: Sequence[Finding]) -> str:
    """The gravest level; "low" for no finding at all."""
    return min((one.level for one in found), key=LEVELS.index, default=LOW)


def _of_column(name: str, cells: Sequence[str]) -> list[Finding]:
    filled = Counter(
        {
            cell: times
            for cell, times in Counter(map(tidy, cells)).items()
            if cell and not values.says_missing(cell) and not PSEUDONYM.fullmatch(cell)
        }
    )
    if not filled:
        return []
    meant = headings.meaning_of(name)
    found = [
        Finding(
            sort=sort,
            level=_level(sort, which.total(), filled.total(), by_heading=meant == sort),
            columns=(name,),
            count=which.total(),
            filled=filled.total(),
            by_heading=meant == sort,
            examples=tuple(masked(cell) for cell in list(which)[:2]),
        )
        for sort, which in _hits(filled, meant).items()
        if which and _counts(sort, which.total(), filled.total(), meant)
    ]
    return _without_shadows(found)


def _hits(filled: Counter[str], meant: str) -> dict[str, Counter[str]]:
    """The cells that look like each sort, or all where the heading says so and no pattern could."""
    hits = {sort: _those(filled, looks) for sort, looks in BY_VALUE.items()}
    if meant == BIRTH_DATE:  # a year alone, after it was made coarser, is none
        return {BIRTH_DATE: _those(filled, lambda cell: values.day(cell) is not None)}
    if meant in (NAME, ADDRESS):
        hits[meant] = filled
    elif meant in BY_VALUE:
        hits[meant] = hits[meant] or filled
    return hits


def _those(filled: Counter[str], looks: Callable[[str], bool]) -> Counter[str]:
    return Counter({cell: times for cell, times in filled.items() if looks(cell)})


def _counts(sort: str, count: int, filled: int, meant: str) -> bool:
    """A pattern met once by chance is no finding; an address of mail or a checked number always is."""
    return meant == sort or sort in (E_MAIL, NATIONAL_ID) or count >= max(2, 0.02 * filled)


def _level(sort: str, count: int, filled: int, *, by_heading: bool) -> str:
    if sort in DIRECT and (by_heading or count >= 3 or count >= MANY * filled):
        return HIGH
    return MEDIUM if by_heading or count >= MANY * filled or sort in DIRECT else LOW


def _without_shadows(found: list[Finding]) -> list[Finding]:
    """A national number is no telephone: of several readings of the same cells the heading's counts."""
    if any(one.by_heading for one in found):
        return [one for one in found if one.by_heading or one.sort in (E_MAIL, NATIONAL_ID)]
    return found


def masked(cell: str) -> str:
    """The first two letters and the last one, six dots between them; of a short cell the first alone."""
    said = tidy(cell)
    return f"{said[:2]}••••••{said[-1]}" if len(said) > 5 else f"{said[:1]}•••"


def small_groups(table: Table, *, has_people: bool) -> list[Finding]:
    """Groups of fewer than five rows that share all traits: a neighbour may know who they are.

    Source: L. Sweeney, k-anonymity: a model for protecting privacy, 2002; k = 5 as in the practice
    of statistical offices (Eurostat, Handbook on Statistical Disclosure Control, 2010, 5.2).
    Only where rows are about people: a finding, or two traits such as sex and age.
    """
    traits = [name for name in table.columns if _is_trait(name, table)]
    if len(traits) < 2 and not (traits and has_people):
        return []
    places = [table.position(name) for name in traits]
    groups = Counter(tuple(tidy(row[at]) for at in places) for row in table.rows)
    rows = sum(count for count in groups.values() if count < SMALLEST_GROUP)
    if not rows:
        return []
    return [Finding(SMALL_GROUPS, MEDIUM, tuple(traits), rows, len(table.rows), by_heading=True)]


def _is_trait(name: str, table: Table) -> bool:
    if headings.meaning_of(name) not in (TRAIT, BIRTH_DATE):
        return False
    return profile.kind_of(table.cells(name)) != profile.EMPTY
