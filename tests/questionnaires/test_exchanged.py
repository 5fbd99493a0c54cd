"""Forms of other programs: what is shared goes there and back, what is not is named."""

import json
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import samgak.exchange
import samgak.learning
from samgak.questionnaires.definition import DefinitionRefusedError, parse
from samgak.questionnaires.exchanged import LeftOut
from samgak.questionnaires.surveyjs import from_surveyjs, is_surveyjs, to_surveyjs
from samgak.questionnaires.xlsform import from_xlsform, to_xlsform
from samgak.spreadsheets import write_sheets

FOLDER = Path(samgak.exchange.__file__).parent / "demonstration/astana-2025"


def text(words):
    return {"en": words, "ru": f"{words} (ru)"}


def options(*keys):
    return [{"key": key, "text": text(key)} for key in keys]


EVERYTHING = {
    "format": 1,
    "version": "all-1",
    "title": text("Everything"),
    "sections": [
        {
            "key": "first",
            "title": text("First"),
            "questions": [
                {
                    "key": "kind",
                    "type": "single",
                    "text": text("Kind?"),
                    "options": options("a", "b"),
                    "correct": "a",
                    "points": 3,
                    "competencies": ["digcomp-1"],
                },
                {
                    "key": "tools",
                    "type": "multiple",
                    "text": text("Tools?"),
                    "options": options("x", "y", "z"),
                    "required": False,
                },
                {
                    "key": "years",
                    "type": "number",
                    "text": text("Years?"),
                    "minimum": 0,
                    "maximum": 60,
                },
            ],
        },
        {
            "key": "second",
            "title": text("Second"),
            "show_when": {"question": "years", "greater": 2},
            "questions": [
                {
                    "key": "liked",
                    "type": "scale",
                    "text": text("Liked?"),
                    "minimum": 1,
                    "maximum": 5,
                    "low": text("no"),
                    "high": text("yes"),
                    "show_when": {
                        "all": [
                            {"question": "kind", "equals": "a"},
                            {"question": "tools", "contains": "x"},
                        ]
                    },
                },
                {
                    "key": "grid",
                    "type": "matrix",
                    "text": text("Grid?"),
                    "rows": options("r1", "r2"),
                    "options": options("c1", "c2"),
                },
                {
                    "key": "rank",
                    "type": "order",
                    "text": text("Rank?"),
                    "options": options("o", "p"),
                },
                {
                    "key": "why",
                    "type": "text",
                    "text": text("Why?"),
                    "maximum_length": 200,
                    "show_when": {"any": [{"question": "kind", "equals": "b"}]},
                },
            ],
        },
    ],
}


def same(made, told):
    """Whether two definitions ask the same; an `any` of one condition is that condition."""
    return replace(parse(made), version="") == replace(parse(told), version="")


def definitions():
    yield EVERYTHING
    for name in ("test.json", "reaction.json"):
        yield json.loads((FOLDER / name).read_text("utf-8"))


@pytest.mark.parametrize("told", list(definitions()), ids=["everything", "test", "reaction"])
@pytest.mark.parametrize(
    ("there", "back"), [(to_surveyjs, from_surveyjs), (to_xlsform, from_xlsform)]
)
def test_there_and_back_asks_the_same(told, there, back):
    other, left_out = there(told)
    made, left_out_back = back(other)

    if told is EVERYTHING:
        why = told["sections"][1]["questions"][-1]
        told = json.loads(json.dumps(told))
        told["sections"][1]["questions"][-1]["show_when"] = why["show_when"]["any"][0]
    assert (left_out, left_out_back) == ([], [])
    assert same(made, told)


def test_a_form_of_surveyjs_is_recognised():
    assert is_surveyjs({"pages": []})
    assert is_surveyjs({"elements": []})
    assert not is_surveyjs(EVERYTHING)
    assert not is_surveyjs([])


def test_what_surveyjs_has_beyond_is_named():
    made, left_out = from_surveyjs(
        {
            "title": {"default": "A", "ru": "Б"},
            "pages": [
                {
                    "name": "p",
                    "elements": [
                        {"type": "signaturepad", "name": "s"},
                        {"type": "radiogroup", "name": "q", "choices": ["a", 2], "hasOther": True},
                        {"type": "comment", "name": "c", "visibleIf": "age({q}) > 3"},
                        {"type": "panel", "elements": [{"type": "text", "name": "t"}]},
                    ],
                }
            ],
        }
    )

    assert left_out == [
        LeftOut("element-type", "pages[1].elements[1]"),
        LeftOut("property", "pages[1].elements[2].hasOther"),
        LeftOut("condition", "pages[1].elements[3]"),
    ]
    form = parse(made)
    assert [question.key for question in form.questions] == ["q", "c", "t"]
    assert form.title == {"en": "A", "ru": "Б"}
    assert [option.key for option in form.questions[0].options] == ["a", "2"]


