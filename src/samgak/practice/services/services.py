"""What a team writes down of a service: the service itself, its steps, its redesigns."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from i18nfield.strings import LazyI18nString

from samgak.core import texts
from samgak.core.errors import RuleBroken
from samgak.core.versions import CHANGED
from samgak.practice import rules
from samgak.practice.models import ServiceModel, ServiceStep, Team
from samgak.practice.queries import journeys
from samgak.practice.rules.operations import MOST_OPERATIONS

Values = Mapping[str, Any]
ENDS = ("low", "likely", "high")


@transaction.atomic
def add_service(team: Team, *, values: Values, by, at: datetime) -> ServiceModel:
    """A service as it is, without steps yet."""
    team = Team.objects.select_for_update().get(pk=team.pk)
    if ServiceModel.objects.filter(team=team, base=None).count() >= rules.MOST_SERVICES:
        raise RuleBroken("too_many_services", most=rules.MOST_SERVICES)
    service = ServiceModel(team=team, saved_at=at, saved_by=by)
    _give(service, values)
    service.save()
    return service


@transaction.atomic
def change_service(
    service: ServiceModel, *, values: Values, by, at: datetime, seen: int
) -> ServiceModel:
    service = _locked(service, seen)
    _give(service, values)
    return _saved(service, by=by, at=at)


@transaction.atomic
def remove_service(service: ServiceModel) -> None:
    """Take a service away with its steps and redesigns; the audit trail keeps them."""
    service.delete()


@transaction.atomic
def set_steps(
    service: ServiceModel, *, rows: Sequence[Values], by, at: datetime, seen: int
) -> ServiceModel:
    """Set the steps in their order; a row with a known `code` keeps what the row does not name."""
    service = _locked(service, seen)
    if service.is_redesign:
        raise RuleBroken("a_redesign_has_no_steps")
    if len(rows) > rules.MOST_STEPS:
        raise RuleBroken("too_many_steps", most=rules.MOST_STEPS)
    known = {step.code: step for step in service.steps.all()}
    kept = [known.get(row.get("code", "")) for row in rows]
    gone = set(known) - {step.code for step in kept if step}
    service.steps.filter(code__in=gone).delete()
    taken = set(known)
    for position, (row, step) in enumerate(zip(rows, kept, strict=True), start=1):
        one = step or ServiceStep(service=service, code=_new_code(taken))
        taken.add(one.code)
        one.position = position
        _give(one, {name: value for name, value in row.items() if name != "code"})
        if gone and one.next_codes:
            one.next_codes = [code for code in one.next_codes if code not in gone]
        one.save()
    return _saved(service, by=by, at=at)


@transaction.atomic
def change_step(
    service: ServiceModel, *, code: str, values: Values, by, at: datetime, seen: int
) -> ServiceStep:
    """Change one step; refuses an order of steps that turns back on itself."""
    service = _locked(service, seen)
    step = service.steps.filter(code=code).first()
    if step is None:
        raise RuleBroken(CHANGED)
    _give(step, values)
    step.save()
    if any(fault.code == "loop" for fault in journeys.faults_of(service)):
        raise RuleBroken("steps_turn_back")
    _saved(service, by=by, at=at)
    return step


@transaction.atomic
def add_redesign(service: ServiceModel, *, title: str, by, at: datetime) -> ServiceModel:
    """A copy of the service to be changed, as it is now."""
    source = ServiceModel.objects.select_for_update().get(pk=service.pk)
    if source.is_redesign:
        raise RuleBroken("a_redesign_of_a_redesign")
    if source.redesigns.count() >= rules.MOST_REDESIGNS:
        raise RuleBroken("too_many_redesigns", most=rules.MOST_REDESIGNS)
    return ServiceModel.objects.create(
        team=source.team,
        base=source,
        title=LazyI18nString({source.team.language: title}),
        currency=source.currency,
        saved_at=at,
        saved_by=by,
    )


@transaction.atomic
def add_operation(
    redesign: ServiceModel, *, operation: Values, by, at: datetime, seen: int
) -> ServiceModel:
    """Make one more change to a redesign; refused where the journey does not allow it."""
    redesign = _locked(redesign, seen)
    if not redesign.is_redesign:
        raise RuleBroken("not_a_redesign")
    if len(redesign.operations) >= MOST_OPERATIONS:
        raise RuleBroken("too_many_operations", most=MOST_OPERATIONS)
    redesign.operations = [*redesign.operations, dict(operation)]
    journeys.redesign_of(redesign)
    return _saved(redesign, by=by, at=at)


@transaction.atomic
def undo_operation(
    redesign: ServiceModel, *, position: int, by, at: datetime, seen: int
) -> ServiceModel:
    """Take back one change; refused while a later one needs it."""
    redesign = _locked(redesign, seen)
    if not 0 <= position < len(redesign.operations):
        raise RuleBroken(CHANGED)
    rest = list(redesign.operations)
    del rest[position]
    redesign.operations = rest
    if position < len(rest):
        journeys.redesign_of(redesign)
    return _saved(redesign, by=by, at=at)


def said_in(old: LazyI18nString | str | None, text: str, *, language: str) -> LazyI18nString:
    """The text in the team's language; while it is as it was, its other languages stay."""
    written = texts.versions(old, working=language)
    if text == written.get(language, ""):
        return LazyI18nString(written)
    return LazyI18nString({language: text} if text else {})


def _give(record: ServiceModel | ServiceStep, values: Values) -> None:
    team = record.team if isinstance(record, ServiceModel) else record.service.team
    for name, value in values.items():
        if name in ("people", "active_minutes", "waiting_days"):
            for end, number in zip(ENDS, value, strict=True):
                setattr(record, f"{name}_{end}", number)
        elif name in ("title", "summary", "office", "law"):
            old = getattr(record, name)
            setattr(record, name, said_in(old, value, language=team.language))
        else:
            setattr(record, name, value)


def _locked(service: ServiceModel, seen: int) -> ServiceModel:
    found = (
        ServiceModel.objects.select_for_update(of=("self",))
        .select_related("team", "base__team")
        .filter(pk=service.pk)
        .first()
    )
    if found is None or (seen and seen != found.version):
        raise RuleBroken(CHANGED)
    return found


def _saved(service: ServiceModel, *, by, at: datetime) -> ServiceModel:
    service.version += 1
    service.saved_at, service.saved_by = at, by
    service.save()
    return service


def _new_code(taken: set[str]) -> str:
    number = 1
    while f"s{number}" in taken:
        number += 1
    return f"s{number}"
