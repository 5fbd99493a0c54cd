from decimal import Decimal

import pytest
from lxml import etree

from samgak.funding.models import Contribution
from samgak.partners.models import Organisation
from samgak.programmes.models import PartnerRole
from samgak.reporting import queries, services
from samgak.standards.iati.validate import schema_errors
from tests.factories import MORNING, ParticipantFactory

pytestmark = pytest.mark.django_db


def written(edition, organisation):
    with services.draft_file(edition, organisation=organisation, at=MORNING) as file:
        return etree.fromstring(file.read())


def money(tree):
    return [
        (
            one.findtext("value"),
            one.find("value").get("currency"),
            one.find("aid-type").get("code"),
            one.find("provider-org").get("ref"),
        )
        for one in tree.iter("transaction")
    ]


def test_koica_reports_its_own_expenditure_only(demonstration, koica):
    tree = written(demonstration, koica)

    assert money(tree) == [
        ("18000.00", "USD", "D01", "XM-DAC-742-4"),
        ("24000.00", "USD", "D02", "XM-DAC-742-4"),
        ("5000.00", "USD", "G01", "XM-DAC-742-4"),
    ]


def test_kazaid_pays_in_its_own_country(demonstration, kazaid):
    assert money(written(demonstration, kazaid)) == [
        ("3600000.00", "KZT", "E01", "KZ-BIN-000000000000")
    ]


def test_all_that_is_paid_by_reporters_stands_in_exactly_one_report(demonstration):
    found = queries.reports(demonstration, at=MORNING)

    reported = [line.pk for one in found.reports for line in one.contributions]
    transactions = sum(len(one.activity.transactions) for one in found.reports)

    assert len(reported) == len(set(reported)) == transactions == 4
    assert [(one.key, sums) for one, sums in found.unreported] == [
        ("astana-hub", {"KZT": Decimal(2400000)})
    ]


def test_the_reports_name_each_other(demonstration, koica, kazaid):
    ours, theirs = written(demonstration, koica), written(demonstration, kazaid)

    assert ours.findtext(".//iati-identifier") == "XM-DAC-742-4-astana-2025"
    assert ours.find(".//related-activity").attrib == {
        "ref": theirs.findtext(".//iati-identifier"),
        "type": "4",
    }
    assert theirs.find(".//related-activity").get("ref") == "XM-DAC-742-4-astana-2025"


def test_the_files_are_valid_under_the_official_schema(demonstration, koica, kazaid, tmp_path):
    for organisation in (koica, kazaid):
        path = tmp_path / f"{organisation.key}.xml"
        with services.draft_file(demonstration, organisation=organisation, at=MORNING) as file:
            path.write_bytes(file.read())

        assert schema_errors(path) == []


def test_people_are_counted_in_one_report(demonstration, koica, kazaid):
    ParticipantFactory.create_batch(3, edition=demonstration)

    found = queries.reports(demonstration, at=MORNING)
    ours, theirs = written(demonstration, koica), written(demonstration, kazaid)

    assert found.results_lead == kazaid
    assert list(ours.iter("result")) == []
    assert theirs.find(".//target").get("value") == "20"
    assert theirs.find(".//actual").get("value") == "3"


def test_nobody_has_come_before_the_course_is_held(demonstration, kazaid):
    demonstration.state = "selection_approved"
    demonstration.save()

    activity = queries.activity(demonstration, organisation=kazaid)

    (period,) = activity.results[0].indicators[0].periods
    assert (len(period.targets), period.actuals) == (1, ())
    assert [day.type for day in activity.activity_dates] == ["1", "3"]


def test_shares_follow_the_participants_and_make_100(demonstration, koica):
    for country, count in (("KZ", 1), ("TJ", 1), ("UZ", 1)):
        ParticipantFactory.create_batch(count, edition=demonstration, person__country=country)

    shares = queries.activity(demonstration, organisation=koica).recipient_countries

    assert [(one.code, one.percentage) for one in shares] == [
        ("KZ", Decimal("33.34")),
        ("TJ", Decimal("33.33")),
        ("UZ", Decimal("33.33")),
    ]


def test_shares_are_equal_before_anybody_is_chosen(demonstration, koica):
    shares = queries.activity(demonstration, organisation=koica).recipient_countries

    assert {one.code: one.percentage for one in shares} == dict.fromkeys(
        ["KZ", "TJ", "KG", "UZ", "TM"], Decimal(20)
    )


def test_triangular_only_with_a_south_south_element(demonstration, koica):
    before = queries.activity(demonstration, organisation=koica).collaboration_type
    beneficiaries = PartnerRole.objects.filter(edition=demonstration, role="beneficiary")
    beneficiaries.exclude(country="KZ").delete()
    found = queries.reports(demonstration, at=MORNING)

    assert (before, found.reports[0].activity.collaboration_type) == ("8", "1")
    assert found.reasons_not_triangular == ("no-south-south-element",)


def test_each_language_has_its_own_narrative_and_the_roles_go_out_as_tags(demonstration, koica):
    tree = written(demonstration, koica)
    lang = "{http://www.w3.org/XML/1998/namespace}lang"

    titles = [one.get(lang) for one in tree.findall("iati-activity/title/narrative")]

    assert sorted(titles) == ["en", "kk", "ko", "ky", "ru", "tg", "tk", "uz"]
    assert [(one.get("vocabulary"), one.get("code")) for one in tree.iter("tag")] == [
        ("99", "facilitating")
    ]


def test_two_organisations_under_one_identifier_are_told_and_count_nothing_twice(
    demonstration, koica
):
    Organisation.objects.filter(key="astana-hub").update(iati_identifier=koica.iati_identifier)

    found = queries.reports(demonstration, at=MORNING)
    by_key = {one.organisation.key: one for one in found.reports}

    for key in ("koica", "astana-hub"):
        rules = [one.problem.rule for one in by_key[key].problems]
        assert "identifier-shared" in rules
    assert len(by_key["koica"].activity.transactions) == 3
    assert len(by_key["astana-hub"].activity.transactions) == 1
    assert not found.are_ready


def test_a_suspended_course_that_had_begun_keeps_its_first_day(demonstration, koica):
    demonstration.state, demonstration.state_before = "suspended", "running"
    demonstration.save()

    activity = queries.activity(demonstration, organisation=koica)

    assert activity.activity_status == "6"
    assert [day.type for day in activity.activity_dates] == ["1", "2", "3"]


def test_a_contribution_to_come_is_a_problem_of_its_day(demonstration, koica):
    line = Contribution.objects.filter(edition=demonstration, payer=koica).last()
    line.spent_on = line.spent_on.replace(year=2040)
    line.save()

    found = queries.report(demonstration, organisation=koica, at=MORNING)

    assert [(one.problem.rule, one.contribution, one.place.field) for one in found.problems] == [
        ("11.2.1", line, "spent_on"),
        ("11.2.2", line, "spent_on"),
    ]
