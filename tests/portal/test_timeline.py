from datetime import date

import pytest
from django.urls import reverse
from lxml import html

from samgak.exchange import services as exchange
from samgak.partners.models import HistoryEvent
from samgak.programmes.models import Claim, HistoryLink, PartnerRole
from tests.costs import queries_of
from tests.exchange.editions import DEMONSTRATION
from tests.factories import (
    EditionFactory,
    EditionRoleFactory,
    OrganisationFactory,
    ParticipantFactory,
)

pytestmark = pytest.mark.django_db
ADDRESS = "/en/partners/timeline/"


@pytest.fixture
def edition():
    edition = exchange.load(DEMONSTRATION.read_text(encoding="utf-8")).edition
    edition.state = "delivered"
    edition.save()
    return edition


def told(client, address=ADDRESS, **query):
    response = client.get(address, query)
    assert response.status_code == 200
    return html.fromstring(response.content.decode())


def line(tree):
    """Each point: its year, its date and its title."""
    points = []
    for item in tree.find_class("moj-timeline__item"):
        (year,) = item.getparent().xpath("preceding-sibling::h2[1]")
        (when,) = item.find_class("sg-timeline__date")
        (title,) = item.find_class("moj-timeline__title")
        points.append(
            (year.text_content().strip(), when.text_content().strip(), title.text_content().strip())
        )
    return points


def point(tree, words):
    return next(
        item
        for item in tree.find_class("moj-timeline__item")
        if words in item.find_class("moj-timeline__title")[0].text_content()
    )


def test_the_page_stands_where_the_menu_leads():
    assert reverse("portal:timeline") == ADDRESS


def test_the_years_of_the_partnership_with_dates_as_precise_as_known(client, edition):
    assert line(told(client)) == [
        ("2013", "2013 · Training", "Special training for the team preparing KazAID"),
        ("2020", "2020 · Founding", "KazAID is founded"),
        ("2021", "10 November 2021 · Agreement", "First memorandum of understanding"),
        ("2025", "April 2025 · Secondment", "First KazAID officer seconded to KOICA headquarters"),
        (
            "2025",
            "25 August 2025 – 27 August 2025 · Third-country course",
            "Digital capacity building for five Central Asian countries",
        ),
        (
            "2025",
            "21 September 2025 · Training",
            "Two-week special training for 11 emerging provider countries",
        ),
        ("Date not known", "Date not known · Agreement", "Second memorandum of understanding"),
    ]


@pytest.mark.parametrize(
    ("language", "month"),
    [
        ("en", "April 2025"),
        ("ko", "2025년 4월"),
        ("ru", "апрель 2025"),
        ("kk", "2025\u202fж. сәуір"),
        ("ky", "2025-ж., апрель"),
        ("uz", "aprel, 2025"),
        ("tg", "апрел 2025"),
        ("tk", "aprel 2025"),
    ],
)
def test_a_month_is_written_as_the_reader_writes_it(client, edition, language, month):
    tree = told(client, f"/{language}/partners/timeline/")

    dates = [when.lower() for _, when, _ in line(tree)]

    assert any(when.startswith(month.lower()) for when in dates), dates


def test_roles_have_their_shapes_and_topics_are_told(client, edition):
    tree = told(client)
    secondment = point(tree, "seconded")
    course = point(tree, "Digital capacity")

    assert "Finding and carrying out projects" in secondment.text_content()
    assert len(secondment.find_class("sg-role--facilitating")) == 1
    assert len(secondment.find_class("sg-role--pivotal")) == 1
    assert len(course.find_class("sg-role--beneficiary")) == 5
    founding = point(tree, "founded")
    assert founding.xpath("./span/@class") == ["sg-timeline__point sg-role sg-role--pivotal"]


def test_claims_that_disagree_stand_side_by_side(client, edition):
    claims = point(told(client), "Digital capacity").find_class("sg-claims")

    assert [len(one.xpath(".//li")) for one in claims] == [2, 2]
    assert "Monday, 25 August 2025" in claims[0].text_content()
    assert "Tuesday, 26 August 2025" in claims[0].text_content()


def test_a_claim_that_nobody_contradicts_is_no_disagreement(client, edition):
    Claim.objects.exclude(value__in=["2025-08-25", "facilitating"]).delete()

    assert told(client).find_class("sg-claims") == []


def test_what_came_of_it_is_told(client, edition):
    ParticipantFactory.create_batch(2, edition=edition)
    tree = told(client)

    assert "2 people took part." in point(tree, "Digital capacity").text_content()
    led_to = point(tree, "seconded").find_class("sg-timeline__outcome")
    after = point(tree, "11 emerging").find_class("sg-timeline__outcome")
    page = reverse("portal:edition", args=[edition.code])
    assert [one.xpath(".//a/@href") for one in (*led_to, *after)] == [[page], [page]]
    assert "It came after:" in after[0].text_content()


def test_the_line_of_one_partner(client, edition):
    titles = [title for _, _, title in line(told(client, partner="astana-hub"))]

    assert titles == ["Digital capacity building for five Central Asian countries"]
    assert len(line(told(client, partner="nobody"))) == 7


def test_what_is_not_public_is_told_to_nobody_else(client, edition):
    edition.state = "joint_concept"
    edition.save()

    assert line(told(client)) == []
    client.force_login(EditionRoleFactory(edition=edition).user)
    assert len(line(told(client))) == 7


def test_an_event_of_no_edition_is_told(client):
    event = HistoryEvent.objects.create(
        kind="visit", title={"en": "A visit"}, happened_on=date(2024, 5, 1), precision="year"
    )
    event.partners.add(OrganisationFactory())

    assert line(told(client)) == [("2024", "2024 · Visit", "A visit")]


def test_an_empty_history_says_so(client):
    assert "Nothing is told yet" in told(client).text_content()


def test_the_page_costs_the_same_queries_however_long(client, edition):
    before = queries_of(client, ADDRESS)
    for number in range(3):
        other = EditionFactory()
        PartnerRole.objects.create(
            edition=other, position=1, organisation=OrganisationFactory(), role="host"
        )
        event = HistoryEvent.objects.create(kind="visit", title=f"Visit {number}")
        event.partners.add(OrganisationFactory())
        HistoryLink.objects.create(edition=other, event=event, position=1)
        ParticipantFactory(edition=other)

    assert queries_of(client, ADDRESS) == before
