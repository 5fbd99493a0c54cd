from decimal import Decimal

import pytest

from samgak.questionnaires.answers import check, validate, visible
from samgak.questionnaires.definition import parse


def options(*keys):
    return [{"key": key, "text": {"en": key}} for key in keys]


def question(key, kind, **more):
    return {"key": key, "type": kind, "text": {"en": key}} | more


FORM = parse(
    {
        "format": 1,
        "version": "1",
        "title": {"en": "Reaction"},
        "sections": [
            {
                "key": "use",
                "title": {"en": "Use"},
                "questions": [
                    question("used", "single", options=options("yes", "no")),
                    question("topics", "multiple", options=options("a", "b"), required=False),
                    question("days", "number", required=False),
                    question("why-not", "text", show_when={"question": "used", "equals": "no"}),
                    question(
                        "which",
                        "text",
                        show_when={
                            "any": [
                                {"question": "topics", "contains": "b"},
                                {"question": "days", "greater": 3},
                            ]
                        },
                    ),
                ],
            },
            {
                "key": "more",
                "title": {"en": "More"},
                "show_when": {
                    "all": [
                        {"question": "used", "equals": "yes"},
                        {"question": "days", "greater": 1},
                    ]
                },
                "questions": [
                    question(
                        "parts", "matrix", rows=options("x", "y"), options=options("good", "bad")
                    ),
                    question("rank", "order", options=options("p", "q", "r")),
                ],
            },
        ],
    }
)
PLAIN = {"used", "topics", "days"}


@pytest.mark.parametrize(
    ("answers", "also_shown"),
    [
        ({}, set()),
        ({"used": "yes"}, set()),
        ({"used": "no"}, {"why-not"}),
        ({"used": "perhaps"}, set()),
        ({"topics": ["a"]}, set()),
        ({"topics": ["a", "b"]}, {"which"}),
        ({"days": "3"}, set()),
        ({"days": "3,5"}, {"which"}),
        ({"days": "many"}, set()),
        ({"used": "yes", "days": "2"}, {"parts", "rank"}),
    ],
)
def test_a_question_is_shown_when_its_condition_holds(answers, also_shown):
    assert visible(FORM, answers) == PLAIN | also_shown


def test_an_answer_to_a_question_that_is_not_shown_is_left_out_and_not_required():
    clean, faults = validate(FORM, {"used": "yes", "why-not": "no time"})
    assert (clean, faults) == ({"used": "yes"}, {})


def test_a_matrix_is_answered_by_row_and_an_order_by_place():
    answers = {
        "used": "yes",
        "days": "2",
        "parts": {"x": "good", "y": "bad"},
        "rank": ["r", "p", "q"],
    }
    clean, faults = validate(FORM, answers)
    assert faults == {}
    assert clean == answers | {"days": Decimal(2), "rank": ("r", "p", "q")}


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({}, "required"),
        ("x", "required"),
        ({"x": "good"}, "every-row"),
        ({"x": "good", "y": "<script>"}, "unknown-option"),
        ({"x": "good", "y": ["good", "bad"]}, "one-option"),
    ],
)
def test_a_matrix_with_a_fault_is_told(parts, code):
    faults = check(FORM, {"used": "yes", "days": "2", "parts": parts, "rank": ["r", "p", "q"]})
    assert [fault.code for fault in faults["parts"]] == [code]


@pytest.mark.parametrize(
    ("rank", "code"),
    [
        (["r"], "each-place-once"),
        (["r", "r", "p"], "each-place-once"),
        (["r", "p", "z"], "unknown-option"),
        ([], "required"),
    ],
)
def test_an_order_with_a_fault_is_told(rank, code):
    answers = {"used": "yes", "days": "2", "parts": {"x": "good", "y": "bad"}, "rank": rank}
    assert [fault.code for fault in check(FORM, answers)["rank"]] == [code]
