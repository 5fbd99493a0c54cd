import copy
import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samgak.questionnaires.definition import (
    DefinitionFault,
    DefinitionRefusedError,
    Option,
    Question,
    parse,
    text_in,
)

YES_NO = [
    {"key": "yes", "text": {"en": "Yes", "kk": "Иә"}},
    {"key": "no", "text": {"en": "No", "kk": "Жоқ"}},
]
DEFINITION = {
    "format": 1,
    "version": "1",
    "title": {"en": "Survey", "kk": "Сауалнама"},
    "questions": [
        {
            "key": "q1",
            "type": "single",
            "text": {"en": "Ready?", "kk": "Дайын ба?"},
            "options": YES_NO,
            "correct": "yes",
        },
        {
            "key": "q2",
            "type": "multiple",
            "text": {"en": "Which?"},
            "options": YES_NO,
            "correct": ["yes", "no"],
            "points": 3,
        },
        {
            "key": "q3",
            "type": "number",
            "text": {"en": "Days"},
            "minimum": 0,
            "maximum": 30.5,
            "correct": 5,
        },
        {
            "key": "q4",
            "type": "text",
            "text": {"en": "Why?"},
            "required": False,
            "maximum_length": 200,
        },
        {
            "key": "q5",
            "type": "scale",
            "text": {"en": "Useful?"},
            "minimum": 1,
            "maximum": 5,
            "low": {"en": "Not at all"},
            "high": {"en": "Very"},
        },
    ],
}


def changed(path, value):
    """DEFINITION with one value replaced (or removed, for ...), path of keys and positions."""
    definition = copy.deepcopy(DEFINITION)
    *above, last = path
    target = definition
    for step in above:
        target = target[step]
    if value is ...:
        del target[last]
    else:
        target[last] = value
    return definition


def test_a_definition_becomes_a_form():
    form = parse(DEFINITION)

    assert (form.version, form.title["kk"]) == ("1", "Сауалнама")
    assert [q.type for q in form.questions] == ["single", "multiple", "number", "text", "scale"]
    assert form.questions[0].options[1] == Option("no", {"en": "No", "kk": "Жоқ"})
    assert form.questions[1].correct == {"yes", "no"}
    assert form.questions[2] == Question(
        key="q3",
        type="number",
        text={"en": "Days"},
        is_required=True,
        correct=Decimal(5),
        points=1,
        minimum=Decimal(0),
        maximum=Decimal("30.5"),
    )
    assert [(q.is_required, q.points) for q in form.questions] == [
        (True, 1),
        (True, 3),
        (True, 1),
        (False, 0),
        (True, 0),
    ]


def test_a_form_knows_the_languages_it_is_whole_in():
    assert parse(DEFINITION).languages() == {"en"}


FIRST = ("questions", 0)


@pytest.mark.parametrize(
    ("path", "value", "where", "expectation"),
    [
        (("format",), 2, "format", "format"),
        (("format",), True, "format", "format"),
        (("version",), 1, "version", "key"),
        (("title",), {}, "title", "text-per-language"),
        (("title",), "Survey", "title", "text-per-language"),
        (("title", "kk"), " ", "title.kk", "text"),
        (("title", "kk"), 7, "title.kk", "text"),
        (("questions",), [], "questions", "list"),
        (("questions",), ..., "questions", "list"),
        (("name",), "x", "name", "known-key"),
        ((*FIRST,), "q1", "questions[1]", "mapping"),
        ((*FIRST, "key"), "", "questions[1].key", "key"),
        ((*FIRST, "key"), "q2", "questions[2].key", "unique-key"),
        ((*FIRST, "type"), "choice", "questions[1].type", "type"),
        ((*FIRST, "type"), ["single"], "questions[1].type", "type"),
        ((*FIRST, "required"), "no", "questions[1].required", "boolean"),
        ((*FIRST, "colour"), "red", "questions[1].colour", "known-key"),
        ((*FIRST, "minimum"), 1, "questions[1].minimum", "not-for-this-type"),
        ((*FIRST, "options"), YES_NO[:1], "questions[1].options", "two-options"),
        ((*FIRST, "options"), ..., "questions[1].options", "list"),
        ((*FIRST, "options"), [*YES_NO, YES_NO[0]], "questions[1].options[3].key", "unique-key"),
        ((*FIRST, "options", 1, "text"), ..., "questions[1].options[2].text", "text-per-language"),
        ((*FIRST, "correct"), "maybe", "questions[1].correct", "option-key"),
        ((*FIRST, "correct"), ["yes"], "questions[1].correct", "option-key"),
        ((*FIRST, "points"), 0, "questions[1].points", "points"),
        ((*FIRST, "points"), 1.5, "questions[1].points", "points"),
        (("questions", 1, "correct"), "yes", "questions[2].correct", "option-keys"),
        (("questions", 1, "correct"), [], "questions[2].correct", "option-keys"),
        (("questions", 1, "correct"), [["yes"]], "questions[2].correct", "option-keys"),
        (("questions", 1, "correct"), ..., "questions[2].correct", "correct-for-points"),
        (("questions", 2, "minimum"), "0", "questions[3].minimum", "number"),
        (("questions", 2, "minimum"), float("nan"), "questions[3].minimum", "number"),
        (("questions", 2, "minimum"), 31, "questions[3].maximum", "maximum-above-minimum"),
        (("questions", 2, "correct"), 31, "questions[3].correct", "within-limits"),
        (("questions", 3, "maximum_length"), 0, "questions[4].maximum_length", "whole-number"),
        (("questions", 3, "correct"), "because", "questions[4].correct", "not-for-this-type"),
        (("questions", 4, "minimum"), 1.5, "questions[5].minimum", "whole-number"),
        (("questions", 4, "maximum"), ..., "questions[5].maximum", "whole-number"),
        (("questions", 4, "low"), {}, "questions[5].low", "text-per-language"),
    ],
)
def test_a_fault_is_told_with_its_place(path, value, where, expectation):
    with pytest.raises(DefinitionRefusedError) as refused:
        parse(changed(path, value))

    assert DefinitionFault(where, expectation) in refused.value.faults


