"""Results: numbers where the indicator counts, none where it describes."""

from collections.abc import Iterator
from datetime import date

from samgak.standards.iati.checks.problem import Problem
from samgak.standards.iati.model import QUALITATIVE, Activity, Baseline, Indicator, Measurement

Measured = Iterator[tuple[str, str, Baseline | Measurement]]


def results_have_indicators(activity: Activity, today: date) -> Iterator[Problem]:
    """The schema wants at least one."""
    for n, result in enumerate(activity.results, start=1):
        if not result.indicators:
            yield Problem("required", f"result[{n}]/indicator")


def measured_values_fit_the_measure(activity: Activity, today: date) -> Iterator[Problem]:
    """Rulesets 8.8.1-3 (baseline), 8.9.1-3 (target), 8.10.1-3 (actual)."""
    for field, indicator in _indicators(activity):
        for rule, path, measured in _measured(indicator):
            fault = _fault(indicator.measure, measured.value)
            if fault:
                yield Problem(f"{rule}.{fault}", f"{field}/{path}")


def _fault(measure: str, value: str | None) -> int | None:
    if measure == QUALITATIVE:
        return None if value is None else 3
    if value is None:
        return 1
    return None if _is_number(value) else 2


def _is_number(text: str) -> bool:
    unsigned = text.strip().removeprefix("-")
    return unsigned.isascii() and unsigned.replace(".", "", 1).isdigit()


def _measured(indicator: Indicator) -> Measured:
    for n, baseline in enumerate(indicator.baselines, start=1):
        yield "8.8", f"baseline[{n}]", baseline
    for p, period in enumerate(indicator.periods, start=1):
        for n, target in enumerate(period.targets, start=1):
            yield "8.9", f"period[{p}]/target[{n}]", target
        for n, actual in enumerate(period.actuals, start=1):
            yield "8.10", f"period[{p}]/actual[{n}]", actual


def periods_end_after_they_start(activity: Activity, today: date) -> Iterator[Problem]:
    """Ruleset 8.6.1."""
    for field, indicator in _indicators(activity):
        for p, period in enumerate(indicator.periods, start=1):
            if period.period_start > period.period_end:
                params = {"start": str(period.period_start), "end": str(period.period_end)}
                yield Problem("8.6.1", f"{field}/period[{p}]", params)


def _indicators(activity: Activity) -> Iterator[tuple[str, Indicator]]:
    for r, result in enumerate(activity.results, start=1):
        for i, indicator in enumerate(result.indicators, start=1):
            yield f"result[{r}]/indicator[{i}]", indicator


RULES = (
    results_have_indicators,
    measured_values_fit_the_measure,
    periods_end_after_they_start,
)
