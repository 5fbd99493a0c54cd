"""The sessions in which somebody teaches or interprets."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Q

from samgak.timetable.models import Session

MOST = 50


@dataclass(frozen=True)
class Duty:
    """A session, and what the person does in it."""

    session: Session
    interprets: bool


def duties_of(user, *, at: datetime) -> tuple[Duty, ...]:
    """The sessions to come, the next one first, then those without a time; today's are kept."""
    mine = Q(lecturer__user=user) | Q(interpreters__user=user)
    ahead = Q(ends_at__gte=at - timedelta(hours=12)) | Q(ends_at=None)
    sessions = (
        Session.objects.filter(mine & ahead, is_cancelled=False)
        .select_related("edition", "room", "lecturer")
        .order_by(F("starts_at").asc(nulls_last=True), "position")
        .distinct()[:MOST]
    )
    return tuple(
        Duty(session, not session.lecturer or session.lecturer.user_id != user.pk)
        for session in sessions
    )
