"""Reads the timetable problem: hours, places, people who teach and interpret, sessions."""

from collections.abc import Iterator

from samgak.exchange.rules import model, times, values
from samgak.exchange.rules.model import (
    Group,
    Hours,
    Interpreter,
    Lecturer,
    Remote,
    Room,
    Session,
    Timetable,
)
from samgak.exchange.rules.partners import ORGANISATION
from samgak.exchange.rules.reading import (
    Fields,
    Place,
    UnreadableError,
    each,
    each_once,
    entries,
    item_with,
)

DAY_MINUTES = 24 * 60


def timetable(fields: Fields) -> Timetable:
    return Timetable(
        hours=fields.need("hours", hours),
        sessions=fields.need("sessions", sessions),
        rooms=fields.may("rooms", each(room, unique=_code, key="code"), ()),
        lecturers=fields.may("lecturers", each(lecturer, unique=_code, key="code"), ()),
        interpreters=fields.may("interpreters", each(interpreter, unique=_code, key="code"), ()),
        groups=fields.may("groups", groups, ()),
    )


def _code(thing: Room | Lecturer | Interpreter | Session) -> str:
    return thing.code


def hours(place: Place) -> Hours:
    fields = Fields(
        place,
        "first",
        "last",
        "lunch",
        "slot_minutes",
        "break_minutes",
        "break_after_minutes",
        "weekends",
        "holidays",
    )
    minutes = values.whole(most=DAY_MINUTES)
    found = Hours(
        first=fields.need("first", times.clock),
        last=fields.need("last", times.clock),
        slot_minutes=fields.need("slot_minutes", values.whole(1, DAY_MINUTES)),
        lunch=fields.may("lunch", times.clock_range),
        break_minutes=fields.may("break_minutes", minutes, 0),
        break_after_minutes=fields.may("break_after_minutes", minutes),
        weekends=fields.may("weekends", values.boolean, False),
        holidays=fields.may("holidays", values.boolean, True),
    )
    if found.first is not None and found.last is not None:
        _note_impossible_hours(fields, found)
    return found


def _note_impossible_hours(fields: Fields, found: Hours) -> None:
    if found.last <= found.first:
        fields.note("last", "last_not_after_first")
    elif found.lunch and not found.first <= found.lunch[0] < found.lunch[1] <= found.last:
        fields.note("lunch", "lunch_outside_hours")


def room(place: Place) -> Room:
    fields = Fields(place, "code", "name", "seats", "booths")
    return Room(
        code=fields.need("code", values.code()),
        name=fields.may("name", values.text(limit=200), {}),
        seats=fields.need("seats", values.whole(1)),
        booths=fields.may("booths", values.whole(most=values.LARGEST_SMALL), 0),
    )


def groups(place: Place) -> tuple[Group, ...]:
    found = []
    for code, where in entries(place):
        if len(code) > 40 or not values.CODE.fullmatch(code):
            where.note("not_code", value=code)
        try:
            found.append(Group(code=code, people=values.whole(1)(where)))
        except UnreadableError:
            continue
    return tuple(found)


def lecturer(place: Place) -> Lecturer:
    fields = Fields(place, "code", "organisation", "languages", "away", "remote")
    return Lecturer(
        code=fields.need("code", values.code()),
        organisation=fields.may("organisation", ORGANISATION),
        languages=fields.may("languages", each_once(values.language), ()),
        away=tuple(sorted(set(fields.may("away", each(times.local_period)) or ()))),
        remote=fields.may("remote", remote),
    )


def remote(place: Place) -> Remote:
    fields = Fields(place, "timezone", "from", "until")
    found = Remote(
        timezone=fields.need("timezone", values.timezone),
        hours_from=fields.need("from", times.clock),
        hours_until=fields.need("until", times.clock),
    )
    if found.hours_from is not None and found.hours_from == found.hours_until:
        fields.note("until", "hours_are_empty")
    return found


def interpreter(place: Place) -> Interpreter:
    fields = Fields(place, "code", "pairs")
    return Interpreter(
        code=fields.need("code", values.code()),
        pairs=fields.need("pairs", each_once(values.language_pair)),
    )


def sessions(place: Place) -> tuple[Session, ...]:
    found = each(session, unique=_code, key="code")(place)
    for circle in circles(found):
        where = item_with(place, "code", circle[0], shown="after")
        where.note("sessions_in_a_circle", codes=", ".join(circle))
    return found


def session(place: Place) -> Session:
    fields = Fields(
        place,
        "code",
        "title",
        "minutes",
        "kind",
        "language",
        "lecturer",
        "room",
        "group",
        "at",
        "after",
    )
    found = Session(
        code=fields.need("code", values.code(limit=64)),
        title=fields.need("title", values.text()),
        minutes=fields.need("minutes", values.whole(1, DAY_MINUTES)),
        kind=fields.need("kind", values.one_of(*model.SESSION_KINDS)),
        language=fields.may("language", values.language, place.reading.working),
        lecturer=fields.may("lecturer", values.reference("lecturers")),
        room=fields.may("room", values.reference("rooms")),
        group=fields.may("group", values.reference("groups")),
        at=fields.may("at", times.local_time),
        after=tuple(sorted(fields.may("after", each_once(values.reference("sessions"))) or ())),
    )
    _note_start_outside_edition(fields, found, place)
    return found


def _note_start_outside_edition(fields: Fields, found: Session, place: Place) -> None:
    first, last = place.reading.starts_on, place.reading.ends_on
    if found.at and first and last and not first <= found.at.date() <= last:
        fields.note("at", "outside_edition", first=first.isoformat(), last=last.isoformat())


def circles(sessions: tuple[Session, ...]) -> Iterator[tuple[str, ...]]:
    """Each circle of sessions that would have to end before themselves, as codes in order."""
    earlier = {session.code: session.after for session in sessions}
    done: set[str] = set()
    for start in earlier:
        path = _circle_from(start, earlier, done)
        if path:
            yield path


def _circle_from(
    start: str, earlier: dict[str, tuple[str, ...]], done: set[str]
) -> tuple[str, ...]:
    """Depth first without recursion: a code met again on the open path closes a circle."""
    path: list[str] = []
    left = [[start]]
    while left:
        if not left[-1]:
            left.pop()
            if path:
                done.add(path.pop())
            continue
        code = left[-1].pop()
        if code in path:
            done.update(path)
            return tuple(path[path.index(code) :])
        if code in earlier and code not in done:
            path.append(code)
            left.append(list(earlier[code]))
    return ()
