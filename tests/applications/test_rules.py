import re
from pathlib import Path

import pytest

from samgak.applications import phrases
from samgak.applications.rules import states
from samgak.applications.rules.states import reasons_not_to_move

DOCS = Path(__file__).parents[2] / "docs" / "states.md"
ARROW = re.compile(r"^    (\w+) --> (\w+): ([\w, ]+?)(?: \[([\w, ]+)\])?$", re.MULTILINE)


def drawn():
    text = DOCS.read_text(encoding="utf-8").split("## An application\n")[1].split("\n## ")[0]
    return {
        states.Step(
            source,
            target,
            tuple(actors.split(", ")),
            tuple(guards.split(", ")) if guards else (),
        )
        for source, target, actors, guards in ARROW.findall(text)
    }


def test_the_drawing_shows_the_table():
    assert drawn() == set(states.STEPS)


def test_every_state_and_actor_has_its_words_and_every_state_is_reached():
    assert set(phrases.STATE_TEXTS) == set(states.STATES)
    assert {actor for step in states.STEPS for actor in step.actors} == set(phrases.ACTOR_TEXTS)
    assert {step.target for step in states.STEPS} == set(states.STATES) - {"draft"}


@pytest.mark.parametrize("source", states.STATES)
@pytest.mark.parametrize("target", states.STATES)
def test_what_the_table_lacks_is_refused_to_everybody(source, target):
    known = any((step.source, step.target) == (source, target) for step in states.STEPS)
    for actor in phrases.ACTOR_TEXTS:
        reasons = reasons_not_to_move(source, target, acts_as=actor)
        assert known or reasons == ["application_has_no_such_step"]


@pytest.mark.parametrize(
    ("source", "target", "acts_as", "facts", "reasons"),
    [
        ("draft", "submitted", "applicant", {"call_is_open", "form_is_complete"}, []),
        (
            "draft",
            "submitted",
            "applicant",
            {"form_is_complete"},
            ["application_needs_call_is_open"],
        ),
        ("returned", "submitted", "applicant", {"form_is_complete"}, []),
        ("submitted", "supervisor_endorsed", "supervisor", set(), []),
        (
            "submitted",
            "supervisor_endorsed",
            "focal_point",
            set(),
            ["application_needs_has_reason"],
        ),
        (
            "submitted",
            "focal_point_endorsed",
            "focal_point",
            set(),
            ["application_has_no_such_step"],
        ),
        (
            "shortlisted",
            "selected",
            "screener",
            {"is_not_the_screener"},
            ["application_step_is_somebody_elses"],
        ),
        ("shortlisted", "selected", "approver", set(), ["application_needs_is_not_the_screener"]),
        ("focal_point_endorsed", "ineligible", "screener", set(), ["application_needs_has_reason"]),
    ],
)
def test_who_may_go_where(source, target, acts_as, facts, reasons):
    assert reasons_not_to_move(source, target, acts_as=acts_as, facts=facts) == reasons
