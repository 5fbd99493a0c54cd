"""Each kind of edition, from its file to its pages: only what the kind has is shown and asked."""

import pytest

from samgak.exchange import services
from samgak.programmes.models import Edition
from tests.exchange.editions import TINY
from tests.factories import EditionRoleFactory
from tests.secondments.factories import a_secondment

pytestmark = pytest.mark.django_db
SEOUL = (TINY / "seoul-2025" / "edition.yaml").read_text(encoding="utf-8")


def navigation(client, edition):
    client.force_login(EditionRoleFactory(edition=edition).user)
    response = client.get(f"/en/editions/{edition.code}/")
    return {item.text for item in response.context["edition_navigation"].items}


@pytest.mark.parametrize("kind", Edition.Kind.values)
def test_every_kind_is_loaded_and_shown(client, kind):
    edition = services.load(SEOUL.replace("kind: course", f"kind: {kind}")).edition
    Edition.objects.update(state="running")

    page = client.get(f"/en/editions/{edition.code}/").content.decode()

    is_secondment = kind == "secondment"
    assert ("Course information" in page) == ("course" in kind)
    assert ('id="agenda"' in page) != is_secondment
    assert ("of the minutes of all sessions" in page) != is_secondment
    assert ("Write an entry for every week." in page) == is_secondment


def test_the_navigation_shows_what_the_kind_has(client):
    of_a_course = navigation(client, Edition.objects.get(pk=a_secondment(kind="course").pk))
    of_a_secondment = navigation(client, a_secondment())

    assert {"Timetable", "Agenda", "Attendance", "Tests"} <= of_a_course - of_a_secondment
    assert of_a_secondment - of_a_course == {"Secondment", "The edition"}
