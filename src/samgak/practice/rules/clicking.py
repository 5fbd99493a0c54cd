"""From a journey to a service that works: what it asks, what it fetches, who does what in which order."""

from collections.abc import Sequence
from dataclasses import dataclass

from samgak.measures.changes import Need
from samgak.measures.journeys import APPLICANTS, OFFICER, Journey, Step, in_order
from samgak.practice.rules.vocabulary import register_of


@dataclass(frozen=True)
class Question:
    """An item the form asks; has_register: a register holds it, yet no law lets the service read it."""

    item: str
    has_register: bool


@dataclass(frozen=True)
class Reading:
    """What is read from one register at one step, and the codes of what allows it."""

    register: str
    items: tuple[str, ...]
    step: str
    office: str
    bases: tuple[str, ...]


@dataclass(frozen=True)
class Work:
    """A task of an office, or of a system, for every case."""

    step: str
    office: str
    is_automatic: bool
    is_decision: bool = False


@dataclass(frozen=True)
class Blueprint:
    """The service that a journey makes; its readings come before the form, or with their task."""

    questions: tuple[Question, ...]
    readings: tuple[Reading, ...]
    work: tuple[Work, ...]
    fee: float

    @property
    def given(self) -> tuple[str, ...]:
        """Everything that registers give, each once."""
        return tuple(dict.fromkeys(item for one in self.readings for item in one.items))


def blueprint(journey: Journey, needs: Sequence[Need], held: frozenset[str]) -> Blueprint:
    """Return the service of a journey; raises Unmeasurable for one with faults.

    Whatever is asked anywhere is asked once, in one form, unless a register gives it. The last step of
    an officer decides; where there is none, an officer of the first office does.
    """
    order = in_order(journey)
    fetched = {item for step in order for item in step.fetched}
    asked = dict.fromkeys(item for step in order for item in (*step.fields, *step.documents))
    questions = tuple(Question(item, item in held) for item in asked if item not in fetched)
    return Blueprint(
        questions=questions,
        readings=tuple(one for step in order for one in _readings(step, needs)),
        work=_work(order),
        fee=sum(step.fee for step in order),
    )


def _readings(step: Step, needs: Sequence[Need]) -> list[Reading]:
    by_register: dict[str, list[str]] = {}
    for item in dict.fromkeys(step.fetched):
        by_register.setdefault(register_of(item), []).append(item)
    return [
        Reading(register, tuple(items), step.code, step.office, _bases(needs, items))
        for register, items in by_register.items()
    ]


def _bases(needs: Sequence[Need], items: Sequence[str]) -> tuple[str, ...]:
    found = (need.code for need in needs if {*need.fields, *need.documents} & set(items))
    return tuple(dict.fromkeys(found))


def _work(order: Sequence[Step]) -> tuple[Work, ...]:
    """What a system does after the decision (a notice, an entry) happens with it."""
    steps = [step for step in order if step.actor not in APPLICANTS]
    officers = [at for at, step in enumerate(steps) if step.actor == OFFICER]
    if not officers:
        first = next((step for step in order if step.office), order[0])
        automatic = (Work(step.code, step.office, is_automatic=True) for step in steps)
        return (*automatic, Work(first.code, first.office, is_automatic=False, is_decision=True))
    return tuple(
        Work(step.code, step.office, step.actor != OFFICER, is_decision=at == officers[-1])
        for at, step in enumerate(steps[: officers[-1] + 1])
    )
