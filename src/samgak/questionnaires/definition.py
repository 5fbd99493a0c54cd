"""Forms written as JSON: tests, surveys and applications alike, in any number of languages."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any

from samgak.questionnaires import conditions, notes
from samgak.questionnaires.conditions import Asked, Condition
from samgak.questionnaires.model import (
    FORMAT,
    MATRIX,
    MOST_DEGREES,
    MOST_OPTIONS,
    MOST_QUESTIONS,
    MULTIPLE,
    NUMBER,
    ORDER,
    SCALE,
    SINGLE,
    TEXT,
    TYPES,
    DefinitionFault,
    DefinitionRefusedError,
    Form,
    Option,
    Question,
    Section,
    Text,
    is_within,
    text_in,
)

__all__ = [
    "FORMAT",
    "MATRIX",
    "MOST_DEGREES",
    "MOST_OPTIONS",
    "MOST_QUESTIONS",
    "MULTIPLE",
    "NUMBER",
    "ORDER",
    "SCALE",
    "SINGLE",
    "TEXT",
    "TYPES",
    "DefinitionFault",
    "DefinitionRefusedError",
    "Form",
    "Option",
    "Question",
    "Section",
    "Text",
    "is_within",
    "parse",
    "text_in",
]

FORM_KEYS = {"format", "version", "title", "questions", "sections"}
SECTION_KEYS = {"key", "title", "questions", "show_when"}
QUESTION_KEYS = {
    *("key", "type", "text", "required", "correct", "points", "show_when", "competencies"),
    "taken_from",
}
KEYS_OF_TYPE = {
    SINGLE: {"options"},
    MULTIPLE: {"options"},
    NUMBER: {"minimum", "maximum"},
    TEXT: {"maximum_length"},
    SCALE: {"minimum", "maximum", "low", "high"},
    MATRIX: {"rows", "options"},
    ORDER: {"options"},
}
OPTION_KEYS = {"key", "text"}


def parse(definition: object) -> Form:
    """Return the form of a JSON value already read (dicts, lists, strings, numbers, booleans).

    Raises DefinitionRefusedError with every fault found, not only the first.

    Keys: format (1), version (a string), title and either questions or sections (key, title,
    questions, show_when). A question has key, type (single, multiple, number, text, scale, matrix,
    order), text, and may have required (default true), competencies (of notes.COMPETENCIES),
    taken_from (edition, form and question it is a copy of), correct and points (default 1 where
    correct is given). Options (key, text) belong to single, multiple, order
    and matrix (its columns, beside rows of the same shape), at least two; minimum and maximum to
    number and, as whole numbers, to scale, with low and high for what its ends mean;
    maximum_length to text. correct is an option key, a list of them, or a number.
    show_when is {"question": key, "equals" | "contains" | "greater": value} of a question before,
    or {"all" | "any": [conditions]}; so no circle is possible. What is scored is always shown.
    Titles and texts are mappings of language to text.
    """
    reader = Reader()
    form = reader.form(definition)
    if reader.faults:
        raise DefinitionRefusedError(reader.faults)
    return form


class Reader:
    """Reads on after a fault, with something harmless in its place, to find them all."""

    types: tuple[str, ...] = TYPES
    question_keys: Collection[str] = frozenset(QUESTION_KEYS)
    keys_of_type: Mapping[str, Collection[str]] = KEYS_OF_TYPE
    # Nothing is shown depending on answers to these.
    beside_conditions: Collection[str] = (MATRIX,)

    def __init__(self) -> None:
        self.faults: list[DefinitionFault] = []

    def expect(self, met: bool, path: str, expectation: str) -> bool:
        if not met:
            self.faults.append(DefinitionFault(path, expectation))
        return met

    def form(self, told: object) -> Form:
        given = self.mapping(told, "", FORM_KEYS)
        self.expect(given.get("format") is FORMAT, "format", "format")  # JSON's true equals 1
        sections = self.sections(given) if "sections" in given else ()
        questions = tuple(q for section in sections for q in section.questions)
        if not self.expect(not (sections and "questions" in given), "", "questions-or-sections"):
            return Form("", {"en": ""}, ())
        if "sections" not in given:
            questions = self.questions(given.get("questions"), "questions", ())
        self.expect(len(questions) <= MOST_QUESTIONS, "", "too-many")
        return Form(
            version=self.key(given.get("version"), "version"),
            title=self.text(given.get("title"), "title"),
            questions=questions,
            sections=sections,
        )

    def sections(self, given: dict[str, Any]) -> tuple[Section, ...]:
        sections: list[Section] = []
        before: tuple[Question, ...] = ()
        for n, told in enumerate(self.items(given["sections"], "sections"), start=1):
            path = f"sections[{n}]"
            one = self.mapping(told, path, SECTION_KEYS)
            shown = self.show_when(one, path, before)
            questions = self.questions(one.get("questions"), f"{path}.questions", before)
            for m, question in enumerate(questions if shown else (), start=1):
                here = f"{path}.questions[{m}].correct"
                self.expect(question.correct is None, here, "always-shown-for-points")
            title = self.text(one.get("title"), f"{path}.title")
            sections.append(
                Section(self.key(one.get("key"), f"{path}.key"), title, questions, shown)
            )
            before += questions
        self.unique([section.key for section in sections], "sections")
        return tuple(sections)

    def questions(
        self, told: object, path: str, before: tuple[Question, ...]
    ) -> tuple[Question, ...]:
        found: list[Question] = []
        for n, one in enumerate(self.items(told, path), start=1):
            here = f"{path}[{n}]"
            question = self.question(one, here)
            given = one if isinstance(one, dict) else {}
            shown = self.show_when(given, here, (*before, *found))
            self.expect(
                shown is None or question.correct is None,
                f"{here}.correct",
                "always-shown-for-points",
            )
            found.append(replace(question, show_when=shown))
        self.unique([q.key for q in found], path, {q.key for q in before})
        return tuple(found)

    def show_when(
        self, given: dict[str, Any], path: str, before: Collection[Question]
    ) -> Condition | None:
        if "show_when" not in given:
            return None
        known = {
            question.key: _asked(question)
            for question in before
            if question.type not in self.beside_conditions
        }
        return conditions.read(given["show_when"], f"{path}.show_when", known, self.expect)

    def mapping(self, told: object, path: str, known: set[str]) -> dict[str, Any]:
        if not isinstance(told, dict):
            self.expect(False, path, "mapping")
            return {}
        for name in told:
            self.expect(name in known, f"{path}.{name}".lstrip("."), "known-key")
        return told

    def items(self, told: object, path: str) -> list[Any]:
        if isinstance(told, list) and told:
            return told
        self.expect(False, path, "list")
        return []

    def unique(self, keys: list[str], path: str, taken: Collection[str] = ()) -> None:
        seen = set(taken)
        for n, key in enumerate(keys, start=1):
            self.expect(key not in seen or not key, f"{path}[{n}].key", "unique-key")
            seen.add(key)

    def key(self, told: object, path: str) -> str:
        if isinstance(told, str) and told and told == told.strip() and "|" not in told:
            return told
        self.expect(False, path, "key")
        return ""

    def text(self, told: object, path: str) -> Text:
        if not isinstance(told, dict) or not told:
            self.expect(False, path, "text-per-language")
            return {"en": ""}
        for language, text in told.items():
            is_text = isinstance(text, str) and bool(text.strip())
            self.expect(is_text and bool(language), f"{path}.{language}", "text")
        return dict(told)

    def question(self, told: object, path: str) -> Question:
        known = set(self.question_keys).union(*self.keys_of_type.values())
        given = self.mapping(told, path, known)
        kind = given.get("type")
        plain = Question(
            key=self.key(given.get("key"), f"{path}.key"),
            type=kind if isinstance(kind, str) else "",
            text=self.text(given.get("text"), f"{path}.text"),
            is_required=given.get("required", True),
            competencies=notes.competencies(
                given.get("competencies", []), f"{path}.competencies", self.expect
            ),
            taken_from=notes.source(given.get("taken_from"), f"{path}.taken_from", self.expect),
        )
        self.expect(isinstance(plain.is_required, bool), f"{path}.required", "boolean")
        if not self.expect(plain.type in self.types, f"{path}.type", "type"):
            return plain
        of_its_type = {*self.question_keys, *self.keys_of_type[plain.type]}
        for name in given.keys() & (known - of_its_type):
            self.expect(False, f"{path}.{name}", "not-for-this-type")
        read = self.of_type().get(plain.type, self.choice)
        return self.scored(read(plain, given, path), given, path)

    def of_type(self) -> dict[str, Callable[[Question, dict[str, Any], str], Question]]:
        """How the keys of each type are read; any other type has options."""
        return {
            NUMBER: self.limits,
            SCALE: self.scale,
            TEXT: self.free_text,
            MATRIX: self.matrix,
        }

    def choice(self, question: Question, given: dict[str, Any], path: str) -> Question:
        options = self.options(given.get("options"), f"{path}.options")
        self.expect(len(options) != 1, f"{path}.options", "two-options")
        return replace(question, options=options)

    def matrix(self, question: Question, given: dict[str, Any], path: str) -> Question:
        rows = self.options(given.get("rows"), f"{path}.rows")
        return replace(self.choice(question, given, path), rows=rows)

    def options(self, told: object, path: str) -> tuple[Option, ...]:
        options = []
        for n, one in enumerate(self.items(told, path), start=1):
            option = self.mapping(one, f"{path}[{n}]", OPTION_KEYS)
            key = self.key(option.get("key"), f"{path}[{n}].key")
            options.append(Option(key, self.text(option.get("text"), f"{path}[{n}].text")))
        self.unique([option.key for option in options], path)
        self.expect(len(options) <= MOST_OPTIONS, path, "too-many")
        return tuple(options)

    def limits(self, question: Question, given: dict[str, Any], path: str) -> Question:
        minimum, maximum = (
            self.number(given[name], f"{path}.{name}") if name in given else None
            for name in ("minimum", "maximum")
        )
        if minimum is not None and maximum is not None:
            self.expect(minimum < maximum, f"{path}.maximum", "maximum-above-minimum")
        return replace(question, minimum=minimum, maximum=maximum)

    def scale(self, question: Question, given: dict[str, Any], path: str) -> Question:
        for name in ("minimum", "maximum"):
            self.expect(_is_whole(given.get(name)), f"{path}.{name}", "whole-number")
        low, high = (
            self.text(given[name], f"{path}.{name}") if name in given else None
            for name in ("low", "high")
        )
        limited = replace(self.limits(question, given, path), low=low, high=high)
        if limited.minimum is not None and limited.maximum is not None:
            few = limited.maximum - limited.minimum < MOST_DEGREES
            self.expect(few, f"{path}.maximum", "too-many")
        return limited

    def free_text(self, question: Question, given: dict[str, Any], path: str) -> Question:
        length = given.get("maximum_length")
        if length is not None:
            fits = _is_whole(length) and length > 0
            self.expect(fits, f"{path}.maximum_length", "whole-number")
        return replace(question, maximum_length=length)

    def scored(self, question: Question, given: dict[str, Any], path: str) -> Question:
        points = given.get("points", 1 if "correct" in given else 0)
        if "points" in given:
            self.expect(_is_whole(points) and points > 0, f"{path}.points", "points")
            self.expect("correct" in given, f"{path}.correct", "correct-for-points")
        if "correct" not in given:
            return question
        correct = self.correct(question, given["correct"], f"{path}.correct")
        return replace(question, correct=correct, points=points)

    def correct(
        self, question: Question, told: object, path: str
    ) -> frozenset[str] | Decimal | None:
        if question.type in (SINGLE, MULTIPLE):
            return self.correct_options(question, told, path)
        if not self.expect(question.type == NUMBER, path, "not-for-this-type"):
            return None
        number = self.number(told, path)
        if number is not None:
            self.expect(is_within(number, question), path, "within-limits")
        return number

    def correct_options(self, question: Question, told: object, path: str) -> frozenset[str]:
        chosen = told if question.type == MULTIPLE else [told]
        keys = [option.key for option in question.options]
        if isinstance(chosen, list) and chosen and all(key in keys for key in chosen):
            return frozenset(chosen)
        self.expect(False, path, "option-keys" if question.type == MULTIPLE else "option-key")
        return frozenset()

    def number(self, told: object, path: str) -> Decimal | None:
        try:
            number = Decimal(str(told)) if _is_number(told) else None
        except InvalidOperation:
            number = None
        if number is None or not number.is_finite():
            self.expect(False, path, "number")
            return None
        return number


def _asked(question: Question) -> Asked:
    return Asked(
        is_number=question.type in (NUMBER, SCALE),
        is_list=question.type in (MULTIPLE, ORDER),
        option_keys=frozenset(option.key for option in question.options),
    )


def _is_number(told: object) -> bool:
    return isinstance(told, int | float | Decimal) and not isinstance(told, bool)


def _is_whole(told: object) -> bool:
    return isinstance(told, int) and not isinstance(told, bool)
