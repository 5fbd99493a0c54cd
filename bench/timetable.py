"""How long a timetable takes: 18 sessions in three days and 35 sessions in two weeks.

Run `.venv/bin/python -m bench.timetable [EFFORT]`; prints a table and the load of the machine. The pages
give the planner an effort of 10, which takes minutes for the larger ones; here it is 2.
"""

import os
import sys
import time as clock
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from samgak.planning.timetable.problem import (
    Hours,
    Interpreter,
    Lecturer,
    NoTimetable,
    Problem,
    Remote,
    Room,
    Session,
)
from samgak.planning.timetable.solver import solve

MONDAY = date(2025, 9, 22)
HOURS = Hours(time(9), time(18), 15, 15, 120, (time(12, 30), time(13, 30)))
ROOMS = (Room("main", 60, 2), Room("lab", 24, 1), Room("small", 14, 1))
LANGUAGES = ("ko", "ru", "kk", "ko", "en", "ru", "ko")
INTERPRETERS = (
    Interpreter("i-1", frozenset({"ko-ru"})),
    Interpreter("i-2", frozenset({"ko-ru"})),
    Interpreter("i-3", frozenset({"ko-ru", "en-ru"})),
    Interpreter("i-4", frozenset({"kk-ru", "en-ru"})),
    Interpreter("i-5", frozenset({"kk-ru", "ko-ru"})),
)


def edition(subjects: int, days: int, *, minutes: tuple[int, int, int]) -> Problem:
    """Opening, so many subjects of lecture, discussion and practice, plans, closing."""
    lecture, discussion, practice = minutes
    sessions = [Session("opening", 45, "ru", at=datetime.combine(MONDAY, time(9)))]
    for number in range(subjects):
        code, lecturer, language = f"s{number}", f"l-{number % 7}", LANGUAGES[number % 7]
        length = lecture + 15 * (number % 3)
        sessions += [
            Session(code, length, language, lecturer=lecturer, after=("opening",)),
            Session(f"{code}-talk", discussion, language, lecturer=lecturer, after=(code,)),
            Session(
                f"{code}-lab",
                practice,
                "ru",
                lecturer=lecturer,
                room="lab",
                after=(f"{code}-talk",),
            ),
        ]
    labs = tuple(f"s{number}-lab" for number in range(subjects))
    sessions.append(Session("closing", 45, "ru", after=labs))
    return Problem(
        starts_on=MONDAY,
        ends_on=MONDAY + timedelta(days=days + days // 6 * 2 - 1),
        days=tuple(MONDAY + timedelta(days=n + n // 5 * 2) for n in range(days)),
        timezone="Asia/Almaty",
        working_language="ru",
        people=24,
        hours=HOURS,
        sessions=tuple(sessions),
        rooms=ROOMS,
        lecturers=lecturers(),
        interpreters=INTERPRETERS,
    )


def lecturers() -> tuple[Lecturer, ...]:
    seoul = Remote("Asia/Seoul", time(9), time(18))
    away = (datetime.combine(MONDAY, time(9)), datetime.combine(MONDAY, time(13)))
    return (
        *(Lecturer(f"l-{number}") for number in range(5)),
        Lecturer("l-5", away=(away,)),
        Lecturer("l-6", remote=seoul),
    )


def in_two_groups(problem: Problem) -> Problem:
    """The same, with every practice for one of two groups in turn."""
    labs = [session.code for session in problem.sessions if session.room == "lab"]
    sessions = tuple(
        replace(session, group="ab"[labs.index(session.code) % 2], room=None)
        if session.code in labs
        else session
        for session in problem.sessions
    )
    return replace(problem, sessions=sessions, groups={"a": 12, "b": 12})


def main(effort: float) -> None:
    small = edition(5, 3, minutes=(45, 45, 75))
    small = replace(small, sessions=(*small.sessions, Session("test", 30, "ru")))
    large = edition(11, 10, minutes=(75, 60, 105))
    print(f"effort {effort:g}, load {os.getloadavg()[0]:.2f} on {os.cpu_count()} cores")
    print(f"{'sessions':>8} {'days':>4} {'groups':>6} {'CPU s':>6} {'wall s':>6}  found/bound")
    for problem in (small, in_two_groups(small), large, in_two_groups(large)):
        wall, cpu = clock.perf_counter(), clock.process_time()
        answer = solve(problem, effort=effort)
        wall, cpu = clock.perf_counter() - wall, clock.process_time() - cpu
        counts = f"{len(problem.sessions):8} {len(problem.days):4} {len(problem.groups):6}"
        print(f"{counts} {cpu:6.1f} {wall:6.1f}  {described(answer)}", flush=True)
    print(f"load at the end {os.getloadavg()[0]:.2f}")


def described(answer: object) -> str:
    if isinstance(answer, NoTimetable):
        return f"impossible: {[(clash.code, clash.sessions) for clash in answer.clashing]}"
    found = [f"{name} {getattr(answer, name)}/{bound}" for name, bound in answer.bounds.items()]
    return ", ".join((*found, "proven" if answer.proven else "best found"))


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 2)
