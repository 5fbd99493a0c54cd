import pytest
from hypothesis import given
from hypothesis import strategies as st

from samgak.calls import rules
from tests.calls.factories import words

COMPLETE = {"en": words("en"), "ru": words("ru")}
EVERYTHING = {"mandatory": ["en", "ru"], "has_completion_rule": True, "has_quotas": True}


def test_a_complete_one_may_be_published():
    assert rules.reasons_not_to_publish(COMPLETE, **EVERYTHING) == []


@pytest.mark.parametrize("key", rules.SECTIONS)
def test_no_section_may_lack_in_a_mandatory_language(key):
    gap = COMPLETE | {"ru": words("ru", **{key: ""})}

    assert rules.lacking(gap, language="ru") == [key]
    assert rules.reasons_not_to_publish(gap, **EVERYTHING) == ["languages_are_missing"]


def test_every_reason_is_named_at_once():
    nothing = {"mandatory": ["en"], "has_completion_rule": False, "has_quotas": False}

    assert rules.reasons_not_to_publish({}, **nothing) == [
        "languages_are_missing",
        "completion_rule_is_missing",
        "quotas_are_missing",
    ]


def part(key, *lines, rows=()):
    return {"key": key, "heading": key.title(), "rows": list(rows), "lines": list(lines)}


def test_changes_are_told_word_by_word_and_part_by_part():
    before = [part("concept", "Three days"), part("contents", "Same"), part("gone", "Old")]
    after = [part("concept", "Four days"), part("contents", "Same"), part("fresh", "New")]

    found = rules.changes(before, after)

    assert [change.heading for change in found] == ["Concept", "Fresh", "Gone"]
    assert [(piece.kind, piece.text) for piece in found[0].newer] == [
        ("added", "Four"),
        ("same", " days"),
    ]
    assert (found[1].older, found[2].newer) == ((), ())


def test_a_changed_fact_is_a_change_too():
    before, after = (part("facts", rows=[["Seats", seats]]) for seats in ("20", "22"))

    assert [piece.text for piece in rules.changes([before], [after])[0].older] == ["Seats: ", "20"]


@given(st.dictionaries(st.sampled_from(rules.SECTIONS), st.text(max_size=40)))
def test_nothing_changes_against_itself_and_cleaning_twice_is_cleaning_once(said):
    once = rules.cleaned(said)
    parts = [part(key, text) for key, text in once.items()]

    assert rules.cleaned(once) == once
    assert rules.changes(parts, parts) == []
