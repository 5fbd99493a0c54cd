from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samgak.planning.selection import Change, Cohort, NoCohort, QuotaLine, choose

from . import brute_force
from .calls import call, nominee, small_calls


def lines_hold(problem, names, seats=None):
    """Whether some group keeps the lines of these names (and the seats when named or given)."""
    people = brute_force.in_digest_order(problem)
    lines = [line for line in problem.quota_lines if line.name in names]
    wanted = problem.seats if seats is None else seats
    sizes = (wanted, wanted) if "seats" in names else (0, len(people))
    return brute_force.holds(people, lines, *sizes)


def changed(problem, name, bound, value):
    if bound == "seats":
        return replace(problem, seats=value)
    lines = [
        replace(line, **{"minimum" if bound == "min" else "maximum": value})
        if line.name == name
        else line
        for line in problem.quota_lines
    ]
    return replace(problem, quota_lines=tuple(lines))


def nearest_change(problem, clashing, name):
    """Trying one step after the other, each direction of each bound."""
    line = next((one for one in problem.quota_lines if one.name == name), None)
    for step in range(1, 12):
        if name == "seats":
            tries = [("seats", problem.seats - step), ("seats", problem.seats + step)]
            tries = [(bound, value) for bound, value in tries if value >= 1]
        else:
            tries = []
            if line.minimum is not None and line.minimum >= step:
                tries.append(("min", line.minimum - step))
            if line.maximum is not None:
                tries.append(("max", line.maximum + step))
        for bound, value in tries:
            if lines_hold(changed(problem, name, bound, value), clashing):
                return Change(bound, value)
    return None


@settings(max_examples=70, deadline=None)
@given(small_calls(most_people=6), st.integers(1, 7))
def test_clashing_lines_are_irreducible_and_each_change_is_the_smallest(problem, seats):
    problem = replace(problem, seats=seats)
    answer = choose(problem)
    if not isinstance(answer, NoCohort):
        return

    assert not lines_hold(problem, answer.clashing)
    for fewer in combinations(answer.clashing, len(answer.clashing) - 1):
        assert lines_hold(problem, fewer)
    assert answer.changes == {
        name: nearest_change(problem, answer.clashing, name) for name in answer.clashing
    }


def totals_of_changes(problem):
    """The total of changed seats of every group of people, each line moved as far as it must be."""
    people = brute_force.in_digest_order(problem)
    houses = QuotaLine(each_organisation=True, maximum=0)
    for size in range(1, len(people) + 1):
        for group in combinations(people, size):
            total = abs(size - problem.seats)
            for line in problem.quota_lines:
                if line.each_organisation:
                    most = max(brute_force.missed([n], houses) for n in group)
                    while not brute_force.keeps(group, replace(line, maximum=line.maximum + most)):
                        most += 1
                    fits = brute_force.keeps(group, line)
                    total += 0 if fits else most
                else:
                    total += brute_force.missed(group, line)
            yield total


@settings(max_examples=50, deadline=None)
@given(small_calls(most_people=6), st.integers(1, 7))
def test_the_relaxation_frees_the_call_with_the_least_total_of_changed_seats(problem, seats):
    problem = replace(problem, seats=seats)
    answer = choose(problem)
    if not isinstance(answer, NoCohort):
        return

    least = min(totals_of_changes(problem), default=None)
    if answer.relaxation is None:
        assert least is None
        return
    total, freed = 0, problem
    for name, change in answer.relaxation.items():
        line = next((one for one in problem.quota_lines if one.name == name), None)
        now = {
            "seats": problem.seats,
            "min": line and line.minimum,
            "max": line and line.maximum,
        }[change.bound]
        total += abs(change.value - now)
        freed = changed(freed, name, change.bound, change.value)
    assert total == least
    assert isinstance(choose(freed), Cohort)


def test_fewer_eligible_than_seats_clash_with_the_seats_alone():
    answer = choose(call(nominee("a"), nominee("b"), seats=3))

    fewer = {"seats": Change("seats", 2)}
    assert answer == NoCohort(("seats",), changes=fewer, relaxation=fewer)


def test_nobody_eligible_can_not_be_freed():
    assert choose(call(seats=3)) == NoCohort(("seats",), {"seats": None})


def test_minimums_beyond_the_seats_name_the_seats_and_both_lines():
    people = [nominee(f"{country}{i}", country=country) for country in ("KZ", "TJ") for i in (1, 2)]
    lines = (QuotaLine(country="KZ", minimum=2), QuotaLine(country="TJ", minimum=2))

    answer = choose(call(*people, seats=3, quota_lines=(*lines, QuotaLine(sex="F", minimum=1))))

    assert answer.clashing == ("country=KZ", "country=TJ", "seats")
    assert answer.changes == {
        "country=KZ": Change("min", 1),
        "country=TJ": Change("min", 1),
        "seats": Change("seats", 4),
    }


@pytest.mark.parametrize("maximum", [1, 2])
def test_one_organisation_that_sends_everybody_clashes_with_the_seats(maximum):
    people = [nominee(f"p{i}") for i in range(5)]
    line = QuotaLine(each_organisation=True, maximum=maximum)

    answer = choose(call(*people, seats=4, quota_lines=(line,)))

    assert answer.changes == {
        "organisation=each": Change("max", 4),
        "seats": Change("seats", maximum),
    }
