"""A topic with statements, people of five countries, a commitment."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from samgak.discussions.models import Commitment, Post, Statement, Topic
from tests.factories import (
    EditionFactory,
    EditionRoleFactory,
    ParticipantFactory,
    UserFactory,
)

AT = datetime(2030, 1, 15, 9, tzinfo=UTC)
COUNTRIES = ("KZ", "KG", "TJ", "UZ", "TM")


class TopicFactory(DjangoModelFactory):
    class Meta:
        model = Topic

    edition = factory.SubFactory(EditionFactory)
    code = factory.Sequence(lambda n: f"topic-{n}")
    title = {"en": "Data across borders"}
    opened_at = AT


class StatementFactory(DjangoModelFactory):
    class Meta:
        model = Statement

    topic = factory.SubFactory(TopicFactory)
    number = factory.Sequence(lambda n: n + 1000)
    text = factory.Sequence(lambda n: f"Statement {n} is right.")
    language = "en"
    state = "accepted"
    proposed_at = AT
    decided_at = factory.LazyAttribute(lambda one: None if one.state == "proposed" else AT)


class PostFactory(DjangoModelFactory):
    class Meta:
        model = Post

    topic = factory.SubFactory(TopicFactory)
    author = factory.SubFactory(UserFactory)
    author_role = "participant"
    author_name = "Somebody"
    language = "en"
    text = "What somebody says."
    written_at = AT


def a_topic(edition=None, *, statements=2, state="voting"):
    topic = TopicFactory(edition=edition or EditionFactory(), state=state, last_number=statements)
    for number in range(1, statements + 1):
        StatementFactory(topic=topic, number=number)
    return topic


def a_commitment(edition=None, **more):
    values = {
        "number": 1,
        "language": "en",
        "what": "Exchange certificates of birth by machine.",
        "first_step": "A working group meets.",
        "due_on": date(2030, 12, 1),
        "countries": ["KG", "KZ"],
        "state": "offered",
        "drafted_at": AT,
        "drafted_by": UserFactory(),
    }
    return Commitment.objects.create(edition=edition or EditionFactory(), **values | more)


def somebody(edition, country="KZ"):
    """A participant with an account."""
    seat = ParticipantFactory(edition=edition, person__country=country, person__user=UserFactory())
    EditionRoleFactory(edition=edition, role="participant", user=seat.person.user)
    return seat
