"""The edition's sessions as the planner's problem, and their placements as its answer."""

from datetime import datetime

from django.db.models import Q

from samgak.planning.timetable import calendar_days
from samgak.planning.timetable import problem as planner
from samgak.programmes.models import Call, Edition
from samgak.timetable.models import Group, Hours, Interpreter, Lecturer, Room, Session

NEVER = 24 * 60  # minutes after which a break is due, where the edition asks for none


def calendar(edition: Edition, *, language: str = "") -> tuple[calendar_days.CalendarDay, ...]:
    """Every date of the edition, whether it may be used, and the name of its public holiday."""
    hours = Hours.objects.get(edition=edition)
    return calendar_days.calendar_days(
        starts_on=edition.starts_on,
        ends_on=edition.ends_on,
        country=edition.venue_country,
        weekends=hours.weekends,
        holidays=hours.holidays,
        language=language,
    )


def planning_problem(edition: Edition, *, including: Session | None = None) -> planner.Problem:
    """The problem of `planning.timetable`, in a constant number of queries; cancelled sessions aside.

    A cancelled session is among them when it is the one to be included.
    """
    call = Call.objects.filter(edition=edition).first()
    groups = Group.objects.filter(edition=edition)
    return planner.Problem(
        starts_on=edition.starts_on,
        ends_on=edition.ends_on,
        days=calendar_days.usable_days(calendar(edition)),
        timezone=edition.venue_timezone,
        working_language=edition.working_language,
        people=call.seats if call else 0,
        hours=_hours(Hours.objects.get(edition=edition)),
        sessions=tuple(_session(session, edition) for session in _standing(edition, including)),
        rooms=tuple(
            planner.Room(room.code, room.seats, room.booths)
            for room in Room.objects.filter(edition=edition)
        ),
        lecturers=tuple(
            _lecturer(lecturer, edition)
            for lecturer in Lecturer.objects.filter(edition=edition).prefetch_related("absences")
        ),
        interpreters=tuple(
            planner.Interpreter(interpreter.code, frozenset(interpreter.pairs))
            for interpreter in Interpreter.objects.filter(edition=edition)
        ),
        groups={group.code: group.people for group in groups},
    )


def placements(edition: Edition) -> dict[str, planner.Placement]:
    """Where and when the standing sessions are placed now."""
    return {
        session.code: planner.Placement(
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            room=session.room.code if session.room else None,
            interpreters=tuple(sorted(one.code for one in session.interpreters.all())),
        )
        for session in _standing(edition)
        if session.starts_at
    }


def _standing(edition: Edition, including: Session | None = None):
    wanted = Q(is_cancelled=False) | Q(pk=including.pk if including else None)
    return (
        Session.objects.filter(wanted, edition=edition)
        .select_related("lecturer", "room", "room_wanted", "group")
        .prefetch_related("after", "interpreters")
    )


def _hours(hours: Hours) -> planner.Hours:
    lunch = (hours.lunch_from, hours.lunch_until) if hours.lunch_from else None
    after = hours.break_after_minutes
    return planner.Hours(
        first=hours.first,
        last=hours.last,
        slot_minutes=hours.slot_minutes,
        break_minutes=hours.break_minutes,
        break_after_minutes=NEVER if after is None else after,
        lunch=lunch,
    )


def _local(moment: datetime, edition: Edition) -> datetime:
    return moment.astimezone(edition.zone).replace(tzinfo=None)


def _session(session: Session, edition: Edition) -> planner.Session:
    return planner.Session(
        code=session.code,
        minutes=session.minutes,
        language=session.language,
        kind=session.kind,
        lecturer=session.lecturer.code if session.lecturer else None,
        room=session.room_wanted.code if session.room_wanted else None,
        group=session.group.code if session.group else planner.EVERYONE,
        at=_local(session.fixed_at, edition) if session.fixed_at else None,
        after=tuple(earlier.code for earlier in session.after.all() if not earlier.is_cancelled),
    )


def _lecturer(lecturer: Lecturer, edition: Edition) -> planner.Lecturer:
    remote = None
    if lecturer.remote_timezone:
        remote = planner.Remote(
            lecturer.remote_timezone, lecturer.remote_from, lecturer.remote_until
        )
    return planner.Lecturer(
        code=lecturer.code,
        languages=tuple(lecturer.languages),
        away=tuple(
            (_local(one.away_from, edition), _local(one.away_until, edition))
            for one in lecturer.absences.all()
        ),
        remote=remote,
    )
