"""The fields of applications: what a definition may say, and which answers hold."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samgak.questionnaires.answers import as_json, validate
from samgak.questionnaires.definition import DefinitionRefusedError
from samgak.questionnaires.fields import parse

TODAY = date(2030, 1, 15)
T = {"en": "Text"}


def form(*questions):
    told = {"format": 1, "version": "1", "title": T}
    return told | {"sections": [{"key": "s", "title": T, "questions": list(questions)}]}


def question(kind, **more):
    return {"key": "q", "type": kind, "text": T, **more}


def faults_of(told, answer):
    clean, faults = validate(parse(form(told)), {"q": answer}, today=TODAY)
    return clean.get("q"), [fault.code for fault in faults.get("q", [])]


TABLE = question(
    "table",
    columns=[{"key": "a", "text": T, "required": True}, {"key": "y", "text": T, "type": "year"}],
)
KEPT = {"name": "passport.pdf", "kind": "pdf", "size": "1234"}
SKILLS = {"listening": "good", "speaking": "fair", "reading": "poor", "writing": "excellent"}


@pytest.mark.parametrize(
    ("told", "answer", "clean", "faults"),
    [
        (question("date", latest="today"), "2030-1-15", "2030-01-15", []),
        (question("date", latest="today"), "2030-01-16", None, ["too-late"]),
        (question("date"), "2030-02-30", None, ["day"]),
        (question("text", text_kind="email"), "a@b", None, ["email"]),
        (question("text", text_kind="email"), "a@b.example", "a@b.example", []),
        (question("text", text_kind="passport-name"), "O'Neil-D.", "O'Neil-D.", []),
        (question("text", text_kind="passport-name"), "Айгерим", None, ["not-latin"]),
        (question("text", text_kind="name"), "Ә\u202eЖ", None, ["hidden-marks"]),
        (TABLE, [{"a": "x", "y": "2020"}, {}], ({"a": "x", "y": "2020"},), []),
        (TABLE, [{"y": "2020"}], None, ["row-incomplete"]),
        (TABLE, [{"a": "x", "y": "20"}], None, ["year"]),
        (TABLE, [{"a": "x"}] * 11, None, ["too-many-rows"]),
        (question("languages"), [{"language": "kk"} | SKILLS], ({"language": "kk"} | SKILLS,), []),
        (question("languages"), [{"language": "kk"} | SKILLS] * 2, None, ["language-twice"]),
        (question("languages"), [{"language": "kk"}], None, ["level-missing"]),
        (question("file"), KEPT, KEPT, []),
        (question("file", required=False), "passport.pdf", None, []),
        (question("file", required=True), "passport.pdf", None, ["required"]),
        (question("file", required=True), {"name": "passport.pdf"}, None, ["required"]),
        (question("file", kinds=["png"]), KEPT, None, ["file-type-refused"]),
        (question("consent", text_version="1"), "refused", None, ["must-agree"]),
        (question("consent", text_version="1", refusable=True), "refused", "refused", []),
    ],
)
def test_which_answers_hold(told, answer, clean, faults):
    assert faults_of(told, answer) == (clean, faults)


def test_where_a_file_question_is_wrong_is_said_exactly():
    with pytest.raises(DefinitionRefusedError) as refused:
        parse(form(question("file", kinds=["pdf", "svg"], most_megabytes=0)))

    assert [(fault.path, fault.expectation) for fault in refused.value.faults] == [
        ("sections[1].questions[1].kinds[2]", "known-value"),
        ("sections[1].questions[1].most_megabytes", "whole-number"),
    ]


def test_what_is_hidden_is_asked_of_nobody():
    assert faults_of(question("text", hidden=True), "") == (None, [])


@pytest.mark.parametrize(
    "told",
    [
        question("scale", minimum=1, maximum=5),
        question("file", kinds=["exe"]),
        question("file", kinds=[]),
        question("file", most_megabytes=11),
        question("file", most_megabytes=True),
        question("file", maximum_length=4),
        question("date", latest="tomorrow"),
        question("table"),
        question("text", text_kind="poem"),
        question("consent"),
        question("text", correct="x"),
    ],
)
def test_what_a_definition_may_not_say(told):
    with pytest.raises(DefinitionRefusedError):
        parse(form(told))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["a", "y", "language", "z"]), inner, max_size=4)
    ),
    max_leaves=8,
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(JSON)
def test_any_answer_is_clean_or_faulty_and_a_clean_one_holds_again(answer):
    for told in (
        TABLE,
        question("languages"),
        question("date"),
        question("consent", text_version="1"),
        question("file"),
    ):
        clean, faults = faults_of(told, answer)
        assert (clean is None) or not faults
        if clean is not None:
            assert faults_of(told, as_json(clean)) == (clean, [])
