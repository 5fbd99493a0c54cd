"""Budgets and transactions: whose money, which day, which currency, which type of aid."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from samgak.standards.iati.checks.problem import Problem
from samgak.standards.iati.model import (
    DAC,
    EXPENDITURE,
    Activity,
    AidType,
    TransactionOrg,
    Value,
)


def one_aid_type_per_vocabulary(activity: Activity, today: date) -> Iterator[Problem]:
    """Rulesets 107.1.1, 107.1.2 (activity), 107.2.1, 107.2.2 (each transaction)."""
    yield from _aid_types(activity.default_aid_types, "107.1", "default-aid-type")
    for n, transaction in enumerate(activity.transactions, start=1):
        yield from _aid_types(transaction.aid_types, "107.2", f"transaction[{n}]/aid-type")


def _aid_types(aid_types: Sequence[AidType], rule: str, field: str) -> Iterator[Problem]:
    uses = Counter(aid_type.vocabulary for aid_type in aid_types)
    if uses and DAC not in uses:
        yield Problem(f"{rule}.1", field)
    for vocabulary, count in uses.items():
        if count > 1:
            yield Problem(f"{rule}.2", field, {"vocabulary": vocabulary})


def nothing_is_spent_in_the_future(activity: Activity, today: date) -> Iterator[Problem]:
    """Rulesets 11.2.1 and 11.2.2."""
    for n, transaction in enumerate(activity.transactions, start=1):
        for rule, field, day in (
            ("11.2.1", "transaction-date", transaction.transaction_date),
            ("11.2.2", "value", transaction.value.value_date),
        ):
            if day > today:
                yield Problem(rule, f"transaction[{n}]/{field}", {"date": str(day)})


def values_have_a_currency(activity: Activity, today: date) -> Iterator[Problem]:
    """Ruleset 7.8.1, and our rule that an amount is a number."""
    for field, value in _values(activity):
        if value.currency is None and activity.default_currency is None:
            yield Problem("7.8.1", field)
        if not value.amount.is_finite():
            yield Problem("not-a-number", field, {"amount": str(value.amount)})


def _values(activity: Activity) -> Iterator[tuple[str, Value]]:
    for n, transaction in enumerate(activity.transactions, start=1):
        yield f"transaction[{n}]/value", transaction.value
    for n, budget in enumerate(activity.budgets, start=1):
        yield f"budget[{n}]/value", budget.value


def transaction_organisations_are_named(activity: Activity, today: date) -> Iterator[Problem]:
    """Rulesets 6.9.1 and 6.9.2."""
    for n, transaction in enumerate(activity.transactions, start=1):
        if _is_unnamed(transaction.provider_org):
            yield Problem("6.9.1", f"transaction[{n}]/provider-org")
        if _is_unnamed(transaction.receiver_org):
            yield Problem("6.9.2", f"transaction[{n}]/receiver-org")


def _is_unnamed(org: TransactionOrg | None) -> bool:
    return org is not None and not org.ref and not any((org.narrative or {}).values())


def expenditure_is_the_reporters_own(activity: Activity, today: date) -> Iterator[Problem]:
    """Our rule against counting money twice: type 4 is what the reporter itself spent."""
    reporter = activity.reporting_org.ref
    for n, transaction in enumerate(activity.transactions, start=1):
        payer = transaction.provider_org
        if transaction.transaction_type == EXPENDITURE and payer and payer.ref != reporter:
            params = {"organisation": reporter, "payer": payer.ref or ""}
            yield Problem("not-own-expenditure", f"transaction[{n}]/provider-org", params)


def budget_periods_are_at_most_a_year(activity: Activity, today: date) -> Iterator[Problem]:
    """Rulesets 7.5.3 and 8.6.3."""
    for n, budget in enumerate(activity.budgets, start=1):
        start, end = budget.period_start, budget.period_end
        if start > end:
            yield Problem("8.6.3", f"budget[{n}]", {"start": str(start), "end": str(end)})
        # Tuples, not dates: 29 February has no anniversary in most years.
        if (end.year, end.month, end.day) > (start.year + 1, start.month, start.day):
            yield Problem("7.5.3", f"budget[{n}]", {"start": str(start), "end": str(end)})


RULES = (
    one_aid_type_per_vocabulary,
    nothing_is_spent_in_the_future,
    values_have_a_currency,
    transaction_organisations_are_named,
    expenditure_is_the_reporters_own,
    budget_periods_are_at_most_a_year,
)
