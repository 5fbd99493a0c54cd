"""An office as its head would describe it: who comes when, what for, and who is there for them."""

import math
from dataclasses import dataclass
from itertools import combinations

from samgak.measures.burden import PERT, SHAPES, Estimate

EXPONENTIAL = "exponential"  # likely is the mean; low and high say nothing
TIME_SHAPES = (*SHAPES, EXPONENTIAL)

MOST_TASKS = 8
MOST_COUNTERS = 200
MOST_VISITS_A_DAY = 5_000
MOST_MINUTES = 480
MOST_HOURS = 24
MOST_DAYS = 250
MOST_SERVED = 600_000

NO_TASKS = "no-tasks"
CODE_TWICE = "code-twice"
UNKNOWN_TASK = "unknown-task"
UNKNOWN_SHAPE = "unknown-shape"
NO_COUNTERS = "no-counters"
NO_DESK = "no-desk"
DESK_UNCLEAR = "desk-unclear"
NO_ARRIVALS = "no-arrivals"
NOT_OPEN = "not-open"
NO_TIME = "no-time"
TOO_MANY_TASKS = "too-many-tasks"
TOO_MANY_COUNTERS = "too-many-counters"
TOO_MANY_VISITS = "too-many-visits"
TOO_LONG_A_TIME = "too-long-a-time"
TOO_MANY_HOURS = "too-many-hours"
TOO_MANY_DAYS = "too-many-days"
TOO_FEW_DAYS = "too-few-days"
TOO_MUCH_AT_ONCE = "too-much-at-once"
NEVER_ENDS = "never-ends"


@dataclass(frozen=True)
class Task:
    """What is done for somebody at a counter, and how many minutes it takes."""

    code: str
    minutes: Estimate
    shape: str = PERT

    @property
    def mean_minutes(self) -> float:
        """By the shapes of `burden.burden`."""
        low, likely, high = self.minutes.low, self.minutes.likely, self.minutes.high
        if self.shape == EXPONENTIAL:
            return likely
        return (low + likely + high) / 3 if self.shape != PERT else (low + 4 * likely + high) / 6


@dataclass(frozen=True)
class Visit:
    """A reason to come: how many come on a working day, and the tasks they need, in their order."""

    code: str
    per_day: float
    tasks: tuple[str, ...]


@dataclass(frozen=True)
class Desk:
    """Counters with the same skills: the tasks that each of them can do."""

    code: str
    counters: int
    tasks: tuple[str, ...]


@dataclass(frozen=True)
class Office:
    """hours: a number for each hour that the doors are open, arrivals in proportion to it."""

    tasks: tuple[Task, ...]
    visits: tuple[Visit, ...]
    desks: tuple[Desk, ...]
    hours: tuple[float, ...]

    @property
    def minutes_open(self) -> float:
        return 60.0 * len(self.hours)

    @property
    def visits_per_day(self) -> float:
        return sum(visit.per_day for visit in self.visits)


@dataclass(frozen=True)
class Fault:
    """What is wrong, and the codes of the tasks, visits or desks it is about."""

    code: str
    items: tuple[str, ...] = ()
    load: float | None = None  # work that comes / work that can be done, of NEVER_ENDS


