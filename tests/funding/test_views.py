from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import translation

from samgak.funding import phrases
from samgak.funding.models import Contribution, ExchangeRate
from tests.costs import queries_of
from tests.factories import (
    EditionFactory,
    EditionRoleFactory,
    OrganisationFactory,
    OrganisationRoleFactory,
    PartnerRoleFactory,
)
from tests.funding.factories import ContributionFactory, ExchangeRateFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return EditionFactory()


@pytest.fixture
def officer(client, edition):
    user = EditionRoleFactory(edition=edition).user
    client.force_login(user)
    return user


def page(name, edition, *args):
    return reverse(f"funding:{name}", args=[edition.code, *args])


def sent(payer, **changes):
    return {
        "payer": payer.pk,
        "item_0": "Hall",
        "purpose": "event",
        "kind": "in-kind",
        "valuation": "list price",
        "amount": "2400000",
        "currency": "KZT",
        "delivered_in": "KZ",
        "spent_on": "2030-01-14",
    } | changes


def officer_of(payer, edition, role="programme_officer"):
    PartnerRoleFactory(edition=edition, organisation=payer)
    return OrganisationRoleFactory(organisation=payer, role=role).user


def test_an_officer_adds_changes_and_removes(client, edition, officer):
    payer = OrganisationFactory()
    edition.organisations.add(payer)

    client.post(page("add", edition), sent(payer))
    line = Contribution.objects.get()
    client.post(page("change", edition, line.pk), sent(payer, amount="1500.50", currency="USD"))
    line.refresh_from_db()
    asked = client.get(page("remove", edition, line.pk)).content.decode()

    assert (line.amount, line.currency) == (Decimal("1500.50"), "USD")
    assert "The audit trail keeps it." in asked
    assert Contribution.objects.exists()
    client.post(page("remove", edition, line.pk))
    assert not Contribution.objects.exists()


def test_what_is_missing_is_said_beside_its_field(client, edition, officer):
    payer = OrganisationFactory()
    edition.organisations.add(payer)

    response = client.post(page("add", edition), sent(payer, valuation="", amount="0"))

    assert response.context["form"].errors.keys() == {"amount", "valuation"}
    response = client.post(page("add", edition), sent(payer, valuation=""))
    assert response.context["form"].errors.keys() == {"valuation"}
    assert not Contribution.objects.exists()


def test_a_partners_officer_changes_only_the_own_lines(client, edition):
    own, other = OrganisationFactory.create_batch(2)
    mine = ContributionFactory(edition=edition, payer=own)
    theirs = ContributionFactory(edition=edition, payer=other)
    client.force_login(officer_of(own, edition))

    shown = client.get(page("contributions", edition)).content.decode()
    offered = client.get(page("add", edition)).context["form"].fields["payer"].queryset
    taken = client.post(page("change", edition, mine.pk), sent(other))

    assert page("change", edition, mine.pk) in shown
    assert page("change", edition, theirs.pk) not in shown
    assert list(offered) == [own]
    assert taken.context["form"].errors.keys() == {"payer"}
    for name in ("change", "remove"):
        assert client.get(page(name, edition, theirs.pk)).status_code == 403
        assert client.post(page(name, edition, theirs.pk), sent(own)).status_code == 403
    assert Contribution.objects.filter(payer=other).count() == 1


@pytest.mark.parametrize("role", ["participant", "lecturer", "interpreter", "focal_point"])
def test_others_see_no_money(client, edition, role):
    country = "KZ" if role == "focal_point" else ""
    client.force_login(EditionRoleFactory(edition=edition, role=role, country=country).user)
    line = ContributionFactory(edition=edition)
    rate = ExchangeRateFactory(edition=edition)

    for address in (
        page("contributions", edition),
        page("add", edition),
        page("change", edition, line.pk),
        page("remove", edition, line.pk),
        page("quote", edition),
        page("remove_rate", edition, rate.pk),
    ):
        assert client.get(address).status_code == 403


