"""What came of plans: evidence, adoptions, dissemination at home."""

import secrets
from datetime import date, datetime

from django.core.files.base import ContentFile
from django.db import transaction

from samgak.actionplans.models import ActionPlan, Adoption, CheckIn, Dissemination, Evidence
from samgak.actionplans.rules import states
from samgak.actionplans.rules.evidence import POLICY
from samgak.actionplans.services.endorsing import locked
from samgak.core import uploads
from samgak.core.errors import RuleBroken

MOST_FILES = 5


@transaction.atomic
def add_evidence(check_in: CheckIn, *, name: str, content: bytes, at: datetime) -> Evidence:
    """Keep a file beside an answer; its type is what its content says."""
    locked(check_in.plan)
    if check_in.evidence.count() >= MOST_FILES:
        raise RuleBroken("too_many_files", most=MOST_FILES)
    kept = uploads.keep(name, content, POLICY)
    evidence = Evidence(
        check_in=check_in,
        name=kept.name,
        kind=kept.kind,
        stored_as=f"{secrets.token_hex(16)}.{kept.kind}",
        size_bytes=kept.size_bytes,
        added_at=at,
    )
    evidence.file.save(evidence.stored_as, ContentFile(content), save=False)
    evidence.save()
    return evidence


@transaction.atomic
def remove_evidence(check_in: CheckIn, *, pk: int) -> None:
    found = check_in.evidence.filter(pk=pk).first()
    if found:
        stored = found.file
        found.delete()
        transaction.on_commit(lambda: stored.delete(save=False))


@transaction.atomic
def record_adoption(
    plan: ActionPlan, *, kind: str, reference: str, adopted_on: date, by, at: datetime
) -> Adoption:
    """A plan became a rule, a budget or a pilot; an achieved plan is then adopted."""
    plan = locked(plan)
    if adopted_on > at.date():
        raise RuleBroken("day_is_to_come")
    made = Adoption.objects.create(
        plan=plan,
        kind=kind,
        reference=reference,
        adopted_on=adopted_on,
        recorded_at=at,
        recorded_by=by,
    )
    facts = frozenset({"has_an_adoption"})
    if not states.reasons_not_to_move(
        plan.state, states.ADOPTED, actor=states.EVALUATOR, facts=facts
    ):
        plan.state = states.ADOPTED
        plan.save(update_fields=["state"])
    return made


@transaction.atomic
def record_dissemination(
    plan: ActionPlan, *, title: str, held_on: date, people: int, by, at: datetime
) -> Dissemination:
    """A participant taught at home, and so many came."""
    locked(plan)
    if held_on > at.date():
        raise RuleBroken("day_is_to_come")
    return Dissemination.objects.create(
        plan=plan,
        title=title,
        held_on=held_on,
        people=people,
        recorded_at=at,
        recorded_by=by,
    )
