"""The example team's redesign at work: its office simulated, one application decided, one on its way."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext, override

from samgak.accounts.models import User
from samgak.practice.models import PracticeCase, ServiceModel
from samgak.practice.queries import blueprints
from samgak.practice.queries import offices as office_queries
from samgak.practice.rules import registers
from samgak.practice.services import cases, offices
from samgak.programmes.models import Edition

CITIZEN, OFFICER = "lecturer", "officer-koica"


def click_through(edition: Edition, people: Mapping[str, User], *, at: datetime) -> None:
    """Do what a visitor would do at the first redesign of the edition."""
    service = (
        ServiceModel.objects.filter(team__edition=edition, base__isnull=False)
        .select_related("team", "base__team")
        .order_by("pk")
        .first()
    )
    if service is None:
        return
    plan = office_queries.suggested_plan(service.base or service)
    offices.simulate(service, plan=plan, by=people[OFFICER], at=at)
    with override(service.team.language):
        decided, _on_its_way = (
            _apply(service, one.key, by=people[CITIZEN], at=at)
            for one in registers.identities(cases.seed_of(service))[-2:]
        )
        _grant(decided, by=people[OFFICER], at=at)


def _apply(service: ServiceModel, identity: str, *, by: User, at: datetime) -> PracticeCase:
    case = cases.begin(service, identity=identity, by=by, at=at)
    asked = (question.item for question in blueprints.blueprint_of(service).questions)
    return cases.submit(case, answers=dict.fromkeys(asked, gettext("Example")), at=at)


def _grant(case: PracticeCase, *, by: User, at: datetime) -> None:
    for task in case.tasks.filter(is_automatic=False):
        if task.is_decision:
            reason = gettext("All conditions are met.")
            cases.decide(case, position=task.position, is_granted=True, reason=reason, by=by, at=at)
        else:
            cases.finish_task(case, position=task.position, note="", by=by, at=at)
