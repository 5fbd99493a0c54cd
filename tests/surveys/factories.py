"""A test of three questions, and what people answered."""

from copy import deepcopy
from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from samgak.surveys import services_reaction
from samgak.surveys.models import KnowledgeTest, Sitting
from tests.factories import EditionFactory, ParticipantFactory


def text(words):
    return {"en": words, "ko": f"{words} (ko)"}


DEFINITION = {
    "format": 1,
    "version": "test-1",
    "title": text("What do you know?"),
    "questions": [
        {
            "key": "first",
            "type": "single",
            "text": text("What comes first?"),
            "options": [
                {"key": "needs", "text": text("The needs of people")},
                {"key": "software", "text": text("The software")},
            ],
            "correct": "needs",
        },
        {
            "key": "open",
            "type": "multiple",
            "text": text("What is open data?"),
            "options": [
                {"key": "free", "text": text("Free to use")},
                {"key": "machine", "text": text("Readable by machines")},
                {"key": "secret", "text": text("Secret")},
            ],
            "correct": ["free", "machine"],
            "points": 2,
        },
        {
            "key": "years",
            "type": "number",
            "text": text("In which year did one-stop service begin?"),
            "minimum": 1990,
            "maximum": 2030,
            "required": False,
        },
    ],
}
RIGHT = {"first": "needs", "open": ["free", "machine"], "years": "2005"}
WRONG = {"first": "software", "open": ["secret"]}


class KnowledgeTestFactory(DjangoModelFactory):
    class Meta:
        model = KnowledgeTest

    edition = factory.SubFactory(EditionFactory)
    definition = factory.LazyFunction(lambda: DEFINITION)
    loaded_at = datetime(2030, 1, 1, tzinfo=UTC)


class SittingFactory(DjangoModelFactory):
    class Meta:
        model = Sitting

    test = factory.SubFactory(KnowledgeTestFactory)
    participant = factory.SubFactory(
        ParticipantFactory, edition=factory.SelfAttribute("..test.edition")
    )
    moment = "pre"
    language = "en"
    answers = factory.LazyFunction(lambda: RIGHT)
    saved_at = datetime(2030, 1, 14, 5, tzinfo=UTC)
    handed_in_at = datetime(2030, 1, 14, 5, tzinfo=UTC)
    points = 3
    out_of = 3


SURVEY = {
    "format": 1,
    "version": "reaction",
    "title": text("What do you think?"),
    "questions": [
        {"key": "useful", "type": "scale", "text": text("How useful?"), "minimum": 1, "maximum": 5},
        {
            "key": "pace",
            "type": "single",
            "text": text("The pace was"),
            "options": [
                {"key": "right", "text": text("right")},
                {"key": "fast", "text": text("too fast")},
            ],
        },
        {"key": "more", "type": "text", "text": text("What else?"), "required": False},
    ],
}


def a_survey(edition, *, version="reaction"):
    """A survey that is open."""
    at = datetime(2030, 1, 18, 5, tzinfo=UTC)
    made = services_reaction.load_survey(
        edition, definition=deepcopy(SURVEY) | {"version": version}, at=at
    )
    return services_reaction.open_survey(made, at=at)


def survey_answers(**more):
    return {"useful": "4", "pace": "right", "more": "A text"} | more
