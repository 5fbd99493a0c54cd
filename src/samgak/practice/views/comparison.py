"""Both layouts of a simulated office side by side, as a table and as charts."""

from dataclasses import dataclass
from typing import Any

from django.utils.formats import get_format, number_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from samgak.drawing import charts
from samgak.practice.models import OfficeSimulation
from samgak.practice.phrases.offices import LAYOUT_TEXTS, finding, minutes
from samgak.practice.rules import offices
from samgak.practice.rules.offices import POOLED, SEPARATE
from samgak.spreadsheets import Column


@dataclass(frozen=True)
class Row:
    label: str
    separate: str
    pooled: str


@dataclass(frozen=True)
class Comparison:
    """rows: the table; distribution: its second table; finding: the sentence that heads the charts."""

    rows: tuple[Row, ...]
    distribution: tuple[Row, ...]
    finding: str
    waits_chart: SafeString
    days: str

    @classmethod
    def of(cls, simulation: OfficeSimulation) -> "Comparison":
        separate, pooled = simulation.results[SEPARATE], simulation.results[POOLED]
        return cls(
            rows=(
                *(Row(str(label), tell(separate), tell(pooled)) for label, tell in MEASURES),
                _by_formula(simulation),
            ),
            distribution=_distribution(separate, pooled),
            finding=finding(simulation.results),
            waits_chart=_chart(separate, pooled),
            days=ngettext(
                "%(days)s working day, %(visits)s visits in all.",
                "%(days)s working days, %(visits)s visits in all.",
                separate["days"],
            )
            % {
                "days": separate["days"],
                "visits": number_format(separate["visits"], 0, force_grouping=True),
            },
        )


def columns() -> list[Column]:
    """The heads of the table as a file."""
    return [
        Column(gettext("Measure"), 50),
        *(Column(str(LAYOUT_TEXTS[layout]), 26) for layout in (SEPARATE, POOLED)),
    ]


def _percent(share: float) -> str:
    return number_format(round(100 * share, 1), decimal_pos=1)


def _mean(results: dict[str, Any]) -> str:
    sure = results["mean_wait"]
    return f"{minutes(sure['value'])} ({minutes(max(0, sure['low']))}–{minutes(sure['high'])})"


def _within(results: dict[str, Any]) -> str:
    sure = results["within_target"]
    low, high = max(0, sure["low"]), min(1, sure["high"])
    return f"{_percent(sure['value'])} ({_percent(low)}–{_percent(high)})"


def _use(results: dict[str, Any]) -> str:
    counters = sum(one["counters"] for one in results["use"])
    busy = sum(one["share"] * one["counters"] for one in results["use"])
    return _percent(busy / counters)


MEASURES = (
    (_("Mean wait, minutes (99 percent interval)"), _mean),
    (_("Half wait at most, minutes"), lambda r: minutes(r["median_wait"])),
    (_("Nine of ten wait at most, minutes"), lambda r: minutes(r["p90_wait"])),
    (_("Longest wait, minutes"), lambda r: minutes(r["longest_wait"])),
    (_("Served within the target, percent (99 percent interval)"), _within),
    (_("Counters"), lambda r: str(sum(one["counters"] for one in r["use"]))),
    (_("Staff at work, percent of the opening hours"), _use),
    (_("People in the queue at closing, mean"), lambda r: minutes(r["at_closing_mean"])),
    (_("People in the queue at closing, most"), lambda r: str(r["at_closing_most"])),
    (_("Work after closing, minutes"), lambda r: minutes(r["overtime_mean"])),
)


def _by_formula(simulation: OfficeSimulation) -> Row:
    waits = offices.steady_waits(offices.plan_of(simulation.inputs))
    label = gettext("Mean wait by Erlang's formula (people come alike in every hour), minutes")
    return Row(label, minutes(waits[SEPARATE]), minutes(waits[POOLED]))


def _distribution(separate: dict[str, Any], pooled: dict[str, Any]) -> tuple[Row, ...]:
    pairs = zip(separate["waited"], pooled["waited"], strict=True)
    return tuple(
        Row(_bin(one), _percent(one["share"]), _percent(other["share"])) for one, other in pairs
    )


def _bin(one: dict[str, Any]) -> str:
    if one["until"] == 0:
        return gettext("no wait")
    if one["until"] is None:
        return gettext("over %(minutes)s") % {"minutes": one["above"]}
    return f"{one['above']}–{one['until']}"


def _chart(separate: dict[str, Any], pooled: dict[str, Any]) -> SafeString:
    """How many wait how long: a dot for each layout in a row for each time."""
    pairs = list(zip(separate["waited"], pooled["waited"], strict=True))
    rows = tuple(
        charts.Dots(
            _bin(one),
            tuple(
                charts.Dot(
                    layout, 100 * each["share"], _percent(each["share"]), str(LAYOUT_TEXTS[layout])
                )
                for layout, each in ((SEPARATE, one), (POOLED, other))
            ),
        )
        for one, other in pairs
    )
    title = gettext("Share of the visits by minutes of waiting, in percent")
    most = max(100 * each["share"] for pair in pairs for each in pair)
    drawn = charts.dots(
        rows, title=title, domain=(0, most), decimal=get_format("DECIMAL_SEPARATOR")
    )
    return mark_safe(drawn)  # noqa: S308 - drawn by us, its words escaped
