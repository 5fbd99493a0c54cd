import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samgak.measures.gain import (
    FULL_MARKS_BEFORE,
    NO_SPREAD,
    TOO_FEW_PAIRS,
    learning_gain,
)


def test_the_gain_of_five_people_worked_by_hand():
    before = {"a": 3, "b": 5, "c": 4, "d": 6, "e": 2}
    after = {"a": 6, "b": 7, "c": 8, "d": 7, "e": 7}

    gain = learning_gain(before, after, out_of=10)

    # Differences 3, 2, 4, 1, 5: mean 3, variance 10/4, t(0.975, 4) = 2.776 445 (any t table).
    margin = 2.776445 * math.sqrt(2.5) / math.sqrt(5)
    assert (gain.pairs, gain.before_only, gain.after_only) == (5, 0, 0)
    assert (gain.mean_before, gain.mean_after, gain.mean_gain) == (4, 7, 3)
    assert gain.interval.low == pytest.approx(3 - margin, abs=1e-5)
    assert gain.interval.high == pytest.approx(3 + margin, abs=1e-5)
    assert gain.normalised_gain == pytest.approx(0.5)  # 3 of the 6 points still to gain


def test_two_pairs_have_the_very_wide_interval_they_deserve():
    gain = learning_gain({"a": 4, "b": 4}, {"a": 5, "b": 7}, out_of=10)

    # Differences 1, 3: mean 2, s / sqrt(2) = 1, t(0.975, 1) = 12.706 205
    assert gain.interval.low == pytest.approx(2 - 12.706205, abs=1e-5)
    assert gain.interval.high == pytest.approx(2 + 12.706205, abs=1e-5)


def test_people_who_took_one_test_are_counted_and_kept_out_of_the_means():
    before = {"a": 2, "b": 4, "absent-after": 9, "gave-up": 8}
    after = {"a": 4, "b": 5, "gave-up": None, "late-1": 10, "late-2": 10}

    gain = learning_gain(before, after, out_of=10)

    assert (gain.pairs, gain.before_only, gain.after_only) == (2, 2, 2)
    assert (gain.mean_before, gain.mean_after) == (3, 4.5)


@pytest.mark.parametrize("pairs", [0, 1])
def test_fewer_than_two_pairs_give_no_interval_but_the_reason(pairs):
    gain = learning_gain({"a": 4, "b": 4}, dict.fromkeys("ab"[:pairs], 6), out_of=10)

    assert gain.pairs == pairs
    assert (gain.interval, gain.reason_no_interval) == (None, TOO_FEW_PAIRS)


def test_no_pair_at_all_gives_no_means():
    gain = learning_gain({"a": 4}, {"b": 5}, out_of=10)

    assert (gain.mean_before, gain.mean_after, gain.mean_gain) == (None, None, None)
    assert (gain.normalised_gain, gain.reason_no_normalised_gain) == (None, TOO_FEW_PAIRS)


def test_equal_differences_say_nothing_about_their_uncertainty():
    gain = learning_gain({"a": 4, "b": 5}, {"a": 6, "b": 7}, out_of=10)

    assert gain.mean_gain == 2
    assert (gain.interval, gain.reason_no_interval) == (None, NO_SPREAD)


def test_full_marks_before_leave_nothing_to_gain():
    gain = learning_gain({"a": 10}, {"a": 10}, out_of=10)

    assert (gain.normalised_gain, gain.reason_no_normalised_gain) == (None, FULL_MARKS_BEFORE)


def test_a_loss_is_shown_as_a_loss():
    gain = learning_gain({"a": 8, "b": 6}, {"a": 6, "b": 5}, out_of=10)

    assert gain.mean_gain == -1.5
    assert gain.normalised_gain == pytest.approx(-0.5)


@pytest.mark.parametrize("points", [-1, 10.5, math.nan, math.inf])
def test_impossible_points_are_refused(points):
    with pytest.raises(ValueError, match="points lie between"):
        learning_gain({"a": points}, {}, out_of=10)


def test_a_test_without_points_is_refused():
    with pytest.raises(ValueError, match="more than 0"):
        learning_gain({}, {}, out_of=0)


POINTS = st.dictionaries(st.integers(0, 30), st.none() | st.integers(0, 10), max_size=20)


@given(POINTS, POINTS)
def test_everyone_is_counted_once_and_the_mean_lies_inside(before, after):
    gain = learning_gain(before, after, out_of=10)
    taken = {p for p, n in before.items() if n is not None}
    retaken = {p for p, n in after.items() if n is not None}

    assert gain.pairs + gain.before_only + gain.after_only == len(taken | retaken)
    if gain.interval:
        assert gain.interval.low < gain.mean_gain < gain.interval.high


PAIRS = st.lists(st.tuples(st.integers(0, 10), st.integers(0, 10)), min_size=1, max_size=20)


@given(PAIRS)
def test_tests_taken_in_the_other_order_lose_what_was_gained(pairs):
    first = dict(enumerate(points for points, _ in pairs))
    second = dict(enumerate(points for _, points in pairs))
    forth = learning_gain(first, second, out_of=10)
    back = learning_gain(second, first, out_of=10)

    assert back.mean_gain == pytest.approx(-forth.mean_gain)
    assert (back.interval is None) == (forth.interval is None)
    if forth.interval:
        assert back.interval.low == pytest.approx(-forth.interval.high)
