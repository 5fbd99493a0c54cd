"""The printed timetable of an edition: days as columns, or the same as a list."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from samgak.printing.typesetting import primary_language, typeset


@dataclass(frozen=True)
class AgendaSession:
    """One session; times are the venue's local times, empty texts are left out."""

    starts_at: datetime
    ends_at: datetime
    title: str
    group: str = ""
    lecturer: str = ""
    room: str = ""
    languages: str = ""  # "Korean → Russian"
    interpreters: tuple[str, ...] = ()
    elsewhere: str = ""  # the same time for a remote lecturer: "14:00 Seoul"


@dataclass(frozen=True)
class AgendaDay:
    """One day; a day without sessions is printed with its note alone."""

    heading: str  # with the weekday: "Monday 25 August 2025"
    sessions: tuple[AgendaSession, ...]
    note: str = ""  # such as "Public holiday"


@dataclass(frozen=True)
class AgendaLabels:
    """The words of an agenda in its language; column names head the list form."""

    language: str  # BCP 47
    heading: str  # "Timetable"
    place_and_zone: str  # "Times are those of Astana (UTC+05:00)"
    under_each_title: str  # "Under each title: lecturer · room · languages · interpreters"
    page: str  # "Page {page} of {pages}", the braces as they are
    time: str
    session: str
    group: str
    lecturer: str
    room: str
    languages: str
    interpreters: str
    no_sessions: str  # "No session is planned yet."
    mark_alt: str
    remark: str = ""  # such as "Demonstration data"


@dataclass(frozen=True)
class Agenda:
    """The timetable of one edition in one language."""

    edition: str
    held: str  # dates and place
    organisers: tuple[str, ...]
    dated: date  # the day of the version printed
    days: tuple[AgendaDay, ...]
    labels: AgendaLabels


def agenda(data: Agenda, *, fonts: Path | None = None) -> bytes:
    """Return the timetable as PDF, A4 landscape: days as columns on a scale of time.

    Three days share a page, fewer when their texts need more room; a day that fits no column is
    printed as a list. The same data gives the same bytes. Raises Unprintable, FontsMissing.
    """
    return _print("agenda.typ", data, fonts)


def agenda_list(data: Agenda, *, fonts: Path | None = None) -> bytes:
    """Return the timetable as PDF, A4 landscape: one table for each day, in order of time.

    Columns that are empty in the whole edition are left out. Raises Unprintable, FontsMissing.
    """
    return _print("agenda_list.typ", data, fonts)


def _print(template: str, data: Agenda, fonts: Path | None) -> bytes:
    days = [_day(day) for day in data.days]
    filled = {
        "title": f"{data.labels.heading} – {data.edition}",
        "authors": data.organisers,
        "language": primary_language(data.labels.language),
        "dated": (data.dated.year, data.dated.month, data.dated.day),
        "mark_alt": data.labels.mark_alt,
        "labels": asdict(data.labels),
        "edition": data.edition,
        "held": data.held,
        "columns": _columns_in_use(days),
        "days": days,
    }
    return typeset(template, filled, dated=data.dated, fonts=fonts)


def _day(day: AgendaDay) -> dict[str, Any]:
    """Return the day with its sessions in order of time, each with its lane among the parallel."""
    ordered = sorted(day.sessions, key=lambda s: (s.starts_at, s.group, s.ends_at, s.title))
    return {
        "heading": day.heading,
        "note": day.note,
        "sessions": [
            _session(session) | {"lane": lane, "lanes": lanes}
            for session, (lane, lanes) in zip(ordered, lanes_of(ordered), strict=True)
        ],
    }


def _session(session: AgendaSession) -> dict[str, Any]:
    return {
        "from": session.starts_at.hour * 60 + session.starts_at.minute,
        "until": session.ends_at.hour * 60 + session.ends_at.minute,
        "time": f"{session.starts_at:%H:%M}–{session.ends_at:%H:%M}",
        "session": session.title,
        "group": session.group,
        "lecturer": session.lecturer,
        "room": session.room,
        "languages": session.languages,
        "interpreters": ", ".join(session.interpreters),
        "elsewhere": session.elsewhere,
    }


def lanes_of(ordered: Sequence[AgendaSession]) -> list[tuple[int, int]]:
    """Return (lane from 0, lanes side by side) for sessions given in order of their starts.

    Sessions that overlap, directly or through others, share one number of lanes.
    """
    lanes: list[tuple[int, int]] = []
    ends: list[datetime] = []  # of the cluster at hand, by lane
    cluster = 0  # index where it began
    for index, session in enumerate(ordered):
        if ends and session.starts_at >= max(ends):
            lanes[cluster:] = [(lane, len(ends)) for lane, _ in lanes[cluster:]]
            ends, cluster = [], index
        free = (lane for lane, end in enumerate(ends) if end <= session.starts_at)
        lane = next(free, len(ends))
        ends[lane : lane + 1] = [session.ends_at]
        lanes.append((lane, 0))
    lanes[cluster:] = [(lane, len(ends)) for lane, _ in lanes[cluster:]]
    return lanes


def _columns_in_use(days: list[dict[str, Any]]) -> list[str]:
    always = ("time", "session")
    optional = ("group", "lecturer", "room", "languages", "interpreters")
    sessions = [session for day in days for session in day["sessions"]]
    return [*always, *(key for key in optional if any(session[key] for session in sessions))]
