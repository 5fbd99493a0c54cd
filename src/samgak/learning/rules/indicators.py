"""Public indicators of countries: a dated CSV with a source in every row."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

COLUMNS = ("country", "indicator", "value", "year", "source")
# Known ones have a name in every language; any other is shown as it is called in the file.
GTMI = ("admin", "backend", "engagement", "innovation", "openness", "policy", "portals")
EGDI = ("egdi", "osi", "tii", "hci", "egdi-rank", "osi-rank", "tii-rank", "hci-rank", "epi-rank")
KNOWN = (*(f"gtmi-{part}" for part in GTMI), *EGDI)
MOST_ROWS = 5_000
VALUE = re.compile(r"-?\d{1,12}(?:\.\d{1,6})?", re.ASCII)
YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)


@dataclass(frozen=True)
class Indicator:
    """A value as its source prints it; a country is an alpha-2 code."""

    country: str
    indicator: str
    value: str
    year: int
    source: str


@dataclass(frozen=True)
class Fault:
    """A row of the file (from 1, the heading included) and a code.

    headings, too-many-rows, not-text, country, indicator, value, year, source, repeated.
    """

    row: int
    code: str


class RefusedError(ValueError):
    """A file with faults; none of it is used."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(f"{fault.row}: {fault.code}" for fault in faults))
        self.faults = faults


def parse(content: bytes) -> tuple[Indicator, ...]:
    """Return the rows of a CSV in UTF-8 with the headings of `COLUMNS`; raise RefusedError."""
    try:
        reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise RefusedError([Fault(1, "headings")])
        rows = list(reader)
    except (UnicodeDecodeError, csv.Error):
        raise RefusedError([Fault(1, "not-text")]) from None
    if len(rows) > MOST_ROWS:
        raise RefusedError([Fault(MOST_ROWS + 1, "too-many-rows")])
    found, faults, met = [], [], set()
    for number, row in enumerate(rows, start=2):
        told = {name: (row.get(name) or "").strip() for name in COLUMNS}
        code = _fault(told, has_more=None in row)
        key = (told["country"], told["indicator"], told["year"])
        if code or key in met:
            faults.append(Fault(number, code or "repeated"))
            continue
        met.add(key)
        found.append(Indicator(**{**told, "year": int(told["year"])}))  # type: ignore[arg-type]
    if faults:
        raise RefusedError(faults)
    return tuple(found)


def _fault(told: Mapping[str, str], *, has_more: bool) -> str:
    if has_more:
        return "headings"
    checks = {
        "country": re.fullmatch(r"[A-Z]{2}", told["country"]),
        "indicator": 0 < len(told["indicator"]) <= 80,
        "value": VALUE.fullmatch(told["value"]),
        "year": YEAR.fullmatch(told["year"]),
        "source": 0 < len(told["source"]) <= 300,
    }
    return next((name for name, met in checks.items() if not met), "")


def plain(rows: Iterable[Indicator]) -> list[dict[str, object]]:
    """The rows as they are stored."""
    return [asdict(row) for row in rows]


def from_plain(rows: Iterable[Mapping[str, object]]) -> tuple[Indicator, ...]:
    """The rows as they were stored."""
    return tuple(Indicator(**row) for row in rows)  # type: ignore[arg-type]
