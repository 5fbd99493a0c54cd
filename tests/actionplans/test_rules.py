import pytest

from samgak.actionplans import rules


@pytest.mark.parametrize(
    ("text", "lines"),
    [("", 0), ("x", 1), ("x" * 70, 1), ("x" * 71, 2), ("x\n\nx", 3), ("x" * 140 + "\nx", 3)],
)
def test_printed_lines(text, lines):
    assert rules.printed_lines(text) == lines


def test_a_full_page_of_letters_is_one_page_and_so_many_in_paragraphs_are_not():
    page = "x" * rules.MOST_LETTERS

    assert rules.reasons_not_one_page(title="t", text=page) == []
    assert rules.reasons_not_one_page(title="t", text=page[:900] + "\n\n" + page[902:]) == [
        "plan_text_has_too_many_lines"
    ]


@pytest.mark.parametrize(
    ("is_submitted", "is_certified", "reasons"),
    [
        (True, False, []),
        (False, False, ["plan_is_not_submitted"]),
        (True, True, ["plan_is_certified"]),
    ],
)
def test_reasons_not_to_take_back(is_submitted, is_certified, reasons):
    assert (
        rules.reasons_not_to_take_back(
            edition_state="certifying", is_submitted=is_submitted, is_certified=is_certified
        )
        == reasons
    )
