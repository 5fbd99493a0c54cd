from collections.abc import Collection, Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from samgak.core import audit, versions
from samgak.core.errors import RuleBroken
from samgak.funding import queries, rules
from samgak.funding.models import Contribution, ExchangeRate
from samgak.programmes.models import Edition

OWN = frozenset({"payer", "item", "amount", "currency", "kind", "valuation", "purpose"}) | {
    "delivered_in",
    "spent_on",
}
OF_A_RATE = frozenset({"currency", "per_usd", "quoted_on"})


@transaction.atomic
def add(
    edition: Edition,
    *,
    values: Mapping[str, object],
    payers: Collection[int] | None,
    by,
    at: datetime,
) -> Contribution:
    """Enter what a partner bears; `payers` are those the person may speak for, None for all."""
    edition = _locked(edition)
    line = Contribution(edition=edition, position=_next_position(Contribution, edition))
    return _write(line, values, payers, by=by)


@transaction.atomic
def change(
    contribution: Contribution,
    *,
    values: Mapping[str, object],
    payers: Collection[int] | None,
    by,
    at: datetime,
    seen: str = "",
) -> Contribution:
    """Correct what a partner bears; refuses to take it from, or give it to, somebody else's payer.

    `seen` is the version that whoever corrects it saw.
    """
    _locked(contribution.edition)
    line = Contribution.objects.filter(pk=contribution.pk).first()
    if line is None:
        raise RuleBroken(versions.CHANGED)
    versions.refuse_if_changed(seen, queries.version_of(line))
    _check_payer(line.payer_id, payers)
    return _write(line, values, payers, by=by)


@transaction.atomic
def remove(contribution: Contribution, *, payers: Collection[int] | None, by, at: datetime) -> None:
    """Take a contribution away; the audit trail keeps it."""
    _locked(contribution.edition)
    _check_payer(contribution.payer_id, payers)
    with audit.acting(user_id=by.pk):
        contribution.delete()


@transaction.atomic
def quote(edition: Edition, *, currency: str, per_usd: Decimal, quoted_on, by) -> ExchangeRate:
    """Set the rate of a currency on a day, instead of the one that was set before."""
    edition = _locked(edition)
    with audit.acting(user_id=by.pk):
        rate, _ = ExchangeRate.objects.update_or_create(
            edition=edition,
            currency=currency,
            quoted_on=quoted_on,
            defaults={"per_usd": per_usd},
            create_defaults={
                "per_usd": per_usd,
                "position": _next_position(ExchangeRate, edition),
            },
        )
    return rate


@transaction.atomic
def remove_rate(rate: ExchangeRate, *, by) -> None:
    """Take a rate away; the audit trail keeps it."""
    _locked(rate.edition)
    with audit.acting(user_id=by.pk):
        rate.delete()


def _write(
    line: Contribution, values: Mapping[str, object], payers: Collection[int] | None, *, by
) -> Contribution:
    for name, value in values.items():
        if name not in OWN:
            raise TypeError(f"a contribution has no {name}")
        setattr(line, name, value)
    _check_payer(line.payer_id, payers)
    if not line.edition.organisations.filter(pk=line.payer_id).exists():
        raise RuleBroken("payer_takes_no_part")
    for reason in rules.reasons_not_a_contribution(
        kind=line.kind, valuation=line.valuation, amount=line.amount
    ):
        raise RuleBroken(reason)
    with audit.acting(user_id=by.pk):
        line.save()
    return line


def _locked(edition: Edition) -> Edition:
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    for reason in rules.reasons_not_to_change(edition.state):
        raise RuleBroken(reason)
    return edition


def _check_payer(payer_id: int, payers: Collection[int] | None) -> None:
    if payers is not None and payer_id not in payers:
        raise RuleBroken("payer_of_somebody_else")


def _next_position(model, edition: Edition) -> int:
    last = model.objects.filter(edition=edition).aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1
