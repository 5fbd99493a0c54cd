"""Stores the timetable problem; where and when sessions were placed is not the file's matter."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from samgak.exchange.rules import model
from samgak.exchange.services.parties import Organisations, id_of
from samgak.exchange.services.rows import Ledger, remove, save, settle
from samgak.programmes.models import Edition
from samgak.timetable.models import (
    Group,
    Hours,
    Interpreter,
    Lecturer,
    LecturerAbsence,
    Occupation,
    Room,
    Session,
)

CODE = ("code",)
TABLES: dict[str, Any] = {
    "rooms": Room,
    "groups": Group,
    "lecturers": Lecturer,
    "interpreters": Interpreter,
}
# Rows that belong to a lecturer or session and go with it.
OWN = frozenset({LecturerAbsence, Occupation})

Ids = dict[str, dict[str | None, int | None]]


def store(
    edition: Edition, found: model.Timetable, organisations: Organisations, ledger: Ledger
) -> None:
    _store_hours(edition, found.hours, ledger)
    ids: Ids = {}
    vanished = {}
    for section, wanted in _things(found, organisations).items():
        rows = TABLES[section].objects.filter(edition=edition)
        kept, vanished[section] = settle(
            rows, wanted, key=CODE, section=section, ledger=ledger, edition=edition
        )
        ids[section] = {None: None} | {row.code: row.pk for row in kept}
    _store_absences(edition, found.lecturers, ids["lecturers"], ledger)
    _store_sessions(edition, found.sessions, ids, ledger)
    # Only now does no session need what vanished from the file.
    for section, left in vanished.items():
        remove(left, section=section, ledger=ledger, own=OWN)


def _things(
    found: model.Timetable, organisations: Organisations
) -> dict[str, list[dict[str, object]]]:
    """The values of all that sessions refer to, by section of the file."""
    return {
        "rooms": [vars(room) for room in found.rooms],
        "groups": [vars(group) for group in found.groups],
        "lecturers": [_lecturer(lecturer, organisations) for lecturer in found.lecturers],
        "interpreters": [
            {"code": one.code, "pairs": list(one.pairs)} for one in found.interpreters
        ],
    }


def _lecturer(lecturer: model.Lecturer, organisations: Organisations) -> dict[str, object]:
    remote = lecturer.remote
    return {
        "code": lecturer.code,
        "organisation_id": id_of(lecturer.organisation, organisations),
        "languages": list(lecturer.languages),
        "remote_timezone": remote.timezone if remote else "",
        "remote_from": remote.hours_from if remote else None,
        "remote_until": remote.hours_until if remote else None,
    }


def _store_hours(edition: Edition, found: model.Hours, ledger: Ledger) -> None:
    lunch_from, lunch_until = found.lunch or (None, None)
    values = {
        "first": found.first,
        "last": found.last,
        "lunch_from": lunch_from,
        "lunch_until": lunch_until,
        "slot_minutes": found.slot_minutes,
        "break_minutes": found.break_minutes,
        "break_after_minutes": found.break_after_minutes,
        "weekends": found.weekends,
        "holidays": found.holidays,
    }
    hours = Hours.objects.filter(edition=edition).first() or Hours(edition=edition)
    save(hours, values, section="hours", ledger=ledger)


def _store_absences(
    edition: Edition,
    found: tuple[model.Lecturer, ...],
    ids: dict[str | None, int | None],
    ledger: Ledger,
) -> None:
    zone = edition.zone
    before: dict[int | None, set[tuple[datetime, datetime]]] = defaultdict(set)
    for absence in LecturerAbsence.objects.filter(lecturer__edition=edition):
        before[absence.lecturer_id].add((absence.away_from, absence.away_until))
    for lecturer in found:
        pk = ids[lecturer.code]
        periods = {
            (begin.replace(tzinfo=zone), end.replace(tzinfo=zone)) for begin, end in lecturer.away
        }
        if before[pk] == periods:
            continue
        LecturerAbsence.objects.filter(lecturer=pk).delete()
        for begin, end in sorted(periods):
            LecturerAbsence.objects.create(lecturer_id=pk, away_from=begin, away_until=end)
        ledger.count("absences", "changed")


def _store_sessions(
    edition: Edition, found: tuple[model.Session, ...], ids: Ids, ledger: Ledger
) -> None:
    wanted = [_session(session, edition, ids) for session in found]
    rows = Session.objects.filter(edition=edition)
    kept, left = settle(rows, wanted, key=CODE, section="sessions", ledger=ledger, edition=edition)
    by_code = {row.code: row for row in kept}
    for session in found:
        _store_order(by_code[session.code], {by_code[code].pk for code in session.after}, ledger)
    placed = [row for row in left if row.starts_at is not None]
    for row in placed:
        ledger.note("sessions", "session_is_placed", name=row.code)
    unplaced = [row for row in left if row not in placed]
    remove(unplaced, section="sessions", ledger=ledger, own=OWN)


def _session(session: model.Session, edition: Edition, ids: Ids) -> dict[str, object]:
    return {
        "code": session.code,
        "title": session.title,
        "minutes": session.minutes,
        "kind": session.kind,
        "language": session.language,
        "lecturer_id": ids["lecturers"][session.lecturer],
        "room_wanted_id": ids["rooms"][session.room],
        "group_id": ids["groups"][session.group],
        "fixed_at": session.at.replace(tzinfo=edition.zone) if session.at else None,
    }


def _store_order(row: Session, earlier: set[int], ledger: Ledger) -> None:
    if earlier != set(row.after.values_list("pk", flat=True)):
        row.after.set(earlier)
        ledger.count("order", "changed")
