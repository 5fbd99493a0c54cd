"""The office of a service: what its model suggests, and what was simulated."""

from samgak.practice.models import OfficeSimulation, ServiceModel
from samgak.practice.queries import blueprints, journeys
from samgak.practice.rules import offices
from samgak.practice.rules.offices import Plan


def simulations(service: ServiceModel):
    """What was simulated of a service, the newest first."""
    return service.simulations.select_related("made_by")


def latest(service: ServiceModel) -> OfficeSimulation | None:
    """The newest simulation of a service; its numbers are those of the team's result."""
    return simulations(service).first()


def suggested_plan(service: ServiceModel) -> Plan:
    """An office for the service as its journey stands; RuleBroken for a journey with faults."""
    journey = journeys.redesign_of(service).journey
    return offices.suggested(journey, blueprints.step_titles(service))
