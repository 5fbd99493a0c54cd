"""A team's redesign at work: its office simulated, two applications to their decision, scores by others."""

from typing import Any

from django.utils.translation import gettext as _

from samgak.accounts.models import User
from samgak.exchange.rehearsal import plans
from samgak.exchange.rehearsal.stage import Stage
from samgak.exchange.services import demonstration_one_stop as examples
from samgak.participants.models import Participant
from samgak.practice.models import PracticeCase, ServiceModel, Team
from samgak.practice.queries import blueprints
from samgak.practice.queries import offices as office_queries
from samgak.practice.queries import scores as score_queries
from samgak.practice.queries.results import result_of
from samgak.practice.rules import registers
from samgak.practice.rules.scores import CRITERIA
from samgak.practice.services import cases, offices, scores

SCORERS = 6
PLAY = "practice.play"


def click_through(stage: Stage, people: list[Participant]) -> None:
    """Use the first team's redesign; of a team without one, the invented licence of the demonstration."""
    team = Team.objects.filter(edition=stage.edition).order_by("pk").first()
    if team is None or len(people) < 2:
        return
    service = examples.redesigned(team, at=stage.now)
    with stage.scene("one_stop", _("Clicking through the one-stop service of a team")):
        users = [stage.allowed(seat.person.user, PLAY) for seat in people]
        found = {
            "redesign": _measure(service),
            "office": _simulate(stage, service, users[0]),
            "cases": _apply_twice(stage, service, users),
            "scores": _score(stage, service, users),
        }
        stage.results["practice"] = stage.results.get("practice", {}) | found
    plans.lay_result(stage, service)


def _measure(service: ServiceModel) -> dict[str, Any]:
    """Before and after, and what a year of it saves the applicants."""
    result = result_of(service)
    found = {
        name: {
            "days": each.elapsed_days.likely,
            "visits": each.visits_per_case,
            "burden": each.burden.total.mean,
        }
        for name, each in (("before", result.before), ("after", result.measures))
        if each
    }
    saving = result.saving
    return found | {
        "saving_a_year": saving.cost.mean if saving else None,
        "saving_from_to": [saving.cost.low, saving.cost.high] if saving else None,
        "currency": (service.base or service).currency,
        "laws_and_agreements": result.laws_needed,
    }


def _simulate(stage: Stage, service: ServiceModel, user: User) -> dict[str, Any]:
    plan = office_queries.suggested_plan(service.base or service)
    kept = offices.simulate(service, plan=plan, by=user, at=stage.now)
    return {
        layout: {
            "mean_wait_minutes": results["mean_wait"],
            "p90_wait_minutes": results["p90_wait"],
            "served_within_target": results["within_target"]["value"],
        }
        for layout, results in kept.results.items()
    } | {"days": plan.days, "visits_per_day": sum(line.per_day for line in plan.lines)}


def _apply_twice(stage: Stage, service: ServiceModel, users: list[User]) -> list[dict[str, Any]]:
    """One is granted, one refused; the citizen is never the officer."""
    citizen, officer, *_others = users
    people = registers.identities(cases.seed_of(service))
    chosen = stage.chance.sample(people, 2)
    return [
        _to_the_decision(stage, service, citizen, officer, one.key, is_granted=is_granted)
        for one, is_granted in zip(chosen, (True, False), strict=True)
    ]


def _to_the_decision(
    stage: Stage,
    service: ServiceModel,
    citizen: User,
    officer: User,
    identity: str,
    *,
    is_granted: bool,
) -> dict[str, Any]:
    case = cases.begin(service, identity=identity, by=citizen, at=stage.now)
    asked = [question.item for question in blueprints.blueprint_of(service).questions]
    answers = dict.fromkeys(asked, _("rehearsal"))
    case = cases.submit(case, answers=answers, at=stage.now)
    for task in case.tasks.filter(is_automatic=False):
        given: dict[str, Any] = {"position": task.position, "by": officer, "at": stage.now}
        if task.is_decision:
            reason = _("All conditions are met.") if is_granted else _("A condition is not met.")
            cases.decide(case, is_granted=is_granted, reason=reason, **given)
        else:
            cases.finish_task(case, note="", **given)
    case = PracticeCase.objects.get(pk=case.pk)
    return {
        "state": case.state,
        "asked": len(asked),
        "read_in_registers": sum(len(one.items) for one in case.readings.all()),
        "offices": case.tasks.values("office").distinct().count(),
    }


def _score(stage: Stage, service: ServiceModel, users: list[User]) -> dict[str, Any]:
    others = [user for user in users if not score_queries.is_own(service, user)][:SCORERS]
    for user in others:
        marks = {one: (stage.chance.randint(3, 5), _("rehearsal")) for one in CRITERIA}
        scores.score(service, marks=marks, by=user, at=stage.now)
    (own,) = (one for one in score_queries.scored_services(stage.edition) if one.service == service)
    return {"people": own.people, "mean": own.mean}
