from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samgak.planning.selection import (
    Cohort,
    NoCohort,
    QuotaLine,
    Range,
    choose,
    compare,
    feasible_range,
    feasible_ranges,
    line_of,
    what_if_one_more,
    what_if_quota,
    what_if_seated,
)

from . import brute_force
from .calls import call, calls_with_wishes, nominee, small_calls

LINES = ("sex=F", "country=KZ+level=local", "first=yes")


def is_as(answer, expected):
    """Whether a case ends as if the call had been so from the beginning."""
    if isinstance(answer, NoCohort) or isinstance(expected, NoCohort):
        return isinstance(answer, NoCohort) and isinstance(expected, NoCohort)
    same = (answer.selected, answer.total, answer.penalty, answer.missed, answer.proven)
    return same == (
        expected.selected,
        expected.total,
        expected.penalty,
        expected.missed,
        expected.proven,
    )


@settings(max_examples=50, deadline=None)
@given(calls_with_wishes(most_people=7))
def test_seating_somebody_costs_what_choosing_anew_with_the_person_costs(problem):
    cohort = choose(problem)
    if not isinstance(cohort, Cohort):
        return
    for nominee_ in problem.nominees:
        answer = what_if_seated(problem, cohort, nominee_.key)
        expected = choose(replace(problem, locked_in=frozenset({nominee_.key})))
        assert is_as(answer, expected)
        if isinstance(expected, Cohort):
            assert answer.cost == cohort.worth - expected.worth
            assert nominee_.key in answer.selected
            entering = set(expected.selected) - set(cohort.selected)
            assert set(answer.comparison.entering) == entering
            assert set(answer.comparison.leaving) == set(cohort.selected) - set(expected.selected)


@settings(max_examples=50, deadline=None)
@given(calls_with_wishes(most_people=7), st.sampled_from(LINES))
def test_one_more_costs_the_difference_to_the_best_cohort_with_one_more(problem, line):
    cohort = choose(problem)
    if not isinstance(cohort, Cohort):
        return
    counted = line_of(line, minimum=0)
    people = {n.key: n for n in problem.nominees}
    now = sum(brute_force.belongs(people[key], counted) for key in cohort.selected)
    order = brute_force.in_digest_order(problem)
    others = [one for one in problem.quota_lines if one.name != line or one.weight is not None]
    least = [one.minimum or 0 for one in brute_force.demands(problem) if one.name == line]
    highs = [
        max(now + 1, one.maximum)
        for one in brute_force.demands(problem)
        if one.name == line and one.maximum is not None
    ]
    wanted = line_of(line, minimum=max([now + 1, *least]), maximum=min(highs, default=None))
    asked = replace(problem, quota_lines=(*others, wanted))
    worths = [
        brute_force.worth(asked, [order[i] for i in numbers])
        for numbers in brute_force.cohorts(asked)
    ]

    answer = what_if_one_more(problem, cohort, line)

    assert isinstance(answer, NoCohort) == (not worths)
    if worths:
        assert answer.cost == cohort.worth - max(worths)
        more = sum(brute_force.belongs(people[key], counted) for key in answer.selected)
        assert more > now


@settings(max_examples=50, deadline=None)
@given(
    calls_with_wishes(most_people=7),
    st.sampled_from([*LINES, "organisation=each"]),
    st.integers(0, 3),
    st.integers(0, 3) | st.none(),
)
def test_another_quota_gives_what_a_call_with_it_would_have_given(problem, line, low, more):
    cohort = choose(problem)
    if not isinstance(cohort, Cohort):
        return
    each = line == "organisation=each"
    bounds = {
        "minimum": None if each else low,
        "maximum": low + (more or 0) if each or more is not None else None,
    }
    others = [one for one in problem.quota_lines if one.name != line or one.weight is not None]
    asked = replace(problem, quota_lines=(*others, line_of(line, **bounds)))

    assert is_as(what_if_quota(problem, cohort, line, **bounds), choose(asked))


def test_a_most_of_each_organisation_that_the_call_lacks_is_counted():
    asked = call(
        nominee("a", organisation="A", years_in_service=9),
        nominee("b", organisation="A", years_in_service=8),
        nominee("c", organisation="B", years_in_service=1),
        seats=2,
    )
    cohort = choose(asked)
    assert set(cohort.selected) == {"a", "b"}

    one_of_each = what_if_quota(asked, cohort, "organisation=each", maximum=1)

    assert set(one_of_each.selected) == {"a", "c"}
    none = what_if_quota(asked, cohort, "organisation=each", maximum=0)
    assert isinstance(none, NoCohort)


@settings(max_examples=50, deadline=None)
@given(small_calls(most_people=7), st.sampled_from(LINES))
def test_the_range_of_a_line_is_that_of_all_cohorts_under_the_others(problem, line):
    others = tuple(one for one in problem.quota_lines if one.name != line)
    order = brute_force.in_digest_order(problem)
    counted = line_of(line, minimum=0)
    numbers = [
        sum(brute_force.belongs(order[i], counted) for i in cohort)
        for cohort in brute_force.cohorts(replace(problem, quota_lines=others))
    ]

    expected = Range(min(numbers), max(numbers)) if numbers else None
    assert feasible_range(problem, line) == expected


@settings(max_examples=50, deadline=None)
@given(small_calls(most_people=6))
def test_the_range_of_seats_is_that_of_all_groups_under_the_lines(problem):
    order = brute_force.in_digest_order(problem)
    sizes = [
        size
        for size in range(len(order) + 1)
        for group in combinations(order, size)
        if all(brute_force.keeps(group, line) for line in problem.quota_lines)
    ]

    expected = Range(min(sizes), max(sizes)) if sizes else None
    assert feasible_range(problem, "seats") == expected


def test_ranges_of_a_small_call_by_hand():
    people = [nominee(f"f{i}") for i in range(3)]
    people += [nominee(f"m{i}", sex="M", organisation=f"O{i}") for i in range(2)]
    lines = (QuotaLine(sex="M", minimum=1), QuotaLine(each_organisation=True, maximum=2))
    problem = call(*people, seats=3, quota_lines=lines)

    assert feasible_ranges(problem, ["sex=F", "sex=M", "seats", "organisation=each"]) == {
        "sex=F": Range(1, 2),
        "sex=M": Range(1, 2),
        "seats": Range(1, 4),
        "organisation=each": Range(1, 3),
    }


def test_two_cohorts_beside_each_other():
    people = [
        nominee(key, years_in_service=years) for key, years in zip("abc", (3, 2, 1), strict=True)
    ]
    problem = call(*people, seats=2)
    first = choose(problem)
    second = choose(replace(problem, locked_in=frozenset("c")))

    both = compare(first, second)

    assert (both.entering, both.leaving, both.staying) == (("c",), ("b",), ("a",))
    assert (both.cost, both.score) == (1, 1)
    assert compare(second, first).cost == -1


def test_what_nobody_can_ask_is_refused():
    problem = call(nominee("a"))
    cohort = choose(problem)

    with pytest.raises(KeyError):
        what_if_seated(problem, cohort, "nobody")
    for name in ("organisation=each", "seats", "sex", "level=a,b"):
        with pytest.raises(ValueError, match=r"one more of what|no name|quota line"):
            what_if_one_more(problem, cohort, name)
