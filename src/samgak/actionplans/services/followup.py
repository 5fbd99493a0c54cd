"""A year of questions: asked by mail, answered by link, confirmed by the supervisor, verified."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from samgak.actionplans import links, queries, rules
from samgak.actionplans.models import ActionPlan, CheckIn
from samgak.actionplans.services.endorsing import locked, move, send
from samgak.actionplans.services.records import add_evidence
from samgak.core.errors import RuleBroken
from samgak.correspondence import letters
from samgak.correspondence import queries as correspondence
from samgak.correspondence.models import Letter
from samgak.participants import rules as participants

OWNER, FOLLOWED_STATES = "owner", ("certifying", "following_up")
PLANS_AT_ONCE = 200


def ask_what_is_due(*, at: datetime) -> int:
    """Ask everybody whose month has come, and remind those who did not answer; how many were written to."""
    followed = (
        ActionPlan.objects.filter(
            submitted_at__isnull=False,
            reminders_stopped_at=None,
            participant__edition__state__in=FOLLOWED_STATES,
            participant__edition__ends_on__lt=at.date(),
            participant__state__in=participants.PRESENT,
        )
        .exclude(participant__person__email="")
        .exclude(state__in=("abandoned", "verified", "adopted"))
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    return sum(_ask(pk, at=at) for pk in followed.iterator(chunk_size=PLANS_AT_ONCE))


@transaction.atomic
def _ask(pk: int, *, at: datetime) -> bool:
    plan = locked(ActionPlan(pk=pk))
    edition = plan.participant.edition
    asked = {one.month: one for one in plan.check_ins.all()}
    for month in rules.waves_due(edition.ends_on, zone=edition.zone, at=at, asked=asked):
        if plan.state == rules.ENDORSED:
            move(plan, rules.ACTIVE, actor="clock", facts=frozenset({"course_is_over"}))
            plan.save(update_fields=["state"])
        check_in = CheckIn.objects.create(
            plan=plan,
            month=month,
            due_at=rules.due_at(edition.ends_on, month, edition.zone),
            asked_at=at,
        )
        return _write(plan, check_in, at=at)
    last = max(asked.values(), key=lambda one: one.month, default=None)
    if last is None or last.answered_at or last.asked_at > at:
        return False
    if not rules.is_reminder_due(asked_at=last.asked_at, reminders=last.reminders, at=at):
        return False
    last.reminders += 1
    last.reminded_at = at
    last.save(update_fields=["reminders", "reminded_at"])
    return _write(plan, last, at=at)


def _write(plan: ActionPlan, check_in: CheckIn, *, at: datetime) -> bool:
    person, edition = plan.participant.person, plan.participant.edition
    language = correspondence.language_of(person, edition=edition)
    text = letters.follow_up(
        edition,
        language=language,
        name=person.native_name or person.passport_name,
        plan=plan.title,
        months=check_in.month,
        link=links.link_to(
            check_in.pk, plan=plan, purpose=links.CHECK_IN, language=language, at=at
        ),
        is_reminder=bool(check_in.reminders),
    )
    send(plan, Letter.Kind.FOLLOW_UP, person.email, language, text, at=at)
    return True


@transaction.atomic
def answer(
    check_in: CheckIn,
    *,
    status: str,
    obstacles: Collection[str],
    note: str,
    language: str,
    at: datetime,
    done: Collection[str] | None = None,
    file: tuple[str, bytes] | None = None,
) -> CheckIn:
    """Say how the plan stands, with a file (name, content) or none; anew until the supervisor has confirmed it.

    `done` names the activities carried out; without it those named before stand.
    """
    plan = locked(check_in.plan)
    check_in = CheckIn.objects.select_for_update().get(pk=check_in.pk)
    if check_in.confirmed_at:
        raise RuleBroken("answer_is_confirmed")
    if reasons := rules.reasons_not_an_answer(status=status, obstacles=obstacles):
        raise RuleBroken(reasons[0])
    check_in.status = status
    check_in.obstacles = [
        one for one in rules.OBSTACLES if one in obstacles and status == rules.STALLED
    ]
    named = queries.activities_done(plan) if done is None else done
    check_in.activities_done = [one["what"] for one in plan.activities if one["what"] in named]
    check_in.note = note.strip()[: rules.MOST_LETTERS_OF_COMMENT]
    check_in.language, check_in.answered_at = language, at
    check_in.save()
    if file:
        add_evidence(check_in, name=file[0], content=file[1], at=at)
    later = plan.check_ins.filter(month__gt=check_in.month, answered_at__isnull=False)
    if not later.exists():
        plan.state = rules.state_after(plan.state, status)
        plan.save(update_fields=["state"])
    _ask_to_confirm(plan, check_in, at=at)
    return check_in


def _ask_to_confirm(plan: ActionPlan, check_in: CheckIn, *, at: datetime) -> None:
    """The supervisor hears of an answer once; a corrected answer is behind the same link."""
    asked = Letter.objects.filter(
        kind=Letter.Kind.SUPERVISOR,
        person=plan.participant.person,
        edition=plan.participant.edition,
        drafted_at__gte=check_in.asked_at,
    )
    if not plan.supervisor_email or asked.exists():
        return
    language = plan.supervisor_language or plan.language
    text = letters.confirm_progress(
        plan.participant.edition,
        language=language,
        name=plan.supervisor_name or plan.supervisor_email,
        person=str(plan.participant.person),
        plan=plan.title,
        link=links.link_to(check_in.pk, plan=plan, purpose=links.CONFIRM, language=language, at=at),
    )
    send(plan, Letter.Kind.SUPERVISOR, plan.supervisor_email, language, text, at=at)


@transaction.atomic
def confirm(check_in: CheckIn, *, agrees: bool, remark: str, at: datetime) -> CheckIn:
    """The supervisor confirms an answer, or sees it otherwise and says why."""
    check_in = CheckIn.objects.select_for_update().get(pk=check_in.pk)
    if not check_in.answered_at:
        raise RuleBroken("nothing_is_answered_yet")
    if not agrees and not remark.strip():
        raise RuleBroken("remark_missing")
    check_in.confirmed_at, check_in.is_disputed = at, not agrees
    check_in.remark = remark.strip()[: rules.MOST_LETTERS_OF_COMMENT]
    check_in.save()
    return check_in


@transaction.atomic
def verify(plan: ActionPlan, *, actor: str, by, at: datetime) -> ActionPlan:
    """A focal point or an evaluation officer has seen that the plan was carried out."""
    plan = locked(plan)
    seen = plan.check_ins.filter(confirmed_at__isnull=False, is_disputed=False).exists()
    seen = seen or plan.check_ins.filter(evidence__isnull=False).exists()
    facts = frozenset({"has_evidence_or_confirmation"} if seen else ())
    move(plan, "verified", actor=actor, facts=facts)
    plan.verified_at, plan.verified_by = at, by
    plan.save(update_fields=["state", "verified_at", "verified_by"])
    return plan


@transaction.atomic
def stop_reminders(plan: ActionPlan, *, at: datetime) -> None:
    """The person wants no more mails about the plan."""
    plan = locked(plan)
    plan.reminders_stopped_at = plan.reminders_stopped_at or at
    plan.save(update_fields=["reminders_stopped_at"])


@transaction.atomic
def abandon(plan: ActionPlan) -> ActionPlan:
    """The person gives the plan up."""
    return _wish(plan, "abandoned")


@transaction.atomic
def resume(plan: ActionPlan) -> ActionPlan:
    """The person takes a plan up again that was given up."""
    return _wish(plan, "active")


def _wish(plan: ActionPlan, target: str) -> ActionPlan:
    plan = locked(plan)
    move(plan, target, actor=OWNER, facts=frozenset({"wishes_so"}))
    plan.save(update_fields=["state"])
    return plan
