"""Small editions for the tests, and the Astana edition as a problem."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from ruamel.yaml import YAML

from samgak.planning.timetable.calendar_days import calendar_days, usable_days
from samgak.planning.timetable.problem import (
    Hours,
    Interpreter,
    Lecturer,
    Placement,
    Problem,
    Remote,
    Room,
    Session,
)

DEMONSTRATION = Path(__file__).parents[3] / "src" / "samgak" / "exchange" / "demonstration"
ASTANA = DEMONSTRATION / "astana-2025" / "edition.yaml"
MONDAY, TUESDAY = date(2025, 8, 25), date(2025, 8, 26)
HOURS = Hours(time(9), time(18), 15, 15, 120, (time(12, 30), time(13, 30)))
HALL, LAB = Room("hall", 60, booths=1), Room("lab", 24)
KOREAN = tuple(Interpreter(f"i-{number}", frozenset({"ko-ru"})) for number in (1, 2, 3))


def session(code, minutes=60, language="ru", **more):
    return Session(code, minutes, language, **more)


def problem(*sessions, days=(MONDAY,), **changes):
    usual = {
        "starts_on": days[0],
        "ends_on": days[-1],
        "days": days,
        "timezone": "Asia/Almaty",
        "working_language": "ru",
        "people": 20,
        "hours": HOURS,
        "sessions": sessions,
        "rooms": (HALL, LAB),
        "lecturers": (Lecturer("kim"), Lecturer("saparova")),
        "interpreters": KOREAN,
    }
    return Problem(**usual | changes)


def moment(text, day=MONDAY):
    return datetime.combine(day, time.fromisoformat(text))


def placed(edition, *, day=MONDAY, rooms=None, interpreters=None, **starts):
    """Placements of sessions by their start; in the hall unless said otherwise."""
    made = {}
    for code, text in starts.items():
        start = moment(text, day).replace(tzinfo=edition.zone)
        end = start + timedelta(minutes=edition.session(code).minutes)
        room = (rooms or {}).get(code, "hall")
        made[code] = Placement(start, end, room, (interpreters or {}).get(code, ()))
    return made


def local(timetable, edition, code):
    """When a session starts: ("2025-08-25", "09:00")."""
    start = timetable.placements[code].starts_at.astimezone(edition.zone)
    return str(start.date()), f"{start:%H:%M}"


def astana():
    file = YAML(typ="safe").load(ASTANA)
    first_to_last = {"starts_on": file["starts_on"], "ends_on": file["ends_on"]}
    country = file["venue"]["country"]
    hours, lunch = file["hours"], file["hours"]["lunch"].split("-")
    return Problem(
        **first_to_last,
        days=usable_days(
            calendar_days(**first_to_last, country=country, weekends=False, holidays=True)
        ),
        timezone=file["venue"]["timezone"],
        working_language=file["languages"]["working"],
        people=file["call"]["seats"],
        hours=Hours(
            time.fromisoformat(hours["first"]),
            time.fromisoformat(hours["last"]),
            hours["slot_minutes"],
            hours["break_minutes"],
            hours["break_after_minutes"],
            (time.fromisoformat(lunch[0]), time.fromisoformat(lunch[1])),
        ),
        sessions=tuple(_session_of(one) for one in file["sessions"]),
        rooms=tuple(Room(one["code"], one["seats"], one["booths"]) for one in file["rooms"]),
        lecturers=tuple(_lecturer_of(one) for one in file["lecturers"]),
        interpreters=tuple(
            Interpreter(one["code"], frozenset(one["pairs"])) for one in file["interpreters"]
        ),
    )


def _session_of(row):
    at = datetime.fromisoformat(row["at"]) if "at" in row else None
    made = Session(row["code"], row["minutes"], row["language"], row["kind"], at=at)
    after = tuple(row.get("after", ()))
    return replace(made, lecturer=row.get("lecturer"), room=row.get("room"), after=after)


def _lecturer_of(row):
    away = tuple(
        tuple(datetime.fromisoformat(end) for end in interval.split("/"))
        for interval in row.get("away", ())
    )
    remote = None
    if there := row.get("remote"):
        hours = time.fromisoformat(there["from"]), time.fromisoformat(there["until"])
        remote = Remote(there["timezone"], *hours)
    return Lecturer(row["code"], tuple(row["languages"]), away, remote)
