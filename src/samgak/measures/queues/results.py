"""What many days of an office say: waits, staff use, the queue at closing, and how sure that is."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from samgak.measures.queues.days import Crowd, Numbers, Service
from samgak.measures.queues.offices import Office, load

CONFIDENCE = 0.99
# Upper ends of the bars of the distribution, in minutes; the last has none.
ENDS = (0, 5, 10, 15, 30, 45, 60, 90, 120)


@dataclass(frozen=True)
class Sure:
    """A value and its 99 % confidence interval; low = high = value when the days don't differ."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Waited:
    """The share (0 to 1) who waited more than `above` minutes and at most `until` (None: any longer).

    The first: those who did not wait at all, above and until both 0.
    """

    above: float
    until: float | None
    share: float


@dataclass(frozen=True)
class Use:
    """Share (0 to 1) of the opening hours in which the counters of a desk serve; may pass 1 in overtime."""

    desk: str
    counters: int
    share: float


@dataclass(frozen=True)
class Results:
    """Minutes are of one visit; of people who wait at several desks, their waits together.

    by_visit: visit -> mean wait; by_hour: mean wait of those who come in each hour, None when nobody
    does. at_closing: people inside not yet served; overtime: minutes until the last has left.
    """

    days: int
    visits: int
    load: float
    mean_wait: Sure
    median_wait: float
    p90_wait: float
    longest_wait: float
    target_minutes: float
    within_target: Sure
    waited: tuple[Waited, ...]
    by_visit: dict[str, float | None]
    by_hour: tuple[float | None, ...]
    use: tuple[Use, ...]
    at_closing_mean: float
    at_closing_most: int
    overtime_mean: float


def ratio(numerators: Numbers, denominators: Numbers, *, confidence: float = CONFIDENCE) -> Sure:
    """Return sum / sum over independent days with its confidence interval.

    The ratio estimator R = Σy / Σx; variance Σ(y - R x)² / (n (n - 1) x̄²); Student's t with n - 1
    degrees of freedom. Source: Cochran (1977), Sampling Techniques, 3rd edition, sections 2.11 and
    6.4. Raises ValueError below two days or when nobody came on any.
    """
    days = len(denominators)
    if days < 2 or not denominators.sum() > 0:
        raise ValueError("an interval needs two days and somebody who comes")
    value = float(numerators.sum() / denominators.sum())
    spread = float(((numerators - value * denominators) ** 2).sum())
    error = math.sqrt(spread / (days * (days - 1))) / float(denominators.mean())
    margin = float(stdtrit(days - 1, (1 + confidence) / 2)) * error
    return Sure(value, value - margin, value + margin)


def gather(
    office: Office, held: Sequence[tuple[Crowd, Service]], *, target_minutes: float
) -> Results:
    """Return the results of days of an office; percentiles by linear interpolation of all visits."""
    waits = [waits_of(people, served) for people, served in held]
    together = np.concatenate(waits)
    if not len(together):
        together, nobody = np.zeros(1), True
    else:
        nobody = False
    counts = np.array([len(day) for day in waits], dtype=np.float64)
    closing = [_at_closing(office, served) for _, served in held]
    late = [_overtime(office, served) for _, served in held]
    nothing = Sure(0.0, 0.0, 0.0)
    within = np.array([float((day <= target_minutes).sum()) for day in waits])
    return Results(
        days=len(held),
        visits=int(counts.sum()),
        load=load(office),
        mean_wait=nothing if nobody else ratio(np.array([day.sum() for day in waits]), counts),
        median_wait=float(np.percentile(together, 50)),
        p90_wait=float(np.percentile(together, 90)),
        longest_wait=float(together.max()),
        target_minutes=target_minutes,
        within_target=Sure(1.0, 1.0, 1.0) if nobody else ratio(within, counts),
        waited=_distribution(together),
        by_visit=_by_visit(office, held, together),
        by_hour=_by_hour(office, held, together),
        use=_use(office, held),
        at_closing_mean=sum(closing) / len(held),
        at_closing_most=max(closing),
        overtime_mean=sum(late) / len(held),
    )


def waits_of(people: Crowd, served: Service) -> Numbers:
    """Minutes each person of a day waited, at all desks together, in the order they came."""
    minutes = (served.began - served.asked).astype(np.float64)
    waits = np.bincount(served.people, weights=minutes, minlength=len(people.arrivals))
    return np.where(waits < 1e-9, 0.0, waits)  # what adding minutes leaves behind


def _distribution(waits: Numbers) -> tuple[Waited, ...]:
    shares = [float((waits <= end).mean()) for end in ENDS]
    parts = [
        Waited(above, end, share - before)
        for above, end, before, share in zip(ENDS, ENDS[1:], shares, shares[1:], strict=False)
    ]
    return (Waited(0, 0, shares[0]), *parts, Waited(ENDS[-1], None, 1 - shares[-1]))


def _by_visit(
    office: Office, held: Sequence[tuple[Crowd, Service]], waits: Numbers
) -> dict[str, float | None]:
    kinds = np.concatenate([people.visits for people, _ in held])
    return {
        visit.code: float(waits[kinds == at].mean()) if (kinds == at).any() else None
        for at, visit in enumerate(office.visits)
    }


def _by_hour(
    office: Office, held: Sequence[tuple[Crowd, Service]], waits: Numbers
) -> tuple[float | None, ...]:
    hours = np.concatenate([people.arrivals for people, _ in held]) // 60
    return tuple(
        float(waits[hours == hour].mean()) if (hours == hour).any() else None
        for hour in range(len(office.hours))
    )


def _use(office: Office, held: Sequence[tuple[Crowd, Service]]) -> tuple[Use, ...]:
    busy = np.zeros(len(office.desks))
    for _, served in held:
        busy += np.bincount(
            served.desks, weights=served.ended - served.began, minlength=len(office.desks)
        )
    hours = office.minutes_open * len(held)
    return tuple(
        Use(desk.code, desk.counters, float(minutes / (desk.counters * hours)))
        for desk, minutes in zip(office.desks, busy, strict=True)
    )


def _at_closing(office: Office, served: Service) -> int:
    """Who stands in a queue when the doors close; whoever goes on to a later desk is counted once."""
    closes = office.minutes_open
    waiting = (served.asked < closes) & (served.began > closes)
    return len(np.unique(served.people[waiting]))


def _overtime(office: Office, served: Service) -> float:
    last = float(served.ended.max()) if len(served.ended) else 0.0
    return max(0.0, last - office.minutes_open)
