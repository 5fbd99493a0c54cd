"""The result of a team goes into the plan of a member with one click."""

import pytest
from django.urls import reverse

from samgak.actionplans.models import ActionPlan
from samgak.practice.services import services
from tests.factories import EditionFactory, EditionRoleFactory, ParticipantFactory, UserFactory
from tests.practice.factories import AT, ServiceFactory, TeamMemberFactory, licence_service

pytestmark = pytest.mark.django_db


@pytest.fixture
def service():
    return licence_service(team__edition=EditionFactory(state="running"))


def participant_of(edition):
    one = ParticipantFactory(edition=edition, person__user=UserFactory(), state="accepted")
    EditionRoleFactory(edition=edition, role="participant", user=one.person.user)
    return one


@pytest.fixture
def member(client, service):
    one = participant_of(service.team.edition)
    TeamMemberFactory(team=service.team, participant=one)
    client.force_login(one.person.user)
    return one


def address(service, edition=None):
    edition = edition or service.team.edition
    values = {"code": edition.code, "service_id": service.pk}
    return reverse("portal:lay_into_plan", kwargs=values)


def redesign(service):
    made = services.add_redesign(service, title="One desk", by=UserFactory(), at=AT)
    return services.add_operation(
        made, operation={"code": "drop", "step": "s1"}, by=UserFactory(), at=AT, seen=made.version
    )


def test_a_redesign_stands_in_the_plan_with_its_numbers_and_its_page(client, service, member):
    made = redesign(service)

    response = client.post(address(made), follow=True)

    assert "The result stands in your action plan." in response.content.decode()
    (result,) = ActionPlan.objects.get(participant=member).attachments
    assert result["title"] == "Licence for a kiosk – One desk"
    assert f"/practice/services/{made.pk}/redesigns/" in result["url"]
    numbers = dict(result["numbers"])
    # 1000 x (150 min x 6/h + 12) before; 60 minutes and a fee of 2 fall away
    assert numbers["Burden on applicants in a year"] == "27,000 USD → 19,000 USD"
    assert numbers["Visits"] == "3 → 2"
    assert numbers["Saving of applicants in a year"] == "8,000 USD"


def test_the_same_result_stands_once_and_with_its_newest_numbers(client, service, member):
    for _time in range(2):
        client.post(address(service))

    (result,) = ActionPlan.objects.get(participant=member).attachments
    assert ["Visits", "3"] in result["numbers"]
    assert result["url"].endswith(f"/practice/services/{service.pk}/measures/")


def test_members_are_offered_it_and_others_are_not(client, service, member):
    page = reverse("practice:measures", args=[service.team.edition.code, service.pk])

    assert address(service) in client.get(page).content.decode()
    client.force_login(participant_of(service.team.edition).person.user)
    assert address(service) not in client.get(page).content.decode()


def test_nobody_carries_away_the_result_of_another_team(client, service, member):
    client.force_login(participant_of(service.team.edition).person.user)

    assert client.post(address(service)).status_code == 403
    assert not ActionPlan.objects.exists()


def test_a_service_of_another_edition_is_not_found(client, service, member):
    elsewhere = licence_service(team__edition=EditionFactory())

    assert client.post(address(elsewhere, service.team.edition)).status_code == 404


def test_what_cannot_be_measured_says_so(client, service, member):
    empty = ServiceFactory(team=service.team)

    response = client.post(address(empty), follow=True)

    assert "can&#x27;t be measured yet" in response.content.decode()
    assert not ActionPlan.objects.exists()


def test_a_submitted_plan_is_not_changed(client, service, member):
    plan = ActionPlan.objects.create(
        participant=member, title="A", text="B", language="en", saved_at=AT, submitted_at=AT
    )

    response = client.post(address(service), follow=True)

    assert response.status_code == 200
    assert "govuk-error" in response.content.decode() or "moj-" in response.content.decode()
    plan.refresh_from_db()
    assert plan.attachments == []
