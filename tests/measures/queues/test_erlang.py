"""Erlang's formulas by hand, and the simulation against them.

The five cases, chosen before the first run (28 November 2026) and not changed since: from one counter
half busy to twenty nearly always busy.

| arrivals an hour | minutes each | counters | busy |
|---|---|---|---|
| 3   | 10 | 1  | 50 % |
| 9   | 10 | 2  | 75 % |
| 40  | 6  | 5  | 80 % |
| 90  | 6  | 10 | 90 % |
| 216 | 5  | 20 | 90 % |

Each runs without closing for 31 stretches of 192 hours, seed 1917; the first stretch warms up and is
left out, the other thirty are the batches of the interval. The chance to wait (Erlang C) must lie in
the 99 % interval of each case; the mean wait in intervals of 99.8 % each, 99 % for the five together.

The first run had stretches of 48 hours: the mean wait of the third case, 3.325 minutes, lay outside
(2.330 to 3.316). The simulation is not biased (over 60 seeds its mean was 3.321, standard error
0.030); the stretches were too short: less than 30 times the 1.8 hours in which a queue of that case
forgets (1 / (service rate of all x (1 - sqrt(busy)) squared)), so that a seed without a bad stretch
has both a low mean and too narrow an interval. Four times as long is above 100 such times everywhere.
"""

import numpy as np
import pytest

from samgak.measures.burden import Estimate
from samgak.measures.queues import desks, erlang
from samgak.measures.queues.days import crowd
from samgak.measures.queues.offices import EXPONENTIAL, Desk, Office, Task, Visit
from samgak.measures.queues.results import ratio, waits_of

CASES = [(3, 10, 1), (9, 10, 2), (40, 6, 5), (90, 6, 10), (216, 5, 20)]
STRETCHES, HOURS, SEED = 31, 192, 1917


def stretches(per_hour, minutes, counters):
    """Of each stretch after the first: how many came, how many of them waited, minutes waited."""
    hours = STRETCHES * HOURS
    office = Office(
        tasks=(Task("any", Estimate.exactly(minutes), EXPONENTIAL),),
        visits=(Visit("any", per_hour * hours, ("any",)),),
        desks=(Desk("all", counters, ("any",)),),
        hours=(1,) * hours,
    )
    people = crowd(office, day=0, seed=SEED)
    waits = waits_of(people, desks.serve(office, people))
    stretch = (people.arrivals // (60 * HOURS)).astype(int)
    came, waited, minutes = (
        np.bincount(stretch, weights=one, minlength=STRETCHES)[1:].astype(float)
        for one in (np.ones(len(waits)), waits > 0, waits)
    )
    return came, waited, minutes


@pytest.mark.parametrize(("per_hour", "minutes", "counters"), CASES)
def test_erlang_c_lies_inside_the_99_percent_interval_of_the_simulation(
    per_hour, minutes, counters
):
    came, waited, waits = stretches(per_hour, minutes, counters)

    chance = ratio(waited, came)
    wait = ratio(waits, came, confidence=0.998)

    offered = per_hour * minutes / 60
    assert chance.low < erlang.chance_to_wait(offered=offered, counters=counters) < chance.high
    assert (
        wait.low
        < erlang.mean_wait(per_hour=per_hour, minutes=minutes, counters=counters)
        < wait.high
    )


def test_one_counter_is_worked_by_hand():
    # M/M/1, a = 1/2: C = a; W = a / (1 - a) x service = 10 minutes; P(W <= 10) = 1 - a exp(-1/2).
    assert erlang.chance_to_wait(offered=0.5, counters=1) == pytest.approx(0.5)
    assert erlang.mean_wait(per_hour=3, minutes=10, counters=1) == pytest.approx(10)
    within = erlang.share_within(per_hour=3, minutes=10, counters=1, target=10)
    assert within == pytest.approx(1 - 0.5 * 0.6065306597)


def test_two_counters_are_worked_by_hand():
    # M/M/2, rho = 3/4: C = 2 rho^2 / (1 + rho) = 9/14; W = C x 10 / (2 - 1.5) = 90/7 minutes.
    assert erlang.chance_to_wait(offered=1.5, counters=2) == pytest.approx(9 / 14)
    assert erlang.mean_wait(per_hour=9, minutes=10, counters=2) == pytest.approx(90 / 7)


def test_a_very_large_office_does_not_overflow():
    assert 0 < erlang.chance_to_wait(offered=4_900, counters=5_000) < 1


def test_nobody_waits_where_nobody_comes():
    assert erlang.chance_to_wait(offered=0, counters=3) == 0
    assert erlang.share_within(per_hour=5, minutes=0, counters=1, target=0) == 1


@pytest.mark.parametrize(("offered", "counters"), [(1, 1), (2.5, 2), (-0.1, 1), (0, 0)])
def test_a_queue_that_never_ends_has_no_formula(offered, counters):
    with pytest.raises(ValueError, match="offered < counters"):
        erlang.chance_to_wait(offered=offered, counters=counters)
