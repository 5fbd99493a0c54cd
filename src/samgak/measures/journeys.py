"""A service as people meet it: its steps, and what they ask of the person and of the offices."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from samgak.measures import paths
from samgak.measures.burden import (
    NOTHING,
    ONCE,
    PERT,
    Activity,
    Burden,
    Estimate,
    Load,
    Spread,
    burden,
    dearest_first,
)

CITIZEN, BUSINESS, OFFICER, SYSTEM = "citizen", "business", "officer", "system"
ACTORS = (CITIZEN, BUSINESS, OFFICER, SYSTEM)
APPLICANTS = frozenset({CITIZEN, BUSINESS})

IN_PERSON, POST, TELEPHONE, ONLINE = "in-person", "post", "telephone", "online"
AUTOMATIC = "automatic"
CHANNELS = (IN_PERSON, POST, TELEPHONE, ONLINE, AUTOMATIC)

NO_STEPS = "no-steps"
CODE_MISSING = "code-missing"
CODE_TWICE = "code-twice"
UNKNOWN_NEXT = "unknown-next"
LOOP = "loop"
UNREACHABLE = "unreachable"
ZERO_VOLUME = "zero-volume"
SHARE_OUTSIDE = "share-outside"
NEGATIVE_FEE = "negative-fee"
UNKNOWN_ACTOR = "unknown-actor"
UNKNOWN_CHANNEL = "unknown-channel"

MINUTES_OF_A_WORKING_DAY = 480


@dataclass(frozen=True)
class Step:
    """One thing somebody does.

    documents, fields: what is asked of the applicant here; fetched: what registers give instead.
    active_minutes: work of the actor; fee, out_of_pocket: money the applicant pays.
    next_steps: None for the one that follows in the list, () for an end of the journey.
    """

    code: str
    actor: str
    office: str
    channel: str
    name: str = ""
    documents: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    fetched: tuple[str, ...] = ()
    active_minutes: Estimate = NOTHING
    waiting_days: Estimate = NOTHING
    fee: float = 0.0
    out_of_pocket: Estimate = NOTHING
    is_visit: bool = False
    share_of_cases: float = 1.0
    next_steps: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Register:
    """What the state already holds, and who holds it."""

    code: str
    holder: str
    fields: frozenset[str]
    documents: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Journey:
    """A service of a year: the first step is its start; tariffs are money for an hour."""

    code: str
    steps: tuple[Step, ...]
    population: Estimate
    frequency: Estimate = ONCE
    tariff_per_hour: Estimate = NOTHING
    office_tariff_per_hour: Estimate | None = None
    overhead_share: float = 0.0
    currency: str = ""


@dataclass(frozen=True)
class Fault:
    """What is wrong, and the steps it is about; those of a loop in their order."""

    code: str
    steps: tuple[str, ...] = ()


class Unmeasurable(Exception):
    """The journey has faults and can't be measured."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(faults)
        self.faults = faults


@dataclass(frozen=True)
class Asked:
    """A document or a field, the steps that ask for it, the registers that hold it."""

    item: str
    steps: tuple[str, ...]
    registers: tuple[str, ...] = ()


@dataclass(frozen=True)
class StepCost:
    """A row of the league table: cost a year to applicants and offices, share of all steps' mean."""

    code: str
    office: str
    actor: str
    cost: Spread
    share: float


@dataclass(frozen=True)
class Measures:
    """What one case goes through, and what a year of cases costs.

    `..._per_case` weighs each step by its share of cases; the plain counts don't. Documents and
    fields are counted as often as they are asked.
    """

    steps: int
    offices: int
    cases_per_year: float
    elapsed_days: Estimate
    expected_days: float
    longest_path: tuple[str, ...]
    visits: int
    visits_per_case: float
    documents: int
    documents_per_case: float
    fields: int
    fields_per_case: float
    documents_asked_twice: tuple[Asked, ...]
    fields_asked_twice: tuple[Asked, ...]
    documents_held: tuple[Asked, ...]
    fields_held: tuple[Asked, ...]
    minutes_per_case: float
    fees_per_case: float
    burden: Burden
    office_cost: Burden | None
    costliest: tuple[StepCost, ...]


