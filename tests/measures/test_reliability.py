"""Values worked by hand from the formulas of the docstrings."""

import pytest

from samgak.measures.reliability import cronbach_alpha, discrimination, paired_effect

# Two questions: variances 1 and 3; totals 3, 4, 8 with variance 7.
POINTS = [(1, 2), (2, 2), (3, 5)]


def test_alpha_of_a_table_worked_by_hand():
    assert cronbach_alpha(POINTS) == pytest.approx(2 * (1 - 4 / 7))


def test_alpha_of_questions_that_say_the_same_is_one():
    assert cronbach_alpha([(0, 0, 0), (1, 1, 1), (1, 1, 1)]) == pytest.approx(1)


@pytest.mark.parametrize("points", [[], [(1, 0)], [(1,), (0,)], [(1, 0), (0, 1)]])
def test_alpha_is_not_said_without_people_questions_or_spread(points):
    assert cronbach_alpha(points) is None


def test_discrimination_leaves_the_question_itself_out():
    # Correlation of 1, 2, 3 with 2, 2, 5: 3 / sqrt(2 * 6).
    assert discrimination(POINTS) == pytest.approx([3 / 12**0.5, 3 / 12**0.5])


def test_discrimination_is_not_said_when_all_answered_alike():
    assert discrimination([(1, 0, 1), (1, 1, 1), (1, 1, 0)])[0] is None
    assert discrimination([(1, 0), (0, 1)]) == [None, None]
    assert discrimination([]) == []


def test_the_effect_is_the_mean_gain_in_spreads_of_the_gains():
    # Gains 1, 2, 3: mean 2, standard deviation 1.
    effect = paired_effect([1, 2, 3], [2, 4, 6], out_of=10)
    assert effect.size == pytest.approx(2)
    assert effect.size_interval is None


def test_intervals_are_the_same_each_time_and_hold_the_value():
    before, after = [2, 3, 4, 5, 6, 4, 3], [5, 5, 7, 6, 9, 8, 4]
    effect = paired_effect(before, after, out_of=10)
    assert effect == paired_effect(before, after, out_of=10)
    gain = (sum(after) - sum(before)) / (70 - sum(before))
    assert effect.normalised_gain_interval.low < gain < effect.normalised_gain_interval.high
    assert effect.size_interval.low < effect.size < effect.size_interval.high


def test_no_effect_is_said_when_all_gained_the_same_or_had_full_marks():
    assert paired_effect([1] * 6, [2] * 6, out_of=2).size is None
    assert paired_effect([2] * 6, [2] * 6, out_of=2).normalised_gain_interval is None
    assert paired_effect([], [], out_of=2).size is None


def test_points_of_different_people_are_refused():
    with pytest.raises(ValueError, match="before and after"):
        paired_effect([1], [1, 2], out_of=2)
