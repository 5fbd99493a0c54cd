from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import count

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import LinearConstraint, milp

from samgak.planning.selection import Cohort, NoCohort, QuotaLine, ScorePart, choose, rules

from . import brute_force
from .calls import call, nominee, small_calls

WOMEN = QuotaLine(sex="F", minimum=1)


@settings(max_examples=80, deadline=None)
@given(small_calls())
def test_the_cohort_is_the_one_that_trying_everything_finds(problem):
    answer = choose(problem)
    expected = brute_force.best_cohort(problem)

    if expected is None:
        assert isinstance(answer, NoCohort)
        return
    assert isinstance(answer, Cohort)
    assert set(answer.selected) == expected
    assert answer.proven
    assert answer.scores == {n.key: brute_force.score(problem, n) for n in problem.nominees}
    assert answer.total == sum(answer.scores[key] for key in expected)
    assert list(answer.eligible) == [n.key for n in brute_force.in_digest_order(problem)]


@settings(max_examples=70, deadline=None)
@given(small_calls(most_people=10), st.booleans())
def test_ties_are_settled_by_positions_when_nearly_all_scores_are_equal(problem, by_language):
    part = ScorePart("language", 1 if by_language else 0, code="ru")
    problem = replace(problem, score_parts=(part,))

    answer = choose(problem)

    selected = set(answer.selected) if isinstance(answer, Cohort) else None
    assert selected == brute_force.best_cohort(problem)


@settings(max_examples=50, deadline=None)
@given(small_calls(), st.randoms(use_true_random=False))
def test_the_order_of_the_nominees_changes_nothing(problem, chance):
    shuffled = list(problem.nominees)
    chance.shuffle(shuffled)

    assert choose(replace(problem, nominees=tuple(shuffled))) == choose(problem)


def test_equal_totals_take_the_least_sum_of_positions_before_the_first_list():
    places = ["AF", "AM", "BF", "CF", "BM"]  # positions 1 + 5 or 2 + 3 keep the lines
    people = [nominee(place, country=place[0], sex=place[1]) for place in places]
    lines = [QuotaLine(country=country, maximum=1) for country in "AB"]
    lines += [QuotaLine(country="C", maximum=0)]
    lines += [QuotaLine(sex=sex, maximum=1) for sex in "FM"]
    seed = next(
        str(i) for i in count() if [n.key for n in rules.in_digest_order(people, str(i))] == places
    )

    answer = choose(call(*people, seats=2, quota_lines=tuple(lines), tie_seed=seed))

    assert answer.selected == ("AM", "BF")


def test_equal_totals_and_equal_sums_take_the_first_list_of_positions():
    # Country, sex and organisation of people whose first best cohort is not the first list.
    people = [
        nominee(f"p{i}", country=country, sex=sex, organisation=organisation)
        for i, (country, sex, organisation) in enumerate(
            ["BFx", "AMx", "BFy", "AFx", "CFy", "CFx", "CFy", "BMy", "CMy"]
        )
    ]
    lines = (
        QuotaLine(country="A", minimum=1, maximum=2),
        QuotaLine(sex="F", minimum=2),
        QuotaLine(sex="M", minimum=2),
        QuotaLine(each_organisation=True, maximum=2),
    )
    problem = call(*people, seats=5, quota_lines=lines, score_parts=(), tie_seed="1074")

    sums = [sum(numbers) for numbers in brute_force.cohorts(problem)]
    assert sums.count(min(sums)) > 1
    assert set(choose(problem).selected) == brute_force.best_cohort(problem)


def test_scores_that_floats_can_not_tell_apart_are_told_apart():
    ahead = nominee("ahead", years_in_service=Fraction(3) + Fraction(1, 10**30))
    level = [nominee(f"level{i}", years_in_service=3) for i in range(6)]

    answer = choose(call(*level, ahead))

    assert answer.selected == ("ahead",)
    assert answer.reasons == {n.key: "score" for n in level}


