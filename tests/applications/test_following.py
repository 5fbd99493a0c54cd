"""Applications that follow one decision together: as each step alone, in no more queries."""

from datetime import UTC, datetime

import pytest

from samgak.applications import services
from samgak.applications.models import Application
from samgak.applications.rules import states
from samgak.applications.services import Turn
from samgak.core.errors import RuleBroken
from tests.applications.factories import ApplicationFactory
from tests.factories import CallFactory, UserFactory

pytestmark = pytest.mark.django_db
AT = datetime(2030, 1, 5, tzinfo=UTC)
WHY = "So many were better."


@pytest.fixture
def edition():
    return CallFactory().edition


@pytest.fixture
def screener():
    return UserFactory()


@pytest.fixture
def approver():
    return UserFactory()


def an_application(edition, state):
    more = {} if state == states.DRAFT else {"submitted": True, "state": state}
    return ApplicationFactory(edition=edition, **more)


def turns(screener, approver, outcome=states.RESERVE):
    return [
        Turn(states.ELIGIBLE, states.SCREENER, screener, WHY),
        Turn(outcome, states.APPROVER, approver, WHY),
    ]


def told(application):
    found = Application.objects.get(pk=application.pk)
    steps = found.steps.values_list("from_state", "to_state", "acts_as", "taken_by", "reason")
    return found.state, found.state_changed_at, list(steps)


@pytest.mark.parametrize("outcome", states.DECIDED)
@pytest.mark.parametrize("state", states.STATES)
def test_together_is_as_alone(edition, screener, approver, state, outcome):
    one, other = an_application(edition, state), an_application(edition, state)
    asked = turns(screener, approver, outcome)

    def alone():
        application = one
        for turn in asked:
            for target in states.way(application.state, turn.to):
                application = services.move(
                    application,
                    to=target,
                    acts_as=turn.acts_as,
                    by=turn.by,
                    reason=turn.reason,
                    at=AT,
                )

    def together():
        services.follow_all(edition, {other.person_id: asked}, at=AT)

    said = []
    for act in (alone, together):
        try:
            act()
        except RuleBroken as broken:
            said.append(broken.code)
        else:
            said.append("done")

    assert said[0] == said[1]
    if said == ["done", "done"]:
        assert told(one) == told(other)


def test_nobody_decides_on_what_they_screened(edition, screener):
    one = an_application(edition, states.FOCAL_POINT_ENDORSED)

    with pytest.raises(RuleBroken, match="is_not_the_screener"):
        services.follow_all(edition, {one.person_id: turns(screener, screener)}, at=AT)

    assert told(one)[0] == states.FOCAL_POINT_ENDORSED


def test_people_without_an_application_are_passed_over(edition, screener, approver):
    services.follow_all(edition, {0: turns(screener, approver)}, at=AT)

    assert not Application.objects.exists()


@pytest.mark.parametrize("people", [1, 5])
def test_a_decision_costs_the_same_queries_however_many_follow(
    edition, screener, approver, people, django_assert_num_queries
):
    some = [an_application(edition, states.FOCAL_POINT_ENDORSED) for _ in range(people)]
    asked = {one.person_id: turns(screener, approver) for one in some}

    with django_assert_num_queries(11):
        services.follow_all(edition, asked, at=AT)

    assert {told(one)[0] for one in some} == {states.RESERVE}
