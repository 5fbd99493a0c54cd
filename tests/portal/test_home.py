from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from samgak.portal.queries import home
from tests.costs import queries_of
from tests.factories import (
    EditionFactory,
    EditionRoleFactory,
    OrganisationFactory,
    PartnerRoleFactory,
)

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "ko", "ru", "kk", "ky", "uz", "tg", "tk")


def edition(*, begins_in, state="call_open", **more):
    starts_on = timezone.now().date() + timedelta(days=begins_in)
    return EditionFactory(
        starts_on=starts_on, ends_on=starts_on + timedelta(days=2), state=state, **more
    )


def text_of(client, address="/en/"):
    return client.get(address).content.decode()


def test_editions_stand_under_running_coming_and_past(client):
    edition(begins_in=-1, title="The one that runs")
    edition(begins_in=30, title="The one to come")
    edition(begins_in=-90, title="The one that was", state="closed")

    text = text_of(client)

    places = [
        text.index(words)
        for words in (
            'id="running"',
            "The one that runs",
            'id="coming"',
            "The one to come",
            'id="past"',
            "The one that was",
        )
    ]
    assert places == sorted(places)


def test_a_draft_is_seen_by_its_officers_alone(client):
    draft = edition(begins_in=30, title="Not announced yet", state="demand")
    assert "Not announced yet" not in text_of(client)

    client.force_login(EditionRoleFactory(edition=draft).user)

    assert "Not announced yet" in text_of(client)


def test_the_map_tells_sides_by_shape_and_in_a_table(client):
    shown = edition(begins_in=30)
    PartnerRoleFactory(edition=shown, organisation=OrganisationFactory(name="Agency of Korea"))
    PartnerRoleFactory(edition=shown, organisation=None, country="KZ", role="pivotal")
    PartnerRoleFactory(edition=shown, organisation=None, country="KZ", role="beneficiary")

    text = text_of(client)

    assert "sg-map__country--facilitating" in text
    assert "sg-map__country--pivotal" in text
    assert text.count('<circle class="sg-map__sign"') == 1
    assert '<span lang="en">Agency of Korea</span>: Facilitating partner' in text


def test_a_country_with_two_sides_shows_both():
    shown = edition(begins_in=30)
    for role in ("beneficiary", "host", "pivotal"):
        PartnerRoleFactory(edition=shown, organisation=None, country="KZ", role=role)

    (country,) = home.front_page(EditionRoleFactory().user, today=date.today()).countries  # noqa: DTZ011

    assert country.sides == ("pivotal", "beneficiary")
    assert [sign.x for sign in country.signs] == [-15, 15]


def test_without_editions_the_page_says_so(client):
    text = text_of(client)

    assert "No edition is running or announced at the moment." in text
    assert "<figure" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_stands_in_every_language(client, language):
    edition(begins_in=3)

    response = client.get(f"/{language}/")

    assert response.status_code == 200
    assert f'<html lang="{language}"' in response.content.decode()


def test_the_page_costs_the_same_however_many_editions_there_are(client):
    PartnerRoleFactory(edition=edition(begins_in=5))
    one = queries_of(client, "/en/")
    for _ in range(2):
        PartnerRoleFactory(edition=edition(begins_in=5))

    assert queries_of(client, "/en/") == one <= 2


def test_the_page_weighs_little(client):
    shown = edition(begins_in=5)
    for country in ("KR", "KZ", "KG", "TJ", "TM", "UZ"):
        PartnerRoleFactory(edition=shown, organisation=None, country=country)

    assert len(client.get("/en/").content) < 30_000


@pytest.mark.parametrize(
    ("asked", "answered"), [("kk;q=0.9, en;q=0.5", "/kk/"), ("ko-KR", "/ko/"), ("fr", "/en/")]
)
def test_the_address_without_a_language_leads_to_the_readers(client, asked, answered):
    response = client.get("/", headers={"accept-language": asked})

    assert (response.status_code, response["Location"]) == (302, answered)


def test_a_person_is_led_to_the_language_of_the_account(client):
    client.force_login(EditionRoleFactory(user__language="tg").user)

    assert client.get("/", headers={"accept-language": "en"})["Location"] == "/tg/"


def test_every_way_in_leads_somewhere(client):
    edition(begins_in=5)
    text = text_of(client)

    with translation.override("en"):
        for name in ("portal:workspace", "portal:timeline", "accounts:ask_for_link"):
            assert f'href="{reverse(name)}"' in text
