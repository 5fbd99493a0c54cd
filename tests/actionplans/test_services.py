from datetime import UTC, datetime

import pytest

from samgak.actionplans import queries, services
from samgak.actionplans.models import ActionPlan
from samgak.core.errors import RuleBroken
from tests.actionplans.factories import ActionPlanFactory
from tests.factories import EditionFactory, ParticipantFactory

pytestmark = pytest.mark.django_db
AT = datetime(2030, 1, 16, 9, tzinfo=UTC)


def write(act, participant, **changes):
    plan = {"title": "One window", "text": "One visit instead of four.", "language": "ru"}
    return act(participant, **(plan | changes), at=AT)


def test_a_draft_may_be_empty_and_is_written_over():
    participant = ParticipantFactory()
    write(services.save, participant, title="", text="")

    write(services.save, participant, text="First line\r\nsecond line ")

    plan = ActionPlan.objects.get()
    assert (plan.title, plan.text) == ("One window", "First line\nsecond line")
    assert plan.submitted_at is None


def test_submit_keeps_the_plan_and_when():
    participant = ParticipantFactory()

    write(services.submit, participant)

    assert ActionPlan.objects.get().submitted_at == AT
    assert queries.submitted(participant.edition) == {participant.pk}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": " "}, "plan_title_missing"),
        ({"text": "\n"}, "plan_text_missing"),
        ({"title": "x" * 121}, "plan_title_too_long"),
        ({"text": "x" * 1801}, "plan_text_too_long"),
        ({"text": "x\n" * 27}, "plan_text_has_too_many_lines"),
    ],
)
def test_submit_refuses_what_is_not_a_page(changes, code):
    with pytest.raises(RuleBroken, match=code):
        write(services.submit, ParticipantFactory(), **changes)

    assert not ActionPlan.objects.exists()


@pytest.mark.parametrize("act", [services.save, services.submit])
def test_a_submitted_plan_is_not_changed(act):
    plan = ActionPlanFactory()

    with pytest.raises(RuleBroken, match="plan_is_submitted"):
        write(act, plan.participant)


@pytest.mark.parametrize("state", ["call_open", "following_up"])
def test_plans_are_closed_outside_the_delivery(state):
    with pytest.raises(RuleBroken, match="plans_are_closed"):
        write(services.save, ParticipantFactory(edition__state=state))


def test_who_has_left_writes_no_plan():
    with pytest.raises(RuleBroken, match="not_a_participant"):
        write(services.save, ParticipantFactory(state="withdrawn"))


def test_take_back_makes_a_draft_again():
    plan = ActionPlanFactory()

    services.take_back(plan.participant, is_certified=False)

    assert queries.submitted(plan.participant.edition) == set()
    assert write(services.save, plan.participant, text="Better").text == "Better"


def test_take_back_refuses_when_the_certificate_is_out_or_nothing_is_submitted():
    with pytest.raises(RuleBroken, match="plan_is_certified"):
        services.take_back(ActionPlanFactory().participant, is_certified=True)
    with pytest.raises(RuleBroken, match="plan_is_not_submitted"):
        services.take_back(ParticipantFactory(), is_certified=False)


@pytest.mark.parametrize("count", [1, 3])
def test_plans_of_everyone_cost_three_queries(count, django_assert_num_queries):
    edition = EditionFactory()
    ActionPlanFactory.create_batch(count, participant__edition=edition)
    ParticipantFactory.create_batch(count, edition=edition)

    with django_assert_num_queries(3):
        found = queries.plans(edition)

    assert sorted(one.state for one in found) == ["not_begun"] * count + ["submitted"] * count
