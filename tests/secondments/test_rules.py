import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samgak.secondments import rules

FIRST = date(2030, 4, 1)


@pytest.mark.parametrize(
    ("last", "count"),
    [(FIRST, 1), (date(2030, 4, 7), 1), (date(2030, 4, 8), 2), (date(2030, 4, 26), 4)],
)
def test_a_begun_week_is_a_week(last, count):
    found = rules.weeks(FIRST, last)

    assert len(found) == count
    assert found[-1].ends_on == last


@given(
    st.dates(date(2000, 1, 1), date(2090, 1, 1)),
    st.timedeltas(min_value=date.resolution * 0, max_value=date.resolution * 800),
)
def test_weeks_follow_each_other_without_a_gap(first, length):
    found = rules.weeks(first, first + length)

    assert (found[0].starts_on, found[-1].ends_on) == (first, first + length)
    assert all(
        one.ends_on + date.resolution == other.starts_on for one, other in itertools.pairwise(found)
    )


@pytest.mark.parametrize(
    ("is_written", "today", "stand"),
    [
        (True, FIRST, "written"),
        (False, FIRST, "now"),
        (False, date(2030, 4, 7), "now"),
        (False, date(2030, 4, 8), "missing"),
        (False, date(2030, 3, 31), "ahead"),
    ],
)
def test_how_a_week_stands(is_written, today, stand):
    week = rules.weeks(FIRST, date(2030, 4, 26))[0]

    assert week.stand(is_written=is_written, today=today) == stand


def test_the_difference_waits_for_both_sides():
    assert rules.difference(2, 4) == 2
    assert rules.difference(None, 4) is None
    assert rules.difference(2, None) is None
