from fractions import Fraction

import pytest
from hypothesis import given, settings

from samgak.planning.selection import Cohort, QuotaLine, TurningPoint, choose, turning_points

from . import brute_force
from .calls import call, calls_with_wishes, nominee


@settings(max_examples=80, deadline=None)
@given(calls_with_wishes())
def test_the_cohort_has_the_greatest_total_less_what_missed_wishes_cost(problem):
    answer = choose(problem)
    expected = brute_force.best_cohort(problem)

    assert isinstance(answer, Cohort) == (expected is not None)
    if expected is None:
        return
    selected = [n for n in problem.nominees if n.key in expected]
    assert set(answer.selected) == expected
    assert answer.proven
    assert answer.penalty == brute_force.penalty(problem, selected)
    assert answer.worth == brute_force.worth(problem, selected)
    wished = {line.name for line in problem.quota_lines if line.weight is not None}
    for name in wished:
        lines = [n for n in problem.quota_lines if n.weight is not None and n.name == name]
        total = sum(brute_force.missed(selected, line) for line in lines)
        assert answer.missed.get(name, 0) == total


@settings(max_examples=70, deadline=None)
@given(calls_with_wishes(most_people=7))
def test_the_score_that_would_do_counts_wishes(problem):
    cohort = choose(problem)
    if not isinstance(cohort, Cohort):
        return
    order = brute_force.in_digest_order(problem)
    full = sum(Fraction(part.weight) for part in problem.score_parts)

    for key, point in turning_points(problem, cohort).items():
        if point.code == "eligibility":
            continue
        worths = [
            brute_force.worth(problem, [order[i] for i in numbers])
            for numbers in brute_force.cohorts(problem)
            if key in {order[i].key for i in numbers}
        ]
        needed = cohort.scores[key] + cohort.worth - max(worths) if worths else None
        if point.code == "score":
            assert point.params["needed"] == needed
        elif point.code == "tie":
            assert needed == cohort.scores[key]
        else:
            assert point.code in ("quota", "quotas", "wishes")
            assert point.code == "quota" or needed is None or needed > full


def women_and_a_man(weight):
    people = [nominee("woman", years_in_service=4), nominee("man", sex="M", years_in_service=9)]
    return call(*people, quota_lines=(QuotaLine(sex="F", minimum=1, weight=weight),))


@pytest.mark.parametrize(
    ("weight", "selected", "penalty"), [(4, "man", 4), (Fraction(51, 10), "woman", 0)]
)
def test_a_wish_is_met_when_that_costs_less_than_missing_it(weight, selected, penalty):
    answer = choose(women_and_a_man(weight))

    assert answer.selected == (selected,)
    assert (answer.penalty, answer.proven) == (penalty, True)
    assert answer.missed == ({"sex=F": 1} if penalty else {})


def test_whom_a_wish_kept_out_is_told_so():
    problem = women_and_a_man(6)
    answer = choose(problem)

    assert answer.reasons == {"man": "wish/sex=F"}
    point = TurningPoint("score", {"needed": 10, "has": 9})
    assert turning_points(problem, answer) == {"man": point}


def test_no_score_helps_against_a_heavy_wish():
    problem = women_and_a_man(100)

    point = TurningPoint("wishes", {"lines": ("sex=F",)})
    assert turning_points(problem, choose(problem)) == {"man": point}


def test_a_wish_beside_a_quota_of_the_same_name_asks_for_more():
    people = [nominee(f"f{i}", years_in_service=1) for i in range(3)]
    people += [nominee(f"m{i}", sex="M", years_in_service=2) for i in range(3)]
    lines = (QuotaLine(sex="F", minimum=1), QuotaLine(sex="F", minimum=3, weight=2))

    answer = choose(call(*people, seats=3, quota_lines=lines))

    assert sum(key.startswith("f") for key in answer.selected) == 3
