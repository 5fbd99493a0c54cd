"""Tables as the database keeps them, what is said about them, and when one may be published."""

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any, TypeAlias

from samgak.measures.tables import fixes, openness, personal, profile, values
from samgak.measures.tables.fixes import Fix
from samgak.measures.tables.openness import Facts
from samgak.measures.tables.table import Table, folded, tidy

# The description of a dataset: the texts by language, then the plain values.
TEXTS = ("title", "description", "keywords", "publisher")
PLAIN = (
    "theme",
    "frequency",
    "covers_from",
    "covers_until",
    "countries",
    "languages",
    "contact_name",
    "contact_email",
    "licence",
    "key_column",
)
ABOUT = (*TEXTS, *PLAIN)
SHORTEST_REASON = 20
Typed: TypeAlias = str | int | float | bool | None
WORST = ("mixed", "hidden-characters", "formulas", "date-styles", "units", "missing-in-words")


def packed(table: Table) -> bytes:
    """The table in few bytes."""
    return zlib.compress(json.dumps(vars(table), ensure_ascii=False).encode(), 6)


def unpacked(stored: bytes) -> Table:
    """The table of `packed`."""
    found = json.loads(zlib.decompress(bytes(stored)))
    return Table(
        columns=tuple(found["columns"]),
        rows=tuple(tuple(row) for row in found["rows"]),
        kinds=found["kinds"],
        above=found["above"],
        ragged=found["ragged"],
    )


def report(table: Table) -> dict[str, Any]:
    """The profile and who could be recognised, as plain data: what the pages show without counting again."""
    found = personal.findings(table)
    said = json.loads(
        json.dumps({**asdict(profile.profile(table)), "findings": list(map(asdict, found))})
    )
    said["risk"] = personal.highest(found)
    return dict(said)


def done_fix(fix: Fix, *, changed: int, rows: int) -> dict[str, Any]:
    """A fix as it is kept: what was done, how many cells or rows it changed, how many rows are left."""
    return {**asdict(fix), "changed": changed, "rows": rows}


def fix_of(kept: Mapping[str, Any]) -> Fix:
    return Fix(kept["code"], kept["column"], kept["value"])


# What helps against a fault, or protects people; offered first.
HELPS = {
    "merged": fixes.FILL_DOWN,
    "spaces": fixes.TRIM,
    "hidden-characters": fixes.TRIM,
    "date-styles": fixes.DATES,
    "units": fixes.NUMBERS,
    "missing-in-words": fixes.MISSING,
    "spellings": fixes.SPELLINGS,
    "mixed": fixes.TYPE,
}
PROTECTS = {
    "birth-date": fixes.GENERALISE,
    "address": fixes.GENERALISE,
    "small-groups": fixes.GENERALISE,
}


def suggested(column: Mapping[str, Any], findings: Sequence[Mapping[str, Any]]) -> list[str]:
    """The changes that a column calls for, those that protect people first."""
    found = [PROTECTS.get(one["sort"], fixes.PSEUDONYMISE) for one in findings]
    if any(one["level"] == personal.HIGH for one in findings):
        found.insert(0, fixes.DROP)
    found += [HELPS[one["code"]] for one in column["faults"] if one["code"] in HELPS]
    return list(dict.fromkeys(found))


def key_columns(report_: Mapping[str, Any]) -> list[str]:
    """The columns by which every row can be named."""
    return [one["name"] for one in report_["columns"] if one["is_key"]]


def facts(
    about: Mapping[str, Any], report_: Mapping[str, Any], *, is_open: bool, is_reasoned: bool
) -> Facts:
    """What the judgement of openness needs to know."""
    written = {language for name in ("title", "description") for language in about[name]}
    both = [
        one for one in written if all(about[name].get(one) for name in ("title", "description"))
    ]
    columns = report_["columns"]
    return Facts(
        has_licence=bool(about["licence"]),
        licence_is_open=is_open,
        has_title_and_description=bool(both),
        has_theme_and_keywords=bool(about["theme"] and any(about["keywords"].values())),
        languages=len(both),
        has_contact=bool(about["contact_name"] or about["contact_email"]),
        has_frequency=bool(about["frequency"]),
        has_period=bool(about["covers_from"] or about["covers_until"]),
        faulty_columns=sum(any(f["code"] in WORST for f in one["faults"]) for one in columns),
        has_key=about["key_column"] in key_columns(report_),
        has_links=any(one["kind"] == profile.LINK for one in columns),
        risk=report_["risk"],
        risk_is_reasoned=is_reasoned,
    )


def obstacles(about: Mapping[str, Any], report_: Mapping[str, Any], *, reason: str) -> list[str]:
    """Why a dataset can't be published yet, as codes of phrases."""
    found = []
    if not any(about["title"].values()):
        found.append("dataset_needs_title")
    if not any(about["description"].values()):
        found.append("dataset_needs_description")
    if not about["licence"]:
        found.append("dataset_needs_licence")
    if not report_["rows"]:
        found.append("table-has-no-rows")
    if report_["risk"] == personal.HIGH and len(reason.strip()) < SHORTEST_REASON:
        found.append("dataset_shows_people")
    return found


def judged(facts_: Facts) -> dict[str, Any]:
    """Stars, points and their reasons, as plain data."""
    points = openness.checklist(facts_)
    return {
        "stars": openness.stars(facts_),
        "score": openness.score(points),
        "points": [{"name": one.name, "state": one.state, "reason": one.reason} for one in points],
        "risk": facts_.risk,
    }


def words_of(about: Mapping[str, Any], columns: Sequence[str]) -> str:
    """Everything a search looks through, without capital letters, whatever the script."""
    texts = [text for name in TEXTS for text in about[name].values()]
    return "\n".join(folded(text) for text in [*texts, *columns])


def typed_rows(table: Table, columns: Sequence[tuple[str, str]]) -> Iterator[list[Typed]]:
    """Rows with numbers, yes and no as such; days as 2025-08-25; nothing where a cell is empty or unfit."""
    commas = [
        kind in profile.NUMBERS and values.comma_is_decimal(table.cells(name))
        for name, kind in columns
    ]
    for row in table.rows:
        yield [
            typed(cell, kind, decimal_comma=comma)
            for cell, (_, kind), comma in zip(row, columns, commas, strict=True)
        ]


def typed(cell: str, kind: str, *, decimal_comma: bool) -> Typed:
    """The value of a cell of that kind; a cell that doesn't fit stays the text it is."""
    if not tidy(cell):
        return None
    if kind == profile.BOOLEAN:
        said = values.truth(cell)
        return cell if said is None else said
    if kind == profile.DATE:
        found = values.day(cell)
        return found.day.isoformat() if found else cell
    if kind in profile.NUMBERS:
        amount = values.amount(cell, decimal_comma=decimal_comma)
        return cell if amount is None else _number(amount.value)
    return cell


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral() else float(value)