def test_what_xlsform_has_beyond_is_named():
    made, left_out = from_xlsform(
        {
            "survey": [
                ["type", "name", "label", "label::Deutsch", "hint", "relevant"],
                ["geopoint", "where", "Where?", "Wo?", "", ""],
                ["select_one yn", "ok", "OK?", "Gut?", "", ""],
                ["text", "why", "Why?", "", "", "${ok} = 'no'"],
                ["integer", "n", "N?", "", "", "count(${x}) > 1"],
            ],
            "choices": [["list_name", "name", "label"], ["yn", "yes", "Yes"], ["yn", "no", "No"]],
        }
    )

    assert LeftOut("element-type", "survey: 2") in left_out
    assert LeftOut("property", "survey: hint") in left_out
    assert LeftOut("language", "label::Deutsch") in left_out
    assert LeftOut("condition", "survey: 5") in left_out
    assert [question.key for question in parse(made).questions] == ["ok", "why", "n"]
    assert made["questions"][1]["show_when"] == {"question": "ok", "equals": "no"}


def test_keys_lose_their_spaces_in_xlsform():
    told = {
        "format": 1,
        "version": "v",
        "title": text("T"),
        "questions": [
            {
                "key": "my tools",
                "type": "multiple",
                "text": text("?"),
                "options": options("a b", "c"),
                "correct": ["a b", "c"],
            }
        ],
    }
    made, _ = from_xlsform(to_xlsform(told)[0])

    assert parse(made).questions[0].correct == {"a_b", "c"}


@pytest.mark.parametrize(
    "sheets", [{}, {"survey": []}, {"other": [["x"]]}, {"survey": [[None], [3.0]]}]
)
def test_sheets_without_questions_are_refused(sheets):
    made, _ = from_xlsform(sheets)
    with pytest.raises(DefinitionRefusedError):
        parse(made)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["type", "name", "title", "choices", "elements", "pages", "visibleIf", "rows"]
            )
            | st.text(max_size=3),
            inner | st.sampled_from(["radiogroup", "text", "matrix", "rating", "panel"]),
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(["pages", "elements", "title", "locale"]), JSON, max_size=3))
def test_whatever_comes_as_surveyjs_is_read_or_refused(told):
    made, _ = from_surveyjs(told)
    with suppress(DefinitionRefusedError):
        parse(made)


CELLS = (
    st.none()
    | st.floats()
    | st.text(max_size=6)
    | st.sampled_from(
        [
            "type",
            "name",
            "label",
            "begin_group",
            "end_group",
            "select_one l",
            "range",
            "table-list",
            "text",
        ]
    )
)


@given(
    st.dictionaries(
        st.sampled_from(["survey", "choices", "settings"]),
        st.lists(st.lists(CELLS, max_size=4), max_size=5),
        max_size=3,
    )
)
def test_whatever_comes_as_xlsform_is_read_or_refused(sheets):
    made, _ = from_xlsform(sheets)
    with suppress(DefinitionRefusedError):
        parse(made)


DEMONSTRATION = [
    *(FOLDER / f"{name}.json" for name in ("test", "reaction")),
    Path(samgak.learning.__file__).parent / "data/country-report.json",
]
STRANGE = {
    "format": 1,
    "version": "Version 1 / ü",
    "title": {"ko": "이상한 양식", "ru": "Странная анкета"},
    "questions": [
        {
            "key": key,
            "type": "single",
            "text": text("It costs ${x}."),
            "options": options("1 a", "b"),
        }
        for key in ("1st", "a/b?", "a?b?", "вопрос 2")
    ],
}


def as_xform(told):
    """What the program behind ODK and Kobo makes of our XLSForm: the form, and its warnings."""
    convert = pytest.importorskip("pyxform.xls2xform").convert
    workbook = BytesIO()
    write_sheets(workbook, to_xlsform(told)[0])
    made = convert(BytesIO(workbook.getvalue()), validate=False)
    return made.xform, made.warnings


@pytest.mark.parametrize("file", DEMONSTRATION, ids=lambda file: file.stem)
def test_pyxform_converts_what_the_demonstration_exports(file):
    told = json.loads(file.read_text(encoding="utf-8"))

    xform, warnings = as_xform(told)

    assert warnings == []
    for question in parse(told).questions:
        assert question.key in xform


@pytest.mark.parametrize("told", [EVERYTHING, STRANGE])
def test_pyxform_converts_questions_of_every_kind_and_strange_keys(told):
    xform, warnings = as_xform(told)

    assert warnings == []
    assert xform.count("<itext>") == 1


def test_a_title_in_further_languages_comes_back():
    sheets, _ = to_xlsform(STRANGE)

    assert from_xlsform(sheets)[0]["title"] == STRANGE["title"]
    assert from_xlsform(sheets)[1] == []
