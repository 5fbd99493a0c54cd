import pytest
from django.urls import reverse

from samgak.actionplans.models import ActionPlan
from tests.actionplans.factories import ActionPlanFactory
from tests.costs import queries_of
from tests.factories import EditionFactory, EditionRoleFactory, ParticipantFactory, UserFactory

pytestmark = pytest.mark.django_db
WRITTEN = {"title": "One window", "text": "One visit instead of four."}


@pytest.fixture
def edition():
    return EditionFactory()


@pytest.fixture
def seat(client, edition):
    """A participant who is signed in."""
    user = UserFactory()
    EditionRoleFactory(edition=edition, user=user, role="participant")
    client.force_login(user)
    return ParticipantFactory(edition=edition, person__user=user)


def address(name, edition, **more):
    return reverse(f"actionplans:{name}", kwargs={"code": edition.code, **more})


def test_a_participant_saves_a_draft_and_submits_it(client, edition, seat):
    page = address("my_plan", edition)

    client.post(page, WRITTEN | {"save": "1"})
    assert ActionPlan.objects.get().submitted_at is None
    assert "One visit instead of four." in client.get(page).content.decode()

    said = client.post(page, WRITTEN | {"submit": "1"}, follow=True).content.decode()

    assert "Your plan is submitted." in said
    assert "<textarea" not in said
    assert ActionPlan.objects.get(participant=seat).submitted_at


def test_an_empty_plan_is_not_submitted_and_each_fault_is_said(client, edition, seat):
    response = client.post(address("my_plan", edition), {"submit": "1"})

    assert response.context["form"].errors == {
        "title": ["Give your plan a title."],
        "text": ["Write what you will do."],
    }
    assert not ActionPlan.objects.exists()


def test_a_plan_of_two_pages_is_refused_but_not_lost(client, edition, seat):
    response = client.post(address("my_plan", edition), {"title": "A", "text": "x" * 1801})

    assert "at most 1800 letters" in response.content.decode()
    assert "x" * 1801 in response.content.decode()


def test_a_submitted_plan_is_not_written_over(client, edition, seat):
    ActionPlanFactory(participant=seat, text="As submitted")

    client.post(address("my_plan", edition), WRITTEN | {"save": "1"})

    assert ActionPlan.objects.get().text == "As submitted"


def test_a_submitted_plan_can_be_taken_back(client, edition, seat):
    ActionPlanFactory(participant=seat)

    response = client.post(
        reverse("certificates:take_back_plan", kwargs={"code": edition.code}), follow=True
    )

    assert "<textarea" in response.content.decode()
    assert ActionPlan.objects.get().submitted_at is None


def test_plans_are_closed_after_the_certificates(client, edition, seat):
    edition.state = "following_up"
    edition.save()
    ActionPlanFactory(participant=seat, submitted_at=None)

    page = client.get(address("my_plan", edition)).content.decode()

    assert "<textarea" not in page
    assert "until the certificates are issued" in page


def test_who_has_no_seat_has_no_plan(client, edition):
    client.force_login(EditionRoleFactory(edition=edition, role="participant").user)

    assert client.get(address("my_plan", edition)).status_code == 404


def test_a_participant_reads_no_other_plan(client, edition, seat):
    other = ActionPlanFactory(participant__edition=edition)

    assert client.get(address("plans", edition)).status_code == 403
    reading = address("plan", edition, participant_id=other.participant_id)
    assert client.get(reading).status_code == 404


@pytest.mark.parametrize("role", ["lecturer", "screener", "approver", "reporting_officer"])
def test_plans_are_for_officers(client, edition, role):
    client.force_login(EditionRoleFactory(edition=edition, role=role).user)

    assert client.get(address("plans", edition)).status_code == 403


def test_an_officer_reads_submitted_plans_and_no_drafts(client, edition):
    client.force_login(EditionRoleFactory(edition=edition).user)
    plan = ActionPlanFactory(participant__edition=edition, title="A <b>bold</b> plan")
    draft = ActionPlanFactory(participant__edition=edition, title="Unripe", submitted_at=None)

    listed = client.get(address("plans", edition)).content.decode()
    read = client.get(address("plan", edition, participant_id=plan.participant_id))
    hidden = client.get(address("plan", edition, participant_id=draft.participant_id))

    assert "A &lt;b&gt;bold&lt;/b&gt; plan" in listed
    assert "Unripe" not in listed
    assert "In three months: the list of documents.<br><br>In a year" in read.content.decode()
    assert hidden.status_code == 404


def test_a_plan_of_another_edition_is_not_found(client, edition):
    client.force_login(EditionRoleFactory(edition=edition).user)
    elsewhere = ActionPlanFactory()

    reading = address("plan", edition, participant_id=elsewhere.participant_id)
    assert client.get(reading).status_code == 404


def test_the_list_costs_the_same_queries_however_long(client, edition):
    client.force_login(EditionRoleFactory(edition=edition).user)
    ActionPlanFactory(participant__edition=edition)
    cost_of_one = queries_of(client, address("plans", edition))
    ActionPlanFactory.create_batch(2, participant__edition=edition)

    assert queries_of(client, address("plans", edition)) == cost_of_one
