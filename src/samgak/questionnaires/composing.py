"""A question of one form put into another: all its languages and its scoring go along."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from samgak.questionnaires.exchanged import Told
from samgak.questionnaires.notes import Source


@dataclass(frozen=True)
class Composed:
    """A definition with one question more; whether the question had a condition that stayed behind."""

    definition: Told
    lost_condition: bool


def questions_in(told: Told) -> Iterator[Told]:
    """Yield every question of a definition that `definition.parse` takes, in its order."""
    for part in (told, *told.get("sections", ())):
        yield from part.get("questions", ())


def holds(told: Told, source: Source) -> bool:
    """Say whether a form has a copy of the question already."""
    return any(one.get("taken_from") == source.plain() for one in questions_in(told))


def empty(*, version: str, title: Mapping[str, str]) -> Told:
    """Return the beginning of a form, which holds as soon as a question is in it."""
    return {"format": 1, "version": version, "title": dict(title), "questions": []}


def with_question(told: Told, question: Told, *, source: Source) -> Composed:
    """Return the form with a copy of a question at its end; neither of the two is changed.

    The copy keeps every text in all languages, options, limits, points and competencies, and notes
    its source. Its key gets a number where the form has it already. A condition stays behind: what
    it asks of is in another form. In a form of sections the copy joins the last that is always
    shown (what is scored always is), or else begins one of the form's own title.
    """
    taken = {str(one["key"]) for one in questions_in(told)}
    copy = {name: value for name, value in question.items() if name != "show_when"}
    copy |= {"key": _free(str(question["key"]), taken), "taken_from": source.plain()}
    made = dict(told)
    if "sections" in told:
        made["sections"] = _in_sections(list(told["sections"]), copy, title=told["title"])
    else:
        made["questions"] = [*told.get("questions", ()), copy]
    return Composed(made, lost_condition="show_when" in question)


def words_of(question: Told) -> str:
    """Return everything a question says in every language, for a search: case folded."""
    parts: list[Mapping[str, Any]] = [question.get("text", {})]
    for name in ("options", "rows"):
        parts += [one.get("text", {}) for one in question.get(name, ())]
    return "\n".join(str(text) for part in parts for text in part.values()).casefold()


def _in_sections(sections: list[Told], copy: Told, *, title: Mapping[str, str]) -> list[Told]:
    for place in reversed(range(len(sections))):
        section = sections[place]
        if "show_when" not in section:
            sections[place] = {**section, "questions": [*section["questions"], copy]}
            return sections
    key = _free("more", {str(section["key"]) for section in sections})
    return [*sections, {"key": key, "title": dict(title), "questions": [copy]}]


def _free(key: str, taken: set[str]) -> str:
    """The key, or the key with the first number that nobody has."""
    number, free = 1, key
    while free in taken:
        number += 1
        free = f"{key}-{number}"
    return free
