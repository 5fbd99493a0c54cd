import pytest
from django.urls import reverse
from lxml import etree, html

from samgak.funding.models import Contribution
from samgak.partners.models import Organisation
from samgak.reporting.models import ReportingSnapshot
from tests.costs import queries_of
from tests.factories import (
    EditionRoleFactory,
    OrganisationFactory,
    OrganisationRoleFactory,
    UserFactory,
)
from tests.funding.factories import ContributionFactory

pytestmark = pytest.mark.django_db


def page(name, edition, *args):
    return reverse(f"reporting:{name}", args=[edition.code, *args])


@pytest.fixture
def reporter(client, demonstration):
    user = EditionRoleFactory(edition=demonstration, role="reporting_officer").user
    client.force_login(user)
    return user


def card(response, key):
    return html.fromstring(response.content.decode()).get_element_by_id(f"report-{key}")


def body(response):
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def test_ready_only_when_the_checks_pass(client, demonstration, reporter, koica):
    before = card(client.get(page("reports", demonstration)), "koica")
    line = ContributionFactory(edition=demonstration, payer=koica, spent_on="2040-01-01")
    after = card(client.get(page("reports", demonstration)), "koica")

    assert "Ready" in before.text_content()
    assert page("draft", demonstration, "koica") in before.xpath(".//a/@href")
    assert "Ready" not in after.text_content()
    assert "2 problems" in after.text_content()
    assert page("draft", demonstration, "koica") not in after.xpath(".//a/@href")
    change = reverse("funding:change", args=[demonstration.code, line.pk])
    assert after.xpath(".//a/@href")[:2] == [f"{change}#id_spent_on"] * 2
    assert 'id="id_spent_on"' in client.get(change).content.decode()


def test_a_problem_leads_who_may_not_mend_it_to_where_it_is_shown(client, demonstration, koica):
    line = ContributionFactory(edition=demonstration, payer=koica, spent_on="2040-01-01")
    role = EditionRoleFactory(edition=demonstration, role="evaluation_officer")
    client.force_login(role.user)

    links = card(client.get(page("reports", demonstration)), "koica").xpath(".//a/@href")

    shown = reverse("funding:contributions", args=[demonstration.code])
    assert links[0] == f"{shown}#contribution-{line.pk}"
    assert f'id="contribution-{line.pk}"' in client.get(shown).content.decode()


def test_a_wrong_identifier_leads_to_the_organisation(client, demonstration, reporter):
    Organisation.objects.filter(key="koica").update(iati_identifier="NOBODY-1")
    address = reverse("partners:organisation", args=["koica"])

    links = card(client.get(page("reports", demonstration)), "koica").xpath(".//a/@href")

    assert f"{address}#iati_identifier" in links
    assert 'id="iati_identifier"' in client.get(address).content.decode()


def test_an_administrator_is_led_to_the_form_of_the_organisation(client, demonstration, koica):
    koica.operates_site, koica.iati_identifier = True, "NOBODY-1"
    koica.save()
    client.force_login(OrganisationRoleFactory(organisation=koica, role="administrator").user)
    address = reverse("partners:change", args=["koica"])

    links = card(client.get(page("reports", demonstration)), "koica").xpath(".//a/@href")

    assert f"{address}#id_iati_identifier" in links
    assert 'id="id_iati_identifier"' in client.get(address).content.decode()


def test_files_come_streamed_each_with_its_own_money(client, demonstration, reporter):
    trees = {}
    for key in ("koica", "kazaid"):
        response = client.get(page("draft", demonstration, key))
        assert response.streaming
        assert response["Content-Type"] == "application/xml"
        assert f"iati-{key}-astana-2025.xml" in response["Content-Disposition"]
        trees[key] = etree.fromstring(body(response))

    assert [one.text for one in trees["koica"].iter("value")] == ["18000.00", "24000.00", "5000.00"]
    assert [one.text for one in trees["kazaid"].iter("value")] == ["3600000.00"]


def test_a_file_with_problems_is_refused_with_a_sentence(client, demonstration, reporter, koica):
    ContributionFactory(edition=demonstration, payer=koica, spent_on="2040-01-01")

    response = client.get(page("draft", demonstration, "koica"), follow=True)

    assert "The report still has problems" in response.content.decode()


