"""People who go from desk to desk, waiting at each: a network of queues, simulated by Ciw.

Source of Ciw: Palmer, Knight, Harper, Hawa (2019), Ciw: An open-source discrete event simulation
library, Journal of Simulation 13(1), 68-82. It draws nothing here: it is given what was drawn before.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import ciw
import numpy as np

from samgak.measures.queues.days import Crowd, Numbers, Service, services
from samgak.measures.queues.offices import Office

FOREVER = 1e12


@dataclass(frozen=True)
class _Stay:
    """What one visit has done at one desk before going on to the next."""

    desk: int
    tasks: tuple[int, ...]


def serve(office: Office, crowd: Crowd) -> Service:
    """Return every stay of everybody at a desk; tasks that follow at the same desk are one stay.

    At each desk whoever comes first is served first. Whoever is inside when the doors close goes on
    to the end.
    """
    ways = [_way(office, visit.tasks) for visit in office.visits]
    kinds = crowd.visits.tolist()
    simulation = ciw.Simulation(_network(office, crowd, ways, kinds))
    simulation.simulate_until_max_time(FOREVER)
    return services(
        [
            (
                one.id_number - 1,
                one.node - 1,
                one.arrival_date,
                one.service_start_date,
                one.service_end_date,
            )
            for one in simulation.get_all_records()
            if one.record_type == "service"
        ]
    )


def _way(office: Office, codes: tuple[str, ...]) -> tuple[_Stay, ...]:
    places = {code: at for at, desk in enumerate(office.desks) for code in desk.tasks}
    numbers = {task.code: number for number, task in enumerate(office.tasks)}
    return tuple(
        _Stay(desk, tuple(numbers[code] for code in together))
        for desk, together in groupby(codes, key=lambda code: places[code])
    )


def _network(office: Office, crowd: Crowd, ways: list[tuple[_Stay, ...]], kinds: list[int]) -> Any:
    firsts = np.array([way[0].desk for way in ways])[crowd.visits]
    stays: list[list[float]] = [
        [float(minutes[list(stay.tasks)].sum()) for stay in ways[kind]]
        for kind, minutes in zip(kinds, crowd.minutes, strict=True)
    ]

    def route(individual: Any, simulation: Any) -> list[int]:
        return [stay.desk + 1 for stay in ways[kinds[individual.id_number - 1]][1:]]

    return ciw.create_network(
        arrival_distributions=[
            _Arrivals(crowd.arrivals[firsts == desk]) for desk in range(len(office.desks))
        ],
        service_distributions=[_Stays(stays) for _ in office.desks],
        number_of_servers=[desk.counters for desk in office.desks],
        routing=ciw.routing.ProcessBased(route),
    )


class _Arrivals(ciw.dists.Distribution):  # type: ignore[misc]
    """The minutes between those who go to one desk first, then nobody any more."""

    def __init__(self, moments: Numbers) -> None:
        self.gaps: Iterator[float] = iter(np.diff(moments, prepend=0.0).tolist())

    def sample(self, t: Any = None, ind: Any = None) -> float:
        return next(self.gaps, float("inf"))


class _Stays(ciw.dists.Distribution):  # type: ignore[misc]
    """How long each person stays at each of their desks, in turn."""

    def __init__(self, minutes: list[list[float]]) -> None:
        self.minutes = minutes

    def sample(self, t: Any = None, ind: Any = None) -> float:
        minutes: float = self.minutes[ind.id_number - 1][len(ind.data_records)]
        return minutes
