from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from samgak.exchange import services as exchange
from samgak.programmes.models import Claim, Edition, QuotaLine
from samgak.programmes.rules import PUBLIC, State
from tests.costs import queries_of
from tests.exchange.editions import DEMONSTRATION
from tests.factories import (
    CallFactory,
    EditionFactory,
    EditionRoleFactory,
    OrganisationFactory,
    OrganisationRoleFactory,
    PartnerRoleFactory,
    SessionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
LIST = "/en/editions/"


def page_of(edition, language="en"):
    return f"/{language}/editions/{edition.code}/"


def text_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def demonstration(state="call_open"):
    edition = exchange.load(DEMONSTRATION.read_text(encoding="utf-8")).edition
    Edition.objects.filter(pk=edition.pk).update(state=state)
    return edition


def open_edition():
    edition = EditionFactory(state="call_open")
    now = timezone.now()
    CallFactory(
        edition=edition,
        opens_at=now - timedelta(days=9),
        closes_at=now + timedelta(days=3, hours=1),
    )
    return edition


def test_a_reader_finds_all_that_is_needed_to_decide(client):
    text = text_of(client, page_of(demonstration()))

    for words in (
        "Digital capacity building for five Central Asian countries",
        "Monday, 25 August 2025 – Wednesday, 27 August 2025",
        "Astana Hub",
        "Friday, 25 July 2025, 18:00 Astana",
        "Kazakhstan: from 3 to 4 seats",
        "Each organisation of one country: at most 2 seats",
        "Years in service: at least 2.",
        "Attend at least 80\u00a0% of the minutes of all sessions.",
        "Facilitating partner",
        "The sources disagree",
        "First day: Tuesday, 26 August 2025",
        "Open data in Kazakhstan",
    ):
        assert words in text
    assert "Change the edition" not in text
    assert "How complete the texts are" not in text


def test_the_deadline_is_told_in_the_readers_zone_too(client):
    edition = demonstration()
    client.force_login(UserFactory(timezone="Asia/Seoul"))

    text = text_of(client, page_of(edition))

    assert "18:00 Astana" in text
    assert "Friday, 25 July 2025, 22:00 Seoul" in text


def test_the_page_speaks_the_readers_language_and_marks_what_does_not(client):
    edition = demonstration()
    Edition.objects.filter(pk=edition.pk).update(objectives=[{"ru": "Цель", "en": "Aim"}])

    text = text_of(client, page_of(edition, "ko"))

    assert "중앙아시아 5개국 디지털 역량 강화 연수" in text
    assert "2025년 8월 25일 월요일" in text
    assert '<span lang="ru">Цель</span>' in text


@pytest.mark.parametrize("state", State)
def test_a_draft_is_not_shown_to_the_public(client, state):
    edition = EditionFactory(state=state)

    response = client.get(page_of(edition))

    assert response.status_code == (200 if state in PUBLIC else 302)
    assert (edition.code in client.get(LIST).content.decode()) == (state in PUBLIC)


def test_a_draft_is_shown_to_its_own_people(client):
    edition = EditionFactory(state="demand")
    client.force_login(EditionRoleFactory(edition=edition, role="lecturer").user)
    assert client.get(page_of(edition)).status_code == 200

    client.force_login(EditionRoleFactory().user)

    assert client.get(page_of(edition)).status_code == 403


def test_a_focal_point_is_led_to_nominate(client):
    edition = open_edition()
    nominate = reverse("nominations:desk", kwargs={"code": edition.code})
    public = text_of(client, page_of(edition))
    focal_point = EditionRoleFactory(edition=edition, role="focal_point", country="KZ").user
    client.force_login(focal_point)

    assert "3 days left" in public
    assert f'href="{nominate}">Nominate' not in public
    assert f'href="{nominate}">Nominate' in text_of(client, page_of(edition))


def test_the_public_learns_the_focal_points_organisation_and_never_the_person(client):
    edition = open_edition()
    ministry = OrganisationFactory(name={"en": "Ministry of Digital Development"})
    given = EditionRoleFactory(
        edition=edition, role="focal_point", country="KZ", organisation=ministry
    )

    text = text_of(client, page_of(edition))

    assert "Kazakhstan: Ministry of Digital Development" in text
    assert given.user.name not in text
    assert given.user.email not in text


def test_an_officer_sees_which_texts_lack_which_languages(client):
    edition = EditionFactory(title={"en": "A course", "ru": "Курс"}, objectives=[{"ru": "Цель"}])
    SessionFactory(edition=edition, title={"ru": "Лекция"})
    client.force_login(EditionRoleFactory(edition=edition).user)

    text = text_of(client, page_of(edition))

    assert "How complete the texts are" in text
    assert reverse("programmes:change_texts", kwargs={"code": edition.code}) in text
    assert "Лекция" in text
    # Title, objective, venue, city and session: all in Russian, one of them in English.
    assert "100 of 100" in text
    assert "20 of 100" in text


def test_the_public_page_is_kept_for_a_minute_and_a_step_is_seen_at_once(client):
    edition = open_edition()
    text_of(client, page_of(edition))

    assert queries_of(client, page_of(edition)) <= 2
    Edition.objects.filter(pk=edition.pk).update(state="call_closed")
    assert "Call closed" in text_of(client, page_of(edition))


def test_the_page_costs_the_same_queries_however_much_is_on_it(client):
    edition = open_edition()
    client.force_login(UserFactory())
    edition.call.quota_lines.create(position=0, country="KZ", maximum=3)

    def fill(count):
        for position in range(1, count + 1):
            PartnerRoleFactory(edition=edition)
            SessionFactory(edition=edition)
            source = {"about": "starts_on", "value": "2030-01-14", "source": "A newspaper"}
            Claim.objects.create(edition=edition, position=position, **source)
            QuotaLine.objects.create(call=edition.call, position=position, sex="F", maximum=3)
            EditionRoleFactory(edition=edition, role="focal_point", country="KZ")

    fill(1)
    few = queries_of(client, page_of(edition))
    fill(3)

    assert queries_of(client, page_of(edition)) == few <= 17


def test_editions_stand_by_their_time_and_the_next_to_come_first(client, settings):
    today = timezone.now().date()

    def held(title, begins_in):
        day = today + timedelta(days=begins_in)
        EditionFactory(title=title, starts_on=day, ends_on=day + timedelta(days=2))

    held("Long over", -100)
    held("Just over", -10)
    held("Far ahead", 100)
    held("Soon", 10)
    held("Going on", -1)

    text = text_of(client, LIST)

    order = ["Running", "Going on", "Coming", "Soon", "Far ahead", "Past", "Just over", "Long over"]
    main = text[text.index("<main") :]
    assert sorted(order, key=main.index) == order


def test_editions_are_filtered_by_the_address(client):
    EditionFactory(title="In Seoul", venue_country="KR", kind="seminar")
    EditionFactory(title="In Astana", venue_country="KZ", kind="seminar")
    EditionFactory(title="A visit to Seoul", venue_country="KR", kind="study-visit")

    text = text_of(client, f"{LIST}?country=KR&kind=seminar")

    assert "In Seoul" in text
    assert "In Astana" not in text
    assert "A visit to Seoul" not in text
    assert 'href="?kind=seminar"' in text
    assert "(optional)" not in text
    assert "In Astana" in text_of(client, f"{LIST}?country=Atlantis")
    assert "No edition fits these filters" in text_of(client, f"{LIST}?country=KZ&kind=course")


def test_long_past_editions_stand_on_further_pages(client):
    for number in range(51):
        day = date(2020, 1, 1) + timedelta(days=number)
        EditionFactory(title=f"Course {number:02}.", starts_on=day, ends_on=day)

    assert "Course 50." in text_of(client, LIST)
    assert "Course 00." not in text_of(client, LIST)
    assert "Course 00." in text_of(client, f"{LIST}?page=2")


def test_an_empty_list_says_who_begins_and_shows_officers_how(client):
    assert "There is no edition yet" in text_of(client, LIST)
    assert "Begin an edition" not in text_of(client, LIST)
    client.force_login(OrganisationRoleFactory().user)

    assert reverse("programmes:begin") in text_of(client, LIST)


def test_a_role_at_an_organisation_that_opens_no_edition_lists_none(client):
    edition = EditionFactory(state="demand")
    partner = PartnerRoleFactory(edition=edition).organisation
    client.force_login(OrganisationRoleFactory(organisation=partner, role="lecturer").user)
    assert edition.code not in text_of(client, LIST)

    client.force_login(OrganisationRoleFactory(organisation=partner).user)

    assert edition.code in text_of(client, LIST)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_queries_however_long(client, count):
    EditionFactory.create_batch(count, starts_on=date(2040, 1, 1), ends_on=date(2040, 1, 2))
    EditionFactory.create_batch(count, starts_on=date(2020, 1, 1), ends_on=date(2020, 1, 2))

    assert queries_of(client, LIST) <= 8


def test_one_seat_is_written_as_one(client):
    edition = open_edition()
    edition.call.quota_lines.create(position=0, country="KZ", maximum=1)
    edition.call.quota_lines.create(position=1, sex="F", minimum=1, maximum=1)
    edition.call.quota_lines.create(position=2, sex="M", minimum=2)

    text = text_of(client, page_of(edition))

    assert "Kazakhstan: at most 1 seat<" in text
    assert "Women: from 1 to 1 seat<" in text
    assert "Men: at least 2 seats<" in text


def test_the_clock_of_a_closed_call_does_not_run_on(client):
    edition = EditionFactory(state="call_closed")
    CallFactory(
        edition=edition,
        opens_at=datetime(2020, 1, 1, tzinfo=UTC),
        closes_at=timezone.now() + timedelta(days=3),
    )

    assert "days left" not in text_of(client, page_of(edition))
