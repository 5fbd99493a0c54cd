from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samgak.questionnaires.answers import AnswerFault, validate
from samgak.questionnaires.definition import parse
from samgak.questionnaires.scoring import QuestionScore, score
from tests.questionnaires.test_definition import DEFINITION

FORM = parse(DEFINITION)
ANSWERS = {"q1": "yes", "q2": ["no", "yes"], "q3": "5", "q4": " Because ", "q5": "4"}


def test_good_answers_come_back_clean():
    clean, faults = validate(FORM, ANSWERS)

    assert faults == {}
    assert clean == {
        "q1": "yes",
        "q2": ("yes", "no"),
        "q3": Decimal(5),
        "q4": "Because",
        "q5": Decimal(4),
    }


@pytest.mark.parametrize(
    ("key", "answer", "code", "params"),
    [
        ("q1", None, "required", {}),
        ("q1", " ", "required", {}),
        ("q1", "maybe", "unknown-option", {"option": "maybe"}),
        ("q1", ["yes", "no"], "one-option", {}),
        ("q2", [], "required", {}),
        ("q2", ["yes", "maybe"], "unknown-option", {"option": "maybe"}),
        ("q3", "five", "number", {}),
        ("q3", "1e3", "number", {}),
        ("q3", "٣", "number", {}),
        ("q3", ["1", "2"], "one-option", {}),
        ("q3", "-1", "below-minimum", {"minimum": "0"}),
        ("q3", "30.6", "above-maximum", {"maximum": "30.5"}),
        ("q4", "x" * 201, "too-long", {"maximum_length": "200"}),
        ("q5", "2.5", "whole-number", {}),
        ("q5", "6", "above-maximum", {"maximum": "5"}),
        ("q9", "yes", "unknown-question", {}),
    ],
)
def test_a_faulty_answer_is_named_and_the_others_are_kept(key, answer, code, params):
    clean, faults = validate(FORM, ANSWERS | {key: answer})

    assert faults == {key: [AnswerFault(code, params)]}
    assert clean.keys() == ANSWERS.keys() - {key}


def test_a_question_that_may_stay_open_may_stay_open():
    clean, faults = validate(FORM, ANSWERS | {"q4": ""})

    assert faults == {}
    assert "q4" not in clean


@pytest.mark.parametrize("told", ["2,5", "2.5", 2.5, Decimal("2.5"), " 2.5 "])
def test_numbers_are_read_with_comma_or_point(told):
    clean, _ = validate(FORM, ANSWERS | {"q3": told})

    assert clean["q3"] == Decimal("2.5")


def test_control_characters_are_left_out_and_lines_kept():
    clean, _ = validate(FORM, ANSWERS | {"q4": "one\x00\ntwo\ud800"})

    assert clean["q4"] == "one\ntwo"


def test_full_marks():
    clean, _ = validate(FORM, ANSWERS)

    result = score(FORM, clean)

    assert (result.points, result.out_of) == (5, 5)
    assert result.questions == (
        QuestionScore("q1", 1, 1, is_answered=True),
        QuestionScore("q2", 3, 3, is_answered=True),
        QuestionScore("q3", 1, 1, is_answered=True),
    )


@pytest.mark.parametrize(
    ("changes", "points"),
    [
        ({"q1": "no"}, 4),
        ({"q2": ["yes"]}, 2),
        ({"q3": "5,0"}, 5),
        ({"q3": "4"}, 4),
        ({"q4": "", "q5": "1"}, 5),
        ({"q1": "", "q2": "", "q3": ""}, 0),
    ],
)
def test_a_question_gives_all_its_points_or_none(changes, points):
    clean, _ = validate(FORM, ANSWERS | changes)

    assert score(FORM, clean).points == points


def test_an_open_question_is_told_apart_from_a_wrong_one():
    clean, _ = validate(FORM, {"q1": "no"})

    answered = {question.key: question.is_answered for question in score(FORM, clean).questions}
    assert answered == {"q1": True, "q2": False, "q3": False}


ANY = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.text())


@given(st.dictionaries(st.sampled_from(["q1", "q2", "q3", "q4", "q5", "?"]), ANY))
def test_any_answers_are_sorted_into_clean_and_faulty(answers):
    clean, faults = validate(FORM, answers)

    assert not clean.keys() & faults.keys()
    assert {"q1", "q2", "q3", "q5"} <= clean.keys() | faults.keys()
    assert 0 <= score(FORM, clean).points <= 5
    assert validate(FORM, clean)[0] == clean
