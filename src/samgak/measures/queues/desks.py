"""Whoever comes is served at one counter that can do everything they need: first come, first served."""

import heapq
from collections import deque
from collections.abc import Sequence

from samgak.measures.queues.days import Crowd, Service, services
from samgak.measures.queues.offices import Office, able_desks


def serve(office: Office, crowd: Crowd) -> Service:
    """Return everybody's service; whoever is inside when the doors close is served still.

    A free counter takes the longest waiting of those it has the skills for; somebody who finds
    several free goes to the one with the fewest skills. A next-event simulation. Source: Law (2015),
    Simulation Modeling and Analysis, 5th edition, section 1.4.
    """
    able = [able_desks(office, visit) for visit in office.visits]
    queues: list[deque[int]] = [deque() for _ in office.visits]
    waits_at = [
        [kind for kind, at in enumerate(able) if desk in at] for desk in range(len(office.desks))
    ]
    free = [desk.counters for desk in office.desks]
    busy: list[tuple[float, int, int]] = []  # (ends, person, desk)
    arrivals, kinds = crowd.arrivals.tolist(), crowd.visits.tolist()
    takes = crowd.minutes.sum(axis=1).tolist()
    rows: list[tuple[int, int, float, float, float]] = []

    def begin(person: int, desk: int, now: float) -> None:
        free[desk] -= 1
        heapq.heappush(busy, (now + takes[person], person, desk))
        rows.append((person, desk, arrivals[person], now, now + takes[person]))

    def leave() -> None:
        now, _, desk = heapq.heappop(busy)
        free[desk] += 1
        if (kind := _longest_waiting(queues, waits_at[desk])) is not None:
            begin(queues[kind].popleft(), desk, now)

    for person, now in enumerate(arrivals):
        while busy and busy[0][0] <= now:
            leave()
        desk = next((one for one in able[kinds[person]] if free[one]), None)
        if desk is None:
            queues[kinds[person]].append(person)
        else:
            begin(person, desk, now)
    while busy:
        leave()
    return services(rows)


def _longest_waiting(queues: Sequence[deque[int]], kinds: Sequence[int]) -> int | None:
    heads = [(queues[kind][0], kind) for kind in kinds if queues[kind]]
    return min(heads)[1] if heads else None
