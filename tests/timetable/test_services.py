from datetime import timedelta

import pytest
from pghistory.models import Events

from samgak.core.errors import RuleBroken
from samgak.exchange import services as exchange
from samgak.planning.timetable.problem import NoAnswer, NoTimetable
from samgak.planning.timetable.rules import broken_rules
from samgak.planning.timetable.solver import solve
from samgak.programmes.models import Edition
from samgak.timetable import queries, services
from samgak.timetable.models import Interpreter, Making, Session
from tests.exchange.editions import DEMONSTRATION, TINY
from tests.factories import EditionFactory, RoomFactory, SessionFactory, UserFactory
from tests.timetable.factories import (
    ELEVEN,
    LATER,
    NINE,
    TEN,
    HeldSessionFactory,
    HoursFactory,
    InterpreterFactory,
    LecturerFactory,
)

pytestmark = pytest.mark.django_db
EFFORT = 1


def loaded(directory) -> Edition:
    return exchange.load((directory / "edition.yaml").read_text(encoding="utf-8")).edition


@pytest.fixture
def edition():
    return HoursFactory(edition__state="preparing").edition


def test_the_demonstration_is_placed_as_the_planner_says_and_breaks_no_rule():
    edition, officer = loaded(DEMONSTRATION.parent), UserFactory()
    problem = queries.planning_problem(edition)

    made = services.make(edition, at=LATER, by=officer, effort=EFFORT)

    placed = queries.placements(edition)
    answer = solve(problem, effort=EFFORT)
    assert made == answer
    assert placed.keys() == answer.placements.keys()
    for code, placement in answer.placements.items():
        assert placed[code].starts_at == placement.starts_at
        assert placed[code].ends_at == placement.ends_at
        assert placed[code].room == placement.room
        assert sorted(placed[code].interpreters) == sorted(placement.interpreters)
    assert broken_rules(problem, placed) == []
    assert queries.facts(edition) == {"timetable_is_made": True}
    assert queries.standing(edition).broken == ()
    making = Making.objects.get()
    assert (making.made_by, making.made_at) == (officer, LATER)
    assert [(one.value, one.bound) for one in queries.standing(edition).measures] == [
        (getattr(answer, name), answer.bounds[name])
        for name in ("day_spread_minutes", "days_apart", "lecturer_days")
    ]


def test_making_it_again_changes_nothing():
    edition = loaded(DEMONSTRATION.parent)
    services.make(edition, at=LATER, effort=EFFORT)

    services.make(edition, at=LATER + timedelta(days=1), effort=EFFORT)

    assert set(Session.objects.values_list("sequence", "placed_at")) == {(0, LATER)}


def test_an_impossible_timetable_changes_nothing():
    edition = loaded(TINY / "incheon-2026")

    answer = services.make(edition, at=LATER)

    assert isinstance(answer, NoTimetable)
    assert not Session.objects.exclude(starts_at=None).exists()
    assert not Making.objects.exists()


def test_running_out_of_effort_is_no_answer(edition):
    SessionFactory(edition=edition)
    RoomFactory(edition=edition)

    with pytest.raises(NoAnswer):
        services.make(edition, at=LATER, effort=0)


def test_sessions_with_a_time_keep_it_when_only_the_others_are_placed(edition):
    room, _ = RoomFactory.create_batch(2, edition=edition)
    held = HeldSessionFactory(edition=edition, room=room, starts_at=ELEVEN)
    waiting = SessionFactory(edition=edition)

    services.make(edition, at=LATER, effort=EFFORT, only_unplaced=True)

    held.refresh_from_db()
    waiting.refresh_from_db()
    assert (held.starts_at, held.room, held.sequence) == (ELEVEN, room, 0)
    assert waiting.starts_at not in (None, ELEVEN)
    assert Making.objects.get().only_unplaced


def test_the_whole_timetable_is_not_made_anew_once_the_course_has_begun(edition):
    SessionFactory(edition=edition)
    edition.state = "running"
    edition.save()

    with pytest.raises(RuleBroken, match="course_has_begun"):
        services.make(edition, at=LATER)
    services.make(edition, at=LATER, effort=EFFORT, only_unplaced=True)

    assert queries.facts(edition) == {"timetable_is_made": True}


def test_make_needs_sessions(edition):
    with pytest.raises(RuleBroken, match="no_sessions"):
        services.make(edition, at=LATER)


def test_make_needs_hours():
    with pytest.raises(RuleBroken, match="hours_missing"):
        services.make(EditionFactory(state="preparing"), at=LATER)


def test_make_needs_a_day_that_may_be_used(edition):
    SessionFactory(edition=edition)
    edition.starts_on = edition.ends_on = edition.starts_on - timedelta(days=1)  # a Sunday
    edition.save()

    with pytest.raises(RuleBroken, match="no_usable_days"):
        services.make(edition, at=LATER)


