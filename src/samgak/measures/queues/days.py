"""One day of an office, drawn: who comes when and how long each task takes; and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from samgak.measures.burden import sample
from samgak.measures.queues.offices import EXPONENTIAL, Office, Task

Numbers: TypeAlias = NDArray[np.float64]
Places: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True)
class Crowd:
    """Everybody of a day in the order they come: minute after opening, visit, minutes of each task.

    arrivals, visits: (people,); minutes: (people, tasks), 0 for a task that somebody doesn't need.
    """

    arrivals: Numbers
    visits: Places
    minutes: Numbers


@dataclass(frozen=True)
class Service:
    """One stay at a counter each: who, at which desk, when it was asked for, began and ended."""

    people: Places
    desks: Places
    asked: Numbers
    began: Numbers
    ended: Numbers


def crowd(office: Office, *, day: int, seed: int) -> Crowd:
    """Return the people of one day; the same for every layout of desks, so that layouts compare.

    Arrivals: a Poisson process whose rate changes with the hour; given their number, those of an
    hour are uniform in it. Source: Ross (2014), Introduction to Probability Models, 11th edition,
    theorem 5.2 and section 5.4.1. Service times: each task's own shape, each by itself.
    """
    stream = np.random.default_rng([seed, day])
    weights = np.asarray(office.hours) / sum(office.hours)
    arrivals, visits = [], []
    for at, visit in enumerate(office.visits):
        counts = stream.poisson(visit.per_day * weights)
        hours = np.repeat(np.arange(len(weights)), counts)
        arrivals.append(60 * (hours + stream.random(len(hours))))
        visits.append(np.full(len(hours), at))
    order = np.argsort(np.concatenate(arrivals), kind="stable")
    kinds = np.concatenate(visits)[order]
    return Crowd(np.concatenate(arrivals)[order], kinds, _minutes(office, kinds, stream))


def _minutes(office: Office, visits: Places, stream: np.random.Generator) -> Numbers:
    needs = np.array(
        [[task.code in visit.tasks for task in office.tasks] for visit in office.visits]
    )
    drawn = [_drawn(task, len(visits), stream) for task in office.tasks]
    minutes: Numbers = np.stack(drawn, axis=1) * needs[visits]
    return minutes


def _drawn(task: Task, people: int, stream: np.random.Generator) -> Numbers:
    if task.shape == EXPONENTIAL:
        return stream.exponential(task.minutes.likely, people)
    return sample(task.minutes, task.shape, people, stream)


def services(rows: Sequence[tuple[int, int, float, float, float]]) -> Service:
    """Rows of (person, desk, asked, began, ended) as arrays."""
    if not rows:
        nobody, never = np.zeros(0, dtype=np.int64), np.zeros(0)
        return Service(nobody, nobody, never, never, never)
    people, desks, *times = zip(*rows, strict=True)
    asked, began, ended = (np.array(one, dtype=np.float64) for one in times)
    return Service(np.array(people), np.array(desks), asked, began, ended)