def test_selected_people_stand_by_score_then_digest_order():
    people = [nominee(f"p{i}", years_in_service=years) for i, years in enumerate([1, 9, 4, 9])]

    answer = choose(call(*people, seats=3))

    tied = sorted(("p1", "p3"), key=answer.positions.__getitem__)
    assert answer.selected == (*tied, "p2")


def test_decimal_weights_and_years_in_parts_stay_exact():
    part = ScorePart("years_in_service", Decimal("33.3"), full_at=Decimal("2.5"))
    answer = choose(call(nominee(years_in_service=Fraction(1, 3)), score_parts=(part,)))

    assert answer.total == Fraction(333, 10) * Fraction(1, 3) / Fraction(5, 2)


def test_a_call_without_score_parts_is_settled_by_the_digest_order():
    answer = choose(call(*[nominee(f"p{i}") for i in range(9)], seats=4, score_parts=()))

    assert answer.total == 0
    assert answer.selected == answer.eligible[:4]


def test_lines_of_one_name_hold_together():
    people = [nominee(f"f{i}") for i in range(3)]
    people += [nominee(f"m{i}", sex="M", years_in_service=i) for i in range(3)]
    lines = (QuotaLine(sex="F", minimum=1), QuotaLine(sex="F", maximum=1))

    answer = choose(call(*people, seats=3, quota_lines=lines))

    assert sum(key.startswith("f") for key in answer.selected) == 1


def test_a_quota_for_a_country_without_anybody_has_no_cohort():
    line = QuotaLine(country="TM", minimum=1)

    assert choose(call(nominee(), quota_lines=(line,))).clashing == ("country=TM",)


@pytest.mark.parametrize("seed", range(6))
def test_the_total_of_a_larger_call_is_that_of_an_independent_solver(seed):
    chance = np.random.default_rng(seed)
    people = [
        nominee(
            f"p{i}",
            country=f"C{i % 5}",
            sex="F" if chance.random() < 0.35 else "M",
            organisation=f"O{chance.integers(6)}",
            rank=1 + i // 5,
            years_in_service=int(chance.integers(0, 15)),
        )
        for i in range(200)
    ]
    lines = [QuotaLine(country=f"C{i}", minimum=3, maximum=4 + i % 2) for i in range(5)]
    lines += [QuotaLine(sex="F", minimum=9, maximum=12)]
    lines += [QuotaLine(country="C1", sex="F", maximum=1)]
    lines += [QuotaLine(each_organisation=True, maximum=1 + seed % 2)]
    parts = (
        ScorePart("focal_point_rank", 50),
        ScorePart("years_in_service", 30, full_at=10),
    )
    problem = call(*people, seats=20, quota_lines=tuple(lines), score_parts=parts)

    answer = choose(problem)

    assert answer.proven
    selected = [n for n in people if n.key in answer.selected]
    assert len(selected) == 20
    assert all(brute_force.keeps(selected, line) for line in lines)
    assert float(answer.total) == pytest.approx(_total_by_milp(problem), abs=1e-6)


def _total_by_milp(problem):
    people, rows, low, high = problem.nominees, [[1] * len(problem.nominees)], [20], [20]
    for line in problem.quota_lines:
        if line.each_organisation:
            for house in sorted({(n.country, n.organisation) for n in people}):
                rows.append([(n.country, n.organisation) == house for n in people])
                low.append(0)
                high.append(line.maximum)
        else:
            rows.append([brute_force.belongs(n, line) for n in people])
            low.append(line.minimum or 0)
            high.append(20 if line.maximum is None else line.maximum)
    worth = [-float(brute_force.score(problem, n)) for n in people]
    matrix = np.array(rows, dtype=float)
    constraint = LinearConstraint(matrix, low, high)
    solved = milp(worth, constraints=constraint, integrality=1, bounds=(0, 1))
    return -solved.fun
