from collections import Counter
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samgak.nominations.rules.reviews import (
    assignments,
    exact_median,
    is_extended,
    is_open,
    spread,
    weighted_median,
    without_names,
)

PEOPLE = st.lists(st.integers(1, 99), unique=True, max_size=12)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(nominees=PEOPLE, reviewers=PEOPLE, each=st.integers(0, 6))
def test_everybody_has_so_many_reviewers_and_the_loads_differ_by_one_at_most(
    nominees, reviewers, each
):
    pairs = assignments(nominees, reviewers, each=each)

    wanted = min(each or len(reviewers), len(reviewers))
    assert Counter(one for one, _ in pairs) == Counter(dict.fromkeys(nominees, wanted)) + Counter()
    loads = Counter(dict.fromkeys(reviewers, 0))
    loads.update(who for _, who in pairs)
    assert max(loads.values(), default=0) - min(loads.values(), default=0) <= 1
    assert len(set(pairs)) == len(pairs)
    assert assignments(nominees[::-1], reviewers, each=each) == pairs


def test_a_conflict_gives_the_nominee_to_somebody_else_and_what_stands_stays():
    first = assignments([1, 2, 3], [7, 8, 9], each=1)
    nominee, reviewer = first[0]

    more = assignments(
        [1, 2, 3], [7, 8, 9], each=1, standing=first[1:], conflicts=[(nominee, reviewer)]
    )

    assert [one for one, _ in more] == [nominee]
    assert more[0][1] != reviewer


@pytest.mark.parametrize(
    ("marks", "middle", "width"), [([3], 3, 0), ([1, 4], Fraction(5, 2), 3), ([5, 0, 4], 4, 5)]
)
def test_median_and_spread_by_hand(marks, middle, width):
    assert (exact_median(marks), spread(marks)) == (middle, width)


def test_the_weighted_median_waits_for_every_criterion():
    weights = {1: Fraction(3), 2: Fraction(1)}

    assert weighted_median({1: Fraction(4), 2: Fraction(2)}, weights) == Fraction(7, 2)
    assert weighted_median({1: Fraction(4)}, weights) is None
    assert weighted_median({}, {}) is None


def test_a_phase_is_open_from_its_first_day_to_its_last():
    first, last = date(2030, 1, 2), date(2030, 1, 4)

    assert [is_open(first, last, on=date(2030, 1, day)) for day in (1, 2, 4, 5)] == [
        False,
        True,
        True,
        False,
    ]
    assert is_open(None, None, on=first)
    assert (is_extended(first, last), is_extended(last, first)) == (True, False)
    assert (is_extended(first, None), is_extended(None, last)) == (True, False)


def test_names_are_taken_out_of_what_somebody_wrote():
    names = ["Ospanova", "Aigerim", "Оспанова Әйгерім", "", "KZ"]

    said = without_names("I, AIGERIM ospanova (Әйгерім), manage KZ files.", names)

    assert said == "I, … … (…), manage KZ files."
    assert without_names("Nothing", []) == "Nothing"
