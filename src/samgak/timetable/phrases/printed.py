"""The agenda on paper."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from samgak.core import dates
from samgak.core.errors import RuleBroken
from samgak.printing.agendas import Agenda, AgendaDay, AgendaLabels, AgendaSession
from samgak.printing.agendas import agenda as print_agenda
from samgak.printing.typeface import Unprintable
from samgak.programmes.models import Edition, PartnerRole
from samgak.timetable import queries
from samgak.timetable.models import Session
from samgak.timetable.phrases.calendars import language_of
from samgak.timetable.phrases.words import clock_of, languages_of, lecturer_of, reader, text

ORGANISERS = (PartnerRole.Name.FACILITATING, PartnerRole.Name.PIVOTAL)


def agenda_pdf(edition: Edition, *, with_interpreters: bool, language: str = "") -> bytes:
    """The agenda as PDF, in the working language unless another is wanted.

    Raises RuleBroken for a text with characters that no document may carry.
    """
    with translation.override(language_of(edition, language)):
        data = _agenda(edition, with_interpreters=with_interpreters)
    try:
        return print_agenda(data)
    except Unprintable as refused:
        raise RuleBroken("agenda_not_printable") from refused


def _agenda(edition: Edition, *, with_interpreters: bool) -> Agenda:
    found = queries.agenda(edition, language=reader())
    city = text(edition.venue_city, edition.working_language)
    dated = found.changed_at.astimezone(edition.zone).date() if found.changed_at else None
    return Agenda(
        edition=text(edition.title, edition.working_language),
        held=f"{dates.date_range(edition.starts_on, edition.ends_on, reader())}, {city}",
        organisers=_organisers(edition),
        dated=dated or edition.starts_on,
        days=tuple(_day(day, edition, with_interpreters) for day in found.days),
        labels=_labels(edition),
    )


def _organisers(edition: Edition) -> tuple[str, ...]:
    roles = (
        PartnerRole.objects.filter(edition=edition, role__in=ORGANISERS)
        .exclude(organisation=None)
        .select_related("organisation")
    )
    names = [text(role.organisation.name, edition.working_language) for role in roles]
    return tuple(dict.fromkeys(names))


def _day(day: queries.Day, edition: Edition, with_interpreters: bool) -> AgendaDay:
    standing = [session for session in day.sessions if not session.is_cancelled]
    holiday = gettext("Public holiday: %(name)s") % {"name": day.holiday} if day.holiday else ""
    return AgendaDay(
        heading=dates.long_date(day.on, reader()),
        sessions=tuple(_session(one, edition, with_interpreters) for one in standing),
        note=holiday,
    )


def _session(session: Session, edition: Edition, with_interpreters: bool) -> AgendaSession:
    working, lecturer = edition.working_language, session.lecturer
    zone = lecturer.remote_timezone if lecturer else ""
    serving = session.interpreters.all() if with_interpreters else ()
    return AgendaSession(
        starts_at=session.starts_at.astimezone(edition.zone),
        ends_at=session.ends_at.astimezone(edition.zone),
        title=text(session.title, working),
        group=session.group.code if session.group else "",
        lecturer=lecturer_of(session, edition),
        room=text(session.room.name, working) if session.room else "",
        languages=languages_of(session, edition),
        interpreters=tuple(text(one.name, working) or one.code for one in serving),
        elsewhere=dates.time_with_place(session.starts_at, zone, reader()) if zone else "",
    )


def _labels(edition: Edition) -> AgendaLabels:
    return AgendaLabels(
        language=reader(),
        heading=gettext("Timetable"),
        place_and_zone=clock_of(edition),
        under_each_title=gettext("Under each title: lecturer · room · languages · interpreters"),
        page=gettext("Page {page} of {pages}"),
        time=gettext("Time"),
        session=gettext("Session"),
        group=gettext("Group"),
        lecturer=gettext("Lecturer"),
        room=gettext("Room"),
        languages=gettext("Languages"),
        interpreters=gettext("Interpreters"),
        no_sessions=gettext("No session is planned yet."),
        mark_alt=gettext("Samgak: a triangle of three bars"),
        remark=gettext("Demonstration data") if settings.DEMONSTRATION else "",
    )
