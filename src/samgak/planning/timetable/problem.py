"""The timetable problem in the words of a programme officer, and its answers. Plain data only.

Local times are naive and read in the venue's zone; answers carry aware times of that zone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

EVERYONE = ""  # the group of a session that is for all people of the edition


class NoAnswer(Exception):
    """The effort ran out before a timetable was found or proved impossible."""


@dataclass(frozen=True)
class Hours:
    first: time
    last: time
    slot_minutes: int
    break_minutes: int
    break_after_minutes: int
    lunch: tuple[time, time] | None = None


@dataclass(frozen=True)
class Session:
    code: str
    minutes: int
    language: str
    kind: str = "lecture"
    lecturer: str | None = None
    room: str | None = None
    group: str = EVERYONE
    at: datetime | None = None  # local start
    after: tuple[str, ...] = ()  # sessions that end before this one starts


@dataclass(frozen=True)
class Room:
    code: str
    seats: int
    booths: int = 0


@dataclass(frozen=True)
class Remote:
    """A lecturer who teaches from elsewhere, within these hours there (past midnight if needed)."""

    timezone: str
    hours_from: time
    hours_until: time


@dataclass(frozen=True)
class Lecturer:
    code: str
    languages: tuple[str, ...] = ()
    away: tuple[tuple[datetime, datetime], ...] = ()  # local, end excluded
    remote: Remote | None = None


@dataclass(frozen=True)
class Interpreter:
    code: str
    pairs: frozenset[str]  # "ko-ru": spoken ko, heard in the working language ru


@dataclass(frozen=True)
class Problem:
    """One edition: `days` are those that may be used, of the dates `starts_on` to `ends_on`.

    `people` is how many the edition has seats for; sessions of everyone need a seat for each, or
    for all groups together when that is more. Raises ValueError for a reference to nothing.
    """

    starts_on: date
    ends_on: date
    days: tuple[date, ...]
    timezone: str
    working_language: str
    people: int
    hours: Hours
    sessions: tuple[Session, ...]
    rooms: tuple[Room, ...] = ()
    lecturers: tuple[Lecturer, ...] = ()
    interpreters: tuple[Interpreter, ...] = ()
    groups: Mapping[str, int] = field(default_factory=dict)  # people in each; they share nobody

    def __post_init__(self) -> None:
        codes = [session.code for session in self.sessions]
        rooms = {room.code for room in self.rooms} | {None}
        lecturers = {lecturer.code for lecturer in self.lecturers} | {None}
        groups = {*self.groups, EVERYONE}
        if len(set(codes)) != len(codes):
            raise ValueError("two sessions have the same code")
        for session in self.sessions:
            known = session.room in rooms and session.lecturer in lecturers
            if not (known and session.group in groups and set(session.after) <= set(codes)):
                raise ValueError(f"session {session.code} names what the problem does not have")

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    def session(self, code: str) -> Session:
        return next(session for session in self.sessions if session.code == code)

    def lecturer_of(self, session: Session) -> Lecturer | None:
        return next((one for one in self.lecturers if one.code == session.lecturer), None)

    def people_of(self, session: Session) -> int:
        """Return how many people sit in the session."""
        if session.group == EVERYONE:
            return max(self.people, sum(self.groups.values()))
        return self.groups[session.group]

    def audiences(self) -> tuple[str, ...]:
        """Return the groups whose days are counted: the groups, or everyone when there are none."""
        return tuple(self.groups) or (EVERYONE,)

    def attended_by(self, group: str) -> tuple[Session, ...]:
        return tuple(one for one in self.sessions if one.group in (group, EVERYONE))

    def pair_of(self, session: Session) -> str:
        """Return the language pair an interpreter needs; empty in the working language."""
        if session.language == self.working_language:
            return ""
        return f"{session.language}-{self.working_language}"

    def interpreters_needed(self, session: Session) -> int:
        if not self.pair_of(session):
            return 0
        return 1 if session.minutes <= LONGEST_TURN_MINUTES else 2


LONGEST_TURN_MINUTES = 45  # one interpreter alone works no longer than this
MOST_MINUTES_A_DAY = 360  # of one interpreter


@dataclass(frozen=True)
class Placement:
    """When and where a session is held, and who interprets; times are aware, of any zone."""

    starts_at: datetime
    ends_at: datetime
    room: str | None
    interpreters: tuple[str, ...] = ()


@dataclass(frozen=True)
class Timetable:
    """The best timetable found; `bounds` has the proven least value of each of its three measures.

    `day_spread_minutes`: for the same people (each group, or everyone), minutes of sessions on
    their longest day less those on their shortest, over all usable days; the largest of the groups.
    `days_apart`: calendar days from a session to one that comes `after` it, summed over the pairs.
    `lecturer_days`: days on which a lecturer who is not remote has a session, summed.
    The bound of a later measure is proven for the values reached by the earlier ones.
    """

    placements: Mapping[str, Placement]
    day_spread_minutes: int
    days_apart: int
    lecturer_days: int
    bounds: Mapping[str, int]
    proven: bool


@dataclass(frozen=True)
class Clash:
    """One rule, for these sessions, out of an irreducible set; rules.py lists codes and params."""

    code: str
    sessions: tuple[str, ...]
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class NoTimetable:
    """No timetable keeps all of these rules; it would if any one of them were left out.

    `irreducible` is False when the effort ran out before every one of them was tried.
    """

    clashing: tuple[Clash, ...]
    irreducible: bool = True


@dataclass(frozen=True)
class Broken:
    """One rule that a placement by hand breaks, and the sessions it touches."""

    code: str
    sessions: tuple[str, ...]
    params: Mapping[str, object] = field(default_factory=dict)