def followers(journey: Journey) -> dict[str, tuple[str, ...]]:
    """Step -> the steps after it, with the order of the list filled in."""
    following = [step.code for step in journey.steps[1:]]
    after = [(code,) for code in following] + [()]
    return {
        step.code: default if step.next_steps is None else tuple(dict.fromkeys(step.next_steps))
        for step, default in zip(journey.steps, after, strict=True)
    }


def faults(journey: Journey) -> tuple[Fault, ...]:
    """Everything that keeps the journey from being measured; () when it can be."""
    if not journey.steps:
        return (Fault(NO_STEPS),)
    found = [
        Fault(code, steps)
        for code, is_wrong in _STEP_FAULTS
        if (steps := tuple(step.code for step in journey.steps if is_wrong(step)))
    ]
    codes = [step.code for step in journey.steps]
    if journey.population.likely * journey.frequency.likely == 0:
        found.append(Fault(ZERO_VOLUME))
    if twice := tuple(dict.fromkeys(code for code in codes if codes.count(code) > 1)):
        return (*found, Fault(CODE_TWICE, twice))
    after = followers(journey)
    if lost := tuple(code for code in codes if not set(after[code]) <= set(codes)):
        return (*found, Fault(UNKNOWN_NEXT, lost))
    if loop := paths.loop(after):
        found.append(Fault(LOOP, loop))
    reached = paths.reached(after, codes[0])
    if unreachable := tuple(code for code in codes if code not in reached):
        found.append(Fault(UNREACHABLE, unreachable))
    return tuple(found)


_STEP_FAULTS: tuple[tuple[str, Callable[[Step], bool]], ...] = (
    (CODE_MISSING, lambda step: not step.code),
    (UNKNOWN_ACTOR, lambda step: step.actor not in ACTORS),
    (UNKNOWN_CHANNEL, lambda step: step.channel not in CHANNELS),
    (SHARE_OUTSIDE, lambda step: not 0 <= step.share_of_cases <= 1),
    (NEGATIVE_FEE, lambda step: not 0 <= step.fee < float("inf")),
)


def in_order(journey: Journey) -> tuple[Step, ...]:
    """The steps so that each comes before all that follow it; raises Unmeasurable.

    Steps that may stand in any order keep the order of the list.
    """
    if found := faults(journey):
        raise Unmeasurable(found)
    by_code = {step.code: step for step in journey.steps}
    return tuple(by_code[code] for code in paths.in_order(followers(journey)))


def measure(
    journey: Journey,
    registers: Sequence[Register] = (),
    *,
    shape: str = PERT,
    draws: int = 10_000,
    seed: int = 1,
) -> Measures:
    """Return what a journey asks of people and offices; raises Unmeasurable for one with faults.

    Elapsed days: the longest path through the steps, each active minutes / 480 + waiting days, for
    the low, the likely and the high estimates by themselves; steps side by side don't add up.
    Expected days: the same with each step's likely days times its share of cases. Source:
    `paths.longest`. Burden: `burden.burden` of the applicants' minutes and of everything they pay; office cost: of
    the officers' minutes.
    """
    order = in_order(journey)
    after = followers(journey)
    days = {step.code: _days(step) for step in order}
    low, _ = paths.longest(after, {code: each.low for code, each in days.items()})
    likely, way = paths.longest(after, {code: each.likely for code, each in days.items()})
    high, _ = paths.longest(after, {code: each.high for code, each in days.items()})
    expected, _ = paths.longest(
        after, {step.code: days[step.code].likely * step.share_of_cases for step in order}
    )
    documents = _asked(order, lambda step: step.documents)
    fields = _asked(order, lambda step: step.fields)
    documents_held = _held(documents, {each.code: each.documents for each in registers})
    fields_held = _held(fields, {each.code: each.fields for each in registers})
    cost = burden(applicants_load(journey), shape=shape, draws=draws, seed=seed)
    load = office_load(journey)
    office_cost = burden(load, shape=shape, draws=draws, seed=seed) if load else None
    all_steps = burden(_whole_load(journey), shape=shape, draws=draws, seed=seed)
    return Measures(
        steps=len(order),
        offices=len({step.office for step in order if step.office}),
        cases_per_year=journey.population.likely * journey.frequency.likely,
        elapsed_days=Estimate(low, likely, high),
        expected_days=expected,
        longest_path=way,
        visits=sum(step.is_visit for step in order),
        visits_per_case=_per_case(order, lambda step: step.is_visit),
        documents=sum(len(step.documents) for step in order),
        documents_per_case=_per_case(order, lambda step: len(step.documents)),
        fields=sum(len(step.fields) for step in order),
        fields_per_case=_per_case(order, lambda step: len(step.fields)),
        documents_asked_twice=tuple(each for each in documents if len(each.steps) > 1),
        fields_asked_twice=tuple(each for each in fields if len(each.steps) > 1),
        documents_held=documents_held,
        fields_held=fields_held,
        minutes_per_case=_per_case(
            order, lambda s: s.active_minutes.likely if s.actor in APPLICANTS else 0
        ),
        fees_per_case=_per_case(order, lambda step: step.fee),
        burden=cost,
        office_cost=office_cost,
        costliest=_league(journey, all_steps),
    )


