"""Money of an edition whose payers take part in it."""

from datetime import date
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from samgak.funding.models import Contribution, ExchangeRate
from tests.factories import EditionFactory, OrganisationFactory


class ContributionFactory(DjangoModelFactory):
    class Meta:
        model = Contribution
        skip_postgeneration_save = True

    edition = factory.SubFactory(EditionFactory)
    position = factory.Sequence(int)
    payer = factory.SubFactory(OrganisationFactory)
    item = factory.Sequence(lambda n: f"Item {n}")
    amount = Decimal("100.00")
    currency = "USD"
    kind = Contribution.Kind.CASH
    purpose = Contribution.Purpose.EXPERTS
    delivered_in = "KZ"
    spent_on = date(2030, 1, 14)

    @factory.post_generation
    def takes_part(self, create, extracted):
        """A payer is always among the organisations of its edition."""
        if create:
            self.edition.organisations.add(self.payer)


class ExchangeRateFactory(DjangoModelFactory):
    class Meta:
        model = ExchangeRate

    edition = factory.SubFactory(EditionFactory)
    position = factory.Sequence(int)
    currency = "KZT"
    per_usd = Decimal(500)
    quoted_on = date(2030, 1, 14)
