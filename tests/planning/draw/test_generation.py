import numpy as np
import pytest
from hypothesis import given, settings

from samgak.planning.draw import Proof, fairest_lottery, generation, splitting
from samgak.planning.draw.generation import generate
from samgak.planning.draw.mending import mend
from samgak.planning.draw.pool import pool_of
from samgak.planning.draw.proofs import exact_chances
from samgak.planning.draw.relaxation import relaxed_chances

from . import brute_force
from .crowds import generated
from .pools import small_pools
from .test_lottery import is_sound, odd_triangle


def chances_of(pool, found):
    groups = np.array(found.cohorts).T @ found.shares / pool.sizes
    return {key: chance for keys, chance in zip(pool.members, groups, strict=True) for key in keys}


@settings(max_examples=80, deadline=None)
@given(small_pools())
def test_generated_cohorts_give_the_chances_that_trying_every_cohort_finds(problem):
    pool = pool_of(problem)

    found = generate(pool, [])

    expected = brute_force.leximin(problem)
    if expected is None:
        assert found is None
        return
    assert found.is_finished
    assert chances_of(pool, found) == pytest.approx(expected, abs=1e-6)


def test_generation_that_stops_early_claims_no_more_than_it_settled(monkeypatch):
    monkeypatch.setattr(splitting, "SLOWEST", 0.0)  # nothing is split off
    monkeypatch.setattr("samgak.planning.draw.mending.MOST_COHORTS", -1)  # and nothing mended
    monkeypatch.setattr(generation, "MOST_COHORTS", 0)
    problem = generated(60, 10)

    answer = fairest_lottery(problem)

    assert is_sound(problem, answer)
    assert answer.leximin == answer.maximin == Proof.NONE


def test_what_no_cohort_can_be_split_from_is_mended_exactly(monkeypatch):
    pool = pool_of(odd_triangle())
    target = exact_chances(pool, relaxed_chances(pool))
    monkeypatch.setattr(splitting, "SLOWEST", 0.0)
    rest = splitting.split(pool, target)
    assert rest.left == 1

    mend(pool, rest)

    assert rest.left == 0
    assert not rest.seats.any()
    assert sum(share for _, share in rest.shares()) == 1
