"""Ways through a drawing of arrows: does it turn back on itself, what is reached, how long it takes."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

Arrows: TypeAlias = Mapping[str, Sequence[str]]


def loop(after: Arrows) -> tuple[str, ...]:
    """The places of one loop in their order, () when there is none; every arrow ends at a key.

    Depth first, in three colours, without recursion. Source: Tarjan (1972), Depth-first search and
    linear graph algorithms, SIAM Journal on Computing 1(2), 146-160.
    """
    finished: set[str] = set()
    for start in after:
        if start in finished:
            continue
        trail, open_arrows = [start], [iter(after[start])]
        on_trail = {start}
        while trail:
            place = next(open_arrows[-1], None)
            if place is None:
                open_arrows.pop()
                on_trail.remove(trail[-1])
                finished.add(trail.pop())
            elif place in on_trail:
                return tuple(trail[trail.index(place) :])
            elif place not in finished:
                trail.append(place)
                on_trail.add(place)
                open_arrows.append(iter(after[place]))
    return ()


def reached(after: Arrows, start: str) -> set[str]:
    """Every place an arrow leads to from the start, the start among them."""
    found, waiting = {start}, [start]
    while waiting:
        for place in after[waiting.pop()]:
            if place not in found:
                found.add(place)
                waiting.append(place)
    return found


def in_order(after: Arrows) -> tuple[str, ...]:
    """The places so that every arrow leads forwards; the order of the keys where it is free.

    Needs arrows without a loop. Source: Kahn (1962), Topological sorting of large networks,
    Communications of the ACM 5(11), 558-562.
    """
    number = {place: n for n, place in enumerate(after)}
    unmet = dict.fromkeys(after, 0)
    for places in after.values():
        for place in places:
            unmet[place] += 1
    ready = [place for place in after if not unmet[place]]
    order = []
    while ready:
        ready.sort(key=number.__getitem__, reverse=True)
        order.append(ready.pop())
        for place in after[order[-1]]:
            unmet[place] -= 1
            if not unmet[place]:
                ready.append(place)
    return tuple(order)


def longest(after: Arrows, length: Mapping[str, float]) -> tuple[float, tuple[str, ...]]:
    """The longest way and its places, each place as long as `length` says; needs no loop.

    Of equal ways the one by the earlier keys. Source: Kelley, Walker (1959), Critical-path planning
    and scheduling, Eastern Joint Computer Conference, 160-173.
    """
    order = in_order(after)
    rest: dict[str, float] = {}
    then: dict[str, str | None] = {}
    for place in reversed(order):
        then[place] = max(after[place], key=rest.__getitem__, default=None)
        follower = then[place]
        rest[place] = length[place] + (rest[follower] if follower is not None else 0)
    if not order:
        return 0.0, ()
    place = max(order, key=rest.__getitem__)
    way = [place]
    while (follower := then[way[-1]]) is not None:
        way.append(follower)
    return rest[place], tuple(way)
