from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samgak.planning.draw import Lottery, NoLottery, Person, Problem, Proof, fairest_lottery

from . import brute_force
from .crowds import generated
from .pools import line, person, pool, small_pools


def is_sound(problem, lottery):
    """Whether every cohort keeps the lines and the probabilities are what the cohorts make them."""
    people = {one.key: one for one in problem.people}
    chances = dict.fromkeys(people, Fraction(0))
    for ticket in lottery.tickets:
        seated = []
        for keys, count in zip(lottery.groups, ticket.counts, strict=True):
            seated += [people[key] for key in keys[:count]]
            for key in keys:
                chances[key] += ticket.probability * Fraction(count, len(keys))
        if len(seated) != problem.seats:
            return False
        if not all(brute_force.keeps(seated, quota) for quota in problem.lines):
            return False
    return sum(t.probability for t in lottery.tickets) == 1 and chances == lottery.probabilities


@settings(max_examples=300, deadline=None)
@given(small_pools())
def test_the_chances_are_those_that_trying_every_cohort_finds(problem):
    expected = brute_force.leximin(problem)
    answer = fairest_lottery(problem)

    if expected is None:
        assert isinstance(answer, NoLottery)
        return
    assert is_sound(problem, answer)
    assert {k: float(v) for k, v in answer.probabilities.items()} == pytest.approx(
        expected, abs=1e-6
    )
    assert answer.leximin != Proof.NONE


@settings(max_examples=40, deadline=None)
@given(small_pools(), st.randoms(use_true_random=False))
def test_the_order_of_the_people_changes_no_chance(problem, chance):
    people = list(problem.people)
    chance.shuffle(people)

    answer = fairest_lottery(problem)
    again = fairest_lottery(replace(problem, people=tuple(people)))

    if isinstance(answer, Lottery):
        assert {k: float(v) for k, v in again.probabilities.items()} == pytest.approx(
            {k: float(v) for k, v in answer.probabilities.items()}, abs=1e-6
        )
    else:
        assert isinstance(again, NoLottery)


def test_without_quotas_everybody_has_the_same_chance():
    answer = fairest_lottery(pool("KF TM UF KM TF", seats=2))

    assert set(answer.probabilities.values()) == {Fraction(2, 5)}
    assert answer.minimum == Fraction(2, 5)
    assert answer.leximin == Proof.EXACT


def test_a_minimum_raises_those_it_is_about_and_the_rest_share_evenly():
    # Two of four seats for two women of six people: they sit, four men share two seats.
    answer = fairest_lottery(pool("KF TF KM KM TM TM", line(2, sex="F"), seats=4))

    chances = list(answer.probabilities.values())
    assert chances == [1, 1, *[Fraction(1, 2)] * 4]
    assert answer.leximin == Proof.EXACT


def test_three_levels_by_hand():
    # One seat for the two of KZ, at most one of three for the four of TJ, the rest (one) for UZ.
    lines = line(1, 1, country="KZ"), line(0, 1, country="TJ")
    answer = fairest_lottery(pool("KF KF TF TF TF TF UF UF UF", *lines, seats=3))

    chances = list(answer.probabilities.values())
    assert chances == [Fraction(1, 2)] * 2 + [Fraction(1, 4)] * 4 + [Fraction(1, 3)] * 3
    assert answer.leximin == Proof.EXACT


def test_somebody_whom_no_cohort_can_seat_has_no_chance():
    answer = fairest_lottery(pool("KF TF UM", line(0, 0, sex="M"), seats=1))

    assert list(answer.probabilities.values()) == [Fraction(1, 2), Fraction(1, 2), 0]
    assert answer.leximin == Proof.EXACT


def odd_triangle() -> Problem:
    """Three people, any two of whom share a line with one seat: in parts each could have a half."""
    people = (
        Person("a", {"x": "1", "y": "1", "z": "0"}),
        Person("b", {"x": "1", "y": "0", "z": "1"}),
        Person("c", {"x": "0", "y": "1", "z": "1"}),
        *(Person(f"free {i}", {"x": "0", "y": "0", "z": "0"}) for i in range(4)),
    )
    return Problem(2, people, (line(0, 1, x="1"), line(0, 1, y="1"), line(0, 1, z="1")))


def test_where_halves_of_people_would_be_fairer_whole_cohorts_are_generated():
    problem = odd_triangle()

    answer = fairest_lottery(problem)

    assert is_sound(problem, answer)
    expected = brute_force.leximin(problem)
    assert {k: float(v) for k, v in answer.probabilities.items()} == pytest.approx(expected)


def test_chances_that_hang_on_whole_cohorts_are_not_called_exact():
    # Seats only for pairs of a and b, b and c, or c and a; but each of them is half of x, y and z.
    people = odd_triangle().people
    lines = line(1, 1, x="1"), line(1, 1, y="1"), line(0, 1, z="1")
    problem = replace(odd_triangle(), people=people[:4], lines=lines, seats=2)

    answer = fairest_lottery(problem)

    assert is_sound(problem, answer)
    expected = brute_force.leximin(problem)
    assert {k: float(v) for k, v in answer.probabilities.items()} == pytest.approx(expected)


@pytest.mark.parametrize(("people", "seats"), [(60, 10), (150, 22)])
def test_a_greater_pool_is_split_exactly_and_proven(people, seats):
    problem = generated(people, seats)

    answer = fairest_lottery(problem)

    assert is_sound(problem, answer)
    assert answer.leximin == answer.maximin == Proof.EXACT
    assert len(answer.prices) == len(set(answer.probabilities.values()))


def test_quotas_that_leave_no_room_are_drawn_too():
    problem = generated(60, 12, room=0.0)

    answer = fairest_lottery(problem)

    assert isinstance(answer, NoLottery) or is_sound(problem, answer)


@settings(max_examples=100, deadline=None)
@given(small_pools())
def test_lines_that_clash_can_hold_together_once_one_of_them_is_dropped(problem):
    answer = fairest_lottery(problem)
    if isinstance(answer, Lottery):
        return

    def has_cohort(names):
        lines = tuple(one for one in problem.lines if one.name in names)
        sizes = [problem.seats] if "seats" in names else range(len(problem.people) + 1)
        return any(
            any(brute_force.cohorts(replace(problem, lines=lines, seats=size) if size else problem))
            if size
            else not any(one.minimum for one in lines)
            for size in sizes
        )

    assert not has_cohort(answer.clashing)
    for name in answer.clashing:
        assert has_cohort([other for other in answer.clashing if other != name])


def test_more_seats_than_people_clash_with_nothing_else():
    assert fairest_lottery(pool("KF TM", line(1, sex="F"), seats=3)) == NoLottery(("seats",))
    assert fairest_lottery(Problem(1, ())) == NoLottery(("seats",))


def test_what_no_draw_can_mean_is_refused():
    with pytest.raises(ValueError, match="at least one seat"):
        Problem(0, (person("a"),))
    with pytest.raises(ValueError, match="same key"):
        Problem(1, (person("a"), person("a")))
    with pytest.raises(ValueError, match="same people"):
        Problem(1, (person("a"),), (line(1, sex="F"), line(0, 1, sex="F")))
    with pytest.raises(ValueError, match="above the maximum"):
        line(2, 1, sex="F")
    with pytest.raises(ValueError, match="negative"):
        line(-1, sex="F")
    with pytest.raises(ValueError, match="at least one attribute"):
        line(1)