class Unworkable(Exception):
    """The office has faults and can't be simulated."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(faults)
        self.faults = faults


def faults(office: Office, *, days: int = 100) -> tuple[Fault, ...]:
    """Everything that keeps the office from being simulated for that many days; () when it can be."""
    if found := (*_missing(office), *_unknown(office), *_too_much(office, days)):
        return found
    return _without_a_desk(office) or _never_ending(office)


def is_at_one_counter(office: Office) -> bool:
    """Whether everybody finds a desk that does all they came for."""
    return all(able_desks(office, visit) for visit in office.visits)


def able_desks(office: Office, visit: Visit) -> tuple[int, ...]:
    """The places of the desks that do everything the visit needs, those with the fewest skills first."""
    able = [at for at, desk in enumerate(office.desks) if set(visit.tasks) <= set(desk.tasks)]
    return tuple(sorted(able, key=lambda at: len(office.desks[at].tasks)))


def load(office: Office) -> float:
    """Work that comes on a day / work that all counters can do while the doors are open."""
    comes = sum(_work(office).values())
    return comes / (office.minutes_open * sum(desk.counters for desk in office.desks))


def _missing(office: Office) -> tuple[Fault, ...]:
    found = []
    if not office.tasks:
        found.append(Fault(NO_TASKS))
    if not office.visits or not sum(visit.per_day for visit in office.visits) > 0:
        found.append(Fault(NO_ARRIVALS))
    if not office.hours or not sum(office.hours) > 0 or min(office.hours) < 0:
        found.append(Fault(NOT_OPEN))
    if without := tuple(desk.code for desk in office.desks if desk.counters < 1):
        found.append(Fault(NO_COUNTERS, without))
    if timeless := tuple(task.code for task in office.tasks if not task.mean_minutes > 0):
        found.append(Fault(NO_TIME, timeless))
    return tuple(found)


def _unknown(office: Office) -> tuple[Fault, ...]:
    found = []
    codes = [task.code for task in office.tasks]
    visits, desks = [one.code for one in office.visits], [one.code for one in office.desks]
    for kind in (codes, visits, desks):
        if twice := tuple(dict.fromkeys(code for code in kind if kind.count(code) > 1)):
            found.append(Fault(CODE_TWICE, twice))
    if strange := tuple(task.code for task in office.tasks if task.shape not in TIME_SHAPES):
        found.append(Fault(UNKNOWN_SHAPE, strange))
    named = [(one.code, one.tasks) for one in office.visits]
    named += [(one.code, one.tasks) for one in office.desks]
    lost = tuple(code for code, tasks in named if not tasks or not set(tasks) <= set(codes))
    if lost:
        found.append(Fault(UNKNOWN_TASK, lost))
    return tuple(found)


def _too_much(office: Office, days: int) -> tuple[Fault, ...]:
    steps = sum(visit.per_day * len(visit.tasks) for visit in office.visits)
    numbers = (*office.hours, *(visit.per_day for visit in office.visits))
    excesses = {
        TOO_MANY_TASKS: max(len(office.tasks), len(office.visits)) > MOST_TASKS,
        TOO_MANY_COUNTERS: sum(desk.counters for desk in office.desks) > MOST_COUNTERS,
        TOO_MANY_VISITS: not all(math.isfinite(one) and one >= 0 for one in numbers)
        or office.visits_per_day > MOST_VISITS_A_DAY,
        TOO_LONG_A_TIME: any(task.minutes.high > MOST_MINUTES for task in office.tasks),
        TOO_MANY_HOURS: len(office.hours) > MOST_HOURS,
        TOO_MANY_DAYS: days > MOST_DAYS,
        TOO_FEW_DAYS: days < 2,  # one day says nothing about how days differ
    }
    found = tuple(Fault(code) for code, is_so in excesses.items() if is_so)
    return found or ((Fault(TOO_MUCH_AT_ONCE),) if steps * days > MOST_SERVED else ())


def _without_a_desk(office: Office) -> tuple[Fault, ...]:
    """Tasks nobody does; and, where people go from desk to desk, tasks done at two."""
    desks_of = {task.code: 0 for task in office.tasks}
    for desk in office.desks:
        for code in desk.tasks:
            desks_of[code] += 1
    needed = {code for visit in office.visits for code in visit.tasks}
    if without := tuple(code for code, desks in desks_of.items() if code in needed and not desks):
        return (Fault(NO_DESK, without),)
    if is_at_one_counter(office):
        return ()
    unclear = tuple(code for code, desks in desks_of.items() if desks > 1)
    return (Fault(DESK_UNCLEAR, unclear),) if unclear else ()


def _work(office: Office) -> dict[str, float]:
    """Visit -> minutes of work that it brings on a day."""
    minutes = {task.code: task.mean_minutes for task in office.tasks}
    return {
        visit.code: visit.per_day * sum(minutes[code] for code in visit.tasks)
        for visit in office.visits
    }


def _never_ending(office: Office) -> tuple[Fault, ...]:
    """The visits that bring more work than all who may serve them can do while the doors are open.

    Each group of visits against the counters that can serve any of them; one too large is enough.
    Source: Hall (1935), On Representatives of Subsets, Journal of the London Mathematical Society
    10(1), 26-30, in the form for flows.
    """
    demands = _demands(office)
    worst = Fault(NEVER_ENDS, (), 0.0)
    for size in range(1, len(demands) + 1):
        for group in combinations(demands, size):
            able = set().union(*(desks for _, _, desks in group))
            can = office.minutes_open * sum(office.desks[at].counters for at in able)
            share = sum(work for _, work, _ in group) / can
            if share > (worst.load or 0):
                worst = Fault(NEVER_ENDS, tuple(dict.fromkeys(code for code, *_ in group)), share)
    return (worst,) if (worst.load or 0) >= 1 else ()


def _demands(office: Office) -> list[tuple[str, float, frozenset[int]]]:
    """(visit, minutes of work a day, desks that can do it); of people on their way, task by task."""
    if is_at_one_counter(office):
        work = _work(office)
        return [
            (visit.code, work[visit.code], frozenset(able_desks(office, visit)))
            for visit in office.visits
        ]
    minutes = {task.code: task.mean_minutes for task in office.tasks}
    places = {code: at for at, desk in enumerate(office.desks) for code in desk.tasks}
    work_at = dict.fromkeys(range(len(office.desks)), 0.0)
    for visit in office.visits:
        for code in visit.tasks:
            work_at[places[code]] += visit.per_day * minutes[code]
    return [(office.desks[at].code, work, frozenset({at})) for at, work in work_at.items() if work]
