"""Sessions as calendar feeds that programmes subscribe to."""

from collections.abc import Iterable
from datetime import UTC, datetime

from django.utils import translation

from samgak.core import texts
from samgak.participants.models import Participant
from samgak.programmes.models import Edition
from samgak.standards.icalendar.model import Event
from samgak.standards.icalendar.write import feed
from samgak.timetable import queries
from samgak.timetable.models import Session
from samgak.timetable.phrases.words import languages_of, lecturer_of, place_of, text

LONG_AGO = datetime.fromtimestamp(0, tz=UTC)


def edition_feed(edition: Edition, *, language: str = "") -> bytes:
    """All placed sessions of an edition as iCalendar, cancelled ones marked so."""
    return _feed(edition, queries.sessions_by_time(edition), language)


def participant_feed(participant: Participant, *, language: str = "") -> bytes:
    """What the person attends as iCalendar: everyone's sessions and those of the own group."""
    edition = participant.edition
    sessions = queries.sessions_of_group(edition, group_code=participant.group_code)
    return _feed(edition, sessions, language)


def language_of(edition: Edition, wanted: str) -> str:
    """The wanted language where pages speak it, else the working language, else English."""
    spoken = (one for one in (wanted, edition.working_language) if one in texts.LANGUAGES)
    return next(spoken, "en")


def _feed(edition: Edition, sessions: Iterable[Session], language: str) -> bytes:
    with translation.override(language_of(edition, language)):
        events = [_event(session, edition) for session in sessions]
        # The same sessions give the same bytes, so that programmes may ask often.
        changed_at = max((event.modified_at for event in events), default=LONG_AGO)
        name = text(edition.title, edition.working_language)
        return feed(events, name=name, stamped_at=changed_at)


def _event(session: Session, edition: Edition) -> Event:
    about = (lecturer_of(session, edition), languages_of(session, edition))
    return Event(
        uid=f"{session.code}.{edition.code}@samgak",
        sequence=session.sequence,
        starts_at=session.starts_at.astimezone(edition.zone),
        ends_at=session.ends_at.astimezone(edition.zone),
        summary=text(session.title, edition.working_language),
        modified_at=session.placed_at or session.starts_at,
        location=place_of(session, edition),
        description="\n".join(filter(None, about)),
        is_cancelled=session.is_cancelled,
    )
