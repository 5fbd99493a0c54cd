"""The supervisor at home endorses a plan, by a link that needs no account."""

from datetime import datetime

from django.db import transaction

from samgak.actionplans import links, rules
from samgak.actionplans.models import ActionPlan
from samgak.core.errors import RuleBroken
from samgak.correspondence import letters
from samgak.correspondence import services as correspondence
from samgak.correspondence.models import Letter

SUPERVISOR = "supervisor"


@transaction.atomic
def ask_supervisor(plan: ActionPlan, *, at: datetime) -> Letter:
    """Write to the supervisor whom the plan names; once a day at most."""
    plan = locked(plan)
    if not plan.supervisor_email:
        raise RuleBroken("plan_needs_names_a_supervisor")
    if plan.state != rules.SUBMITTED:
        raise RuleBroken("plan_has_no_such_step")
    before = Letter.objects.filter(
        kind=Letter.Kind.SUPERVISOR,
        edition=plan.participant.edition,
        person=plan.participant.person,
        drafted_at__gt=at - links.LIFETIMES[links.ENDORSE] / 60,
    )
    if before.exists():
        raise RuleBroken("supervisor_is_asked_already")
    language = plan.supervisor_language or plan.language
    text = letters.supervisor(
        plan.participant.edition,
        language=language,
        name=plan.supervisor_name or plan.supervisor_email,
        person=str(plan.participant.person),
        plan=plan.title,
        link=links.link_to(plan.pk, plan=plan, purpose=links.ENDORSE, language=language, at=at),
    )
    return send(plan, Letter.Kind.SUPERVISOR, plan.supervisor_email, language, text, at=at)


@transaction.atomic
def endorse(plan: ActionPlan, *, words: str, at: datetime) -> ActionPlan:
    """The supervisor stands behind the plan."""
    plan = locked(plan)
    facts = frozenset({"names_a_supervisor"} if plan.supervisor_email else ())
    move(plan, rules.ENDORSED, actor=SUPERVISOR, facts=facts)
    plan.endorsed_at, plan.endorsement = at, " ".join(words.split())[:500]
    plan.save(update_fields=["state", "endorsed_at", "endorsement"])
    return plan


def move(plan: ActionPlan, target: str, *, actor: str, facts: frozenset[str]) -> None:
    """Take a step of the life of the plan, unsaved; raises RuleBroken for one that is not allowed."""
    if reasons := rules.reasons_not_to_move(plan.state, target, actor=actor, facts=facts):
        raise RuleBroken(reasons[0])
    plan.state = target


def locked(plan: ActionPlan) -> ActionPlan:
    return (
        ActionPlan.objects.select_for_update(of=("self",))
        .select_related("participant__person__user", "participant__edition")
        .get(pk=plan.pk)
    )


def send(
    plan: ActionPlan, kind: str, address: str, language: str, text: letters.Text, *, at: datetime
) -> Letter:
    """A letter about a plan goes out at once: it carries no decision."""
    letter = correspondence.draft(
        kind=kind,
        address=address,
        language=language,
        subject=text.subject,
        body=text.body,
        edition=plan.participant.edition,
        person=plan.participant.person,
        at=at,
    )
    correspondence.queue([letter], by=None, at=at)
    return letter
