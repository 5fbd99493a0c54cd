import pytest
from hypothesis import given
from hypothesis import strategies as st

from samgak.certificates import rules
from samgak.certificates.rules import Evidence, Requirement

EVERYTHING = Requirement(attendance_percent=80, post_test=True, action_plan=True)
lots = st.text(rules.LETTERS_BY_LOT, min_size=8, max_size=8)


@pytest.mark.parametrize(
    ("evidence", "reasons"),
    [
        (Evidence(800, 1000, True, True), []),
        (Evidence(799, 1000, True, True), ["attendance_too_low"]),
        (Evidence(0, 0, True, True), ["no_sessions_held"]),
        (Evidence(1000, 1000, False, True), ["post_test_missing"]),
        (Evidence(1000, 1000, True, False), ["action_plan_missing"]),
        (
            Evidence(0, 1000, False, False),
            ["attendance_too_low", "post_test_missing", "action_plan_missing"],
        ),
    ],
)
def test_reasons_not_complete(evidence, reasons):
    assert rules.reasons_not_complete(evidence, EVERYTHING) == reasons


def test_nothing_but_what_the_edition_asks_is_needed():
    asked = Requirement(attendance_percent=0, post_test=False, action_plan=False)

    assert rules.reasons_not_complete(Evidence(0, 0, False, False), asked) == []


def test_check_character_is_that_of_the_standard():
    # The published example of a Global Release Identifier: A1-2425G-ABC1234002-M.
    assert rules.check_character("A12425GABC1234002") == "M"


@given(lots)
def test_a_number_is_read_as_it_is_written_and_as_people_type_it(lot):
    number = rules.number_of(country="KZ", year=2025, lot=lot)
    if number is None:
        return

    assert rules.read_number(number) == number
    assert rules.read_number(f" {number.lower().replace('-', ' ')} ") == number
    assert rules.read_number(number.replace("-", "–").replace("0", "O").replace("1", "l")) == number
    assert rules.read_number(number.replace("K", "К").replace("A", "А")) == number


@given(lots, st.integers(0, 12), st.sampled_from(rules.LETTERS_BY_LOT))
def test_one_wrong_character_is_always_noticed(lot, place, other):
    number = rules.number_of(country="KZ", year=2025, lot=lot)
    plain = (number or "").replace("-", "")
    if not plain or plain[place] == other:
        return

    assert rules.read_number(plain[:place] + other + plain[place + 1 :]) is None


@pytest.mark.parametrize("typed", ["", "hello", "KZ25", "1" * 500, "KZ25-00000000-0\x00", "٣" * 13])
def test_what_is_no_number_is_none(typed):
    assert rules.read_number(typed) is None


def test_a_country_with_o_or_i_keeps_its_letters():
    numbers = [
        rules.number_of(country="IO", year=2031, lot="0000000" + letter)
        for letter in rules.LETTERS_BY_LOT
    ]
    number = next(one for one in numbers if one)

    assert rules.read_number(number) == number
    assert rules.read_number("10" + number[2:]) == number


def test_no_check_character_is_misread():
    made = [
        rules.number_of(country="KZ", year=2025, lot=f"000000{first}{second}")
        for first in rules.LETTERS_BY_LOT
        for second in rules.LETTERS_BY_LOT
    ]

    assert None in made
    assert not any(number[-1] in "OIL" for number in made if number)