def test_a_moved_session_has_a_higher_sequence_a_new_end_and_the_reason(edition):
    session = HeldSessionFactory(edition=edition, minutes=45)
    room, interpreter = RoomFactory(edition=edition), InterpreterFactory(edition=edition)

    moved = services.move_session(
        session,
        starts_at=TEN,
        room=room,
        interpreters=[interpreter],
        at=LATER,
        reason="The hall is painted",
    )

    session.refresh_from_db()
    assert moved == session
    assert (session.starts_at, session.ends_at) == (TEN, TEN + timedelta(minutes=45))
    assert (session.room, session.sequence, session.placed_at) == (room, 1, LATER)
    assert list(session.interpreters.all()) == [interpreter]
    event = Events.objects.tracks(session).order_by("pgh_id").last()
    assert event.pgh_context["reason"] == "The hall is painted"


def test_a_session_placed_for_the_first_time_keeps_its_sequence(edition):
    session = SessionFactory(edition=edition)

    services.move_session(session, starts_at=NINE, room=None, interpreters=[], at=LATER, reason="")

    session.refresh_from_db()
    assert (session.starts_at, session.sequence) == (NINE, 0)


def test_a_move_into_a_taken_room_is_refused_and_leaves_all_as_it_was(edition):
    taken = HeldSessionFactory(edition=edition)
    other = HeldSessionFactory(edition=edition, starts_at=TEN)

    with pytest.raises(RuleBroken, match="booked_already"):
        services.move_session(
            other, starts_at=NINE, room=taken.room, interpreters=[], at=LATER, reason="x"
        )

    other.refresh_from_db()
    assert (other.starts_at, other.sequence) == (TEN, 0)


def test_cancelling_and_reinstating_raise_the_sequence_and_need_a_reason(edition):
    session = HeldSessionFactory(edition=edition)

    with pytest.raises(RuleBroken, match="reason_missing"):
        services.cancel_session(session, at=LATER, reason="  ")
    services.cancel_session(session, at=LATER, reason="The lecturer is ill")
    session.refresh_from_db()
    cancelled = (session.is_cancelled, session.sequence, session.starts_at)
    services.cancel_session(session, at=LATER, reason="Twice")
    services.reinstate_session(session, at=LATER, reason="Somebody stands in")
    session.refresh_from_db()

    assert cancelled == (True, 1, NINE)
    assert (session.is_cancelled, session.sequence) == (False, 2)


def test_a_session_whose_time_is_taken_is_reinstated_only_after_a_move(edition):
    session = HeldSessionFactory(edition=edition)
    services.cancel_session(session, at=LATER, reason="x")
    HeldSessionFactory(edition=edition, room=session.room)

    with pytest.raises(RuleBroken, match="booked_already"):
        services.reinstate_session(session, at=LATER, reason="x")
    services.move_session(
        session, starts_at=TEN, room=session.room, interpreters=[], at=LATER, reason="x"
    )
    services.reinstate_session(session, at=LATER, reason="x")

    session.refresh_from_db()
    assert (session.is_cancelled, session.starts_at) == (False, TEN)


@pytest.mark.parametrize("state", ["following_up", "closed", "cancelled"])
def test_nothing_changes_once_certificates_count_on_it(edition, state):
    session = HeldSessionFactory(edition=edition)
    edition.state = state
    edition.save()

    with pytest.raises(RuleBroken, match="timetable_is_closed"):
        services.cancel_session(session, at=LATER, reason="x")
    with pytest.raises(RuleBroken, match="timetable_is_closed"):
        services.move_session(
            session, starts_at=TEN, room=None, interpreters=[], at=LATER, reason="x"
        )


def test_what_a_move_breaks_is_known_before(edition):
    lecturer = LecturerFactory(edition=edition)
    first = HeldSessionFactory(edition=edition, lecturer=lecturer)
    second = HeldSessionFactory(edition=edition, starts_at=TEN)
    second.after.add(first)
    placement = queries.placements(edition)[first.code]

    def moved_to(start):
        placed = type(placement)(start, start + timedelta(hours=1), placement.room)
        return {one.code for one in queries.broken_by_move(edition, first, placed)}

    assert moved_to(NINE) == set()
    assert moved_to(ELEVEN) == {"after"}
    assert moved_to(TEN) == {"after", "people-shared"}
    assert moved_to(NINE - timedelta(hours=3)) == {"hours"}


def test_a_cancelled_session_is_no_longer_part_of_the_problem(edition):
    first = HeldSessionFactory(edition=edition, is_cancelled=True)
    second = HeldSessionFactory(edition=edition)
    second.after.add(first)

    problem = queries.planning_problem(edition)

    assert [one.code for one in problem.sessions] == [second.code]
    assert problem.session(second.code).after == ()


def test_the_planner_hears_of_absences_and_pairs():
    problem = queries.planning_problem(loaded(DEMONSTRATION.parent))

    away = next(one for one in problem.lecturers if one.code == "kz-2").away
    assert [(start.hour, end.hour) for start, end in away] == [(9, 13)]
    assert Interpreter.objects.count() == len(problem.interpreters) == 5
    assert problem.people == 20