def applicants_load(journey: Journey) -> Load:
    """What a year of the journey costs those who apply: their minutes, and all that they pay."""
    return Load(
        journey.population,
        journey.frequency,
        journey.tariff_per_hour,
        tuple(
            Activity(
                step.code,
                step.active_minutes if step.actor in APPLICANTS else NOTHING,
                step.out_of_pocket,
                step.fee,
                step.share_of_cases,
            )
            for step in journey.steps
        ),
        journey.overhead_share,
    )


def office_load(journey: Journey) -> Load | None:
    """What a year of the journey costs the offices in minutes; None without their tariff."""
    if journey.office_tariff_per_hour is None:
        return None
    return Load(
        journey.population,
        journey.frequency,
        journey.office_tariff_per_hour,
        tuple(
            Activity(step.code, step.active_minutes, share_of_cases=step.share_of_cases)
            for step in journey.steps
            if step.actor == OFFICER
        ),
        journey.overhead_share,
    )


def _whole_load(journey: Journey) -> Load:
    """Applicants and offices together, so that one league holds all steps."""
    load, officers = applicants_load(journey), office_load(journey)
    minutes = {each.code: each.minutes for each in officers.activities} if officers else {}
    activities = tuple(
        replace(each, minutes=minutes[each.code], tariff_per_hour=journey.office_tariff_per_hour)
        if each.code in minutes
        else each
        for each in load.activities
    )
    return replace(load, activities=activities)


def _league(journey: Journey, all_steps: Burden) -> tuple[StepCost, ...]:
    by_code = {step.code: step for step in journey.steps}
    return tuple(
        StepCost(
            each.code, by_code[each.code].office, by_code[each.code].actor, each.cost, each.share
        )
        for each in dearest_first(all_steps.steps)
    )


def _days(step: Step) -> Estimate:
    return step.waiting_days + step.active_minutes.each(lambda m: m / MINUTES_OF_A_WORKING_DAY)


def _per_case(order: Sequence[Step], amount: Callable[[Step], float]) -> float:
    return sum(amount(step) * step.share_of_cases for step in order)


def _asked(order: Sequence[Step], items: Callable[[Step], Sequence[str]]) -> tuple[Asked, ...]:
    steps: dict[str, list[str]] = {}
    for step in order:
        for item in items(step):
            steps.setdefault(item, []).append(step.code)
    return tuple(Asked(item, tuple(codes)) for item, codes in steps.items())


def _held(asked: Sequence[Asked], registers: dict[str, frozenset[str]]) -> tuple[Asked, ...]:
    held = (
        replace(each, registers=tuple(c for c, items in registers.items() if each.item in items))
        for each in asked
    )
    return tuple(each for each in held if each.registers)
