"""Who may be the same person."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samgak.nominations.rules.identity import (
    may_be_same_date,
    may_be_same_name,
    within_distance,
)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Kodirov Sherzod", "Qodirov Sherzod", True), ("Zhumabayeva Madina", "Jumabaeva Madina", True),
        ("Dzhamshed Sharipov", "Sharipov Jamshed", True), ("Kassymova Ulzhan", "Kasimova Uljan", True),
        ("Asanova Anna", "Petrova Olga", False), ("Kim Minsu", "Lee Jiwon", False),
    ],
)  # fmt: skip
def test_names_that_sound_alike(one, other, same):
    assert may_be_same_name(one, other) is same


def test_dates_that_differ_by_a_slip():
    day = date(1990, 5, 9)

    assert may_be_same_date(day, date(1990, 9, 5))
    assert may_be_same_date(day, date(1980, 5, 9))
    assert not may_be_same_date(day, date(1991, 6, 9))


@given(st.text(alphabet="abc", max_size=6), st.text(alphabet="abc", max_size=6))
def test_distance_is_the_same_both_ways_and_grows_by_one_letter(one, other):
    assert within_distance(one, other, most=2) == within_distance(other, one, most=2)
    assert within_distance(one, one + "d", most=1)
    assert not within_distance(one, one + "d", most=0)
