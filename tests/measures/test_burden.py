import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samgak.measures.burden import (
    NEGATIVE,
    NOT_A_NUMBER,
    NOT_IN_ORDER,
    PERT,
    SHAPES,
    TRIANGULAR,
    Activity,
    Estimate,
    Load,
    burden,
    dearest_first,
    estimate_fault,
    sample,
    saving,
)

exactly = Estimate.exactly


def load(*activities, population=1_000.0, frequency=1.0, tariff=6.0, overhead=0.0):
    return Load(exactly(population), exactly(frequency), exactly(tariff), activities, overhead)


def test_the_example_of_the_international_manual():
    # SCM Network (2005), International Standard Cost Model Manual, the example of the core formula:
    # 3 hours at 10 an hour, 100,000 businesses twice a year: 6,000,000.
    found = burden(
        load(Activity("fill-in", exactly(180)), population=100_000, frequency=2, tariff=10)
    )

    assert found.total.likely == pytest.approx(6_000_000)
    assert found.total.low == found.total.high == pytest.approx(6_000_000)
    assert found.hours.likely == pytest.approx(600_000)


def test_fees_costs_shares_and_overheads_worked_by_hand():
    found = burden(
        load(
            Activity("apply", exactly(30), out_of_pocket=exactly(4), fee=10),
            Activity("appeal", exactly(120), share_of_cases=0.05),
            overhead=0.25,
        )
    )

    # 1000 x (0.5 h x 7.50 + 4 + 10) and 50 x 2 h x 7.50
    assert [one.cost.likely for one in found.steps] == pytest.approx([17_750, 750])
    assert [one.share for one in found.steps] == pytest.approx([17_750 / 18_500, 750 / 18_500])
    assert found.hours.likely == pytest.approx(600)


def test_an_activity_of_its_own_tariff():
    dear = Activity("lawyer", exactly(60), tariff_per_hour=exactly(50))

    assert burden(load(dear)).total.likely == pytest.approx(50_000)


def test_nobody_and_nothing_cost_nothing():
    assert burden(load()).total.likely == 0
    assert burden(load(Activity("apply", exactly(30)), population=0)).steps[0].share == 0


@pytest.mark.parametrize(
    ("shape", "mean", "variance"),
    [
        # PERT: (10 + 4 x 20 + 60) / 6 = 25, (25 - 10)(60 - 25) / 7 = 75 (a beta of alpha + beta = 6)
        (PERT, 25, 75),
        # Triangle: 90 / 3 = 30, (100 + 400 + 3600 - 200 - 600 - 1200) / 18 = 116.67
        (TRIANGULAR, 30, 2_100 / 18),
    ],
)
def test_draws_have_the_mean_and_the_variance_of_their_shape(shape, mean, variance):
    drawn = sample(Estimate(10, 20, 60), shape, 200_000, np.random.default_rng(7))

    assert drawn.mean() == pytest.approx(mean, rel=0.005)
    assert drawn.var() == pytest.approx(variance, rel=0.02)
    assert drawn.min() >= 10
    assert drawn.max() <= 60


def test_the_interval_of_a_triangle_is_that_of_its_formula():
    # Population 0, 0, 100: the p-th quantile of the triangle falling from 0 is 100 (1 - sqrt(1 - p)).
    one = Load(Estimate(0, 0, 100), exactly(1), exactly(1), (Activity("a", exactly(60)),))

    total = burden(one, shape=TRIANGULAR, draws=200_000).total

    assert total.low == pytest.approx(100 * (1 - 0.95**0.5), rel=0.03)
    assert total.median == pytest.approx(100 * (1 - 0.5**0.5), rel=0.01)
    assert total.high == pytest.approx(100 * (1 - 0.05**0.5), rel=0.01)


def test_the_same_seed_gives_the_same_numbers_and_another_seed_others():
    unsure = load(Activity("apply", Estimate(10, 20, 60)))

    assert burden(unsure, seed=3) == burden(unsure, seed=3)
    assert burden(unsure, seed=3).total.mean != burden(unsure, seed=4).total.mean


def test_a_saving_is_exact_where_only_exact_things_fall_away():
    unsure = Activity("apply", Estimate(10, 20, 60))
    visit = Activity("visit", exactly(60))

    gone = saving(load(unsure, visit), load(unsure))

    assert gone.cost.low == pytest.approx(6_000)
    assert gone.cost.high == pytest.approx(6_000)
    assert gone.hours.likely == pytest.approx(1_000)
    assert gone.share == pytest.approx(6_000 / burden(load(unsure, visit)).total.mean)


def test_a_loss_is_a_saving_below_zero_and_of_nothing_there_is_no_share():
    visit = load(Activity("visit", exactly(60)))

    assert saving(load(), visit).cost.likely == pytest.approx(-6_000)
    assert saving(load(), visit).share is None


@pytest.mark.parametrize(
    ("three", "fault"),
    [
        ((-1, 0, 1), NEGATIVE),
        ((3, 2, 4), NOT_IN_ORDER),
        ((1, 5, 4), NOT_IN_ORDER),
        ((0, float("nan"), 1), NOT_A_NUMBER),
        ((0, 1, float("inf")), NOT_A_NUMBER),
    ],
)
def test_what_can_be_no_estimate_is_refused_with_its_code(three, fault):
    assert estimate_fault(*three) == fault
    with pytest.raises(ValueError, match=fault):
        Estimate(*three)


def test_what_says_nothing_is_refused():
    one = Activity("apply", exactly(1))

    with pytest.raises(ValueError, match="spread"):
        burden(load(one), shape="normal")
    with pytest.raises(ValueError, match="draws"):
        burden(load(one), draws=99)
    with pytest.raises(ValueError, match="same code"):
        burden(load(one, one))


def test_the_dearest_step_comes_first_and_equal_ones_by_code():
    found = burden(
        load(Activity("b", exactly(5)), Activity("c", exactly(50)), Activity("a", exactly(5)))
    )

    assert [one.code for one in dearest_first(found.steps)] == ["c", "a", "b"]


numbers = st.floats(min_value=0, max_value=1_000)


@settings(max_examples=100, deadline=None)
@given(st.tuples(numbers, numbers, numbers).map(sorted), st.sampled_from(SHAPES))
def test_the_interval_lies_between_the_least_and_the_most(three, shape):
    least, _likely, most = three
    one = Load(exactly(1), exactly(1), exactly(60), (Activity("a", Estimate(*three)),))

    total = burden(one, shape=shape, draws=200).total

    assert least - 1e-6 <= total.low <= total.median <= total.high <= most + 1e-6
