"""What a card of the timetable says: names, languages, places, measures."""

from datetime import datetime, time
from typing import Any

from django.utils.translation import get_language, gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from samgak.core import dates, texts
from samgak.core.places import language_name
from samgak.programmes.models import Edition
from samgak.timetable.models import Session

KIND_TEXTS = {
    "plenary": pgettext_lazy("kind of session", "Plenary"),
    "lecture": pgettext_lazy("kind of session", "Lecture"),
    "discussion": pgettext_lazy("kind of session", "Discussion"),
    "practice": pgettext_lazy("kind of session", "Practice"),
    "workshop": pgettext_lazy("kind of session", "Workshop"),
    "test": pgettext_lazy("kind of session", "Test"),
    "visit": pgettext_lazy("kind of session", "Visit"),
}
MEASURE_TEXTS = {
    "day_spread_minutes": _("Minutes between the longest and the shortest working day"),
    "days_apart": _("Days between sessions that build on one another, summed"),
    "lecturer_days": _("Days on which lecturers are on site, summed"),
}


def text(value: Any, working: str) -> str:
    """A text in the reader's language or the nearest there is."""
    return texts.shown(value, reader=reader(), working=working).text


def reader() -> str:
    return get_language() or "en"


def languages_of(session: Session, edition: Edition) -> str:
    """The language of a session, and the one into which it is interpreted."""
    spoken = language_name(session.language, reader())
    if session.language == edition.working_language:
        return spoken
    heard = language_name(edition.working_language, reader())
    names = {"spoken": spoken, "heard": heard}
    return pgettext("languages of a session", "%(spoken)s → %(heard)s") % names


def lecturer_of(session: Session, edition: Edition) -> str:
    """The lecturer's name and organisation, as far as they are known."""
    lecturer = session.lecturer
    if lecturer is None:
        return ""
    working = edition.working_language
    house = text(lecturer.organisation.name, working) if lecturer.organisation else ""
    return ", ".join(filter(None, (text(lecturer.name, working), house)))


def place_of(session: Session, edition: Edition) -> str:
    """The room and the house in which it is."""
    working = edition.working_language
    room = text(session.room.name, working) if session.room else ""
    parts = (room, text(edition.venue_name, working), text(edition.venue_city, working))
    return ", ".join(filter(None, dict.fromkeys(parts)))


def clock_of(edition: Edition) -> str:
    """Whose clock the times are read from."""
    first = datetime.combine(edition.starts_on, time(12), tzinfo=edition.zone)
    city = text(edition.venue_city, edition.working_language)
    place = city or dates.city_of(edition.venue_timezone, reader())
    offset = f"{first:%z}"
    names = {"place": place, "offset": f"{offset[:3]}:{offset[3:]}"}
    return gettext("Times are those of %(place)s (UTC%(offset)s)") % names
