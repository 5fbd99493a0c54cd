import factory
from factory.django import DjangoModelFactory

from samgak.timetable.models import Lecturer
from tests.factories import EditionFactory


class LecturerFactory(DjangoModelFactory):
    class Meta:
        model = Lecturer

    edition = factory.SubFactory(EditionFactory)
    position = factory.Sequence(int)
    code = factory.Sequence(lambda n: f"lecturer-{n}")
