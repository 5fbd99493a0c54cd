from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.apps import apps

from samgak.core.errors import RuleBroken
from samgak.funding import queries, services
from samgak.funding.models import Contribution, ExchangeRate
from tests.factories import EditionFactory, OrganisationFactory, UserFactory
from tests.funding.factories import ContributionFactory, ExchangeRateFactory

pytestmark = pytest.mark.django_db
AT = datetime(2030, 1, 15, tzinfo=UTC)


def values(**changes):
    return {
        "item": {"en": "Hall"},
        "amount": Decimal("2400000.00"),
        "currency": "KZT",
        "kind": "in-kind",
        "valuation": "list price",
        "purpose": "event",
        "delivered_in": "KZ",
        "spent_on": date(2030, 1, 14),
    } | changes


@pytest.fixture
def by():
    return UserFactory()


@pytest.fixture
def payer():
    return OrganisationFactory()


@pytest.fixture
def edition(payer):
    edition = EditionFactory()
    edition.organisations.add(payer)
    return edition


def test_add_puts_the_line_last(edition, payer, by):
    before = ContributionFactory(edition=edition, payer=payer, position=7)

    added = services.add(edition, values=values(payer=payer), payers=None, by=by, at=AT)

    assert list(queries.contributions(edition)) == [before, added]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"valuation": ""}, "valuation_missing"),
        ({"amount": Decimal(0)}, "amount_not_positive"),
    ],
)
def test_add_refuses_what_is_no_contribution(edition, payer, by, changes, code):
    with pytest.raises(RuleBroken, match=code):
        services.add(edition, values=values(payer=payer, **changes), payers=None, by=by, at=AT)

    assert not Contribution.objects.exists()


def test_add_refuses_a_payer_outside_the_edition(edition, by):
    stranger = OrganisationFactory()

    with pytest.raises(RuleBroken, match="payer_takes_no_part"):
        services.add(edition, values=values(payer=stranger), payers=None, by=by, at=AT)


def test_nobody_speaks_for_another_payer(edition, payer, by):
    mine = OrganisationFactory()
    edition.organisations.add(mine)
    line = ContributionFactory(edition=edition, payer=payer)
    own = ContributionFactory(edition=edition, payer=mine)
    payers = frozenset({mine.pk})

    for act in (
        lambda: services.add(edition, values=values(payer=payer), payers=payers, by=by, at=AT),
        lambda: services.change(line, values=values(payer=mine), payers=payers, by=by, at=AT),
        lambda: services.change(own, values=values(payer=payer), payers=payers, by=by, at=AT),
        lambda: services.remove(line, payers=payers, by=by, at=AT),
    ):
        with pytest.raises(RuleBroken, match="payer_of_somebody_else"):
            act()

    assert set(Contribution.objects.values_list("pk", "payer")) == {
        (line.pk, payer.pk),
        (own.pk, mine.pk),
    }


def test_change_and_remove_stay_in_the_audit_trail(edition, payer, by):
    line = ContributionFactory(edition=edition, payer=payer)

    services.change(line, values=values(payer=payer), payers=None, by=by, at=AT)
    services.remove(line, payers=None, by=by, at=AT)

    trail = apps.get_model("funding", "ContributionEvent").objects.order_by("pgh_id")
    assert [(one.pgh_label, one.amount) for one in trail] == [
        ("insert", Decimal("100.00")),
        ("update", Decimal("2400000.00")),
        ("delete", Decimal("2400000.00")),
    ]
    assert trail.last().pgh_context.metadata["user"] == by.pk


def test_nothing_changes_in_a_closed_edition(edition, payer, by):
    line = ContributionFactory(edition=edition, payer=payer)
    edition.state = "closed"
    edition.save()

    for act in (
        lambda: services.add(edition, values=values(payer=payer), payers=None, by=by, at=AT),
        lambda: services.change(line, values=values(), payers=None, by=by, at=AT),
        lambda: services.remove(line, payers=None, by=by, at=AT),
        lambda: services.quote(
            edition, currency="KZT", per_usd=Decimal(1), quoted_on=date(2030, 1, 1), by=by
        ),
    ):
        with pytest.raises(RuleBroken, match="edition_has_ended"):
            act()


def test_a_rate_of_the_same_day_takes_the_place_of_the_first(edition, by):
    for per_usd in (Decimal(538), Decimal("540.5")):
        services.quote(edition, currency="KZT", per_usd=per_usd, quoted_on=date(2030, 1, 14), by=by)

    assert [rate.per_usd for rate in ExchangeRate.objects.all()] == [Decimal("540.5")]


def test_the_matrix_has_a_column_for_each_payer_and_sums_below(edition, payer):
    other = OrganisationFactory()
    ContributionFactory(edition=edition, payer=payer, amount=Decimal(100))
    ContributionFactory(edition=edition, payer=payer, amount=Decimal(1000), currency="KZT")
    ContributionFactory(
        edition=edition, payer=other, amount=Decimal(50), spent_on=date(2030, 1, 20)
    )
    ExchangeRateFactory(edition=edition, per_usd=Decimal(400), quoted_on=date(2030, 1, 1))
    ExchangeRateFactory(edition=edition, per_usd=Decimal(500), quoted_on=date(2030, 1, 14))

    matrix = queries.cost_matrix(edition, on=date(2030, 1, 15))

    assert [(total.payer, total.in_usd) for total in matrix.payers] == [
        (payer, Decimal(102)),
        (other, Decimal(50)),
    ]
    assert matrix.by_currency == {"USD": Decimal(150), "KZT": Decimal(1000)}
    assert matrix.in_usd == Decimal(152)
    assert [[bool(cell) for cell in line.cells] for line in matrix.lines] == [
        [True, False],
        [True, False],
        [False, True],
    ]
    assert [line.is_planned for line in matrix.lines] == [False, False, True]


def test_a_currency_without_a_rate_is_named(edition, payer):
    ContributionFactory(edition=edition, payer=payer, currency="KRW")

    matrix = queries.cost_matrix(edition, on=date(2030, 1, 15))

    assert matrix.currencies_without_rate == ("KRW",)
    assert (matrix.in_usd, matrix.payers[0].in_usd) == (None, None)
