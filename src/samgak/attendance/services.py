from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from samgak.attendance import queries, rules
from samgak.attendance.models import AttendanceRecord
from samgak.core.errors import RuleBroken
from samgak.timetable.models import Session

NOBODY_IS_LATE: Mapping[int, int] = {}


@transaction.atomic
def record(
    session: Session,
    *,
    marks: Mapping[int, str],
    by,
    at: datetime,
    late_minutes: Mapping[int, int] = NOBODY_IS_LATE,
) -> int:
    """Write down who was in a session, by participant id; return how many marks are new or changed.

    Who came late needs the minutes in `late_minutes`; people without a mark keep what they have.
    """
    # Two people at one sheet take turns.
    locked = Session.objects.select_for_update(of=("self",), no_key=True)
    session = locked.select_related("edition", "group").get(pk=session.pk)
    if obstacles := queries.obstacles(session, at=at):
        raise RuleBroken(obstacles[0])
    rows = {row.participant.pk: row.record for row in queries.sheet(session)}
    changed = 0
    for participant_id, status in marks.items():
        if participant_id not in rows:
            raise RuleBroken("not_a_participant_of_the_session")
        minutes = _minutes(session, status, late_minutes.get(participant_id))
        old = rows[participant_id]
        if old and (old.status, old.minutes_present) == (status, minutes):
            continue
        AttendanceRecord.objects.update_or_create(
            session=session,
            participant_id=participant_id,
            defaults={
                "status": status,
                "minutes_present": minutes,
                "recorded_at": at,
                "recorded_by": by,
            },
        )
        changed += 1
    return changed


def _minutes(session: Session, status: str, told: int | None) -> int:
    if faults := rules.reasons_not_a_mark(status, session_minutes=session.minutes, told=told):
        raise RuleBroken(faults[0], minutes=session.minutes, status=status)
    return rules.minutes_of(status, session_minutes=session.minutes, told=told)
