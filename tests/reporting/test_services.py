from datetime import timedelta

import pytest
from lxml import etree

from samgak.core.errors import RuleBroken
from samgak.exchange import services as exchange
from samgak.funding.models import Contribution
from samgak.partners.models import Organisation
from samgak.reporting import queries, services
from samgak.reporting.models import ReportingSnapshot
from samgak.standards.iati.validate import schema_errors
from tests.exchange.editions import DEMONSTRATION
from tests.factories import MORNING, OrganisationFactory, UserFactory
from tests.funding.factories import ContributionFactory

pytestmark = pytest.mark.django_db
LATER = MORNING + timedelta(days=1)


@pytest.fixture
def by():
    return UserFactory()


def test_what_is_frozen_stays_whatever_changes_after(demonstration, koica, by):
    snapshot = services.freeze(demonstration, organisation=koica, by=by, at=MORNING)
    Contribution.objects.filter(payer=koica, purpose="experts").update(amount=1)

    with services.frozen_file(snapshot, at=LATER) as file:
        tree = etree.fromstring(file.read())
    report = queries.report(demonstration, organisation=koica, at=LATER)

    assert [one.text for one in tree.iter("value")] == ["18000.00", "24000.00", "5000.00"]
    assert report.frozen == snapshot
    assert not report.is_frozen_as_it_stands


def test_freezing_twice_keeps_one_snapshot_until_something_changes(demonstration, koica, by):
    first = services.freeze(demonstration, organisation=koica, by=by, at=MORNING)
    again = services.freeze(demonstration, organisation=koica, by=by, at=LATER)
    Contribution.objects.filter(payer=koica, purpose="experts").update(amount=1)
    changed = services.freeze(demonstration, organisation=koica, by=by, at=LATER)

    assert again == first
    assert queries.snapshot_of(demonstration, organisation=koica) == changed
    assert ReportingSnapshot.objects.count() == 2


def test_a_report_with_problems_is_neither_frozen_nor_written(demonstration, koica, by):
    ContributionFactory(edition=demonstration, payer=koica, spent_on="2040-01-01")

    for act in (
        lambda: services.freeze(demonstration, organisation=koica, by=by, at=MORNING),
        lambda: services.draft_file(demonstration, organisation=koica, at=MORNING),
    ):
        with pytest.raises(RuleBroken, match="report_has_problems"):
            act()

    assert not ReportingSnapshot.objects.exists()


def test_who_pays_nothing_or_has_no_identifier_reports_nothing(demonstration, by):
    for organisation in (
        OrganisationFactory(iati_identifier="XM-DAC-1-1"),
        Organisation.objects.get(key="astana-hub"),
    ):
        with pytest.raises(RuleBroken, match="nothing_to_report"):
            services.freeze(demonstration, organisation=organisation, by=by, at=MORNING)


def test_an_organisations_file_holds_each_edition_once_as_frozen_last(
    demonstration, koica, by, tmp_path
):
    text = DEMONSTRATION.read_text(encoding="utf-8")
    second = exchange.load(text.replace("code: astana-2025", "code: astana-2026", 1)).edition
    services.freeze(demonstration, organisation=koica, by=by, at=MORNING)
    services.freeze(second, organisation=koica, by=by, at=MORNING)
    Contribution.objects.filter(edition=demonstration, purpose="experts").update(amount=7)
    services.freeze(demonstration, organisation=koica, by=by, at=LATER)

    path = tmp_path / "koica.xml"
    with services.organisation_file(koica, at=LATER) as file:
        path.write_bytes(file.read())
    tree = etree.parse(path)

    assert sorted(one.text for one in tree.iter("iati-identifier")) == [
        "XM-DAC-742-4-astana-2025",
        "XM-DAC-742-4-astana-2026",
    ]
    assert sorted(one.text for one in tree.iter("value")) == sorted(
        ["7.00", "24000.00", "5000.00", "18000.00", "24000.00", "5000.00"]
    )
    assert schema_errors(path) == []


def test_a_file_of_nothing_is_refused(koica):
    with pytest.raises(RuleBroken, match="nothing_is_frozen"):
        services.organisation_file(koica, at=MORNING)


def test_the_facts_of_the_life_cycle(demonstration, koica):
    ready = queries.facts(demonstration, at=MORNING)
    ContributionFactory(edition=demonstration, payer=koica, spent_on="2040-01-01")

    assert ready == {"reports_are_valid": True}
    assert queries.facts(demonstration, at=MORNING) == {"reports_are_valid": False}


def test_an_edition_that_nobody_reports_has_no_valid_reports(demonstration):
    Contribution.objects.all().delete()

    assert queries.facts(demonstration, at=MORNING) == {"reports_are_valid": False}
