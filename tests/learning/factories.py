"""A lesson in two languages, and what people did with it."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from samgak.learning.models import CountryReport, Lesson, LessonUse, ReadingMark
from samgak.programmes.models import Programme
from tests.factories import EditionFactory, ParticipantFactory, SessionFactory

WRITTEN_AT = datetime(2030, 1, 2, tzinfo=UTC)


class ProgrammeFactory(DjangoModelFactory):
    class Meta:
        model = Programme

    code = factory.Sequence(lambda n: f"programme-{n}")
    title = "A line of courses"


class LessonFactory(DjangoModelFactory):
    class Meta:
        model = Lesson

    programme = factory.SubFactory(ProgrammeFactory)
    key = factory.Sequence(lambda n: f"lesson-{n}")
    title = factory.LazyFunction(lambda: {"en": "Once only", "ru": "Только один раз"})
    summary = factory.LazyFunction(lambda: {"en": "Ask once."})
    bodies = factory.LazyFunction(lambda: {"en": "# Why\n\nBecause.", "ru": "# Зачем"})
    tasks = factory.LazyFunction(lambda: [{"en": "Count the papers."}])
    competencies = factory.LazyFunction(lambda: ["unesco-data"])
    search_text = "once only\nтолько один раз\nask once"
    changed_at = WRITTEN_AT


class LessonUseFactory(DjangoModelFactory):
    class Meta:
        model = LessonUse

    session = factory.SubFactory(SessionFactory)
    lesson = factory.SubFactory(LessonFactory)


class ReadingMarkFactory(DjangoModelFactory):
    class Meta:
        model = ReadingMark

    participant = factory.SubFactory(ParticipantFactory)
    lesson = factory.SubFactory(LessonFactory)
    read_at = WRITTEN_AT


WHOLE = {
    "organisation": "The ministry",
    "status": "Half of the services are online.",
    "services-online-percent": "50",
    "policies": "One strategy.",
    "problems": "Papers, because registers are apart.",
    "learn": "Once only",
}


class CountryReportFactory(DjangoModelFactory):
    class Meta:
        model = CountryReport

    edition = factory.SubFactory(EditionFactory)
    country = "KZ"
    answers = factory.LazyFunction(lambda: dict(WHOLE))
    language = "en"
    saved_at = WRITTEN_AT
