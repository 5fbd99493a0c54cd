"""Sessions with a time, and marks on their sheets."""

from datetime import UTC, datetime, timedelta

import factory
from factory.django import DjangoModelFactory

from samgak.attendance.models import AttendanceRecord
from tests.factories import ParticipantFactory, RoomFactory, SessionFactory, UserFactory

# Long past, for pages take the time from the clock on the wall.
FIRST_MORNING = datetime(2020, 1, 14, 4, tzinfo=UTC)


class PlacedSessionFactory(SessionFactory):
    """A session with a time and a room; each begins an hour and a half after the one before."""

    class Meta:
        exclude = ("turn",)

    turn = factory.Sequence(lambda n: n % 6)
    starts_at = factory.LazyAttribute(lambda o: FIRST_MORNING + timedelta(minutes=90 * o.turn))
    ends_at = factory.LazyAttribute(lambda o: o.starts_at + timedelta(minutes=o.minutes))
    room = factory.SubFactory(RoomFactory, edition=factory.SelfAttribute("..edition"))


class AttendanceRecordFactory(DjangoModelFactory):
    class Meta:
        model = AttendanceRecord

    session = factory.SubFactory(PlacedSessionFactory)
    participant = factory.SubFactory(
        ParticipantFactory, edition=factory.SelfAttribute("..session.edition")
    )
    status = AttendanceRecord.Status.PRESENT
    minutes_present = factory.SelfAttribute("session.minutes")
    recorded_at = FIRST_MORNING
    recorded_by = factory.SubFactory(UserFactory)
