"""Links that open one application without an account: signed, for one purpose and reader, for a time."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation

from samgak.applications.models import Application

APPLY, SUPERVISOR, FOCAL_POINT = "apply", "supervisor", "focal_point"
LIFETIMES = {
    APPLY: timedelta(days=90),
    SUPERVISOR: timedelta(days=45),
    FOCAL_POINT: timedelta(days=45),
}
PAGES = {APPLY: "apply:start", SUPERVISOR: "apply:supervisor", FOCAL_POINT: "apply:focal_point"}


@dataclass(frozen=True)
class Held:
    """What a link opens, for whom (`user_id` of a focal point, else 0), and whether its time is over."""

    pk: int
    reader: str
    user_id: int
    is_over: bool


def reader_of(application: Application, *, purpose: str, user_id: int = 0) -> str:
    """Whom a link is for: the applicant by the newest link; who endorses, what is submitted now."""
    # Always the same words for a moment, which a page may know in the zone of its place.
    submitted = application.submitted_at and application.submitted_at.astimezone(UTC).isoformat()
    words = {
        APPLY: f"{application.person_id} {application.link_number}",
        SUPERVISOR: f"{application.supervisor_email} {submitted}",
        FOCAL_POINT: f"{user_id} {submitted}",
    }
    return sha256(words[purpose].encode()).hexdigest()[:16]


def link_to(
    application: Application, *, purpose: str, language: str, at: datetime, user_id: int = 0
) -> str:
    """The whole address in the language of its reader, to be given to nobody else."""
    until = int((at + LIFETIMES[purpose]).timestamp())
    reader = reader_of(application, purpose=purpose, user_id=user_id)
    token = signing.dumps([application.pk, until, reader, user_id], salt=f"applications.{purpose}")
    with translation.override(language):
        return f"{settings.BASE_URL}{reverse(PAGES[purpose], kwargs={'token': token})}"


def held_by(token: str, *, purpose: str, at: datetime) -> Held | None:
    """What the token opens; None when it is mistyped or of another purpose."""
    try:
        pk, until, reader, user_id = signing.loads(token, salt=f"applications.{purpose}")
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Held(int(pk), str(reader), int(user_id), is_over=at.timestamp() > int(until))
