import pytest
from django.urls import reverse

from samgak.programmes.models import EditionStep
from tests.costs import queries_of
from tests.demand.factories import CommitteeQuestionFactory, JointConceptFactory
from tests.factories import (
    EditionFactory,
    EditionRoleFactory,
    OrganisationRoleFactory,
    PartnerRoleFactory,
)

pytestmark = pytest.mark.django_db
OFFICES = [
    "programme_officer",
    "administrator",
    "screener",
    "approver",
    "evaluation_officer",
    "reporting_officer",
]


def life_of(edition):
    return reverse("portal:life", kwargs={"code": edition.code})


def move_of(edition):
    return reverse("portal:move", kwargs={"code": edition.code})


def signed_in(client, edition, role="programme_officer", **more):
    user = EditionRoleFactory(edition=edition, role=role, **more).user
    client.force_login(user)
    return user


def state_of(edition):
    edition.refresh_from_db()
    return edition.state


@pytest.mark.parametrize("role", OFFICES)
def test_every_officer_sees_the_life(client, role):
    edition = EditionFactory(state="joint_concept")
    concept = JointConceptFactory(edition=edition)
    CommitteeQuestionFactory(
        edition=edition,
        asked_by=concept.changed_by,
        state="approved",
        ended_at=concept.changed_at,
        concept=concept,
        concept_version=concept.version,
    )
    signed_in(client, edition, role)

    text = client.get(life_of(edition)).content.decode()

    assert "Next: Approved by the joint steering committee" in text
    assert ("Your role does not allow this step." in text) == (role != "approver")
    assert ("Move on to:" in text) == (role == "approver")


@pytest.mark.parametrize(
    ("role", "more"),
    [
        ("lecturer", {}),
        ("interpreter", {}),
        ("participant", {}),
        ("focal_point", {"country": "KZ"}),
    ],
)
def test_others_neither_see_nor_move_it(client, role, more):
    edition = EditionFactory(state="demand")
    signed_in(client, edition, role, **more)

    assert client.get(life_of(edition)).status_code == 403
    assert client.get(move_of(edition)).status_code == 403
    assert client.post(move_of(edition), {"to": "screened"}).status_code == 403
    assert state_of(edition) == "demand"


def test_the_public_is_asked_to_sign_in(client):
    edition = EditionFactory()

    assert client.get(life_of(edition))["Location"].startswith("/en/account/login/")


def test_an_officer_takes_a_step(client):
    edition = EditionFactory(state="demand")
    user = signed_in(client, edition)

    response = client.post(move_of(edition), {"to": "screened"}, follow=True)

    assert "The step is taken." in response.content.decode()
    assert state_of(edition) == "screened"
    assert edition.steps.get().taken_by == user


def test_a_guard_that_fails_says_so_and_leads_to_where_it_is_mended(client):
    edition = EditionFactory(state="screened")
    signed_in(client, edition)
    partners = reverse("programmes:change_partners", kwargs={"code": edition.code})
    sentence = "A facilitating, a pivotal and a beneficiary side take part."

    before = client.get(life_of(edition)).content.decode()
    refused = client.post(move_of(edition), {"to": "joint_concept"}, follow=True)

    assert f'<a href="{partners}">{sentence}</a>' in before
    assert "not yet" in before
    assert f"This must be true first: {sentence}" in refused.content.decode()
    assert state_of(edition) == "screened"

    for role in ("facilitating", "pivotal", "beneficiary"):
        PartnerRoleFactory(edition=edition, role=role)
    after = client.get(life_of(edition)).content.decode()
    assert "Move on to: Joint concept" in after
    assert partners not in after


def test_nobody_is_led_where_it_may_not_go(client):
    edition = EditionFactory(state="screened")
    signed_in(client, edition, "approver")
    partners = reverse("programmes:change_partners", kwargs={"code": edition.code})

    assert partners not in client.get(life_of(edition)).content.decode()


@pytest.mark.parametrize("target", ["running", "closed", "nonsense", ""])
def test_a_step_beside_the_table_is_refused_with_a_sentence(client, target):
    edition = EditionFactory(state="demand")
    signed_in(client, edition)

    response = client.post(move_of(edition), {"to": target}, follow=True)

    text = response.content.decode()
    assert "This step is not possible from here." in text or "Choose a step." in text
    assert state_of(edition) == "demand"


@pytest.mark.parametrize("target", ["suspended", "postponed", "cancelled"])
def test_laying_aside_is_asked_on_a_page_of_its_own_with_the_reason(client, target):
    edition = EditionFactory(state="preparing")
    signed_in(client, edition)
    assert f"{move_of(edition)}?to={target}" in client.get(life_of(edition)).content.decode()

    asked = client.get(move_of(edition), {"to": target}).content.decode()
    without = client.post(move_of(edition), {"to": target, "reason": " "})

    assert ("can't be taken up again" in asked) == (target == "cancelled")
    assert "This field is required." in without.content.decode()
    assert state_of(edition) == "preparing"

    client.post(move_of(edition), {"to": target, "reason": "The hall is under water"})

    assert state_of(edition) == target
    assert "The hall is under water" in client.get(life_of(edition)).content.decode()


def test_an_edition_laid_aside_is_taken_up_again(client):
    edition = EditionFactory(state="postponed", state_before="preparing")
    signed_in(client, edition)
    text = client.get(life_of(edition)).content.decode()
    assert "(stopped)" in text
    assert "Move to: Preparing" in text

    client.post(move_of(edition), {"to": "preparing", "reason": "The hall is dry"})

    assert state_of(edition) == "preparing"


@pytest.mark.parametrize("target", ["running", "", "nonsense"])
def test_a_page_that_asks_for_an_impossible_step_leads_back(client, target):
    edition = EditionFactory(state="demand")
    signed_in(client, edition)

    assert client.get(move_of(edition), {"to": target})["Location"] == life_of(edition)


def test_who_may_not_lay_aside_is_not_asked(client):
    edition = EditionFactory(state="demand")
    signed_in(client, edition, "screener")

    assert client.get(move_of(edition), {"to": "cancelled"})["Location"] == life_of(edition)
    assert "?to=cancelled" not in client.get(life_of(edition)).content.decode()


def test_an_officer_of_a_partner_sees_the_life_and_one_of_a_stranger_does_not(client):
    edition = EditionFactory(state="demand")
    partner = PartnerRoleFactory(edition=edition).organisation
    client.force_login(OrganisationRoleFactory(organisation=partner).user)
    assert client.get(life_of(edition)).status_code == 200

    client.force_login(OrganisationRoleFactory().user)

    assert client.get(life_of(edition)).status_code == 403


def test_the_page_costs_the_same_queries_however_many_steps_were_taken(client):
    edition = EditionFactory(state="demand")
    user = signed_in(client, edition)

    def take(count):
        for _ in range(count):
            EditionStep.objects.create(
                edition=edition,
                from_state="demand",
                to_state="screened",
                taken_at="2030-01-01T00:00Z",
                taken_by=user,
            )

    take(1)
    few = queries_of(client, life_of(edition))
    take(3)

    assert queries_of(client, life_of(edition)) == few