def test_a_frozen_report_is_kept_and_its_age_is_told(client, demonstration, reporter, koica):
    client.post(page("freeze", demonstration, "koica"))
    fresh = card(client.get(page("reports", demonstration)), "koica")
    Contribution.objects.filter(payer=koica, purpose="experts").update(amount=1)
    stale = card(client.get(page("reports", demonstration)), "koica")
    tree = etree.fromstring(body(client.get(page("frozen", demonstration, "koica"))))

    assert ReportingSnapshot.objects.get().frozen_by == reporter
    assert fresh.xpath(".//form") == []
    assert "The edition has changed since" not in fresh.text_content()
    assert "The edition has changed since" in stale.text_content()
    assert tree.findtext(".//value") == "18000.00"
    assert client.get(page("frozen", demonstration, "kazaid")).status_code == 404


def test_a_partners_officer_freezes_only_the_own_report(client, demonstration, koica):
    client.force_login(OrganisationRoleFactory(organisation=koica, role="reporting_officer").user)

    shown = client.get(page("reports", demonstration))

    assert client.post(page("freeze", demonstration, "kazaid")).status_code == 403
    assert client.post(page("freeze", demonstration, "koica")).status_code == 302
    assert card(shown, "kazaid").xpath(".//form") == []
    assert len(card(shown, "koica").xpath(".//form")) == 1
    assert [one.organisation for one in ReportingSnapshot.objects.all()] == [koica]


def test_the_file_of_an_organisation_is_for_its_own_officers(client, demonstration, koica, kazaid):
    ours = OrganisationRoleFactory(organisation=koica, role="reporting_officer").user
    theirs = OrganisationRoleFactory(organisation=kazaid, role="reporting_officer").user
    address = reverse("reporting:organisation", args=["koica"])
    client.force_login(ours)
    nothing = client.get(address).status_code
    client.post(page("freeze", demonstration, "koica"))
    tree = etree.fromstring(body(client.get(address)))

    assert nothing == 404
    assert tree.findtext(".//iati-identifier") == "XM-DAC-742-4-astana-2025"
    for user in (theirs, UserFactory()):
        client.force_login(user)
        assert client.get(address).status_code == 403
    client.logout()
    assert client.get(address).status_code == 302


@pytest.mark.parametrize("role", ["participant", "lecturer", "interpreter", "focal_point"])
def test_others_see_no_reports(client, demonstration, role):
    country = "KZ" if role == "focal_point" else ""
    client.force_login(EditionRoleFactory(edition=demonstration, role=role, country=country).user)

    for address in (
        page("reports", demonstration),
        page("draft", demonstration, "koica"),
        page("frozen", demonstration, "koica"),
    ):
        assert client.get(address).status_code == 403
    assert client.post(page("freeze", demonstration, "koica")).status_code == 403


def test_who_only_reads_freezes_nothing(client, demonstration):
    client.force_login(EditionRoleFactory(edition=demonstration, role="programme_officer").user)

    assert client.get(page("reports", demonstration)).status_code == 200
    assert client.post(page("freeze", demonstration, "koica")).status_code == 403


def test_an_organisation_of_another_edition_is_not_found(client, demonstration, reporter):
    OrganisationFactory(key="elsewhere")

    assert client.get(page("draft", demonstration, "elsewhere")).status_code == 404
    assert client.post(page("freeze", demonstration, "elsewhere")).status_code == 404


def test_what_stands_in_no_report_is_told(client, demonstration, reporter):
    shown = client.get(page("reports", demonstration)).content.decode()

    assert 'id="unreported"' in shown
    assert "2,400,000.00\u00a0KZT" in shown
    assert "collaboration type 8" in shown


def test_an_edition_without_money_says_what_to_do_first(client, demonstration, reporter):
    Contribution.objects.all().delete()

    assert "Nobody reports yet" in client.get(page("reports", demonstration)).content.decode()


def test_the_page_costs_the_same_queries_however_many_report(client, demonstration, reporter):
    client.post(page("freeze", demonstration, "koica"))
    before = queries_of(client, page("reports", demonstration))

    for number in range(3):
        payer = OrganisationFactory(iati_identifier=f"XM-DAC-742-{number + 10}")
        ContributionFactory.create_batch(2, edition=demonstration, payer=payer)

    assert queries_of(client, page("reports", demonstration)) == before
