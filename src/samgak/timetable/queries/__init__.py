from samgak.timetable.queries.agenda import (
    Agenda,
    Day,
    Measure,
    Names,
    Standing,
    agenda,
    broken_by_move,
    names,
    standing,
)
from samgak.timetable.queries.makings import MAKING, last_work
from samgak.timetable.queries.planning import calendar, placements, planning_problem
from samgak.timetable.queries.sessions import (
    agenda_of_group,
    facts,
    rooms,
    session,
    sessions_by_time,
    sessions_of_group,
    unplaced,
    version_of,
)
from samgak.timetable.queries.zones import zones

__all__ = [
    "MAKING",
    "Agenda",
    "Day",
    "Measure",
    "Names",
    "Standing",
    "agenda",
    "agenda_of_group",
    "broken_by_move",
    "calendar",
    "facts",
    "last_work",
    "names",
    "placements",
    "planning_problem",
    "rooms",
    "session",
    "sessions_by_time",
    "sessions_of_group",
    "standing",
    "unplaced",
    "version_of",
    "zones",
]
