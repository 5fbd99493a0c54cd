from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from samgak.attendance import rules
from samgak.attendance.models import AttendanceRecord
from samgak.attendance.rules import Attendance
from samgak.participants import queries as participants_queries
from samgak.participants.models import Participant
from samgak.programmes.models import Edition
from samgak.timetable.models import Session


@dataclass(frozen=True)
class SheetRow:
    """One person on the sheet of a session, with the mark if there is one."""

    participant: Participant
    record: AttendanceRecord | None


@dataclass(frozen=True)
class SessionCount:
    """How far the sheet of a session is filled."""

    session: Session
    recorded: int
    expected: int

    @property
    def is_recorded(self) -> bool:
        return self.recorded >= self.expected


@dataclass(frozen=True)
class PersonAttendance:
    participant: Participant
    attendance: Attendance


@dataclass(frozen=True)
class Overview:
    """The attendance of an edition: by session, and by person."""

    sessions: tuple[SessionCount, ...]
    people: tuple[PersonAttendance, ...]

    @property
    def is_recorded(self) -> bool:
        """Whether every sheet is filled; an edition without sessions or people has none."""
        return bool(self.sessions and self.people) and all(one.is_recorded for one in self.sessions)


def held_sessions(edition: Edition):
    """The sessions that count: with a time, and not cancelled; in the order of time."""
    return (
        Session.objects.filter(edition=edition, is_cancelled=False, starts_at__isnull=False)
        .select_related("group", "lecturer", "room")
        .order_by("starts_at", "position")
    )


def session(edition: Edition, *, session_code: str) -> Session:
    """One session of the edition; raises Session.DoesNotExist."""
    return Session.objects.select_related("edition", "group", "lecturer", "room").get(
        edition=edition, code=session_code
    )


def sheet(session: Session) -> tuple[SheetRow, ...]:
    """Everyone whose session it is, by country and name, with the mark of each."""
    records = {
        record.participant_id: record for record in AttendanceRecord.objects.filter(session=session)
    }
    return tuple(
        SheetRow(person, records.get(person.pk))
        for person in participants_queries.participants(session.edition)
        if _is_for(session, person)
    )


def obstacles(session: Session, *, at: datetime) -> list[str]:
    """Codes of what forbids recording who was in the session at this moment."""
    return rules.reasons_not_to_record(
        edition_state=session.edition.state,
        is_placed=session.starts_at is not None,
        is_cancelled=session.is_cancelled,
        has_begun=session.starts_at is not None and session.starts_at <= at,
    )


def overview(edition: Edition) -> Overview:
    """Every session with its count and every person with the minutes, in three queries."""
    sessions = list(held_sessions(edition))
    people = list(participants_queries.participants(edition))
    records = _by_session_and_person(AttendanceRecord.objects.filter(session__edition=edition))
    return Overview(
        sessions=tuple(_count(session, people, records) for session in sessions),
        people=tuple(
            PersonAttendance(person, _attendance(person, sessions, records)) for person in people
        ),
    )


def attendance_of(edition: Edition) -> dict[int, Attendance]:
    """The minutes of each participant's own sessions, by participant id, in three queries."""
    return {one.participant.pk: one.attendance for one in overview(edition).people}


def attendance_of_one(participant: Participant) -> Attendance:
    """The minutes of this participant alone."""
    records = _by_session_and_person(AttendanceRecord.objects.filter(participant=participant))
    return _attendance(participant, list(held_sessions(participant.edition)), records)


def facts(edition: Edition) -> dict[str, bool]:
    """What the life cycle asks of attendance."""
    return {"attendance_is_recorded": overview(edition).is_recorded}


# (session id, participant id) -> mark and minutes as they were recorded.
Records = Mapping[tuple[int, int], tuple[str, int]]


def _by_session_and_person(records: QuerySet[AttendanceRecord]) -> Records:
    rows = records.order_by().values_list(
        "session_id", "participant_id", "status", "minutes_present"
    )
    return {(session, person): (status, minutes) for session, person, status, minutes in rows}


def _count(session: Session, people: Iterable[Participant], records: Records) -> SessionCount:
    own = [person for person in people if _is_for(session, person)]
    recorded = sum((session.pk, person.pk) in records for person in own)
    return SessionCount(session, recorded, len(own))


def _attendance(person: Participant, sessions: Iterable[Session], records: Records) -> Attendance:
    own = [session for session in sessions if _is_for(session, person)]
    return Attendance(
        minutes_present=sum(_minutes(one, records.get((one.pk, person.pk))) for one in own),
        minutes_held=sum(one.minutes for one in own),
    )


def _minutes(session: Session, record: tuple[str, int] | None) -> int:
    if record is None:
        return 0
    # The length may have changed since the sheet was filled.
    status, minutes = record
    told = min(minutes, session.minutes)
    return rules.minutes_of(status, session_minutes=session.minutes, told=told)


def _is_for(session: Session, person: Participant) -> bool:
    return rules.is_for(
        session_group=session.group.code if session.group else "",
        participant_group=person.group_code,
    )