@pytest.mark.parametrize("role", ["screener", "approver", "evaluation_officer", "administrator"])
def test_who_only_reads_can_change_nothing(client, edition, role):
    client.force_login(EditionRoleFactory(edition=edition, role=role).user)
    line = ContributionFactory(edition=edition)

    shown = client.get(page("contributions", edition))

    assert shown.status_code == 200
    assert page("change", edition, line.pk) not in shown.content.decode()
    assert client.post(page("remove", edition, line.pk)).status_code == 403
    assert client.post(page("quote", edition), {}).status_code == 403


def test_a_reporting_officer_enters_money_but_no_rates(client, edition):
    client.force_login(EditionRoleFactory(edition=edition, role="reporting_officer").user)

    assert client.get(page("add", edition)).status_code == 200
    assert client.get(page("quote", edition)).status_code == 403


def test_the_line_of_another_edition_is_not_found(client, edition, officer):
    elsewhere = ContributionFactory()

    assert client.get(page("change", edition, elsewhere.pk)).status_code == 404
    assert client.get(page("remove", edition, elsewhere.pk)).status_code == 404


def test_rates_are_entered_and_removed(client, edition, officer):
    ContributionFactory(edition=edition, currency="KZT", amount=Decimal(1000))
    lacking = client.get(page("contributions", edition)).content.decode()

    client.post(
        page("quote", edition), {"currency": "KZT", "per_usd": "500", "quoted_on": "2030-01-14"}
    )
    shown = client.get(page("contributions", edition)).content.decode()
    rate = ExchangeRate.objects.get()
    client.post(page("remove_rate", edition, rate.pk))

    assert "There is no exchange rate for KZT" in lacking
    assert "2.00\u00a0USD" in shown
    assert "14 January 2030" in shown
    assert not ExchangeRate.objects.exists()


def test_a_closed_edition_shows_its_money_and_offers_nothing(client, edition, officer):
    line = ContributionFactory(edition=edition)
    edition.state = "closed"
    edition.save()

    shown = client.get(page("contributions", edition)).content.decode()
    refused = client.post(page("remove", edition, line.pk), follow=True).content.decode()

    assert page("add", edition) not in shown
    assert "The edition has come to its end" in refused
    assert Contribution.objects.exists()


def test_the_lines_as_a_file(client, edition, officer):
    ContributionFactory(
        edition=edition, payer__name={"en": "KOICA", "ko": "한국국제협력단"}, item="=1+1"
    )

    with translation.override("ko"):
        response = client.get(page("contributions", edition), {"download": "csv"})
    lines = b"".join(response).decode("utf-8-sig").splitlines()
    sheet = client.get(page("contributions", edition), {"download": "xlsx"})

    assert lines[1].startswith("한국국제협력단,'=1+1,")
    assert "100.00,USD" in lines[1]
    assert lines[1].endswith("2030-01-14")
    assert b"".join(sheet).startswith(b"PK")
    assert client.get(page("contributions", edition), {"download": "exe"}).status_code == 404


def test_the_page_costs_the_same_queries_however_long(client, edition, officer):
    payer = ContributionFactory(edition=edition).payer
    ExchangeRateFactory(edition=edition)
    one = queries_of(client, page("contributions", edition))

    ContributionFactory.create_batch(2, edition=edition)
    ContributionFactory.create_batch(2, edition=edition, payer=payer)
    ExchangeRateFactory(edition=edition, quoted_on=date(2030, 1, 15))

    assert queries_of(client, page("contributions", edition)) == one


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "3,600,000.00\u00a0KZT"),
        ("ko", "3,600,000.00\u00a0KZT"),
        ("ru", "3\u00a0600\u00a0000,00\u00a0KZT"),
        ("kk", "3\u00a0600\u00a0000,00\u00a0KZT"),
    ],
)
def test_an_amount_is_written_as_the_reader_writes_it(language, words):
    with translation.override(language):
        assert phrases.money(Decimal("3600000.00"), "KZT") == words
