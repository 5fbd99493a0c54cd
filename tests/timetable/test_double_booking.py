"""Nothing is booked twice, whoever writes: here raw SQL does."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from samgak.timetable.models import Occupation, Session
from tests.factories import EditionFactory, RoomFactory
from tests.timetable.factories import (
    NINE,
    TEN,
    DutyFactory,
    GroupFactory,
    HeldSessionFactory,
    InterpreterFactory,
    LecturerFactory,
)

pytestmark = pytest.mark.django_db
AT_TEN = {"starts_at": TEN}


@pytest.fixture
def edition():
    return EditionFactory()


@pytest.fixture
def groups(edition):
    return GroupFactory.create_batch(2, edition=edition)


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def refused(statement, *values):
    """Whether the database refuses, by the constraint that names what it is for."""
    try:
        with transaction.atomic():
            sql(statement, *values)
    except IntegrityError as error:
        return "nothing_is_booked_twice" in str(error)
    return False


def resources(session):
    return set(Occupation.objects.filter(session=session).values_list("resource", flat=True))


MOVE = "UPDATE timetable_session SET starts_at = %s, ends_at = %s WHERE id = %s"


def test_a_session_takes_its_room_lecturer_interpreter_and_people(edition, groups):
    interpreter = InterpreterFactory(edition=edition)
    session = HeldSessionFactory(edition=edition, lecturer=LecturerFactory(edition=edition))
    DutyFactory(session=session, interpreter=interpreter)

    assert resources(session) == {
        f"room:{session.room_id}",
        f"lecturer:{session.lecturer_id}",
        f"interpreter:{interpreter.pk}",
        f"everyone:{edition.pk}",
        *(f"group:{group.pk}" for group in groups),
    }


def test_a_group_session_takes_its_own_group_alone(edition, groups):
    session = HeldSessionFactory(edition=edition, group=groups[0])

    assert resources(session) == {f"room:{session.room_id}", f"group:{groups[0].pk}"}


def test_a_session_moved_into_a_taken_room_is_refused(edition, groups):
    taken = HeldSessionFactory(edition=edition, group=groups[0])
    other = HeldSessionFactory(edition=edition, group=groups[1], room=taken.room, **AT_TEN)

    assert refused(MOVE, NINE, TEN, other.pk)
    assert refused(MOVE, TEN - timedelta(minutes=1), TEN + timedelta(minutes=59), other.pk)
    assert not refused(MOVE, TEN, TEN + timedelta(minutes=30), other.pk)


def test_a_room_given_to_a_second_session_is_refused(edition, groups):
    taken = HeldSessionFactory(edition=edition, group=groups[0])
    other = HeldSessionFactory(edition=edition, group=groups[1])

    assert refused(
        "UPDATE timetable_session SET room_id = %s WHERE id = %s", taken.room_id, other.pk
    )


def test_a_lecturer_given_a_second_session_is_refused(edition, groups):
    lecturer = LecturerFactory(edition=edition)
    HeldSessionFactory(edition=edition, group=groups[0], lecturer=lecturer)
    other = HeldSessionFactory(edition=edition, group=groups[1])

    assert refused(
        "UPDATE timetable_session SET lecturer_id = %s WHERE id = %s", lecturer.pk, other.pk
    )


def test_an_interpreter_given_a_second_session_is_refused(edition, groups):
    interpreter, spare = InterpreterFactory.create_batch(2, edition=edition)
    first = HeldSessionFactory(edition=edition, group=groups[0])
    other = HeldSessionFactory(edition=edition, group=groups[1])
    DutyFactory(session=first, interpreter=interpreter)
    duty = DutyFactory(session=other, interpreter=spare)
    insert = "INSERT INTO timetable_interpreterduty (session_id, interpreter_id) VALUES (%s, %s)"

    assert refused(insert, other.pk, interpreter.pk)
    assert refused(
        "UPDATE timetable_interpreterduty SET interpreter_id = %s WHERE id = %s",
        interpreter.pk,
        duty.pk,
    )
    sql("DELETE FROM timetable_interpreterduty WHERE session_id = %s", first.pk)
    assert not refused(insert, other.pk, interpreter.pk)


def test_everyone_clashes_with_everyone_and_with_each_group(edition, groups):
    HeldSessionFactory(edition=edition)
    other = HeldSessionFactory(edition=edition, **AT_TEN)
    of_group = HeldSessionFactory(
        edition=edition, group=groups[1], starts_at=TEN + timedelta(hours=1)
    )

    assert refused(MOVE, NINE, TEN, other.pk)
    assert refused(MOVE, NINE, TEN, of_group.pk)


def test_two_groups_are_held_side_by_side_until_one_changes(edition, groups):
    HeldSessionFactory(edition=edition, group=groups[0])
    other = HeldSessionFactory(edition=edition, group=groups[1])
    regroup = "UPDATE timetable_session SET group_id = %s WHERE id = %s"

    assert refused(regroup, groups[0].pk, other.pk)
    assert refused(regroup, None, other.pk)


def test_a_group_made_later_is_taken_by_the_sessions_of_everyone(edition):
    session = HeldSessionFactory(edition=edition)
    group = GroupFactory(edition=edition)
    of_group = HeldSessionFactory(edition=edition, group=group, **AT_TEN)

    assert f"group:{group.pk}" in resources(session)
    assert refused(MOVE, NINE, TEN, of_group.pk)


def test_an_inserted_session_is_checked_too(edition):
    taken = HeldSessionFactory(edition=edition)
    columns = (
        "edition_id, position, code, title, minutes, kind, language, room_id, starts_at, ends_at,"
        " is_cancelled, sequence"
    )

    assert refused(
        f"INSERT INTO timetable_session ({columns})"
        " VALUES (%s, 9, 'x', 'X', 60, 'lecture', 'ru', %s, %s, %s, false, 0)",
        edition.pk,
        taken.room_id,
        NINE,
        TEN,
    )


def test_what_is_cancelled_or_without_a_time_takes_nothing(edition):
    cancelled = HeldSessionFactory(edition=edition, is_cancelled=True)
    waiting = HeldSessionFactory(edition=edition, starts_at=None, ends_at=None, room=None)
    held = HeldSessionFactory(edition=edition, room=cancelled.room)

    assert resources(cancelled) == resources(waiting) == set()
    assert refused("UPDATE timetable_session SET is_cancelled = false WHERE id = %s", cancelled.pk)
    sql("UPDATE timetable_session SET is_cancelled = true WHERE id = %s", held.pk)
    assert not refused(
        "UPDATE timetable_session SET is_cancelled = false WHERE id = %s", cancelled.pk
    )


def test_two_sessions_may_follow_each_other_without_a_gap(edition):
    first = HeldSessionFactory(edition=edition)
    second = HeldSessionFactory(edition=edition, room=first.room, **AT_TEN)

    assert resources(first) == resources(second)


def test_nobody_frees_a_room_by_hand(edition):
    session = HeldSessionFactory(edition=edition)

    for statement in (
        "DELETE FROM timetable_occupation",
        "UPDATE timetable_occupation SET during = 'empty'",
        "INSERT INTO timetable_occupation (session_id, resource, during)"
        f" VALUES ({session.pk}, 'room:0', 'empty')",
    ):
        with pytest.raises(DatabaseError, match="only triggers"), transaction.atomic():
            sql(statement)

    assert resources(session)


def test_a_deleted_session_frees_what_it_took(edition):
    first = HeldSessionFactory(edition=edition)
    DutyFactory(session=first, interpreter=InterpreterFactory(edition=edition))

    first.delete()
    HeldSessionFactory(edition=edition, room=first.room)

    assert Session.objects.count() == 1


def test_an_edition_goes_with_its_sessions():
    edition = EditionFactory()
    room = RoomFactory(edition=edition)
    HeldSessionFactory(edition=edition, room=room)

    Session.objects.filter(edition=edition).delete()
    edition.delete()

    assert not Occupation.objects.exists()
