"""Formulas of a queue that never closes: Poisson arrivals, exponential service, equal counters.

Source of all: Erlang (1917), Solution of some Problems in the Theory of Probabilities of Significance
in Automatic Telephone Exchanges, Elektroteknikeren 13; in today's letters Kleinrock (1975), Queueing
Systems 1, section 3.5. offered: arrivals per hour x hours of service each, in erlangs.
"""

import math


def chance_to_wait(*, offered: float, counters: int) -> float:
    """Return the probability (0 to 1) that somebody who arrives finds all counters busy: Erlang C.

    C = B / (1 - a (1 - B)), a = offered / counters, B by the recursion of Erlang's loss formula:
    B(0) = 1, B(n) = offered B(n-1) / (n + offered B(n-1)), which never overflows. Raises ValueError
    without counters, for a negative load, and when offered >= counters: then the queue never ends.
    """
    if counters < 1 or not 0 <= offered < counters:
        raise ValueError("an endless queue needs 0 <= offered < counters")
    lost = 1.0
    for number in range(1, counters + 1):
        lost = offered * lost / (number + offered * lost)
    return lost / (1 - offered / counters * (1 - lost))


def mean_wait(*, per_hour: float, minutes: float, counters: int) -> float:
    """Return the mean wait in minutes of everybody, those who don't wait counted as 0.

    W = C x minutes / (counters - offered). Raises ValueError as `chance_to_wait`.
    """
    offered = per_hour * minutes / 60
    waiting = chance_to_wait(offered=offered, counters=counters)
    return waiting * minutes / (counters - offered)


def share_within(*, per_hour: float, minutes: float, counters: int, target: float) -> float:
    """Return the share (0 to 1) whose wait is at most `target` minutes.

    1 - C exp(-(counters - offered) target / minutes). Raises ValueError as `chance_to_wait`.
    """
    offered = per_hour * minutes / 60
    waiting = chance_to_wait(offered=offered, counters=counters)
    if minutes == 0:
        return 1.0
    return 1 - waiting * math.exp(-(counters - offered) * target / minutes)
