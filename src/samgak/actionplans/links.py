"""Links that open one page of one plan without an account: signed, for one purpose, for a time."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation

from samgak.actionplans.models import ActionPlan

ENDORSE, CHECK_IN, CONFIRM = "endorse", "check-in", "confirm"
LIFETIMES = {
    ENDORSE: timedelta(days=60),
    CHECK_IN: timedelta(days=75),
    CONFIRM: timedelta(days=75),
}
PAGES = {
    ENDORSE: "followup:endorse",
    CHECK_IN: "followup:check_in",
    CONFIRM: "followup:confirm",
}


@dataclass(frozen=True)
class Held:
    """What a link opens, for whom, and whether its time is over."""

    pk: int
    reader: str
    is_over: bool


def reader_of(plan: ActionPlan, *, purpose: str) -> str:
    """Whom a link is for: the supervisor of now, to endorse the plan as submitted now; else its owner."""
    if purpose == CHECK_IN:
        return ""
    words = plan.supervisor_email
    if purpose == ENDORSE:
        # Always the same words for a moment, which a page may know in the zone of its place.
        words += f" {plan.submitted_at and plan.submitted_at.astimezone(UTC).isoformat()}"
    return sha256(words.encode()).hexdigest()[:16]


def link_to(pk: int, *, plan: ActionPlan, purpose: str, language: str, at: datetime) -> str:
    """The whole address in the language of its reader, to be given to nobody else."""
    until = int((at + LIFETIMES[purpose]).timestamp())
    held = [pk, until, reader_of(plan, purpose=purpose)]
    token = signing.dumps(held, salt=f"actionplans.{purpose}")
    with translation.override(language):
        return f"{settings.BASE_URL}{reverse(PAGES[purpose], kwargs={'token': token})}"


def held_by(token: str, *, purpose: str, at: datetime) -> Held | None:
    """What the token opens; None when it is mistyped or of another purpose."""
    try:
        pk, until, reader = signing.loads(token, salt=f"actionplans.{purpose}")
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Held(pk=int(pk), reader=reader, is_over=at.timestamp() > int(until))
