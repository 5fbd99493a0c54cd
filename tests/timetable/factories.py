"""A small timetable: hours, two rooms, people; sessions that are placed or wait."""

from datetime import UTC, datetime, time, timedelta

import factory
from factory.django import DjangoModelFactory

from samgak.timetable.models import Group, Hours, Interpreter, InterpreterDuty, Lecturer
from tests.factories import EditionFactory, RoomFactory, SessionFactory

NINE = datetime(2030, 1, 14, 4, tzinfo=UTC)  # 09:00 in Astana, on the first day of the edition
TEN, ELEVEN = NINE + timedelta(hours=1), NINE + timedelta(hours=2)
LATER = datetime(2030, 1, 10, 4, tzinfo=UTC)


class OfEditionFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    edition = factory.SubFactory(EditionFactory)
    position = factory.Sequence(int)


class HoursFactory(DjangoModelFactory):
    class Meta:
        model = Hours

    edition = factory.SubFactory(EditionFactory)
    first = time(9)
    last = time(18)
    lunch_from = time(12, 30)
    lunch_until = time(13, 30)
    slot_minutes = 15
    break_minutes = 15
    break_after_minutes = 120


class LecturerFactory(OfEditionFactory):
    class Meta:
        model = Lecturer

    code = factory.Sequence(lambda n: f"lecturer-{n}")
    name = "Kim Haneul"


class InterpreterFactory(OfEditionFactory):
    class Meta:
        model = Interpreter

    code = factory.Sequence(lambda n: f"interpreter-{n}")
    name = "Tsoi Elena"
    pairs = ["ko-ru"]


class GroupFactory(OfEditionFactory):
    class Meta:
        model = Group

    code = factory.Sequence(lambda n: f"group-{n}")
    people = 10


class HeldSessionFactory(SessionFactory):
    """A session at nine in a room of its own."""

    starts_at = NINE
    ends_at = factory.LazyAttribute(lambda o: o.starts_at + timedelta(minutes=o.minutes))
    room = factory.SubFactory(RoomFactory, edition=factory.SelfAttribute("..edition"))
    placed_at = NINE - timedelta(days=30)


class DutyFactory(DjangoModelFactory):
    class Meta:
        model = InterpreterDuty
