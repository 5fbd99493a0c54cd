import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samgak.measures.burden import Estimate
from samgak.measures.queues import Desk, Task, Unworkable, Visit, desks, network, pooled, simulate
from samgak.measures.queues.days import Crowd, crowd
from samgak.measures.queues.offices import (
    CODE_TWICE,
    DESK_UNCLEAR,
    NEVER_ENDS,
    NO_ARRIVALS,
    NO_COUNTERS,
    NO_DESK,
    NO_TASKS,
    NO_TIME,
    NOT_OPEN,
    TOO_FEW_DAYS,
    TOO_LONG_A_TIME,
    TOO_MANY_COUNTERS,
    TOO_MANY_DAYS,
    TOO_MANY_HOURS,
    TOO_MANY_TASKS,
    TOO_MANY_VISITS,
    TOO_MUCH_AT_ONCE,
    UNKNOWN_SHAPE,
    UNKNOWN_TASK,
    faults,
)
from samgak.measures.queues.results import ratio, waits_of
from tests.measures.queues.samples import MINUTES, TASKS, in_turn, office


def people(arrivals, minutes, visits=None):
    return Crowd(
        np.array(arrivals, dtype=float),
        np.array(visits or [0] * len(arrivals)),
        np.array(minutes, dtype=float),
    )


def waits(given, crowd, serve=desks.serve):
    return waits_of(crowd, serve(given, crowd)).tolist()


def one_task(counters=1):
    return office(
        tasks=TASKS[:1],
        visits=(Visit("licences", 10, ("licences",)),),
        desks=(Desk("licences", counters, ("licences",)),),
    )


def test_one_counter_serves_in_the_order_they_came():
    came = people([0, 2, 3, 30], [[5], [4], [1], [2]])

    # Served 0-5, 5-9, 9-10, 30-32.
    assert waits(one_task(), came) == [0, 3, 6, 0]


def test_a_second_counter_takes_whoever_is_next():
    came = people([0, 1, 2, 3], [[10], [3], [1], [1]])

    # First counter 0-10; second 1-4, 4-5, 5-6.
    assert waits(one_task(2), came) == [0, 0, 2, 2]


def test_a_free_counter_takes_the_longest_waiting_of_those_it_has_the_skills_for():
    given = office(
        desks=(
            Desk("licences", 1, ("licences",)),
            Desk("all", 1, ("licences", "certificates", "payments")),
        )
    )
    came = people(
        [0, 1, 2, 3, 4],
        [[10, 0, 0], [8, 0, 0], [0, 2, 0], [5, 0, 0], [0, 0, 1]],
        [0, 0, 1, 0, 2],
    )

    # The first goes to the desk with one skill, 0-10; the second to the other, 1-9, which then does the
    # certificate 9-11; the third licence is taken at 10; the payment waits for 11.
    assert waits(given, came) == [0, 0, 7, 7, 7]


def test_people_wait_at_each_desk_on_their_way():
    came = people([0, 1], [[4, 2, 0], [1, 3, 0]], [0, 0])
    given = in_turn(
        visits=(Visit("licence", 100, ("certificates", "licences")),),
        desks=(
            Desk("reception", 1, ("certificates", "payments")),
            Desk("specialists", 1, ("licences",)),
        ),
    )

    # Reception 0-2 and 2-5; specialists 2-6 and 6-7: the second waits 1 and 1 minutes.
    assert waits(given, came, network.serve) == [0, 2]


@pytest.mark.parametrize("layout", [office(), pooled(office(), code="one-stop")])
@pytest.mark.parametrize("day", [0, 1, 2])
def test_ciw_finds_the_same_wait_for_every_single_person(layout, day):
    came = crowd(layout, day=day, seed=7)

    assert waits(layout, came) == pytest.approx(waits(layout, came, network.serve), abs=1e-6)


def test_the_same_seed_gives_the_same_results_and_another_others():
    assert simulate(office(), days=5, seed=3) == simulate(office(), days=5, seed=3)
    assert simulate(office(), days=5, seed=3) != simulate(office(), days=5, seed=4)
    assert simulate(in_turn(), days=3, seed=3) == simulate(in_turn(), days=3, seed=3)


