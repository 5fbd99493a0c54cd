from samgak.timetable.queries.planning import calendar, placements, planning_problem
from samgak.timetable.queries.sessions import facts, rooms, sessions_by_time, sessions_of_group

__all__ = [
    "calendar",
    "facts",
    "placements",
    "planning_problem",
    "rooms",
    "sessions_by_time",
    "sessions_of_group",
]
