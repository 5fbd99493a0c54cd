"""Who bears what, in which currency, and what that is in one currency."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from samgak.core import versions
from samgak.funding import rules
from samgak.funding.models import Contribution, ExchangeRate
from samgak.partners.models import Organisation
from samgak.programmes.models import Edition


def contributions(edition: Edition):
    """Everything partners bear, in the order of the edition file."""
    return Contribution.objects.filter(edition=edition).select_related("payer")


def contribution(edition: Edition, *, pk: int) -> Contribution:
    """One contribution of the edition; raises Contribution.DoesNotExist."""
    return contributions(edition).get(pk=pk)


def version_of(line: Contribution) -> str:
    """The version of a contribution that a form is opened with."""
    return versions.stamp([line])


def payers(edition: Edition):
    """The organisations that bear something."""
    paying = Contribution.objects.filter(edition=edition).values("payer")
    return Organisation.objects.filter(pk__in=paying)


def possible_payers(edition: Edition, *, among: Iterable[int] | None):
    """The organisations of the edition, or those of them whose keys are `among`."""
    found = edition.organisations.all()
    return found if among is None else found.filter(pk__in=list(among))


def exchange_rates(edition: Edition):
    """The rates of the edition, in its order."""
    return ExchangeRate.objects.filter(edition=edition)


def exchange_rate(edition: Edition, *, pk: int) -> ExchangeRate:
    """One rate of the edition; raises ExchangeRate.DoesNotExist."""
    return exchange_rates(edition).get(pk=pk)


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


@dataclass(frozen=True)
class Line:
    """One contribution with its cell under each payer, of which all but one are empty."""

    contribution: Contribution
    cells: tuple[Contribution | None, ...]
    is_planned: bool


@dataclass(frozen=True)
class CostMatrix:
    """What is borne by whom: items as rows, payers as columns, sums below."""

    lines: tuple[Line, ...]
    payers: tuple[PayerTotal, ...]
    by_currency: dict[str, Decimal]
    in_usd: Decimal | None
    rates: tuple[ExchangeRate, ...]
    currencies_without_rate: tuple[str, ...]


def cost_matrix(edition: Edition, *, on: date) -> CostMatrix:
    """The contributions by item and payer; what is to be spent after that day is planned."""
    found = list(contributions(edition))
    rates = tuple(exchange_rates(edition))
    totals = _totals(found, rates)
    order = [total.payer for total in totals]
    sums = rules.by_currency((one.currency, one.amount) for one in found)
    per_usd = _per_usd(rates)
    return CostMatrix(
        lines=tuple(
            Line(
                contribution=one,
                cells=tuple(one if payer == one.payer else None for payer in order),
                is_planned=one.spent_on > on,
            )
            for one in found
        ),
        payers=tuple(totals),
        by_currency=sums,
        in_usd=rules.in_usd(sums, per_usd),
        rates=rates,
        currencies_without_rate=tuple(sorted(set(sums) - set(per_usd) - {rules.USD})),
    )


def totals(edition: Edition, lines: Iterable[Contribution]) -> list[PayerTotal]:
    """The totals of each payer; `in_usd` is None when a rate is missing."""
    return _totals(lines, exchange_rates(edition))


def _totals(lines: Iterable[Contribution], rates: Iterable[ExchangeRate]) -> list[PayerTotal]:
    per_usd = _per_usd(rates)
    by_payer: dict[Organisation, list[Contribution]] = {}
    for line in lines:
        by_payer.setdefault(line.payer, []).append(line)
    found = []
    for payer, own in by_payer.items():
        sums = rules.by_currency((line.currency, line.amount) for line in own)
        found.append(PayerTotal(payer, sums, rules.in_usd(sums, per_usd)))
    return found


def _per_usd(rates: Iterable[ExchangeRate]) -> dict[str, Decimal]:
    """The newest rate of each currency."""
    ordered = sorted(rates, key=lambda rate: rate.quoted_on)
    return {rate.currency: rate.per_usd for rate in ordered}
