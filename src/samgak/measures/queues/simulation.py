"""Many days of an office, one after the other, each beginning empty."""

from collections.abc import Callable
from dataclasses import replace

from samgak.measures.queues import desks, network
from samgak.measures.queues.days import crowd
from samgak.measures.queues.offices import Desk, Office, Unworkable, faults, is_at_one_counter
from samgak.measures.queues.results import Results, gather


def simulate(
    office: Office,
    *,
    days: int = 100,
    seed: int = 1,
    target_minutes: float = 15,
    progress: Callable[[int, int], None] | None = None,
) -> Results:
    """Return how long people wait in that many working days; raises Unworkable for an office with faults.

    Where one counter does all that somebody needs, they wait once (`desks`); where not, they wait at
    each desk on their way (`network`). The same office, days and seed give the same results.
    progress: called with (days done, days) after each.
    """
    if found := faults(office, days=days):
        raise Unworkable(found)
    serve = desks.serve if is_at_one_counter(office) else network.serve
    held = []
    for day in range(days):
        people = crowd(office, day=day, seed=seed)
        held.append((people, serve(office, people)))
        if progress:
            progress(day + 1, days)
    return gather(office, held, target_minutes=target_minutes)


def pooled(office: Office, *, code: str, counters: int | None = None) -> Office:
    """Return the office with one desk that does everything: as many counters as before, unless given."""
    all_counters = sum(desk.counters for desk in office.desks) if counters is None else counters
    every_task = tuple(task.code for task in office.tasks)
    return replace(office, desks=(Desk(code, all_counters, every_task),))
