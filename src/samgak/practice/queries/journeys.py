"""A stored service as the pure measures know it, and what they say of it."""

from collections.abc import Sequence

from samgak.core import texts
from samgak.core.errors import RuleBroken
from samgak.measures import journeys, redesigns
from samgak.measures.burden import NOTHING, Estimate
from samgak.measures.changes import Redesign, Refused
from samgak.measures.journeys import Journey, Measures, Register, Step, Unmeasurable
from samgak.measures.redesigns import Comparison
from samgak.practice.models import ServiceModel, ServiceStep
from samgak.practice.rules import operations
from samgak.practice.rules.vocabulary import DOCUMENTS, FIELDS, OTHER, REGISTERS, register_of

DRAWS = 4_000
AS_IT_IS = "as-it-is"


def source_of(service: ServiceModel) -> ServiceModel:
    """The service as it is, of which this is a redesign; itself otherwise."""
    return service.base if service.base else service


def journey_of(service: ServiceModel) -> Journey:
    """The journey of a service as it is; its texts in the language of the team."""
    language = service.team.language
    return Journey(
        code=AS_IT_IS,
        steps=tuple(_step(one, language) for one in service.steps.all()),
        population=_estimate(service, "people"),
        frequency=Estimate.exactly(float(service.times_a_year)),
        tariff_per_hour=Estimate.exactly(float(service.tariff_per_hour)),
        office_tariff_per_hour=None
        if service.office_tariff_per_hour is None
        else Estimate.exactly(float(service.office_tariff_per_hour)),
        overhead_share=float(service.overhead_percent) / 100,
        currency=service.currency,
    )


def registers_of(service: ServiceModel) -> tuple[Register, ...]:
    """The practice registers with those fields and documents that the team says are held already."""
    held = set(source_of(service).held)
    found = (
        Register(
            code=code,
            holder=code,
            fields=frozenset(one for one in held if one in FIELDS and register_of(one) == code),
            documents=frozenset(
                one for one in held if one in DOCUMENTS and register_of(one) == code
            ),
        )
        for code in REGISTERS
    )
    return tuple(one for one in found if one.fields or one.documents or one.code != OTHER)


def redesign_of(service: ServiceModel) -> Redesign:
    """The journey after the operations of a redesign, and what they need; as it is, nothing.

    Raises RuleBroken `journey_has_faults`, or `change_refused` with the number of the operation.
    """
    source = source_of(service)
    done = Redesign(journey_of(source), ())
    registers = registers_of(source)
    needs: dict = {}
    number = 0
    try:
        journeys.in_order(done.journey)
        for operation in service.operations:
            number += 1
            done = redesigns.apply(done.journey, operations.change_of(operation), registers)
            needs |= dict.fromkeys(done.needs)
    except Unmeasurable as unmeasurable:
        raise RuleBroken("journey_has_faults") from unmeasurable
    except Refused as refused:
        raise RuleBroken(
            "change_refused", reason=refused.code, items=refused.items, number=number
        ) from refused
    return Redesign(done.journey, tuple(needs))


def faults_of(service: ServiceModel) -> Sequence[journeys.Fault]:
    """What keeps the service as it is from being measured."""
    return journeys.faults(journey_of(source_of(service)))


def measures_of(service: ServiceModel) -> Measures:
    """What one case goes through and what a year costs; raises RuleBroken as `redesign_of`."""
    journey = redesign_of(service).journey
    try:
        return journeys.measure(journey, registers_of(service), draws=DRAWS)
    except Unmeasurable as unmeasurable:
        raise RuleBroken("journey_has_faults") from unmeasurable


def comparison_of(source: ServiceModel, alternatives: Sequence[ServiceModel]) -> Comparison:
    """The service as it is beside its redesigns, each by its key; raises RuleBroken as `redesign_of`."""
    for one in alternatives:
        redesign_of(one)
    plans = {str(one.pk): operations.changes_of(one.operations) for one in alternatives}
    try:
        return redesigns.compare(journey_of(source), plans, registers_of(source), draws=DRAWS)
    except Unmeasurable as unmeasurable:
        raise RuleBroken("journey_has_faults") from unmeasurable


def _step(step: ServiceStep, language: str) -> Step:
    def said(text: object) -> str:
        return texts.shown(text, reader=language, working=language).text

    return Step(
        code=step.code,
        actor=step.actor,
        office=said(step.office),
        channel=step.channel,
        name=said(step.title),
        documents=tuple(step.documents),
        fields=tuple(step.data_fields),
        active_minutes=_estimate(step, "active_minutes"),
        waiting_days=_estimate(step, "waiting_days"),
        fee=float(step.fee),
        out_of_pocket=Estimate.exactly(float(step.own_costs)) if step.own_costs else NOTHING,
        is_visit=step.is_visit,
        share_of_cases=float(step.share_percent) / 100,
        next_steps=None if step.next_codes is None else tuple(step.next_codes),
    )


def _estimate(row: ServiceModel | ServiceStep, name: str) -> Estimate:
    return Estimate(*(float(getattr(row, f"{name}_{end}")) for end in ("low", "likely", "high")))
