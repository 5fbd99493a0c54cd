from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from samgak.funding import rules
from samgak.funding.models import Contribution, ExchangeRate
from samgak.partners.models import Organisation
from samgak.programmes.models import Edition


def contributions(edition: Edition):
    """Everything partners bear, in the order of the edition file."""
    return Contribution.objects.filter(edition=edition).select_related("payer")


def payers(edition: Edition):
    """The organisations that bear something."""
    paying = Contribution.objects.filter(edition=edition).values("payer")
    return Organisation.objects.filter(pk__in=paying)


def facts(edition: Edition) -> dict[str, bool]:
    """What the life cycle asks of the money."""
    return {
        "contributions_are_entered": Contribution.objects.filter(edition=edition).exists(),
    }


@dataclass(frozen=True)
class PayerTotal:
    """What one organisation bears: by currency, and in US dollars where a rate is known."""

    payer: Organisation
    by_currency: dict[str, Decimal]
    in_usd: Decimal | None


def totals(edition: Edition, lines: Iterable[Contribution]) -> list[PayerTotal]:
    """The totals of each payer; `in_usd` is None when a rate is missing."""
    rates = {
        rate.currency: rate.per_usd
        for rate in ExchangeRate.objects.filter(edition=edition).order_by("quoted_on")
    }
    by_payer: dict[Organisation, dict[str, Decimal]] = {}
    for line in lines:
        sums = by_payer.setdefault(line.payer, {})
        sums[line.currency] = sums.get(line.currency, Decimal(0)) + line.amount
    return [PayerTotal(payer, sums, rules.in_usd(sums, rates)) for payer, sums in by_payer.items()]
