from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from samgak.programmes.models import Edition
from samgak.secondments.models import Assessment, FinalReport, LogEntry, Output
from tests.factories import EditionFactory, EditionRoleFactory, ParticipantFactory, UserFactory

AT = datetime(2030, 4, 17, 9, tzinfo=UTC)  # in the third of four weeks


def a_secondment(**more):
    """A secondment of four weeks, the last of five days, with three objectives."""
    objectives = [
        {"en": "A strategy for a region"},
        {"en": "A strategy of aid"},
        {"en": "Projects"},
    ]
    values = {
        "kind": Edition.Kind.SECONDMENT,
        "title": "At headquarters",
        "starts_on": date(2030, 4, 1),
        "ends_on": date(2030, 4, 26),
        "working_language": "en",
        "objectives": objectives,
    }
    return EditionFactory(**values | more)


def a_seat(edition=None, **more):
    """Somebody seconded, who can sign in."""
    edition = edition or a_secondment()
    seat = ParticipantFactory(edition=edition, person__user=UserFactory(), **more)
    EditionRoleFactory(edition=edition, user=seat.person.user, role="participant")
    return seat


def a_mentor(edition):
    return EditionRoleFactory(edition=edition, role="lecturer").user


class LogEntryFactory(DjangoModelFactory):
    class Meta:
        model = LogEntry

    participant = factory.LazyFunction(a_seat)
    week = 1
    text = "Met the team"
    language = "en"
    written_at = AT


class OutputFactory(DjangoModelFactory):
    class Meta:
        model = Output

    participant = factory.LazyFunction(a_seat)
    title = "A note on projects"
    language = "en"
    added_at = AT


class AssessmentFactory(DjangoModelFactory):
    class Meta:
        model = Assessment

    participant = factory.LazyFunction(a_seat)
    objective = 0
    side = "self"
    grade = 3
    evidence = "A note"
    language = "en"
    assessed_by = factory.SubFactory(UserFactory)
    assessed_at = AT


class FinalReportFactory(DjangoModelFactory):
    class Meta:
        model = FinalReport

    participant = factory.LazyFunction(a_seat)
    learned = factory.LazyFunction(lambda: ["How regions are chosen", "Why", "From idea to plan"])
    changes = "A list of ideas for projects"
    recommendations = "Two people at a time"
    language = "en"
    saved_at = AT
    submitted_at = AT
