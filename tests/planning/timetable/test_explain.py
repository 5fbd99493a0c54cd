"""Why there is no timetable: each rule of the answer is to blame, and no other is named."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from samgak.planning.timetable.explain import with_sessions_only
from samgak.planning.timetable.problem import Lecturer, NoTimetable, Remote, Room, Timetable
from samgak.planning.timetable.solver import Prover, solve
from tests.planning.timetable.editions import (
    HALL,
    HOURS,
    KOREAN,
    LAB,
    MONDAY,
    astana,
    moment,
    problem,
    session,
)


def clashing(edition):
    answer = solve(edition)
    assert isinstance(answer, NoTimetable)
    assert answer.irreducible
    return answer.clashing


def named(edition):
    return {(clash.code, *clash.sessions) for clash in clashing(edition)}


def test_two_sessions_fixed_at_the_same_time():
    edition = problem(
        session("a", at=moment("10:00")), session("b", at=moment("10:30")), session("c")
    )

    assert named(edition) == {
        ("fixed-start", "a"),
        ("fixed-start", "b"),
        ("people-shared", "a", "b"),
    }
    assert clashing(edition)[0].params == {"at": moment("10:00")}


@pytest.mark.parametrize(
    ("at", "code"), [("10:10", "grid"), ("08:00", "hours"), ("12:15", "lunch"), ("17:45", "hours")]
)
def test_a_fixed_start_that_no_session_may_have(at, code):
    assert named(problem(session("a", at=moment(at)))) == {("fixed-start", "a"), (code, "a")}


def test_a_fixed_start_on_a_day_that_is_not_used():
    sunday = date(2025, 8, 24)
    edition = problem(session("a", at=moment("10:00", sunday)))

    assert named(edition) == {("fixed-start", "a"), ("usable-day", "a")}


def test_an_edition_without_a_usable_day():
    edition = replace(problem(session("a")), days=())

    assert named(edition) == {("usable-day", "a")}


def test_a_lecturer_who_is_away_all_the_time():
    away = ((moment("09:00"), moment("18:00")),)
    edition = problem(session("a", lecturer="kim"), lecturers=(Lecturer("kim", away=away),))

    assert named(edition) == {("hours", "a"), ("lecturer-away", "a")}


def test_remote_hours_that_are_night_at_the_venue():
    lima = Lecturer("kim", remote=Remote("America/Lima", time(9), time(17)))
    edition = problem(session("a", lecturer="kim"), lecturers=(lima,))

    clash = {one.code: one.params for one in clashing(edition)}

    assert set(clash) == {"hours", "lecturer-remote"}
    assert clash["lecturer-remote"]["timezone"] == "America/Lima"


def test_a_circle_of_sessions_that_build_on_each_other():
    edition = problem(session("a", after=("b",)), session("b", after=("a",)), session("c"))

    assert named(edition) == {("after", "b", "a"), ("after", "a", "b")}


def test_too_few_interpreters_for_what_is_said_at_once():
    edition = problem(
        session("a", 60, "ko", group="g", at=moment("09:00")),
        session("b", 60, "ko", group="h", at=moment("09:00")),
        rooms=(HALL, Room("second", 60, 1)),
        groups={"g": 10, "h": 10},
        interpreters=KOREAN[:2],
    )

    assert {clash.code for clash in clashing(edition)} == {
        "fixed-start",
        "interpreters-needed",
        "interpreter-shared",
    }


def test_a_language_nobody_interprets():
    edition = problem(session("a", 60, "ja"), session("b"))

    assert [(one.code, one.params) for one in clashing(edition)] == [
        ("interpreters-needed", {"needed": 2, "pair": "ja-ru"})
    ]


def test_a_room_for_more_people_than_any_has_seats():
    assert named(problem(session("a"), people=100)) == {("room-seats", "a")}


def test_a_given_room_without_a_booth():
    edition = problem(session("a", 45, "ko", room=LAB.code))

    assert named(edition) == {("room-booth", "a"), ("room-given", "a")}


def test_more_than_a_day_holds_is_told_with_the_breaks():
    edition = problem(*(session(code, 120) for code in "ab"), hours=replace(HOURS, last=time(13)))

    assert ("people-shared", "a", "b") in named(edition)


def test_breaks_that_do_not_fit_are_to_blame():
    hours = replace(HOURS, last=time(13), lunch=None)
    edition = problem(session("a", 120), session("b", 120), hours=hours)

    assert ("break", "a", "b") in named(edition)


def test_a_chain_through_the_astana_edition_is_told_link_by_link():
    edition = astana()
    away = ((moment("09:00"), moment("18:00") + timedelta(days=1)),)
    lecturers = tuple(
        replace(one, away=away) if one.code == "kr-1" else one for one in edition.lecturers
    )
    sessions = tuple(
        replace(one, at=moment("15:00", MONDAY + timedelta(days=1))) if one.code == "plans" else one
        for one in edition.sessions
    )
    edition = replace(edition, lecturers=lecturers, sessions=sessions)
    edition = replace(
        edition,
        sessions=tuple(
            replace(one, after=("dx-policy",)) if one.code == "region-talk" else one
            for one in edition.sessions
        ),
    )

    assert named(edition) == {
        ("hours", "kr-egov"),
        ("lecturer-away", "kr-egov"),
        ("after", "kr-egov", "dx-policy"),
        ("after", "dx-policy", "region-talk"),
        ("after", "region-talk", "plans"),
        ("fixed-start", "plans"),
    }


def test_no_rule_and_no_session_of_the_answer_could_be_spared():
    edition = problem(
        session("a", lecturer="kim"),
        session("b", 90, after=("a",)),
        session("c", at=moment("11:15")),
        session("d", at=moment("09:00"), after=("b",)),
        lecturers=(Lecturer("kim", away=((moment("09:00"), moment("10:00")),)),),
    )
    clash = clashing(edition)
    concerned = {code for one in clash for code in one.sessions}

    assert len(concerned) < len(edition.sessions)
    for code in concerned:
        others = with_sessions_only(edition, concerned - {code})
        assert isinstance(solve(others), Timetable)
    for one in clash:
        left_out = frozenset({(one.code, subject_of(one))})
        smaller = with_sessions_only(edition, concerned)
        assert Prover(10).is_possible(smaller, left_out) is True
        assert Prover(10).is_possible(smaller, frozenset()) is False


def subject_of(clash):
    about = {"people-shared": "group", "break": "group"}
    if clash.code in about:
        return clash.params[about[clash.code]]
    return " ".join(clash.sessions)
