"""The timetable that is made: it keeps every rule, and is the best by the three measures."""

from dataclasses import replace
from datetime import date, time, timedelta
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samgak.planning.timetable.measures import measure
from samgak.planning.timetable.problem import (
    Interpreter,
    Lecturer,
    NoAnswer,
    NoTimetable,
    Remote,
    Room,
    Timetable,
)
from samgak.planning.timetable.rules import broken_rules
from samgak.planning.timetable.solver import solve
from tests.planning.timetable.editions import (
    HALL,
    HOURS,
    KOREAN,
    LAB,
    MONDAY,
    TUESDAY,
    astana,
    local,
    moment,
    problem,
    session,
)

TWO_DAYS = {"days": (MONDAY, TUESDAY)}


def test_the_astana_edition_has_a_proven_timetable_and_always_the_same():
    edition = astana()

    timetable = solve(edition)

    assert broken_rules(edition, timetable.placements) == []
    assert timetable.proven
    assert measure(edition, timetable.placements) == dict(timetable.bounds)
    assert timetable.day_spread_minutes == 15  # 1005 minutes are no multiple of three quarters
    assert timetable.placements["opening"].starts_at.isoformat() == "2025-08-25T09:00:00+05:00"
    assert solve(edition) == timetable


def test_days_are_of_equal_length_first_of_all():
    edition = problem(session("a", 90), session("b", 90, after=("a",)), **TWO_DAYS)

    timetable = solve(edition)

    assert (timetable.day_spread_minutes, timetable.days_apart) == (0, 1)
    assert local(timetable, edition, "b") == ("2025-08-26", "09:00")


def test_a_day_without_sessions_counts_as_a_working_day():
    timetable = solve(problem(session("a", 60), **TWO_DAYS))

    assert timetable.day_spread_minutes == 60
    assert timetable.bounds["day_spread_minutes"] == 60


def test_what_builds_on_each_other_is_held_on_the_same_day():
    lectures = [session(name, 60) for name in "acbd"]
    lectures[2] = replace(lectures[2], after=("a",))
    lectures[3] = replace(lectures[3], after=("c",))
    edition = problem(*lectures, **TWO_DAYS)

    timetable = solve(edition)

    assert (timetable.day_spread_minutes, timetable.days_apart) == (0, 0)


def test_days_apart_count_the_weekend():
    friday, monday = date(2025, 8, 29), date(2025, 9, 1)
    edition = problem(session("a"), session("b", after=("a",)), days=(friday, monday))

    assert solve(edition).days_apart == 3


def test_lecturers_come_on_as_few_days_as_can_be():
    taught = [session(f"s{n}", lecturer=("kim", "saparova")[n % 2]) for n in range(4)]
    edition = problem(*taught, **TWO_DAYS)
    remote = Remote("Asia/Almaty", time(9), time(18))
    from_afar = replace(edition, lecturers=(Lecturer("kim", remote=remote), Lecturer("saparova")))

    assert solve(edition).lecturer_days == 2
    assert solve(from_afar).lecturer_days == 1


def test_sessions_are_held_early_in_the_day_with_their_breaks():
    edition = problem(session("a", 75), session("b", 60))

    timetable = solve(edition)

    # The shorter first: 09:00 and, after it and a break, 10:15.
    assert local(timetable, edition, "b") == ("2025-08-25", "09:00")
    assert local(timetable, edition, "a") == ("2025-08-25", "10:15")


def test_a_long_session_stands_alone():
    edition = problem(session("a", 180), session("b", 30, after=("a",)))

    assert local(solve(edition), edition, "b") == ("2025-08-25", "13:30")


def test_a_short_lunch_is_a_pause():
    hours = replace(HOURS, last=time(14), lunch=(time(11), time(11, 5)), slot_minutes=5)
    edition = problem(
        session("a", 120), session("b", 120, after=("a",)), hours=replace(hours, first=time(9))
    )

    timetable = solve(edition)

    assert broken_rules(edition, timetable.placements) == []
    assert local(timetable, edition, "b") == ("2025-08-25", "11:05")


def test_lunch_may_be_absent():
    edition = problem(session("a", 60, at=moment("12:30")), hours=replace(HOURS, lunch=None))

    assert local(solve(edition), edition, "a") == ("2025-08-25", "12:30")


def test_a_lecturer_from_seoul_teaches_in_the_morning_at_the_venue():
    seoul = Lecturer("kim", remote=Remote("Asia/Seoul", time(9), time(18)))
    edition = problem(
        *(session(f"s{n}", 120) for n in range(3)),
        session("far", 60, lecturer="kim"),
        lecturers=(seoul,),
    )

    assert local(solve(edition), edition, "far")[1] < "13:00"


def test_groups_work_in_parallel_rooms():
    edition = problem(
        *(session(f"{g}{n}", 180, group=g) for g in "gh" for n in range(2)),
        groups={"g": 10, "h": 10},
    )

    timetable = solve(edition)

    assert broken_rules(edition, timetable.placements) == []
    assert {placement.room for placement in timetable.placements.values()} == {"hall", "lab"}


def test_the_spread_is_that_of_the_same_people():
    edition = problem(
        session("g1", 90, group="g"),
        session("g2", 90, group="g"),
        session("h1", 30, group="h"),
        session("h2", 30, group="h"),
        groups={"g": 10, "h": 10},
        **TWO_DAYS,
    )

    assert solve(edition).day_spread_minutes == 0


