from zoneinfo import ZoneInfo

from django import template
from django.utils.translation import get_language

from samgak.core import dates
from samgak.timetable import phrases

register = template.Library()


@register.simple_tag
def hours_of(session, edition):
    """From when to when a session is held, by the venue's clock."""
    starts, ends = (one.astimezone(edition.zone) for one in (session.starts_at, session.ends_at))
    return f"{dates.clock_time(starts)}\u2013{dates.clock_time(ends)}"


@register.simple_tag
def time_elsewhere(moment, edition, zone):
    """The same moment by another clock, with its day where that differs from the venue's."""
    language = get_language() or "en"
    shown = dates.time_with_place(moment, zone, language)
    there = moment.astimezone(ZoneInfo(zone)).date()
    if there == moment.astimezone(edition.zone).date():
        return shown
    return f"{dates.short_day(there, language)}, {shown}"


@register.simple_tag
def session_languages(session, edition):
    """The language of a session, and the one into which it is interpreted."""
    return phrases.languages_of(session, edition)


@register.simple_tag
def session_lecturer(session, edition):
    """Who teaches, and for which organisation."""
    return phrases.lecturer_of(session, edition)


@register.simple_tag
def session_interpreters(session, edition):
    """Who interprets."""
    working = edition.working_language
    return ", ".join(
        phrases.text(one.name, working) or one.code for one in session.interpreters.all()
    )


@register.simple_tag
def clock_of(edition):
    """Whose clock the times are read from."""
    return phrases.clock_of(edition)


@register.filter
def kind_name(kind):
    """What kind of session it is."""
    return phrases.KIND_TEXTS[kind]


@register.filter
def measure_name(code):
    """What a measure of the planner counts."""
    return phrases.MEASURE_TEXTS[code]


@register.filter
def city(zone):
    """The place a time zone is named after."""
    return dates.city_of(zone, get_language() or "en")
