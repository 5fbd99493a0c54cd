"""The example team's service and its redesign at work: an office, one application decided, one on its way."""

from collections.abc import Mapping
from datetime import datetime
from json import loads
from typing import Any

from django.utils.translation import gettext, override

from samgak.accounts.models import User
from samgak.exchange.queries import demonstration as queries
from samgak.practice.models import PracticeCase, ServiceModel, ServiceStep, Team
from samgak.practice.queries import blueprints
from samgak.practice.queries import offices as office_queries
from samgak.practice.rules import registers
from samgak.practice.services import cases, offices
from samgak.programmes.models import Edition

FILE_NAME = "practice-service.json"
CITIZEN, OFFICER = "officer-kazaid", "officer-koica"


def click_through(edition: Edition, people: Mapping[str, User], *, at: datetime) -> None:
    """Do what a visitor would do at the example team's redesign."""
    team = Team.objects.filter(edition=edition).first()
    if team is None:
        return
    service = redesigned(team, at=at)
    plan = office_queries.suggested_plan(service.base or service)
    offices.simulate(service, plan=plan, by=people[OFFICER], at=at)
    with override(service.team.language):
        decided, _on_its_way = (
            _apply(service, one.key, by=people[CITIZEN], at=at)
            for one in registers.identities(cases.seed_of(service))[-2:]
        )
        _grant(decided, by=people[OFFICER], at=at)


def redesigned(team: Team, *, at: datetime) -> ServiceModel:
    """The first redesign of a team; without one, that of the invented licence, with its service."""
    redesigns = ServiceModel.objects.filter(team=team, base__isnull=False)
    if found := redesigns.select_related("team", "base__team").order_by("pk").first():
        return found
    said = loads((queries.DIRECTORY / FILE_NAME).read_text(encoding="utf-8"))
    service = ServiceModel.objects.create(
        team=team,
        title=said["title"],
        people_low=20_000,
        people_likely=30_000,
        people_high=40_000,
        tariff_per_hour=6,
        office_tariff_per_hour=5,
        currency="USD",
        held=said["held"],
        saved_at=at,
    )
    ServiceStep.objects.bulk_create(
        _step(service, number, row, said["offices"])
        for number, row in enumerate(said["steps"], start=1)
    )
    return ServiceModel.objects.create(
        team=team,
        base=service,
        title=said["redesign"],
        operations=said["operations"],
        saved_at=at,
    )


def _step(
    service: ServiceModel, number: int, row: Mapping[str, Any], offices_named: Mapping[str, Any]
) -> ServiceStep:
    minutes = dict(zip(("low", "likely", "high"), row["minutes"], strict=True))
    days = dict(zip(("low", "likely", "high"), row["days"], strict=True))
    return ServiceStep(
        service=service,
        position=number,
        code=f"s{number}",
        title=row["title"],
        actor=row["actor"],
        office=offices_named[row["office"]],
        channel=row["channel"],
        documents=row["documents"],
        data_fields=row["fields"],
        fee=row["fee"],
        is_visit=row["is_visit"],
        **{f"active_minutes_{end}": value for end, value in minutes.items()},
        **{f"waiting_days_{end}": value for end, value in days.items()},
    )


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
