from datetime import datetime

from django.db import transaction

from samgak.actionplans import queries, rules
from samgak.actionplans.models import ActionPlan
from samgak.core.errors import RuleBroken
from samgak.participants import rules as participants_rules
from samgak.participants.models import Participant


@transaction.atomic
def save(
    participant: Participant, *, title: str, text: str, language: str, at: datetime
) -> ActionPlan:
    """Keep the plan as a draft that nobody else reads."""
    plan = _open_plan(participant)
    return _write(plan, title=title, text=text, language=language, at=at)


@transaction.atomic
def submit(
    participant: Participant, *, title: str, text: str, language: str, at: datetime
) -> ActionPlan:
    """Hand the plan to the officers; it says something and fits on one page."""
    plan = _open_plan(participant)
    if reasons := rules.reasons_not_to_submit(title=title, text=text):
        raise RuleBroken(reasons[0], all=reasons)
    plan.submitted_at = at
    return _write(plan, title=title, text=text, language=language, at=at)


@transaction.atomic
def take_back(participant: Participant, *, is_certified: bool) -> ActionPlan:
    """Make a draft of a submitted plan again; a certified one stays as it is."""
    seat = _locked(participant)
    plan = queries.plan_of(seat)
    reasons = rules.reasons_not_to_take_back(
        edition_state=seat.edition.state,
        is_submitted=bool(plan and plan.submitted_at),
        is_certified=is_certified,
    )
    if plan is None or reasons:
        raise RuleBroken(reasons[0])
    plan.submitted_at = None
    plan.save(update_fields=["submitted_at"])
    return plan


def _open_plan(participant: Participant) -> ActionPlan:
    seat = _locked(participant)
    if seat.state not in participants_rules.PRESENT:
        raise RuleBroken("not_a_participant")
    plan = queries.plan_of(seat)
    reasons = rules.reasons_not_to_write(
        edition_state=seat.edition.state, is_submitted=bool(plan and plan.submitted_at)
    )
    if reasons:
        raise RuleBroken(reasons[0])
    return plan or ActionPlan(participant=seat)


def _locked(participant: Participant) -> Participant:
    # Two windows of one person take turns, the first draft included.
    seats = Participant.objects.select_for_update(of=("self",), no_key=True)
    return seats.select_related("edition").get(pk=participant.pk)


def _write(plan: ActionPlan, *, title: str, text: str, language: str, at: datetime) -> ActionPlan:
    plan.title, plan.text = " ".join(title.split()), text.replace("\r\n", "\n").strip()
    if reasons := rules.reasons_not_one_page(title=plan.title, text=plan.text):
        raise RuleBroken(reasons[0], most=_most(reasons[0]))
    plan.language, plan.saved_at = language, at
    plan.save()
    return plan


def _most(reason: str) -> int:
    return rules.MOST_LETTERS_OF_TITLE if "title" in reason else rules.MOST_LETTERS
