"""Opinion groups, on votes whose groups are known."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samgak.measures.opinions import Tally, difference, k_means, landscape, silhouette


def two_camps(size=20):
    """Two camps who differ in the first six statements and agree in the last two."""
    chance = np.random.default_rng(7)
    votes = np.ones((2 * size, 8))
    votes[size:, :6] = -1
    flips = chance.random((2 * size, 6)) < 0.05
    votes[:, :6][flips] *= -1
    votes[chance.random(votes.shape) < 0.1] = 0
    return votes, ["KZ", "KG"] * size


def test_two_camps_are_found_with_what_unites_and_what_divides_them():
    votes, countries = two_camps()

    found = landscape(votes, countries)

    assert found.group_sizes == (20, 20)
    assert len({*found.groups[:20]}) == len({*found.groups[20:]}) == 1
    assert found.silhouette > 0.6
    assert set(found.uniting()) == {6, 7}
    assert set(found.dividing()) == {0, 1, 2, 3, 4, 5}


def test_three_camps_are_three_groups():
    votes = np.repeat(np.array([[1, 1, 1, -1, -1, -1], [-1] * 6, [1] * 6]), [9, 7, 6], axis=0)

    assert landscape(votes.astype(float), ["KZ"] * 22).group_sizes == (9, 7, 6)


def test_one_voter_and_nobody_see_no_groups():
    one = landscape(np.array([[1.0, -1.0, np.nan]]), ["KZ"])
    nobody = landscape(np.empty((0, 3)), [])

    assert one.group_sizes == nobody.group_sizes == ()
    assert one.uniting() == nobody.uniting() == []


def test_no_statements_and_nothing_but_passes_make_no_groups():
    assert landscape(np.empty((4, 0)), ["KZ"] * 4).opinions == ()
    found = landscape(np.zeros((30, 8)), ["KZ"] * 30)

    assert found.group_sizes == ()
    assert (found.places == 0).all()
    assert found.dividing() == found.uniting() == []


def test_who_voted_on_few_statements_has_no_place():
    votes, countries = two_camps()
    votes[0, 2:] = np.nan

    found = landscape(votes, countries)

    assert np.isnan(found.places[0]).all()
    assert found.groups[0] == -1


def test_no_group_is_smaller_than_five_people():
    votes = np.repeat(np.array([[1.0] * 8, [-1.0] * 8]), [20, 4], axis=0)

    assert landscape(votes, ["KZ"] * 24).group_sizes == ()


def test_a_country_that_disagrees_keeps_a_statement_from_uniting():
    votes = np.ones((30, 1))
    votes[:6] = -1

    found = landscape(votes, ["KG"] * 6 + ["KZ"] * 24)

    assert found.opinions[0].total.share == pytest.approx(25 / 32)
    assert not found.opinions[0].unites


def test_the_smoothed_share_and_the_difference_by_hand():
    high, low = Tally(8, 0, 0), Tally(2, 6, 0)

    assert (high.share, low.share) == (0.9, 0.3)
    # Pooled 12/20 = 0.6; 0.6 / sqrt(0.24 * 0.2) = 2.7386.
    assert difference(high, low) == pytest.approx(2.7386, abs=1e-4)


def test_the_silhouette_by_hand():
    places = np.array([[0.0, 0], [1, 0], [10, 0], [11, 0]])
    distances = np.abs(places[:, None, 0] - places[None, :, 0])

    labels = k_means(places, 2)

    assert labels[0] == labels[1] != labels[2] == labels[3]
    # Outer people: (10.5 - 1) / 10.5; inner: (9.5 - 1) / 9.5.
    assert silhouette(distances, labels) == pytest.approx((9.5 / 10.5 + 8.5 / 9.5) / 2)


@settings(max_examples=30, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(5, 15))
def test_the_order_of_people_changes_nothing(chance, size):
    votes, countries = two_camps(size)
    votes[np.random.default_rng(size).random(votes.shape) < 0.2] = np.nan
    order = list(range(len(votes)))
    chance.shuffle(order)

    first = landscape(votes, countries)
    second = landscape(votes[order], [countries[one] for one in order])

    assert (first.groups[order] == second.groups).all()
    assert np.array_equal(first.places[order], second.places, equal_nan=True)
    assert first.opinions == second.opinions


def test_other_values_and_shapes_are_refused():
    with pytest.raises(ValueError, match="votes are"):
        landscape(np.array([[2.0]]), ["KZ"])
    with pytest.raises(ValueError, match="one country"):
        landscape(np.zeros((2, 2)), ["KZ"])
