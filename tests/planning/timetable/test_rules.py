"""Every hard rule, kept and broken, by a placement made by hand and by the solver."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from samgak.planning.timetable.problem import Interpreter, Lecturer, Placement, Remote, Room
from samgak.planning.timetable.rules import broken_rules
from tests.planning.timetable.editions import (
    HALL,
    HOURS,
    KOREAN,
    LAB,
    MONDAY,
    TUESDAY,
    moment,
    placed,
    problem,
    session,
)


def codes(edition, placements):
    return [broken.code for broken in broken_rules(edition, placements)]


ONE = problem(session("a"))


def test_a_session_that_is_not_placed_is_named():
    broken = broken_rules(problem(session("a"), session("b")), placed(ONE, a="09:00"))

    assert [(one.code, one.sessions) for one in broken] == [("not-held", ("b",))]


def test_a_session_has_its_length():
    placements = placed(ONE, a="09:00")
    longer = replace(placements["a"], ends_at=placements["a"].ends_at + timedelta(minutes=15))

    assert codes(ONE, placements) == []
    assert codes(ONE, {"a": longer}) == ["length"]


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("09:15", []),
        ("09:10", ["grid"]),
        ("08:45", ["hours"]),
        ("17:00", []),
        ("17:15", ["hours"]),
        ("11:30", []),
        ("11:45", ["lunch"]),
        ("13:00", ["lunch"]),
        ("13:30", []),
    ],
)
def test_a_session_starts_on_the_grid_inside_hours_and_clear_of_lunch(start, expected):
    assert codes(ONE, placed(ONE, a=start)) == expected


def test_the_grid_is_counted_anew_from_the_end_of_lunch():
    hours = replace(HOURS, slot_minutes=40, lunch=(time(12, 30), time(13, 30)))
    edition = problem(session("a"), hours=hours)

    assert codes(edition, placed(edition, a="14:10")) == []
    assert codes(edition, placed(edition, a="13:40")) == ["grid"]


def test_a_session_is_held_on_a_usable_day():
    assert codes(ONE, placed(ONE, day=TUESDAY, a="09:00")) == ["usable-day"]


def test_times_of_another_zone_are_read_at_the_venue():
    four_utc = datetime(2025, 8, 25, 4, 0, tzinfo=UTC)
    placement = Placement(four_utc, four_utc + timedelta(hours=1), "hall")

    assert codes(ONE, {"a": placement}) == []


def test_a_fixed_start_holds():
    edition = problem(session("a", at=moment("10:00")))

    assert codes(edition, placed(edition, a="10:00")) == []
    assert codes(edition, placed(edition, a="10:15")) == ["fixed-start"]


def test_a_session_follows_the_end_of_what_it_builds_on():
    edition = problem(session("a"), session("b", after=("a",)))

    assert codes(edition, placed(edition, a="09:00", b="10:00")) == []
    assert codes(edition, placed(edition, a="10:00", b="09:00")) == ["after"]


def test_a_lecturer_who_is_away_does_not_teach():
    away = ((moment("09:00"), moment("11:00")),)
    edition = problem(session("a", lecturer="kim"), lecturers=(Lecturer("kim", away=away),))

    assert codes(edition, placed(edition, a="11:00")) == []
    assert codes(edition, placed(edition, a="10:45")) == ["lecturer-away"]


def test_a_remote_lecturer_teaches_inside_the_hours_there():
    seoul = Lecturer("kim", remote=Remote("Asia/Seoul", time(9), time(18)))
    edition = problem(session("a", 30, lecturer="kim"), lecturers=(seoul,))

    assert codes(edition, placed(edition, a="13:30")) == []  # until 18:00 in Seoul
    assert codes(edition, placed(edition, a="13:45")) == ["lecturer-remote"]


def test_remote_hours_may_pass_midnight():
    lima = Lecturer("kim", remote=Remote("America/Lima", time(22), time(0, 30)))
    edition = problem(session("a", lecturer="kim"), lecturers=(lima,))

    assert codes(edition, placed(edition, a="09:30")) == []  # 23:30 in Lima
    assert codes(edition, placed(edition, a="09:45")) == ["lecturer-remote"]


def test_a_session_is_in_the_room_it_was_given():
    edition = problem(session("a", room="lab"))

    assert codes(edition, placed(edition, rooms={"a": "lab"}, a="09:00")) == []
    assert codes(edition, placed(edition, a="09:00")) == ["room-given"]
    assert codes(edition, placed(edition, rooms={"a": None}, a="09:00")) == ["room-missing"]


def test_a_room_has_seats_for_the_people_of_the_session():
    edition = problem(session("a"), session("b", group="g"), people=25, groups={"g": 24})
    rooms = {"a": "lab", "b": "lab"}

    broken = broken_rules(edition, placed(edition, rooms=rooms, a="09:00", b="10:00"))

    assert [(one.code, one.sessions) for one in broken] == [("room-seats", ("a",))]
    assert broken[0].params == {"people": 25, "room": "lab"}


def test_everyone_is_at_least_all_groups():
    edition = problem(session("a"), people=5, groups={"g": 12, "h": 13})

    assert codes(edition, placed(edition, rooms={"a": "lab"}, a="09:00")) == ["room-seats"]


def test_an_interpreted_session_has_a_booth_when_any_room_has():
    edition = problem(session("a", 45, "ko"))
    without = replace(edition, rooms=(Room("hall", 60), LAB))
    there = {"rooms": {"a": "lab"}, "interpreters": {"a": ("i-1",)}, "a": "09:00"}

    assert codes(edition, placed(edition, **there)) == ["room-booth"]
    assert codes(without, placed(without, **there)) == []


@pytest.mark.parametrize(
    ("minutes", "language", "serving", "expected"),
    [
        (60, "ru", (), []),
        (60, "ru", ("i-1",), ["interpreters-needed"]),
        (45, "ko", ("i-1",), []),
        (45, "ko", (), ["interpreters-needed"]),
        (60, "ko", ("i-1",), ["interpreters-needed"]),
        (60, "ko", ("i-1", "i-2"), []),
        (60, "ko", ("i-1", "i-1"), ["interpreters-needed", "interpreter-shared"]),
        (45, "ko", ("back",), ["interpreter-pair"]),
    ],
)
def test_interpreters_are_as_many_as_needed_and_of_the_right_pair(
    minutes, language, serving, expected
):
    back = Interpreter("back", frozenset({"ru-ko"}))
    edition = problem(session("a", minutes, language), interpreters=(*KOREAN, back))
    placements = placed(edition, interpreters={"a": serving}, a="09:00")

    assert set(codes(edition, placements)) <= set(expected)
    assert codes(edition, placements)[:1] == expected[:1]


def parallel(**changes):
    return problem(
        session("a", 45, "ko", group="g", lecturer="kim"),
        session("b", 45, "ko", group="h", lecturer="saparova"),
        groups={"g": 10, "h": 10},
        rooms=(HALL, replace(LAB, booths=1)),
        **changes,
    )


SEPARATE = {
    "rooms": {"a": "hall", "b": "lab"},
    "interpreters": {"a": ("i-1",), "b": ("i-2",)},
    "a": "09:00",
    "b": "09:30",
}


def test_groups_sit_in_parallel_rooms():
    assert codes(parallel(), placed(parallel(), **SEPARATE)) == []


def test_no_room_lecturer_interpreter_or_people_are_shared():
    edition = parallel()
    same_room = SEPARATE | {"rooms": {}}
    same_voice = SEPARATE | {"interpreters": {"a": ("i-1",), "b": ("i-1",)}}
    one, other = edition.sessions
    same_lecturer = replace(edition, sessions=(one, replace(other, lecturer="kim")))
    same_group = replace(edition, sessions=(one, replace(other, group="g")))
    for_everyone = replace(edition, sessions=(one, replace(other, group="")))

    assert codes(edition, placed(edition, **same_room)) == ["room-shared"]
    assert codes(edition, placed(edition, **same_voice)) == ["interpreter-shared"]
    assert codes(same_lecturer, placed(edition, **SEPARATE)) == ["lecturer-shared"]
    assert codes(same_group, placed(edition, **SEPARATE)) == ["people-shared"]
    assert codes(for_everyone, placed(edition, **SEPARATE)) == ["people-shared"]


def test_an_interpreter_works_at_most_six_hours_a_day():
    hours = replace(HOURS, lunch=None, break_after_minutes=600)
    lectures = [session(f"s{number}", 45, "ko") for number in range(9)]
    edition = problem(*lectures, days=(MONDAY, TUESDAY), hours=hours)
    starts = {f"s{n}": f"{9 + n * 45 // 60:02}:{n * 45 % 60:02}" for n in range(9)}
    serving = {f"s{number}": ("i-1",) for number in range(9)}
    eight = {code: start for code, start in starts.items() if code != "s8"}

    full_day = placed(edition, interpreters=serving, **eight)
    next_day = placed(edition, day=TUESDAY, interpreters=serving, s8="09:00")

    assert codes(edition, full_day | next_day) == []
    broken = broken_rules(edition, placed(edition, interpreters=serving, **starts))
    assert [one.code for one in broken] == ["interpreter-minutes"]
    assert broken[0].params["minutes"] == 405
    assert broken[0].params["on"] == date(2025, 8, 25)


def test_people_have_a_break_after_two_hours():
    edition = problem(session("a", 75), session("b", 60))

    broken = broken_rules(edition, placed(edition, a="09:00", b="10:15"))

    assert [(one.code, one.sessions) for one in broken] == [("break", ("a", "b"))]
    assert broken[0].params["minutes"] == 135
    assert codes(edition, placed(edition, a="09:00", b="10:30")) == []


def test_a_short_pause_is_no_break():
    hours = replace(HOURS, slot_minutes=5)
    edition = problem(session("a", 75), session("b", 60), hours=hours)

    assert codes(edition, placed(edition, a="09:00", b="10:25")) == ["break"]


def test_a_single_longer_session_may_stand_alone():
    edition = problem(session("a", 180), session("b", 30))

    assert codes(edition, placed(edition, a="09:00", b="13:30")) == []
    assert codes(edition, placed(edition, a="09:00", b="12:00")) == ["break"]


def test_lunch_is_a_pause_however_short():
    hours = replace(HOURS, lunch=(time(12, 30), time(12, 40)))
    edition = problem(session("a", 90), session("b", 90), hours=hours)

    assert codes(edition, placed(edition, a="11:00", b="12:40")) == []


def test_breaks_are_counted_for_each_group_with_what_everyone_attends():
    edition = problem(
        session("a", 75), session("b", 60, group="g"), groups={"g": 10, "h": 10}, people=20
    )

    broken = broken_rules(edition, placed(edition, a="09:00", b="10:15"))

    assert [(one.code, one.params["group"]) for one in broken] == [("break", "g")]


def test_a_session_the_problem_does_not_have_is_loud():
    with pytest.raises(KeyError):
        broken_rules(problem(session("b")), placed(ONE, a="09:00"))


@pytest.mark.parametrize(
    "wrong", [{"room": "attic"}, {"lecturer": "lee"}, {"group": "g"}, {"after": ("x",)}]
)
def test_a_problem_refuses_a_reference_to_nothing(wrong):
    with pytest.raises(ValueError, match="session a"):
        problem(session("a", **wrong))


def test_a_problem_refuses_two_sessions_of_one_code():
    with pytest.raises(ValueError, match="same code"):
        problem(session("a"), session("a"))
