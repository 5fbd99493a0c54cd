"""Stores who bears what, and the rates it is compared by."""

from samgak.exchange.rules import model
from samgak.exchange.services.parties import Organisations
from samgak.exchange.services.rows import Ledger, remove, settle
from samgak.funding.models import Contribution, ExchangeRate
from samgak.programmes.models import Edition


def store(
    edition: Edition, found: model.Funding, organisations: Organisations, ledger: Ledger
) -> None:
    _store_contributions(edition, found, organisations, ledger)
    rates = [
        {"currency": rate.currency, "per_usd": rate.per_usd, "quoted_on": rate.on}
        for rate in found.exchange_rates
    ]
    rows = ExchangeRate.objects.filter(edition=edition)
    section, key = "exchange_rates", ("currency", "quoted_on")
    _, left = settle(rows, rates, key=key, section=section, ledger=ledger, edition=edition)
    remove(left, section=section, ledger=ledger)


def _store_contributions(
    edition: Edition, found: model.Funding, organisations: Organisations, ledger: Ledger
) -> None:
    contributions = [
        {
            "payer_id": organisations[one.payer].pk,
            "item": one.item,
            "amount": one.amount,
            "currency": one.currency,
            "kind": one.kind,
            "valuation": one.valuation or "",
            "purpose": one.purpose,
            "delivered_in": one.delivered_in,
            "spent_on": one.on,
        }
        for one in found.contributions
    ]
    rows = Contribution.objects.filter(edition=edition)
    key = ("payer_id", "purpose", "kind", "currency")
    _, left = settle(rows, contributions, key=key, section="money", ledger=ledger, edition=edition)
    remove(left, section="money", ledger=ledger)
