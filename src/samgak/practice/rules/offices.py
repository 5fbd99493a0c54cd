"""An office as a team plans it, its two layouts, and what the model of a service suggests for it."""

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from samgak.measures.burden import Estimate
from samgak.measures.journeys import APPLICANTS, IN_PERSON, Journey, Step
from samgak.measures.queues import Desk, Office, Task, Visit, erlang
from samgak.measures.queues.offices import is_at_one_counter

SEPARATE, POOLED = "separate", "pooled"
LAYOUTS = (SEPARATE, POOLED)

WORKING_DAYS = 250
DAYS, SEED, TARGET_MINUTES = 100, 1, 15
FEW_DAYS = 5
OPENS_AT = 9
ARRIVALS = (6.0, 10.0, 12.0, 10.0, 6.0, 9.0, 10.0, 8.0, 4.0)
MOST_LINES = 6
OFFICE_VISITS = 500  # a day: of a larger service one office of several is suggested
LONGEST_MINUTES = 240.0
GOOD_LOAD = 0.8
# So many stays at a counter take about a second, of people at one counter and on their way.
QUICK_STAYS, QUICK_STAYS_ON_THE_WAY = 200_000, 15_000


@dataclass(frozen=True)
class Line:
    """What people come for: visits a working day, minutes at the counter, counters of its own."""

    title: str
    per_day: float
    low: float
    likely: float
    high: float
    counters: int


@dataclass(frozen=True)
class Plan:
    """all_round: counters beside the separate ones that do everything; in_turn: everybody needs all lines."""

    lines: tuple[Line, ...]
    pooled_counters: int
    all_round: int = 0
    in_turn: bool = False
    opens_at: int = OPENS_AT
    arrivals: tuple[float, ...] = ARRIVALS
    target_minutes: float = TARGET_MINUTES
    days: int = DAYS
    seed: int = SEED


def plain(plan: Plan) -> dict[str, Any]:
    """The plan as JSON keeps it."""
    return asdict(plan)


def plan_of(held: Mapping[str, Any]) -> Plan:
    """The plan that `plain` wrote."""
    lines = tuple(Line(**line) for line in held["lines"])
    return Plan(**{**held, "lines": lines, "arrivals": tuple(held["arrivals"])})


def layouts(plan: Plan) -> dict[str, Office]:
    """Both offices of a plan; raises ValueError for minutes out of order."""
    codes = [f"line-{number}" for number in range(1, len(plan.lines) + 1)]
    tasks = tuple(
        Task(code, Estimate(line.low, line.likely, line.high))
        for code, line in zip(codes, plan.lines, strict=True)
    )
    if plan.in_turn:
        people = max((line.per_day for line in plan.lines), default=0.0)
        visits: tuple[Visit, ...] = (Visit("all", people, tuple(codes)),)
    else:
        visits = tuple(
            Visit(code, line.per_day, (code,)) for code, line in zip(codes, plan.lines, strict=True)
        )
    own = tuple(
        Desk(code, line.counters, (code,)) for code, line in zip(codes, plan.lines, strict=True)
    )
    skilled = (Desk("all-round", plan.all_round, tuple(codes)),) if plan.all_round else ()
    return {
        SEPARATE: Office(tasks, visits, (*own, *skilled), plan.arrivals),
        POOLED: Office(
            tasks, visits, (Desk(POOLED, plan.pooled_counters, tuple(codes)),), plan.arrivals
        ),
    }


def steady_waits(plan: Plan) -> dict[str, float | None]:
    """Layout -> mean wait in minutes by Erlang's formula, as if people came alike in every hour.

    The formula knows no skills, no ways from desk to desk and no opening: None where it says nothing.
    """
    offices = layouts(plan)
    if plan.in_turn:
        return dict.fromkeys(offices)
    return {
        SEPARATE: None if plan.all_round else _steady_wait_apart(offices[SEPARATE]),
        POOLED: _steady_wait(offices[POOLED], plan.pooled_counters),
    }


def _steady_wait_apart(office: Office) -> float | None:
    parts = [
        (visit.per_day, _steady_wait(replace(office, visits=(visit,)), desk.counters))
        for visit, desk in zip(office.visits, office.desks, strict=True)
        if visit.per_day
    ]
    if any(wait is None for _, wait in parts):
        return None
    return sum(people * (wait or 0) for people, wait in parts) / office.visits_per_day


def _steady_wait(office: Office, counters: int) -> float | None:
    minutes = {task.code: task.mean_minutes for task in office.tasks}
    people = office.visits_per_day
    mean = sum(visit.per_day * minutes[visit.tasks[0]] for visit in office.visits) / people
    try:
        return erlang.mean_wait(
            per_hour=people / len(office.hours), minutes=mean, counters=counters
        )
    except ValueError:  # the queue would never end
        return None


def is_quick(plan: Plan) -> bool:
    """Whether both layouts are simulated in about a second; anything longer is a job."""
    office = layouts(plan)[SEPARATE]
    stays = plan.days * sum(visit.per_day * len(visit.tasks) for visit in office.visits)
    return stays <= (QUICK_STAYS if is_at_one_counter(office) else QUICK_STAYS_ON_THE_WAY)


def shortened(plan: Plan) -> Plan:
    """The same office for so few days that an answer comes at once."""
    days = plan.days
    while days > FEW_DAYS and not is_quick(replace(plan, days=4 * days)):
        days = max(FEW_DAYS, days // 2)
    return replace(plan, days=days)


def suggested(journey: Journey, titles: Mapping[str, str]) -> Plan:
    """An office for the visits of a service; without visits, for the work of its officers."""
    steps = [step for step in journey.steps if step.is_visit or _is_at_a_counter(step)]
    steps = (steps or [step for step in journey.steps if step.actor not in APPLICANTS])[:MOST_LINES]
    cases = journey.population.likely * journey.frequency.likely / WORKING_DAYS
    visits = [cases * step.share_of_cases for step in steps or journey.steps[:1]]
    scale = min(1.0, OFFICE_VISITS / sum(visits)) if sum(visits) else 1.0
    lines = tuple(
        _line(titles.get(step.code) or step.code, step.active_minutes, count * scale)
        for step, count in zip(steps or journey.steps[:1], visits, strict=True)
    )
    return Plan(lines, pooled_counters=max(1, sum(line.counters for line in lines)))


def _is_at_a_counter(step: Step) -> bool:
    return step.actor in APPLICANTS and step.channel == IN_PERSON


def _line(title: str, minutes: Estimate, per_day: float) -> Line:
    low, likely, high = (
        round(min(LONGEST_MINUTES, max(1.0, value)), 1)
        for value in (minutes.low, minutes.likely, minutes.high)
    )
    work = per_day * (low + 4 * likely + high) / 6
    counters = max(1, math.ceil(work / (60 * len(ARRIVALS) * GOOD_LOAD)))
    return Line(title, max(0.1, round(per_day, 1)), low, likely, high, min(counters, 30))
