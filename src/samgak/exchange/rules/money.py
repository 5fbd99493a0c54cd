"""Reads who bears what, and the rates by which it is compared."""

from datetime import date
from decimal import Decimal

from samgak.exchange.rules import model, times, values
from samgak.exchange.rules.model import Contribution, ExchangeRate, Funding, Sector
from samgak.exchange.rules.partners import ORGANISATION
from samgak.exchange.rules.reading import Fields, Place, Read, each
from samgak.exchange.rules.tree import Sequence

ALL = Decimal(100)
LARGEST_AMOUNT = "99999999999999.99"
LARGEST_RATE = "9999999999"


def funding(fields: Fields, starts_on: date) -> Funding:
    return Funding(
        contributions=fields.may("money", each(contribution(starts_on)), ()),
        exchange_rates=fields.may("exchange_rates", each(exchange_rate, unique=_quotation), ()),
    )


def contribution(starts_on: date) -> Read[Contribution]:
    """A reader of contributions; what has no date is spent on the edition's first day."""

    def read(place: Place) -> Contribution:
        fields = Fields(
            place,
            "payer",
            "item",
            "amount",
            "currency",
            "kind",
            "valuation",
            "purpose",
            "delivered_in",
            "on",
        )
        kind = fields.need("kind", values.one_of(*model.MONEY_KINDS))
        if kind == "in-kind" and not fields.has("valuation"):
            fields.note("valuation", "valuation_missing")
        return Contribution(
            payer=fields.need("payer", ORGANISATION),
            item=fields.need("item", values.text()),
            amount=fields.need("amount", values.number(LARGEST_AMOUNT, places=2)),
            currency=fields.need("currency", values.currency),
            kind=kind,
            purpose=fields.need("purpose", values.one_of(*model.PURPOSES)),
            delivered_in=fields.need("delivered_in", values.country),
            on=fields.may("on", times.day, starts_on),
            valuation=fields.may("valuation", values.words(200)),
        )

    return read


def exchange_rate(place: Place) -> ExchangeRate:
    fields = Fields(place, "currency", "per_usd", "on")
    rate = values.number(LARGEST_RATE, places=6, above_zero=True)
    return ExchangeRate(
        currency=fields.need("currency", values.currency),
        per_usd=fields.need("per_usd", rate),
        on=fields.need("on", times.day),
    )


def _quotation(rate: ExchangeRate) -> tuple[object, ...] | None:
    return (rate.currency, rate.on) if rate.currency and rate.on else None


def sectors(place: Place) -> tuple[Sector, ...]:
    found = each(sector, unique=_sector_code, key="code")(place)
    shares = [one.percent for one in found if one.percent is not None]
    complete = isinstance(place.node, Sequence) and len(shares) == len(place.node.items)
    if complete and sum(shares) != ALL:
        place.note("sectors_not_all", sum=f"{sum(shares):f}")
    return found


def _sector_code(found: Sector) -> str:
    return found.code


def sector(place: Place) -> Sector:
    fields = Fields(place, "code", "percent")
    return Sector(
        code=fields.need("code", values.sector_code),
        percent=fields.need("percent", values.number("100", places=6, above_zero=True)),
    )