def test_a_session_without_a_room_gets_one_with_seats_and_a_booth():
    rooms = (Room("small", 10, 1), Room("no-booth", 50), HALL)
    timetable = solve(problem(session("a", 45, "ko"), session("b"), rooms=rooms))

    assert timetable.placements["a"].room == "hall"
    assert timetable.placements["a"].interpreters[0] in ("i-1", "i-2", "i-3")
    assert timetable.placements["b"].room == "no-booth"


def test_an_edition_without_rooms_names_none():
    assert solve(problem(session("a"), rooms=())).placements["a"].room is None


def test_an_interpreter_is_not_asked_for_more_than_six_hours_a_day():
    hours = replace(HOURS, first=time(8), break_minutes=0)
    lectures = [session(f"s{n}", 45, "ko") for n in range(9)]
    one_voice = {"interpreters": KOREAN[:1], "hours": hours}
    one_day, two_days = problem(*lectures, **one_voice), problem(*lectures, **TWO_DAYS, **one_voice)

    assert isinstance(solve(one_day), NoTimetable)
    assert broken_rules(two_days, solve(two_days).placements) == []


def test_running_out_of_effort_is_not_the_same_as_no_timetable():
    with pytest.raises(NoAnswer):
        solve(astana(), effort=1e-9)


def test_an_edition_without_sessions_has_an_empty_timetable():
    assert solve(problem()).placements == {}


MINUTES = st.sampled_from([30, 45, 60, 90, 150])


@st.composite
def editions(draw):
    groups = draw(st.sampled_from([{}, {"g": 8, "h": 8}]))
    sessions = []
    for number in range(draw(st.integers(1, 6))):
        earlier = [one.code for one in sessions]
        sessions.append(
            session(
                f"s{number}",
                draw(MINUTES),
                draw(st.sampled_from(["ru", "ko", "kk"])),
                lecturer=draw(st.sampled_from([None, "kim", "saparova"])),
                group=draw(st.sampled_from(["", *groups])),
                room=draw(st.sampled_from([None, None, "hall"])),
                after=tuple(
                    draw(st.lists(st.sampled_from(earlier), max_size=1)) if earlier else ()
                ),
            )
        )
    away = ((moment("09:00"), moment("13:30")),)
    seoul = Remote("Asia/Seoul", time(9), time(18))
    return problem(
        *sessions,
        days=(MONDAY, TUESDAY)[: draw(st.integers(1, 2))],
        groups=groups,
        people=16,
        lecturers=(Lecturer("kim", away=away), Lecturer("saparova", remote=seoul)),
        interpreters=(*KOREAN[:2], Interpreter("i-4", frozenset({"kk-ru", "ko-ru"}))),
        hours=replace(HOURS, slot_minutes=draw(st.sampled_from([15, 20]))),
    )


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(editions())
def test_every_timetable_made_breaks_no_rule(edition):
    timetable = solve(edition, effort=1)

    if isinstance(timetable, Timetable):
        assert broken_rules(edition, timetable.placements) == []
        values = measure(edition, timetable.placements)
        assert all(values[name] >= bound for name, bound in timetable.bounds.items())


@st.composite
def light_editions(draw):
    """So few sessions that any two fit any day in their order: only the days matter."""
    sessions = []
    for number in range(draw(st.integers(2, 5))):
        earlier = [one.code for one in sessions]
        after = tuple(
            draw(st.lists(st.sampled_from(earlier), max_size=2, unique=True)) if earlier else ()
        )
        lecturer = draw(st.sampled_from([None, "kim", "saparova"]))
        minutes = draw(st.sampled_from([30, 45, 60]))
        sessions.append(session(f"s{number}", minutes, lecturer=lecturer, after=after))
    days = tuple(MONDAY + timedelta(days=day) for day in (0, 1, 4))
    return problem(*sessions, days=days[: draw(st.integers(1, 3))])


def best_of_all(edition):
    """The least of the three measures in their order, over every plan of days."""
    codes = [one.code for one in edition.sessions]
    best = None
    for chosen in product(edition.days, repeat=len(codes)):
        on = dict(zip(codes, chosen, strict=True))
        pairs = [(a, b.code) for b in edition.sessions for a in b.after]
        if any(on[a] > on[b] for a, b in pairs):
            continue
        minutes = [
            sum(one.minutes for one in edition.sessions if on[one.code] == day)
            for day in edition.days
        ]
        there = {(one.lecturer, on[one.code]) for one in edition.sessions if one.lecturer}
        apart = sum((on[b] - on[a]).days for a, b in pairs)
        found = (max(minutes) - min(minutes), apart, len(there))
        best = found if best is None else min(best, found)
    return best


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(light_editions())
def test_no_plan_of_days_is_better(edition):
    timetable = solve(edition)

    found = timetable.day_spread_minutes, timetable.days_apart, timetable.lecturer_days
    assert timetable.proven
    assert found == best_of_all(edition)


def test_a_room_given_by_the_officer_is_not_asked_for_its_seats():
    edition = problem(session("a", room="lab"), people=40)

    assert solve(edition).placements["a"].room == LAB.code
