from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samgak.planning.selection import (
    Change,
    Cohort,
    Eligibility,
    NoCohort,
    QuotaLine,
    TurningPoint,
    choose,
    turning_points,
)

from . import brute_force
from .calls import call, nominee, small_calls


@st.composite
def calls_with_exceptions(draw, most_people=8):
    problem = draw(small_calls(most_people=most_people))
    keys = [n.key for n in problem.nominees]
    marks = draw(st.lists(st.sampled_from("....+-"), min_size=len(keys), max_size=len(keys)))
    return replace(
        problem,
        locked_in=frozenset(k for k, mark in zip(keys, marks, strict=True) if mark == "+"),
        locked_out=frozenset(k for k, mark in zip(keys, marks, strict=True) if mark == "-"),
    )


def people_in_order(problem):
    """The eligible in digest order, then the others who are seated by exception."""
    order = brute_force.in_digest_order(problem)
    others = [n for n in problem.nominees if n.key in problem.locked_in and n not in order]
    return order + sorted(others, key=lambda n: n.key)


def cohorts(problem):
    order = people_in_order(problem)
    for numbers in combinations(range(len(order)), problem.seats):
        group = [order[i] for i in numbers]
        keys = {n.key for n in group}
        is_kept = problem.locked_in <= keys and problem.locked_out.isdisjoint(keys)
        if is_kept and all(brute_force.keeps(group, line) for line in problem.quota_lines):
            yield numbers


def best_cohort(problem):
    order = people_in_order(problem)
    scores = [brute_force.score(problem, n) for n in order]
    best = min(
        cohorts(problem), key=lambda c: (-sum(scores[i] for i in c), sum(c), c), default=None
    )
    return None if best is None else {order[i].key for i in best}


@settings(max_examples=50, deadline=None)
@given(calls_with_exceptions())
def test_the_cohort_is_the_best_one_that_keeps_the_exceptions(problem):
    answer = choose(problem)
    expected = best_cohort(problem)

    if expected is None:
        assert isinstance(answer, NoCohort)
        return
    assert set(answer.selected) == expected
    assert answer.proven
    assert answer.total == sum(answer.scores[key] for key in expected)
    assert list(answer.eligible) == [n.key for n in brute_force.in_digest_order(problem)]


@settings(max_examples=80, deadline=None)
@given(calls_with_exceptions())
def test_those_seated_by_exception_give_way_to_nobody(problem):
    answer = choose(problem)
    if not isinstance(answer, Cohort):
        return

    people = {n.key: n for n in problem.nominees}
    selected = [people[key] for key in answer.selected]
    free = [n for n in selected if n.key not in problem.locked_in]
    assert set(answer.reasons) == set(people) - set(answer.selected)
    for key, reason in answer.reasons.items():
        broken = [
            lines
            for leaver, lines in brute_force.exchanges(problem, selected, people[key])
            if leaver in free
        ]
        if key not in answer.eligible:
            assert reason.startswith("not-eligible/")
        elif key in problem.locked_out:
            assert reason == "override/leave_out"
        elif not free:
            assert reason == "override/no_seat_left"
        elif answer.scores[key] <= min(answer.scores[n.key] for n in free):
            assert reason == "score"
        else:
            assert reason.startswith("quota/") == all(broken)
    reserves = {key for keys in answer.reserves.values() for key in keys}
    assert reserves.isdisjoint(problem.locked_in | problem.locked_out)


@settings(max_examples=50, deadline=None)
@given(calls_with_exceptions(most_people=6))
def test_a_score_that_would_do_moves_nobody_who_is_seated_by_exception(problem):
    cohort = choose(problem)
    if not isinstance(cohort, Cohort):
        return

    order = [n.key for n in people_in_order(problem)]
    for key, point in turning_points(problem, cohort).items():
        if point.code not in ("score", "tie"):
            continue
        totals = [
            sum(cohort.scores[order[i]] for i in numbers)
            for numbers in cohorts(problem)
            if order.index(key) in numbers
        ]
        needed = cohort.scores[key] + cohort.total - max(totals)
        assert needed == point.params.get("needed", cohort.scores[key])


@settings(max_examples=50, deadline=None)
@given(calls_with_exceptions(most_people=6))
def test_exceptions_are_to_blame_only_when_the_lines_hold_without_them(problem):
    answer = choose(problem)
    if not isinstance(answer, NoCohort):
        return

    alone = choose(replace(problem, locked_in=frozenset(), locked_out=frozenset()))
    if isinstance(alone, NoCohort):
        assert (answer.clashing, answer.changes) == (alone.clashing, alone.changes)
    else:
        assert answer.changes["overrides"] == Change("overrides", 0)
        assert len(answer.clashing) > 1


def test_somebody_who_is_not_eligible_is_seated_when_an_officer_says_so():
    people = [nominee("a"), nominee("b", years_in_service=0)]
    rules = Eligibility(minimum_years_in_service=1)
    problem = call(*people, eligibility=rules, locked_in=frozenset({"b"}))

    answer = choose(problem)

    assert answer.selected == ("b",)
    assert answer.eligible == ("a",)
    assert answer.reasons == {"a": "override/no_seat_left"}
    assert turning_points(problem, answer) == {"a": TurningPoint("override", {})}


def test_one_seat_more_than_a_line_allows_names_the_line_and_what_would_free_it():
    people = [nominee(f"kz{i}") for i in range(2)] + [nominee("tj", country="TJ")]
    line = QuotaLine(country="KZ", maximum=1)
    seated = frozenset({"kz0", "kz1"})

    answer = choose(call(*people, seats=2, quota_lines=(line,), locked_in=seated))

    assert answer.changes == {
        "overrides": Change("overrides", 0),
        "country=KZ": Change("max", 2),
    }


def test_an_organisation_with_all_its_seats_given_sends_nobody_else():
    people = [nominee(f"a{i}", years_in_service=i) for i in range(3)]
    people += [nominee("other", organisation="Other", years_in_service=0)]
    line = QuotaLine(each_organisation=True, maximum=1)

    answer = choose(call(*people, seats=2, quota_lines=(line,), locked_in=frozenset({"a0"})))

    assert set(answer.selected) == {"a0", "other"}
    assert answer.reasons["a2"] == "quota/organisation=each"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"locked_in": frozenset({"z"})}, "not nominated"),
        ({"locked_in": frozenset({"a"}), "locked_out": frozenset({"a"})}, "both"),
    ],
)
def test_an_impossible_exception_is_refused(values, said):
    with pytest.raises(ValueError, match=said):
        call(nominee("a"), **values)
