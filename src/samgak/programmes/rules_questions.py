"""What a call asks of every nominee in words of its own, and whom its quotas count by the answers. Pure.

The questions are those of `samgak.questionnaires.definition`, as JSON keeps them. A quota may name a
question that offers several answers of which one is given, and one of these answers.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from samgak.questionnaires.model import SINGLE, text_in

OWN = "own_"  # and the key of a question: by that name people have it as an attribute
LEVEL = "level"  # the question that tells the level of the organisation where nobody applies
LEVELS = ("central", "regional", "local", "other")
BETWEEN = "="  # a question and an answer, as one choice of a form

Question = Mapping[str, Any]
Words = Mapping[str, Mapping[str, str]]
"""`own_<key>=<answer>` -> language -> words; those under "" are for every other language."""


def counted_by(questions: Sequence[Question]) -> list[Question]:
    """The questions whose answers a quota may name; the level has a field of its own."""
    return [one for one in questions if one["type"] == SINGLE and one["key"] != LEVEL]


def answer_name(question: str, answer: str) -> str:
    """As a quota line calls the answer."""
    return f"{OWN}{question}={answer}"


def is_asked(questions: Sequence[Question], question: str, answer: str) -> bool:
    """Whether a quota may name this answer to this question."""
    found = (one for one in counted_by(questions) if one["key"] == question)
    return any(option["key"] == answer for one in found for option in one["options"])


def words_of(questions: Sequence[Question], *, working: str) -> dict[str, dict[str, str]]:
    """Every answer that a quota may name, in every language in which a part of it is written."""
    return {
        answer_name(one["key"], option["key"]): _words(one["text"], option["text"], working)
        for one in counted_by(questions)
        for option in one["options"]
    }


def _words(question: Mapping[str, str], option: Mapping[str, str], working: str) -> dict[str, str]:
    def said(language: str) -> str:
        asked, answer = (
            text_in(one, own=language, working=working)[0] for one in (question, option)
        )
        asked = asked.rstrip(" :")
        return f"{asked} {answer}" if asked.endswith("?") else f"{asked}: {answer}"

    return {"": said(working), **{language: said(language) for language in {*question, *option}}}


def named(words: Words, attributes: Mapping[str, str], *, reader: str) -> Iterator[str]:
    """The answers among what people must be to count, in the reader's words."""
    for key, value in sorted(attributes.items()):
        if key.startswith(OWN):
            told = words.get(f"{key}={value}", {})
            yield told.get(reader) or told.get("") or f"{key.removeprefix(OWN)}: {value}"


def asks_level(questions: Iterable[Question]) -> bool:
    """Whether nominees are asked for the level of their organisation."""
    return any(one["key"] == LEVEL for one in questions)


def is_level_sound(questions: Iterable[Question]) -> bool:
    """Whether the level, where it is asked, is one of those that quotas know."""
    found = next((one for one in questions if one["key"] == LEVEL), None)
    if found is None:
        return True
    return found["type"] == SINGLE and tuple(one["key"] for one in found["options"]) == LEVELS


def unknown(questions: Sequence[Question], rows: Iterable[Mapping[str, Any]]) -> bool:
    """Whether a quota names an answer that the call does not ask for."""
    return any(
        (row["question"] or row["answer"])
        and not is_asked(questions, row["question"], row["answer"])
        for row in rows
    )
