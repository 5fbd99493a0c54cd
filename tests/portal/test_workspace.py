from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from tests.attendance.factories import PlacedSessionFactory
from tests.costs import queries_of
from tests.factories import (
    CallFactory,
    EditionFactory,
    EditionRoleFactory,
    OrganisationRoleFactory,
    ParticipantFactory,
    PartnerRoleFactory,
    RoomFactory,
    SessionFactory,
    UserFactory,
)
from tests.nominations.factories import NominationFactory
from tests.portal.factories import LecturerFactory

pytestmark = pytest.mark.django_db
WORKSPACE = "/en/workspace/"
TODAY = timezone.now().date()


def edition(state="call_open", *, begins_in=30, **more):
    starts_on = TODAY + timedelta(days=begins_in)
    made = EditionFactory(
        state=state, starts_on=starts_on, ends_on=starts_on + timedelta(days=2), **more
    )
    CallFactory(
        edition=made,
        opens_at=timezone.now() - timedelta(days=20),
        closes_at=timezone.now() + timedelta(days=10),
    )
    return made


def officer_of(made, role="programme_officer"):
    return EditionRoleFactory(edition=made, role=role).user


def text_of(client, user):
    client.force_login(user)
    return client.get(WORKSPACE).content.decode()


def test_nobody_sees_a_workspace_without_signing_in(client):
    response = client.get(WORKSPACE)

    assert response["Location"] == f"/en/account/login/?next={WORKSPACE}"


def test_an_officer_sees_what_waits_and_the_dates_with_their_place(client):
    made = edition()
    PartnerRoleFactory(edition=made, organisation=None, country="TM", role="beneficiary")

    text = text_of(client, officer_of(made))

    assert "Remind 1 country that has not nominated yet" in text
    assert "The call closes" in text
    assert " Astana" in text
    assert 'aria-current="step"' in text


def test_a_nomination_takes_the_reminder_away(client):
    made = edition()
    PartnerRoleFactory(edition=made, organisation=None, country="KZ", role="beneficiary")
    NominationFactory(edition=made, country="KZ")

    text = text_of(client, officer_of(made))

    assert "Remind" not in text
    assert "Nothing waits for you today." in text


def test_an_officer_of_a_partner_sees_its_editions(client):
    role = OrganisationRoleFactory()
    PartnerRoleFactory(edition=edition(title="Ours"), organisation=role.organisation)
    edition(title="Theirs")

    text = text_of(client, role.user)

    assert "Ours" in text
    assert "Theirs" not in text


def test_an_ended_role_shows_nothing(client):
    made = edition(title="Long ago")
    ended = EditionRoleFactory(edition=made, held_until=TODAY)

    text = text_of(client, ended.user)

    assert "Long ago" not in text
    assert "You have no role yet" in text


def test_an_edition_that_is_over_leaves_the_workspace(client):
    made = edition("closed", title="Closed and reported")

    assert "Closed and reported" not in text_of(client, officer_of(made))


def test_a_lecturer_sees_the_own_sessions_with_time_and_place(client):
    made = edition("preparing")
    lecturer = LecturerFactory(edition=made, user=officer_of(made, "lecturer"))
    PlacedSessionFactory(
        edition=made,
        lecturer=lecturer,
        title="Open data",
        starts_at=datetime.combine(made.starts_on, datetime.min.time(), tzinfo=UTC)
        + timedelta(hours=5),
        room=RoomFactory(edition=made),
    )
    SessionFactory(edition=made, title="Somebody else's")

    text = text_of(client, lecturer.user)

    assert "Open data" in text
    assert "10:00 Astana" in text
    assert "Somebody else" not in text


def test_a_participant_is_sent_to_the_own_page(client):
    made = edition("running", begins_in=0)
    seat = ParticipantFactory(edition=made, person__user=officer_of(made, "participant"))
    client.force_login(seat.person.user)

    assert client.get(WORKSPACE)["Location"] == f"/en/editions/{made.code}/me/"


def test_a_focal_point_is_sent_to_the_desk(client):
    role = EditionRoleFactory(edition=edition(), role="focal_point", country="KZ")
    client.force_login(role.user)

    assert client.get(WORKSPACE)["Location"].endswith("/nominations/")


def test_a_person_with_two_roles_wears_one_hat_at_a_time(client):
    made = edition("selecting")
    user = officer_of(made, "screener")
    EditionRoleFactory(edition=made, user=user, role="approver")
    assert "Propose a cohort" in text_of(client, user)

    response = client.post("/en/workspace/hat/", {"role": "approver"}, follow=True)

    text = response.content.decode()
    assert "Propose a cohort" not in text
    assert 'value="approver" aria-current="true"' in text


def test_a_hat_may_be_taken_off(client):
    made = edition("selecting")
    user = officer_of(made, "screener")
    EditionRoleFactory(edition=made, user=user, role="approver")
    client.force_login(user)
    client.post("/en/workspace/hat/", {"role": "approver"})

    response = client.post("/en/workspace/hat/", {"role": ""}, follow=True)

    assert "Propose a cohort" in response.content.decode()


def test_nobody_wears_a_hat_that_is_not_theirs(client):
    client.force_login(officer_of(edition()))

    assert client.post("/en/workspace/hat/", {"role": "approver"}).status_code == 404


def test_one_role_needs_no_hats(client):
    assert 'id="hats"' not in text_of(client, officer_of(edition()))


def test_a_person_without_a_role_is_told_what_to_do(client):
    text = text_of(client, UserFactory())

    assert "You have no role yet" in text
    assert 'href="/en/contact/"' in text


def test_the_page_costs_the_same_however_many_editions_and_rows_there_are(client):
    user = UserFactory()
    fill(user)
    client.force_login(user)
    one = queries_of(client, WORKSPACE)
    for _ in range(2):
        fill(user)

    assert queries_of(client, WORKSPACE) == one


def fill(user):
    made = edition("running", begins_in=-1)
    EditionRoleFactory(edition=made, user=user)
    for country in ("KZ", "TM"):
        PartnerRoleFactory(edition=made, organisation=None, country=country, role="beneficiary")
    ParticipantFactory(edition=made)
    NominationFactory(edition=made)
    PlacedSessionFactory(
        edition=made,
        lecturer=LecturerFactory(edition=made, user=user),
        starts_at=timezone.now() - timedelta(hours=2),
        room=RoomFactory(edition=made),
    )