def test_the_results_of_an_office_add_up():
    results = simulate(office(), days=20, seed=1, target_minutes=10)

    assert results.days == 20
    assert results.visits == pytest.approx(20 * 500, rel=0.03)
    assert sum(one.share for one in results.waited) == pytest.approx(1)
    assert results.within_target.value == pytest.approx(
        sum(one.share for one in results.waited if one.until is not None and one.until <= 10)
    )
    assert results.median_wait <= results.p90_wait <= results.longest_wait
    assert results.mean_wait.low < results.mean_wait.value < results.mean_wait.high
    assert set(results.by_visit) == {"licences", "certificates", "payments"}
    assert len(results.by_hour) == 9
    busy = sum(one.share * one.counters for one in results.use)
    assert busy / 7 == pytest.approx(results.load, rel=0.05)


def test_one_pooled_desk_waits_less_than_separate_counters():
    separate = simulate(office(), days=100, seed=1)
    together = simulate(pooled(office(), code="one-stop"), days=100, seed=1)

    assert together.visits == separate.visits  # the same people
    assert together.mean_wait.high < separate.mean_wait.low


def test_people_who_come_just_before_closing_are_served_still():
    given = office(
        hours=(0, 1),
        tasks=(Task("licences", Estimate.exactly(59)),),
        visits=(Visit("licences", 2, ("licences",)),),
        desks=(Desk("licences", 1, ("licences",)),),
    )
    results = simulate(given, days=50, seed=1)

    assert results.at_closing_most >= 1
    assert results.overtime_mean > 0
    assert results.by_hour[0] is None


def test_a_day_on_which_nobody_comes_is_no_fault():
    quiet = replace(one_task(), visits=(Visit("licences", 0.001, ("licences",)),))

    results = simulate(quiet, days=2, seed=1)

    assert (results.visits, results.mean_wait.value, results.within_target.value) == (0, 0, 1)


def test_progress_is_told_after_each_day():
    seen = []
    simulate(one_task(), days=3, progress=lambda done, total: seen.append((done, total)))

    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_the_interval_of_a_ratio_is_worked_by_hand():
    sure = ratio(np.array([2.0, 4.0, 9.0]), np.array([1.0, 2.0, 3.0]))

    # R = 15/6; residuals -0.5, -1, 1.5: 3.5; error sqrt(3.5 / 6) / 2; t(0.995, 2) = 9.924843.
    assert sure.value == 2.5
    assert sure.high - sure.value == pytest.approx(9.924843 * math.sqrt(3.5 / 6) / 2, rel=1e-6)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"tasks": (), "visits": (), "desks": ()}, NO_TASKS),
        ({"visits": (Visit("licences", 0, ("licences",)),)}, NO_ARRIVALS),
        ({"visits": (Visit("licences", math.nan, ("licences",)),)}, NO_ARRIVALS),
        ({"hours": ()}, NOT_OPEN),
        ({"hours": (0, 0)}, NOT_OPEN),
        ({"hours": (3, -1)}, NOT_OPEN),
        ({"desks": (Desk("licences", 0, ("licences",)),)}, NO_COUNTERS),
        ({"desks": (Desk("licences", -3, ("licences",)),)}, NO_COUNTERS),
        ({"desks": (Desk("licences", 40, ("licences",)),)}, NO_DESK),
        ({"desks": (Desk("a", 5, ("licences",)), Desk("a", 5, ("payments",)))}, CODE_TWICE),
        ({"desks": (Desk("a", 5, ("parking",)),)}, UNKNOWN_TASK),
        ({"tasks": (Task("licences", Estimate.exactly(0)), *TASKS[1:])}, NO_TIME),
        ({"tasks": (Task("licences", MINUTES["licences"], "flat"), *TASKS[1:])}, UNKNOWN_SHAPE),
        ({"tasks": (Task("licences", Estimate(1, 2, 481)), *TASKS[1:])}, TOO_LONG_A_TIME),
        ({"desks": (Desk("a", 201, tuple(MINUTES)),)}, TOO_MANY_COUNTERS),
        ({"visits": (Visit("licences", 5_001, ("licences",)),)}, TOO_MANY_VISITS),
        ({"visits": (Visit("licences", math.inf, ("licences",)),)}, TOO_MANY_VISITS),
        ({"hours": (1,) * 25}, TOO_MANY_HOURS),
        ({"tasks": tuple(Task(f"t{n}", Estimate.exactly(1)) for n in range(9))}, TOO_MANY_TASKS),
    ],
)
def test_what_can_not_be_simulated_is_refused_with_a_code(changes, code):
    given = office(**changes)

    assert code in {one.code for one in faults(given)}
    with pytest.raises(Unworkable):
        simulate(given)


