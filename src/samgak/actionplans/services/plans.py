from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from samgak.actionplans import queries, rules
from samgak.actionplans.models import ActionPlan, PlanComment, PlanVersion
from samgak.actionplans.services.endorsing import move
from samgak.core.errors import RuleBroken
from samgak.participants import rules as participants_rules
from samgak.participants.models import Participant

Parts = Mapping[str, Any]
# What a plan holds beside its title and text.
PARTS = (
    "problem",
    "objective",
    "first_step",
    "resources",
    "support_wanted",
    "session_id",
    "activities",
    "indicators",
    "dissemination_on",
    "supervisor_name",
    "supervisor_email",
    "supervisor_language",
    "is_shared",
)
MOST_ATTACHMENTS = 10


@transaction.atomic
def save(
    participant: Participant,
    *,
    title: str,
    text: str,
    language: str,
    at: datetime,
    parts: Parts | None = None,
) -> ActionPlan:
    """Keep the plan as a draft that nobody else reads."""
    plan = _open_plan(participant)
    return _write(plan, title=title, text=text, language=language, at=at, parts=parts or {})


@transaction.atomic
def submit(
    participant: Participant,
    *,
    title: str,
    text: str,
    language: str,
    at: datetime,
    parts: Parts | None = None,
) -> ActionPlan:
    """Hand the plan to the officers, and keep it as a version; it says something and fits on one page."""
    plan = _open_plan(participant)
    if reasons := rules.reasons_not_to_submit(title=title, text=text):
        raise RuleBroken(reasons[0], all=reasons)
    plan.submitted_at, plan.state = at, rules.SUBMITTED
    plan.endorsed_at, plan.endorsement = None, ""
    plan = _write(plan, title=title, text=text, language=language, at=at, parts=parts or {})
    PlanVersion.objects.create(
        plan=plan, number=plan.versions.count() + 1, content=content_of(plan), submitted_at=at
    )
    return plan


def content_of(plan: ActionPlan) -> dict[str, Any]:
    """All that a version keeps of a plan."""
    kept = ("title", "text", "language", *PARTS, "attachments")
    return {name: getattr(plan, name) for name in kept}


@transaction.atomic
def attach_result(
    participant: Participant,
    *,
    title: str,
    url: str,
    numbers: Sequence[tuple[str, str]],
    language: str,
    at: datetime,
) -> ActionPlan:
    """Lay a result of another page into the draft of the plan; of the same address once."""
    plan = _open_plan(participant)
    others = [one for one in plan.attachments if one["url"] != url]
    if len(others) >= MOST_ATTACHMENTS:
        raise RuleBroken("plan_has_too_many_results", most=MOST_ATTACHMENTS)
    result = {"title": title[:200], "url": url, "numbers": [list(pair) for pair in numbers][:12]}
    plan.attachments = [*others, result]
    plan.language = plan.language or language
    plan.saved_at = at
    plan.save()
    return plan


@transaction.atomic
def comment(plan: ActionPlan, *, text: str, language: str, by, at: datetime) -> PlanComment:
    """Say something of a submitted plan."""
    words = text.replace("\r\n", "\n").strip()
    if not words:
        raise RuleBroken("comment_missing")
    if len(words) > rules.MOST_LETTERS_OF_COMMENT:
        raise RuleBroken("comment_too_long", most=rules.MOST_LETTERS_OF_COMMENT)
    return PlanComment.objects.create(
        plan=plan, author=by, text=words, language=language, written_at=at
    )


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
    move(plan, rules.DRAFT, actor="owner", facts=frozenset({"is_not_certified"}))
    plan.submitted_at, plan.endorsed_at = None, None
    plan.save(update_fields=["submitted_at", "endorsed_at", "state"])
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


def _write(
    plan: ActionPlan, *, title: str, text: str, language: str, at: datetime, parts: Parts
) -> ActionPlan:
    plan.title, plan.text = " ".join(title.split()), text.replace("\r\n", "\n").strip()
    if reasons := rules.reasons_not_one_page(title=plan.title, text=plan.text):
        raise RuleBroken(reasons[0], most=_most(reasons[0]))
    for name in PARTS:
        if name in parts:
            setattr(plan, name, parts[name])
    plan.language, plan.saved_at = language, at
    plan.save()
    return plan


def _most(reason: str) -> int:
    return rules.MOST_LETTERS_OF_TITLE if "title" in reason else rules.MOST_LETTERS
