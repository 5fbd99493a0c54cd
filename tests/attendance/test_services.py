from datetime import timedelta

import pytest

from samgak.attendance import queries, services
from samgak.attendance.models import AttendanceRecord
from samgak.core.errors import RuleBroken
from samgak.timetable.models import Group
from tests.attendance.factories import FIRST_MORNING, AttendanceRecordFactory, PlacedSessionFactory
from tests.factories import EditionFactory, ParticipantFactory, UserFactory

pytestmark = pytest.mark.django_db
EVENING = FIRST_MORNING + timedelta(hours=12)


@pytest.fixture
def edition():
    return EditionFactory()


@pytest.fixture
def officer():
    return UserFactory()


def test_record_keeps_each_mark_with_its_minutes(edition, officer):
    session = PlacedSessionFactory(edition=edition, minutes=60)
    present, late, excused, absent = ParticipantFactory.create_batch(4, edition=edition)
    marks = {present.pk: "present", late.pk: "late", excused.pk: "excused", absent.pk: "absent"}

    changed = services.record(
        session, marks=marks, late_minutes={late.pk: 20}, by=officer, at=EVENING
    )

    minutes = dict(AttendanceRecord.objects.values_list("participant", "minutes_present"))
    assert changed == 4
    assert minutes == {present.pk: 60, late.pk: 20, excused.pk: 0, absent.pk: 0}


def test_record_again_changes_only_what_is_different(edition, officer):
    session = PlacedSessionFactory(edition=edition)
    first, second = ParticipantFactory.create_batch(2, edition=edition)
    marks = {first.pk: "present", second.pk: "present"}
    services.record(session, marks=marks, by=officer, at=EVENING)
    later = EVENING + timedelta(hours=1)

    changed = services.record(session, marks=marks | {second.pk: "absent"}, by=officer, at=later)

    times = dict(AttendanceRecord.objects.values_list("participant", "recorded_at"))
    assert changed == 1
    assert times == {first.pk: EVENING, second.pk: later}


def test_every_version_of_a_mark_stays_in_the_audit_trail(edition, officer):
    session = PlacedSessionFactory(edition=edition)
    person = ParticipantFactory(edition=edition)
    services.record(session, marks={person.pk: "absent"}, by=officer, at=EVENING)
    services.record(session, marks={person.pk: "present"}, by=officer, at=EVENING)

    kept = AttendanceRecord.pgh_event_model.objects.order_by("pgh_id")

    assert [event.status for event in kept] == ["absent", "present"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"is_cancelled": True}, "session_is_cancelled"),
        ({"starts_at": None, "ends_at": None, "room": None}, "session_has_no_time"),
        ({"starts_at": EVENING + timedelta(hours=1)}, "session_has_not_begun"),
        ({"edition__state": "following_up"}, "attendance_is_closed"),
    ],
)
def test_record_refuses_a_session_nobody_can_have_been_in(officer, changes, code):
    session = PlacedSessionFactory(**changes)
    person = ParticipantFactory(edition=session.edition)

    with pytest.raises(RuleBroken, match=code):
        services.record(session, marks={person.pk: "present"}, by=officer, at=EVENING)

    assert not AttendanceRecord.objects.exists()


def test_record_refuses_late_without_minutes_and_keeps_nothing(edition, officer):
    session = PlacedSessionFactory(edition=edition)
    first, second = ParticipantFactory.create_batch(2, edition=edition)

    with pytest.raises(RuleBroken, match="late_minutes_missing"):
        services.record(
            session, marks={first.pk: "present", second.pk: "late"}, by=officer, at=EVENING
        )

    assert not AttendanceRecord.objects.exists()


@pytest.mark.parametrize("state", ["declined", "withdrawn", "dismissed"])
def test_record_refuses_people_who_are_not_there(edition, officer, state):
    session = PlacedSessionFactory(edition=edition)
    gone = ParticipantFactory(edition=edition, state=state)

    with pytest.raises(RuleBroken, match="not_a_participant_of_the_session"):
        services.record(session, marks={gone.pk: "present"}, by=officer, at=EVENING)


def test_record_refuses_somebody_of_another_group(edition, officer):
    group = Group.objects.create(edition=edition, position=1, code="a", people=10)
    session = PlacedSessionFactory(edition=edition, group=group)
    other = ParticipantFactory(edition=edition, group_code="b")

    with pytest.raises(RuleBroken, match="not_a_participant_of_the_session"):
        services.record(session, marks={other.pk: "present"}, by=officer, at=EVENING)


def test_attendance_counts_the_own_sessions_that_are_held(edition):
    group = Group.objects.create(edition=edition, position=1, code="a", people=10)
    person = ParticipantFactory(edition=edition, group_code="a")
    other = ParticipantFactory(edition=edition, group_code="b")
    together = PlacedSessionFactory(edition=edition, minutes=60)
    own = PlacedSessionFactory(edition=edition, minutes=40, group=group)
    cancelled = PlacedSessionFactory(edition=edition, minutes=90, is_cancelled=True)
    PlacedSessionFactory(edition=edition, starts_at=None, ends_at=None, room=None)
    AttendanceRecordFactory(session=together, participant=person)
    AttendanceRecordFactory(session=own, participant=person, status="late", minutes_present=10)
    AttendanceRecordFactory(session=cancelled, participant=person)

    found = queries.attendance_of(edition)

    assert (found[person.pk].minutes_present, found[person.pk].minutes_held) == (70, 100)
    assert (found[other.pk].minutes_present, found[other.pk].minutes_held) == (0, 60)
    assert queries.attendance_of_one(person) == found[person.pk]


def test_attendance_follows_a_session_that_got_another_length(edition):
    session = PlacedSessionFactory(edition=edition, minutes=60)
    present = AttendanceRecordFactory(session=session).participant
    late = AttendanceRecordFactory(session=session, status="late", minutes_present=50).participant
    session.minutes = 45
    session.save()

    found = queries.attendance_of(edition)

    assert [found[one.pk].minutes_present for one in (present, late)] == [45, 45]


@pytest.mark.parametrize("count", [1, 3])
def test_attendance_costs_the_same_queries_however_many_there_are(
    edition, count, django_assert_num_queries
):
    for session in PlacedSessionFactory.create_batch(count, edition=edition):
        AttendanceRecordFactory.create_batch(count, session=session)

    with django_assert_num_queries(3):
        assert len(queries.attendance_of(edition)) == count * count


def test_attendance_is_recorded_when_every_sheet_is_full(edition, officer):
    assert queries.facts(edition) == {"attendance_is_recorded": False}
    sessions = PlacedSessionFactory.create_batch(2, edition=edition)
    person = ParticipantFactory(edition=edition)
    services.record(sessions[0], marks={person.pk: "absent"}, by=officer, at=EVENING)
    assert queries.facts(edition) == {"attendance_is_recorded": False}

    services.record(sessions[1], marks={person.pk: "present"}, by=officer, at=EVENING)

    assert queries.facts(edition) == {"attendance_is_recorded": True}