def test_absurd_numbers_of_days_are_refused():
    large = office(
        visits=(Visit("payments", 4_000, ("payments",)),),
        desks=(Desk("all", 100, tuple(MINUTES)),),
    )

    assert [one.code for one in faults(office(), days=1)] == [TOO_FEW_DAYS]
    assert [one.code for one in faults(office(), days=251)] == [TOO_MANY_DAYS]
    assert [one.code for one in faults(large, days=250)] == [TOO_MUCH_AT_ONCE]
    assert faults(large, days=100) == ()


def test_a_queue_that_never_ends_is_named_with_its_load():
    given = office(
        desks=(
            Desk("licences", 2, ("licences",)),
            Desk("others", 30, ("certificates", "payments")),
        )
    )

    (fault,) = faults(given)

    # 150 visits of (5 + 4 x 9 + 25) / 6 = 11 minutes, two counters of 540 minutes.
    assert (fault.code, fault.items) == (NEVER_ENDS, ("licences",))
    assert fault.load == pytest.approx(150 * 11 / 1080)


def test_skills_that_overlap_are_counted_once():
    given = office(
        desks=(
            Desk("both", 3, ("licences", "certificates")),
            Desk("payments", 1, ("payments",)),
        )
    )

    # Licences alone (1650) and certificates alone (900) fit into 1620 minutes or nearly; together not.
    (fault,) = faults(given)
    assert set(fault.items) == {"licences", "certificates"}


def test_on_the_way_each_task_has_one_desk():
    given = in_turn(
        desks=(
            Desk("a", 5, ("certificates", "payments")),
            Desk("b", 5, ("licences", "payments")),
        )
    )

    assert [(one.code, one.items) for one in faults(given)] == [(DESK_UNCLEAR, ("payments",))]


def test_a_desk_on_the_way_that_is_too_small_is_named():
    given = in_turn(
        desks=(
            Desk("reception", 2, ("certificates",)),
            Desk("specialists", 2, ("licences",)),
            Desk("cashier", 1, ("payments",)),
        )
    )

    (fault,) = faults(given)
    assert (fault.code, fault.items) == (NEVER_ENDS, ("specialists",))


@settings(max_examples=25, deadline=None)
@given(
    counters=st.lists(st.integers(1, 9), min_size=3, max_size=3),
    per_day=st.lists(st.floats(0.5, 60), min_size=3, max_size=3),
    seed=st.integers(0, 2**32 - 1),
)
def test_nobody_is_lost_and_no_counter_serves_two_at_once(counters, per_day, seed):
    given = office(
        visits=tuple(Visit(code, n, (code,)) for code, n in zip(MINUTES, per_day, strict=True)),
        desks=tuple(Desk(code, n, (code,)) for code, n in zip(MINUTES, counters, strict=True)),
    )
    came = crowd(given, day=0, seed=seed)
    served = desks.serve(given, came)

    assert sorted(served.people.tolist()) == list(range(len(came.arrivals)))
    for at, desk in enumerate(given.desks):
        here = served.desks == at
        for moment in served.began[here]:
            assert ((served.began[here] <= moment) & (served.ended[here] > moment)).sum() <= (
                desk.counters
            )
