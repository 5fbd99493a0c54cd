"""The topic that the organisers prepared: a dozen statements in eight languages."""

from datetime import datetime
from json import loads

from samgak.discussions.models import Topic
from samgak.discussions.services import statements, topics
from samgak.exchange.queries import demonstration as queries
from samgak.programmes.models import Edition


def add(edition: Edition, *, at: datetime) -> Topic:
    """Open the topic with its statements, of which nobody is the author."""
    held = loads((queries.DIRECTORY / "discussion.json").read_text(encoding="utf-8"))
    topic = topics.open_topic(
        edition, title=held["title"], opening="", session=None, by=None, at=at
    )
    for words in held["statements"]:
        made = statements.propose(
            topic, text=words["en"], language="en", by=None, is_leader=True, at=at
        )
        for language, text in words.items():
            if language != "en":
                statements.translate(made, text=text, language=language, by=None, at=at)
    return topic
