"""A form definition changed by an officer: each act returns a new definition, checked by the caller."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from copy import deepcopy
from typing import Any

from samgak.questionnaires.model import DefinitionFault

Definition = dict[str, Any]
Told = dict[str, Any]

MOST_QUESTIONS = 100
UP, DOWN = "up", "down"
# What a question that is added begins with, by the kind an officer chooses.
KINDS: Mapping[str, Told] = {
    "line": {"type": "text", "text_kind": "line", "maximum_length": 200},
    "paragraph": {"type": "text", "text_kind": "paragraph", "maximum_length": 2000},
    "email": {"type": "text", "text_kind": "email", "maximum_length": 254},
    "number": {"type": "number"},
    "date": {"type": "date"},
    "single": {"type": "single"},
    "multiple": {"type": "multiple"},
    "table": {"type": "table"},
    "languages": {"type": "languages"},
    "consent": {"type": "consent", "text_version": "1", "refusable": True},
    "file": {"type": "file"},
}
WITH_OPTIONS, WITH_COLUMNS = ("single", "multiple"), ("table",)


class NoSuchQuestionError(LookupError):
    """The form has no question of that key (any more)."""


def move(definition: Definition, key: str, *, to: str) -> Definition:
    """A question one place up or down; past the end of its section it goes into the next one."""
    made = deepcopy(definition)
    section_at, at = _place(made, key)
    sections = made["sections"]
    questions = sections[section_at]["questions"]
    step = -1 if to == UP else 1
    if 0 <= at + step < len(questions):
        questions[at], questions[at + step] = questions[at + step], questions[at]
    elif 0 <= section_at + step < len(sections) and len(questions) > 1:
        question = questions.pop(at)
        beside = sections[section_at + step]["questions"]
        beside.insert(len(beside) if to == UP else 0, question)
    return made


def hide(definition: Definition, key: str, *, is_hidden: bool) -> Definition:
    """Ask a question no more, or again; the answers given stay."""

    def change(question: Told) -> None:
        question.pop("hidden", None)
        if is_hidden:
            question["hidden"] = True

    return _changed(definition, key, change)


def rewrite(
    definition: Definition,
    key: str,
    *,
    text: Mapping[str, str],
    hint: Mapping[str, str],
    is_required: bool,
    show_when: Told | None,
    options: Sequence[tuple[str, Mapping[str, str]]] = (),
    more: Mapping[str, Any] | None = None,
) -> Definition:
    """What a question says, whether it must be answered, when it is shown, which answers it offers.

    `more` holds what belongs to its type alone. A consent that says something else has another
    version of its text.
    """

    def change(question: Told) -> None:
        said = _agreed_text(question)
        question["text"], question["required"] = dict(text), is_required
        told = {"hint": dict(hint), "show_when": show_when, **(more or {})}
        for name, value in told.items():
            question.pop(name, None)
            if value:
                question[name] = value
        name = "columns" if "columns" in question else "options"
        if name in question:
            known = {one["key"]: one for one in question[name]}
            question[name] = [
                known.get(option, {}) | {"key": option, "text": dict(words)}
                for option, words in options
            ]

        if _agreed_text(question) != said:
            question["text_version"] = next_version(question["text_version"])

    return _changed(definition, key, change)


def next_version(version: str) -> str:
    """The version after one: the number at its end, counted on; 2025-1 -> 2025-2."""
    number = re.search(r"[0-9]{1,9}$", version)
    if number is None:
        return f"{version}-2"
    return f"{version[: number.start()]}{int(number[0]) + 1}"


def _agreed_text(question: Told) -> list[Any]:
    """What somebody agrees to; nothing for other questions."""
    names = ("text", "purpose", "data_class", "consequence")
    return [question.get(name) for name in names] if question["type"] == "consent" else []


def add(
    definition: Definition,
    *,
    key: str,
    kind: str,
    section: str,
    text: Mapping[str, str],
    entries: Sequence[Mapping[str, str]] = (),
    new_section: Mapping[str, str] | None = None,
) -> Definition:
    """A question at the end of a section, or in a new one; entries are its options or columns."""
    made = deepcopy(definition)
    question: Told = {"key": key, **KINDS[kind], "text": dict(text), "required": False}
    told = [{"key": f"{n}", "text": dict(words)} for n, words in enumerate(entries, start=1)]
    if kind in WITH_OPTIONS:
        question["options"] = told
    if kind in WITH_COLUMNS:
        question["columns"] = told
    if new_section:
        keys = {one["key"] for one in made["sections"]}
        number = next(n for n in range(1, MOST_QUESTIONS + 2) if f"section-{n}" not in keys)
        made["sections"].append(
            {"key": f"section-{number}", "title": dict(new_section), "questions": [question]}
        )
        return made
    of_section = next((one for one in made["sections"] if one["key"] == section), None)
    if of_section is None:
        raise NoSuchQuestionError(section)
    of_section["questions"].append(question)
    return made


def unknown_purposes(
    definition: Definition, *, known: Collection[tuple[str, str]]
) -> list[DefinitionFault]:
    """Where a consent names a purpose and class of data that nobody can withdraw."""
    return [
        DefinitionFault(f"sections[{at}].questions[{n}].purpose", "known-value")
        for at, section in enumerate(definition["sections"], start=1)
        for n, question in enumerate(section["questions"], start=1)
        if question["type"] == "consent"
        and (question.get("purpose", ""), question.get("data_class", "")) not in known
    ]


def question_of(definition: Definition, key: str) -> Told:
    """One question as the definition tells it."""
    section_at, at = _place(definition, key)
    question: Told = definition["sections"][section_at]["questions"][at]
    return question


def next_option(options: Sequence[Told]) -> str:
    """A key that no option has yet."""
    taken = {str(one["key"]) for one in options}
    return next(str(n) for n in range(1, len(taken) + 2) if str(n) not in taken)


def _changed(definition: Definition, key: str, change: Callable[[Told], None]) -> Definition:
    made = deepcopy(definition)
    change(question_of(made, key))
    return made


def _place(definition: Definition, key: str) -> tuple[int, int]:
    for section_at, section in enumerate(definition["sections"]):
        for at, question in enumerate(section["questions"]):
            if question["key"] == key:
                return section_at, at
    raise NoSuchQuestionError(key)
