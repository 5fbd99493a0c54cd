"""An edition as several apps know it together."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator

from samgak.programmes import queries as programmes
from samgak.programmes import rules_kinds
from samgak.programmes.models import Edition
from samgak.timetable.models import Session

EDITIONS_PER_PAGE = 50


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
    """The titles of the sessions, for the completeness meter; of kinds that have sessions."""
    if not rules_kinds.has(edition.kind, "timetable"):
        return []
    return [("session", session.title) for session in contents_of(edition)]


def completeness(edition: Edition) -> programmes.Completeness:
    """How far all texts of the edition, sessions included, are written in each language."""
    return programmes.completeness(edition, texts_of_sessions(edition))


def countries_of(editions) -> list[str]:
    """The countries in which editions of a queryset are held."""
    return list(
        editions.order_by("venue_country").values_list("venue_country", flat=True).distinct()
    )


def filtered(editions, *, kind: str = "", country: str = ""):
    """The editions of a kind and a venue's country, where these are given."""
    wanted = {"kind": kind, "venue_country": country}
    return editions.filter(**{name: value for name, value in wanted.items() if value})


@dataclass(frozen=True)
class EditionsByTime:
    """Editions as a list shows them: what runs today, what comes, and a page of what was."""

    running: tuple[Edition, ...]
    coming: tuple[Edition, ...]
    past: Page

    def __bool__(self) -> bool:
        return bool(self.running or self.coming or self.past.object_list)


def by_time(editions, *, today: date, page: str | None = None) -> EditionsByTime:
    """The editions of a queryset, divided by their dates; the next to come stands first."""
    ahead = list(editions.filter(ends_on__gte=today).order_by("starts_on", "code"))
    past = editions.filter(ends_on__lt=today).order_by("-starts_on", "code")
    return EditionsByTime(
        running=tuple(one for one in ahead if one.starts_on <= today),
        coming=tuple(one for one in ahead if one.starts_on > today),
        past=Paginator(past, EDITIONS_PER_PAGE).get_page(page),
    )
