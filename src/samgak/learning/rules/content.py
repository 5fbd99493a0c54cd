"""A lesson as a whole, before it is in the library and when it comes from a folder."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Text = Mapping[str, str]


@dataclass(frozen=True)
class File:
    name: str
    content: bytes
    title: Text = field(default_factory=dict)
    alt: Text = field(default_factory=dict)


@dataclass(frozen=True)
class Source:
    """Where something is from; `on` is a year, month or day as ISO 8601 text, or empty."""

    title: str
    url: str = ""
    reference: str = ""
    on: str = ""


@dataclass(frozen=True)
class Content:
    key: str
    title: Text
    summary: Text = field(default_factory=dict)
    bodies: Text = field(default_factory=dict)
    tasks: tuple[Text, ...] = ()
    competencies: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    files: tuple[File, ...] = ()
    sessions: tuple[str, ...] = ()
    order: int = 100


def search_text(content: Content) -> str:
    """Every word of the lesson in every language, in small letters."""
    texts = [content.title, content.summary, *content.tasks, content.bodies]
    words = [content.key, *(one for text in texts for one in text.values())]
    return "\n".join(words).casefold()
