"""The life of a nomination: the table, and its drawing."""

import pytest

from samgak.nominations.rules import states
from samgak.nominations.rules.order import placed
from tests.drawings import arrows_of


def test_the_drawing_of_a_nomination_is_the_table():
    assert sorted(arrows_of("A nomination")) == sorted(
        (
            step.source,
            step.target,
            ", ".join(step.actors) + (f" [{', '.join(step.guards)}]" if step.guards else ""),
        )
        for step in states.STEPS
    )


def test_every_other_step_is_refused():
    drawn = {(step.source, step.target) for step in states.STEPS}
    for source in states.STATES:
        for target in states.STATES:
            if (source, target) not in drawn:
                everything = frozenset(
                    {"says_why", "names_another", "values_are_right", "place_is_left"}
                )
                assert states.reasons_not_to_move(
                    source, target, actor=states.OFFICER, facts=everything
                )


@pytest.mark.parametrize("target", [states.CONFIRMED, states.RETURNED])
def test_a_focal_point_neither_confirms_nor_returns(target):
    facts = frozenset({"says_why"})

    assert states.reasons_not_to_move(
        states.NOMINATED, target, actor=states.FOCAL_POINT, facts=facts
    ) == ["step_is_somebody_elses"]


@pytest.mark.parametrize(
    ("places", "order"),
    [
        ({}, "abcde"),
        ({"d": 1}, "dabce"),
        ({"a": 4}, "bcdae"),
        ({"a": 99}, "bcdea"),
        ({"a": 2, "b": 1}, "bacde"),
        ({"e": 2, "d": 2}, "aedbc"),
        ({"c": 1, "a": 2, "b": 3}, "cabde"),
    ],
)
def test_places_written_beside_some_rows_make_a_new_order(places, order):
    keys = {letter: number for number, letter in enumerate("abcde")}
    found = placed([keys[one] for one in "abcde"], {keys[one]: at for one, at in places.items()})

    assert "".join("abcde"[key] for key in found) == order
