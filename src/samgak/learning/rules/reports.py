"""Country reports side by side: a row for each question, a column for each country."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources

from samgak.learning.rules.indicators import KNOWN, Indicator, parse
from samgak.questionnaires.definition import Form
from samgak.questionnaires.definition import parse as parse_form

DATA = resources.files("samgak.learning") / "data"


@dataclass(frozen=True)
class Value:
    """An indicator of one country; None where no source gives it."""

    country: str
    value: str | None
    source: str = ""


@dataclass(frozen=True)
class Row:
    """An indicator of one year for every country asked about."""

    indicator: str
    year: int
    values: tuple[Value, ...]

    @property
    def numbers(self) -> tuple[float | None, ...]:
        return tuple(None if one.value is None else float(one.value) for one in self.values)


@cache
def report_form() -> Form:
    """The questions of a country report (fields after KOICA's Country Report)."""
    return parse_form(json.loads((DATA / "country-report.json").read_text("utf-8")))


@cache
def own_indicators() -> tuple[Indicator, ...]:
    """The indicators that come with Samgak."""
    return parse((DATA / "indicators-2024.csv").read_bytes())


def compared(indicators: Sequence[Indicator], countries: Sequence[str]) -> tuple[Row, ...]:
    """A row for each indicator and year that any of the countries has, the known ones first."""
    held = {(one.indicator, one.year, one.country): one for one in indicators}
    kinds = sorted(
        {(one.indicator, one.year) for one in indicators if one.country in countries},
        key=lambda kind: (-kind[1], _place(kind[0]), kind[0]),
    )
    return tuple(
        Row(name, year, tuple(_value(held.get((name, year, one)), one) for one in countries))
        for name, year in kinds
    )


def _place(indicator: str) -> int:
    return KNOWN.index(indicator) if indicator in KNOWN else len(KNOWN)


def _value(found: Indicator | None, country: str) -> Value:
    return Value(country, found.value, found.source) if found else Value(country, None)


def sources(rows: Sequence[Row]) -> tuple[str, ...]:
    """Every source of the rows once, in order."""
    return tuple(dict.fromkeys(one.source for row in rows for one in row.values if one.source))


def known_values(indicators: Sequence[Indicator], name: str) -> Mapping[str, Decimal]:
    """The newest value of an indicator by country."""
    newest = sorted((one for one in indicators if one.indicator == name), key=lambda one: one.year)
    return {one.country: Decimal(one.value) for one in newest}
