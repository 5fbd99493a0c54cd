import pytest

from samgak.participants import rules
from samgak.participants.models import Participant
from samgak.places.rules import appeals
from tests.drawings import arrows_of

GUARDS = frozenset(step.guard for step in rules.STEPS if step.guard)


def on_arrow(actors, guard):
    return ", ".join(actors) + (f" [{guard}]" if guard else "")


def test_the_drawing_of_a_participant_is_the_table():
    assert sorted(arrows_of("A participant")) == sorted(
        (step.source, step.target, on_arrow(step.actors, step.guard)) for step in rules.STEPS
    )


def test_the_drawing_of_an_appeal_is_the_table():
    assert sorted(arrows_of("An appeal")) == sorted(
        (step.source, step.target, on_arrow([step.actor], step.guard)) for step in appeals.STEPS
    )


@pytest.mark.parametrize("actor", [rules.PARTICIPANT, rules.OFFICER])
@pytest.mark.parametrize("source", Participant.State.values)
def test_every_step_outside_the_table_is_refused(source, actor):
    allowed = {
        step.target for step in rules.STEPS if step.source == source and actor in step.actors
    }
    for target in Participant.State.values:
        told = rules.reasons_not_to_move(
            source, target, actor=actor, facts=GUARDS, reason="For a reason"
        )
        assert (told == []) == (target in allowed)


@pytest.mark.parametrize("step", [step for step in rules.STEPS if step.guard])
def test_every_guard_is_asked(step):
    told = rules.reasons_not_to_move(
        step.source, step.target, actor=step.actors[0], reason="For a reason"
    )
    assert told == [f"participant_needs_{step.guard}"]


@pytest.mark.parametrize("target", sorted(rules.NEEDS_REASON))
def test_those_who_decline_leave_or_are_dismissed_have_a_reason(target):
    step = next(one for one in rules.STEPS if one.target == target)
    told = rules.reasons_not_to_move(
        step.source, target, actor=step.actors[-1], facts=GUARDS, reason=" "
    )
    assert told == ["reason_missing"]
