"""An edition as several apps know it together."""

from dataclasses import dataclass
from datetime import date

from samgak.programmes import queries as programmes
from samgak.programmes.models import Edition
from samgak.timetable.models import Session


@dataclass(frozen=True)
class Day:
    """The sessions of one day, in the venue's date."""

    day: date
    sessions: tuple[Session, ...]


def days_of(edition: Edition) -> tuple[Day, ...]:
    """The placed sessions by the venue's days; empty until there is a timetable."""
    placed = (
        Session.objects.filter(edition=edition, starts_at__isnull=False, is_cancelled=False)
        .select_related("room")
        .order_by("starts_at", "position")
    )
    by_day: dict[date, list[Session]] = {}
    for session in placed:
        by_day.setdefault(session.starts_at.astimezone(edition.zone).date(), []).append(session)
    return tuple(Day(day=day, sessions=tuple(held)) for day, held in by_day.items())


def contents_of(edition: Edition):
    """The titles of what is taught, in the order of the edition file."""
    return Session.objects.filter(edition=edition, is_cancelled=False).only("title", "minutes")


def texts_of_sessions(edition: Edition) -> list[tuple[str, object]]:
    """The titles of the sessions, for the completeness meter."""
    return [("session", session.title) for session in contents_of(edition)]


def completeness(edition: Edition) -> programmes.Completeness:
    """How far all texts of the edition, sessions included, are written in each language."""
    return programmes.completeness(edition, texts_of_sessions(edition))


@dataclass(frozen=True)
class EditionsByTime:
    """Editions as a list shows them: what runs today, what comes, what was."""

    running: tuple[Edition, ...]
    coming: tuple[Edition, ...]
    past: tuple[Edition, ...]

    def __bool__(self) -> bool:
        return bool(self.running or self.coming or self.past)


def by_time(editions, *, today: date) -> EditionsByTime:
    """The editions of a queryset, divided by their dates; the next to come stands first."""
    found = list(editions.order_by("starts_on", "code"))
    return EditionsByTime(
        running=tuple(one for one in found if one.starts_on <= today <= one.ends_on),
        coming=tuple(one for one in found if one.starts_on > today),
        past=tuple(one for one in reversed(found) if one.ends_on < today),
    )