def test_all_faults_are_told_at_once():
    definition = changed(("title",), {})
    definition["questions"][0]["correct"] = "maybe"
    definition["questions"][4]["key"] = "q4"

    with pytest.raises(DefinitionRefusedError) as refused:
        parse(definition)

    assert refused.value.faults == [
        DefinitionFault("questions[1].correct", "option-key"),
        DefinitionFault("questions[5].key", "unique-key"),
        DefinitionFault("title", "text-per-language"),
    ]


@pytest.mark.parametrize("told", [None, [], "form", 1])
def test_what_is_no_mapping_is_refused(told):
    with pytest.raises(DefinitionRefusedError):
        parse(told)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
PLACES = [
    ("title",),
    ("questions",),
    ("version",),
    *(("questions", n, key) for n, q in enumerate(DEFINITION["questions"]) for key in q),
    *(("questions", n) for n in range(5)),
    ("questions", 0, "options", 0),
    ("questions", 0, "options", 0, "key"),
]


@settings(deadline=None)
@given(st.sampled_from(PLACES), JSON)
def test_any_json_anywhere_is_read_or_refused_never_a_crash(place, value):
    definition = changed(place, value)
    faults = []
    try:
        parse(definition)
    except DefinitionRefusedError as refused:
        faults = refused.faults

    assert faults or parse(definition) == parse(json.loads(json.dumps(definition)))


TEXT = {"uz": "Salom", "ru": "Привет", "en": "Hello", "de": "Hallo"}


@pytest.mark.parametrize(
    ("missing", "found"),
    [
        ([], ("Salom", "uz")),
        (["uz"], ("Привет", "ru")),
        (["uz", "ru"], ("Hello", "en")),
        (["uz", "ru", "en"], ("Hallo", "de")),
    ],
)
def test_a_missing_language_falls_back_to_working_english_any(missing, found):
    text = {language: words for language, words in TEXT.items() if language not in missing}

    assert text_in(text, own="uz", working="ru") == found


def test_a_definition_survives_json():
    assert parse(json.loads(json.dumps(DEFINITION))) == parse(DEFINITION)


def question(key, kind="text", **more):
    return {"key": key, "type": kind, "text": {"en": key}, "required": False} | more


def sections(*questions, **more):
    plain = {"key": "s1", "title": {"en": "First"}, "questions": [question("why")]}
    second = {"key": "s2", "title": {"en": "Second"}, "questions": list(questions)} | more
    return {
        "format": 1,
        "version": "1",
        "title": {"en": "Survey"},
        "sections": [plain, second],
    }


@pytest.mark.parametrize(
    ("definition", "where", "expectation"),
    [
        (
            sections(question("a", show_when={"question": "a", "equals": "x"})),
            "sections[2].questions[1].show_when.question",
            "earlier-question",
        ),
        (
            sections(
                question("a", show_when={"question": "b", "equals": "x"}),
                question("b", show_when={"question": "a", "equals": "x"}),
            ),
            "sections[2].questions[1].show_when.question",
            "earlier-question",
        ),
        (
            sections(question("a", show_when={"question": "why", "greater": 3})),
            "sections[2].questions[1].show_when",
            "condition",
        ),
        (
            sections(question("a", show_when={"all": []})),
            "sections[2].questions[1].show_when",
            "condition",
        ),
        (
            sections(
                question("a", "number", correct=1, show_when={"question": "why", "equals": "x"})
            ),
            "sections[2].questions[1].correct",
            "always-shown-for-points",
        ),
        (sections(question("why")), "sections[2].questions[1].key", "unique-key"),
        (
            sections(question("a", competencies=["digcomp-9"])),
            "sections[2].questions[1].competencies",
            "competencies",
        ),
        (sections(question("a"), colour="red"), "sections[2].colour", "known-key"),
        (
            sections(question("a", "scale", minimum=0, maximum=10**9)),
            "sections[2].questions[1].maximum",
            "too-many",
        ),
        (
            sections(question("a", "matrix", options=YES_NO)),
            "sections[2].questions[1].rows",
            "list",
        ),
        (sections(question("a")) | {"questions": [question("b")]}, "", "questions-or-sections"),
    ],
)
def test_a_fault_of_sections_and_conditions_is_told_with_its_place(definition, where, expectation):
    with pytest.raises(DefinitionRefusedError) as refused:
        parse(definition)
    assert DefinitionFault(where, expectation) in refused.value.faults


def test_deeply_nested_conditions_are_refused_not_followed():
    condition = {"question": "why", "equals": "x"}
    for _ in range(500):
        condition = {"all": [condition]}
    with pytest.raises(DefinitionRefusedError):
        parse(sections(question("a", show_when=condition)))
