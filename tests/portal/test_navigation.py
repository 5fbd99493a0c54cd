import pytest
from django.urls import resolve, reverse

from samgak.portal.context import EDITION_PAGES
from samgak.programmes.permissions import PERMISSIONS
from tests.factories import EditionFactory, EditionRoleFactory, ParticipantFactory, UserFactory

pytestmark = pytest.mark.django_db


def side(client, edition, user=None):
    if user:
        client.force_login(user)
    response = client.get(f"/en/editions/{edition.code}/")
    return [item.text for item in response.context["edition_navigation"].items]


@pytest.mark.parametrize("name", [name for name, _ in EDITION_PAGES])
def test_every_page_of_the_navigation_says_who_may_see_it(name):
    view = resolve(reverse(name, kwargs={"code": "any"})).func

    assert view.permission in PERMISSIONS


def test_a_reader_without_a_role_has_no_side_navigation(client):
    assert side(client, EditionFactory()) == []


def test_an_officer_finds_every_page_of_the_trade(client):
    edition = EditionFactory()

    seen = side(client, edition, EditionRoleFactory(edition=edition).user)

    assert {"Course information", "Nominees", "Selection", "Outbox", "Certificates"} <= set(seen)
    assert "My page" not in seen


def test_a_participant_finds_the_own_pages_alone(client):
    edition = EditionFactory()

    seen = side(client, edition, EditionRoleFactory(edition=edition, role="participant").user)

    assert {"My page", "Course information"} <= set(seen)
    assert not {"Nominees", "Outbox", "Attendance", "People and roles"} & set(seen)


def test_a_role_on_one_edition_opens_nothing_on_another(client):
    other = EditionFactory()

    assert side(client, other, EditionRoleFactory().user) == []


def test_the_page_one_is_on_is_marked(client):
    edition = EditionFactory()
    client.force_login(EditionRoleFactory(edition=edition).user)

    response = client.get(f"/en/editions/{edition.code}/life/")

    current = [
        item.text for item in response.context["edition_navigation"].items if item.is_current
    ]
    assert current == ["Life of the edition"]


def test_a_page_of_ones_own_stands_under_my_page_and_not_under_the_course(client):
    edition = EditionFactory(state="running")
    seat = ParticipantFactory(edition=edition, person__user=UserFactory())
    EditionRoleFactory(edition=edition, user=seat.person.user, role="participant")
    client.force_login(seat.person.user)

    response = client.get(f"/en/editions/{edition.code}/my-plan/")

    current = [
        item.text for item in response.context["edition_navigation"].items if item.is_current
    ]
    assert current == ["My page"]
