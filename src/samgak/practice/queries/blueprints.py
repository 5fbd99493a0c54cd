"""The working service that a model, or a redesign of it, makes."""

from samgak.core import texts
from samgak.core.errors import RuleBroken
from samgak.measures.journeys import Unmeasurable
from samgak.practice.models import ServiceModel
from samgak.practice.queries import journeys
from samgak.practice.rules import clicking
from samgak.practice.rules.clicking import Blueprint


def blueprint_of(service: ServiceModel) -> Blueprint:
    """What the service asks, fetches and does; RuleBroken for a journey that leads nowhere."""
    done = journeys.redesign_of(service)
    held = frozenset(journeys.source_of(service).held)
    try:
        return clicking.blueprint(done.journey, done.needs, held)
    except Unmeasurable as unmeasurable:
        raise RuleBroken("journey_has_faults") from unmeasurable


def step_titles(service: ServiceModel) -> dict[str, str]:
    """Step -> its title in the language of the team."""
    working = service.team.language
    return {
        step.code: texts.shown(step.title, reader=working, working=working).text
        for step in journeys.source_of(service).steps.all()
    }
