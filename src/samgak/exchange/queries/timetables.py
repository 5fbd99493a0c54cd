"""The timetable problem of an edition as the file says it, times as the venue's clocks show them."""

from datetime import datetime

from samgak.exchange.queries.fields import text
from samgak.exchange.rules import model
from samgak.programmes.models import Edition
from samgak.timetable.models import Group, Hours, Interpreter, Lecturer, Room, Session


def timetable(edition: Edition, hours: Hours) -> model.Timetable:
    sessions = Session.objects.filter(edition=edition)
    lecturers = Lecturer.objects.filter(edition=edition)
    return model.Timetable(
        hours=_hours(hours),
        sessions=tuple(
            _session(one, edition)
            for one in sessions.select_related("lecturer", "room_wanted", "group").prefetch_related(
                "after"
            )
        ),
        rooms=tuple(
            model.Room(
                code=one.code, name=text(one.name, edition), seats=one.seats, booths=one.booths
            )
            for one in Room.objects.filter(edition=edition)
        ),
        lecturers=tuple(
            _lecturer(one, edition)
            for one in lecturers.select_related("organisation").prefetch_related("absences")
        ),
        interpreters=tuple(
            model.Interpreter(code=one.code, pairs=tuple(one.pairs))
            for one in Interpreter.objects.filter(edition=edition)
        ),
        groups=tuple(
            model.Group(code=one.code, people=one.people)
            for one in Group.objects.filter(edition=edition)
        ),
    )


def _hours(hours: Hours) -> model.Hours:
    return model.Hours(
        first=hours.first,
        last=hours.last,
        slot_minutes=hours.slot_minutes,
        lunch=(hours.lunch_from, hours.lunch_until) if hours.lunch_from else None,
        break_minutes=hours.break_minutes,
        break_after_minutes=hours.break_after_minutes,
        weekends=hours.weekends,
        holidays=hours.holidays,
    )


def _local(moment: datetime, edition: Edition) -> datetime:
    return moment.astimezone(edition.zone).replace(tzinfo=None)


def _lecturer(one: Lecturer, edition: Edition) -> model.Lecturer:
    return model.Lecturer(
        code=one.code,
        organisation=one.organisation.key if one.organisation else None,
        languages=tuple(one.languages),
        away=tuple(
            (_local(absence.away_from, edition), _local(absence.away_until, edition))
            for absence in one.absences.all()
        ),
        remote=model.Remote(one.remote_timezone, one.remote_from, one.remote_until)
        if one.remote_timezone
        else None,
    )


def _session(one: Session, edition: Edition) -> model.Session:
    return model.Session(
        code=one.code,
        title=text(one.title, edition),
        minutes=one.minutes,
        kind=one.kind,
        language=one.language,
        lecturer=one.lecturer.code if one.lecturer else None,
        room=one.room_wanted.code if one.room_wanted else None,
        group=one.group.code if one.group else None,
        at=_local(one.fixed_at, edition) if one.fixed_at else None,
        after=tuple(sorted(earlier.code for earlier in one.after.all())),
    )
