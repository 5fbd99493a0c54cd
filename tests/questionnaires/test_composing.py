"""A question of one form put into another."""

from copy import deepcopy

import pytest

from samgak.questionnaires import composing
from samgak.questionnaires.composing import with_question
from samgak.questionnaires.definition import DefinitionRefusedError, parse
from samgak.questionnaires.notes import Source
from tests.surveys.factories import DEFINITION, text

SOURCE = Source("astana-2024", "test", "open")
OPEN = DEFINITION["questions"][1]


def test_everything_goes_along_and_the_copy_knows_its_source():
    begun = composing.empty(version="new", title=text("New"))

    made = with_question(begun, OPEN, source=SOURCE).definition

    question = parse(made).questions[0]
    original = parse(DEFINITION).questions[1]
    assert question.taken_from == SOURCE
    assert (question.text, question.options, question.correct, question.points) == (
        original.text,
        original.options,
        original.correct,
        original.points,
    )
    assert composing.holds(made, SOURCE)
    assert not composing.holds(begun, SOURCE)


def test_neither_form_is_changed():
    before, question = deepcopy(DEFINITION), deepcopy(OPEN)

    with_question(DEFINITION, OPEN, source=SOURCE)

    assert (before, question) == (DEFINITION, OPEN)


def test_a_key_that_is_taken_gets_a_number():
    once = with_question(DEFINITION, OPEN, source=SOURCE).definition
    twice = with_question(once, OPEN, source=SOURCE).definition

    assert [one.key for one in parse(twice).questions][3:] == ["open-2", "open-3"]


def test_a_condition_stays_behind():
    asked = OPEN | {"show_when": {"question": "first", "equals": "needs"}}

    made = with_question(DEFINITION, asked, source=SOURCE)

    assert made.lost_condition
    assert parse(made.definition).questions[-1].show_when is None


def sectioned(*conditions):
    return {
        "format": 1,
        "version": "sections",
        "title": text("Form"),
        "sections": [
            {
                "key": f"s{number}",
                "title": text("Part"),
                "questions": [
                    {"key": f"q{number}", "type": "scale", "text": text("How?")}
                    | {"minimum": 1, "maximum": 5}
                ],
            }
            | ({"show_when": condition} if condition else {})
            for number, condition in enumerate(conditions, start=1)
        ],
    }


SHOWN = {"question": "q1", "greater": 2}


def test_a_copy_joins_the_last_section_that_is_always_shown():
    made = with_question(sectioned(None, None, SHOWN), OPEN, source=SOURCE).definition

    keys = [[one.key for one in section.questions] for section in parse(made).sections]
    assert keys == [["q1"], ["q2", "open"], ["q3"]]


def test_without_such_a_section_it_begins_one():
    told = sectioned(None, SHOWN)
    told["sections"] = told["sections"][1:]

    made = with_question(told, OPEN, source=SOURCE).definition

    assert [one["key"] for one in made["sections"]] == ["s2", "more"]


def test_words_of_all_languages_and_of_answers_are_found():
    words = composing.words_of(OPEN)

    assert "what is open data? (ko)" in words
    assert "readable by machines" in words


@pytest.mark.parametrize(
    "told", ["test", {"edition": "a"}, {"edition": "a", "form": "", "question": "c"}, 7]
)
def test_a_source_that_is_none_is_refused(told):
    definition = DEFINITION | {"questions": [OPEN | {"taken_from": told}]}

    with pytest.raises(DefinitionRefusedError) as refused:
        parse(definition)

    assert [(one.path, one.expectation) for one in refused.value.faults] == [
        ("questions[1].taken_from", "source")
    ]
