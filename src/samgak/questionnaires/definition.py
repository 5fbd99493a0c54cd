"""Forms written as JSON: tests, surveys and applications alike, in any number of languages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

Text = Mapping[str, str]
"""Language -> text; never empty."""

SINGLE, MULTIPLE, NUMBER, TEXT, SCALE = "single", "multiple", "number", "text", "scale"
TYPES = (SINGLE, MULTIPLE, NUMBER, TEXT, SCALE)
FORMAT = 1

FORM_KEYS = {"format", "version", "title", "questions"}
QUESTION_KEYS = {"key", "type", "text", "required", "correct", "points"}
KEYS_OF_TYPE = {
    SINGLE: {"options"},
    MULTIPLE: {"options"},
    NUMBER: {"minimum", "maximum"},
    TEXT: {"maximum_length"},
    SCALE: {"minimum", "maximum", "low", "high"},
}
OPTION_KEYS = {"key", "text"}


@dataclass(frozen=True)
class DefinitionFault:
    """Where a definition is wrong (`questions[2].options[1].text`, from 1) and what belongs there.

    expectation is a code: mapping, list, text, text-per-language, key, unique-key, type, format,
    known-key, boolean, number, whole-number, points, option-key, option-keys, two-options,
    maximum-above-minimum, within-limits, correct-for-points, not-for-this-type.
    """

    path: str
    expectation: str


class DefinitionRefusedError(ValueError):
    """A definition with faults; none of it is used."""

    def __init__(self, faults: list[DefinitionFault]) -> None:
        super().__init__("; ".join(f"{f.path}: {f.expectation}" for f in faults))
        self.faults = faults


@dataclass(frozen=True)
class Option:
    key: str
    text: Text


@dataclass(frozen=True)
class Question:
    """One question; correct is None where nothing is scored, and option keys or a number else."""

    key: str
    type: str
    text: Text
    is_required: bool
    options: tuple[Option, ...] = ()
    correct: frozenset[str] | Decimal | None = None
    points: int = 0
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    maximum_length: int | None = None
    low: Text | None = None  # what the ends of a scale mean
    high: Text | None = None


@dataclass(frozen=True)
class Form:
    version: str
    title: Text
    questions: tuple[Question, ...]

    def languages(self) -> set[str]:
        """Return the languages in which every text of the form exists."""
        texts = [self.title]
        for question in self.questions:
            texts += [question.text, *(option.text for option in question.options)]
            texts += [end for end in (question.low, question.high) if end is not None]
        return set.intersection(*(set(text) for text in texts))


def text_in(text: Text, *, own: str, working: str) -> tuple[str, str]:
    """Return a text and its language: the reader's own, else the working one, else en, else any."""
    for language in (own, working, "en"):
        if language in text:
            return text[language], language
    language = min(text)
    return text[language], language


def parse(definition: object) -> Form:
    """Return the form of a JSON value already read (dicts, lists, strings, numbers, booleans).

    Raises DefinitionRefusedError with every fault found, not only the first.

    Keys: format (1), version (a string), title and questions. A question has key, type (single,
    multiple, number, text, scale), text, and may have required (default true), correct and points
    (default 1 where correct is given). Options (key, text) belong to single and multiple, at least
    two; minimum and maximum to number and, as whole numbers, to scale, with low and high for what
    its ends mean; maximum_length to text. correct is an option key, a list of them, or a number.
    Titles and texts are mappings of language to text.
    """
    reader = _Reader()
    form = reader.form(definition)
    if reader.faults:
        raise DefinitionRefusedError(reader.faults)
    return form


class _Reader:
    """Reads on after a fault, with something harmless in its place, to find them all."""

    def __init__(self) -> None:
        self.faults: list[DefinitionFault] = []

    def expect(self, met: bool, path: str, expectation: str) -> bool:
        if not met:
            self.faults.append(DefinitionFault(path, expectation))
        return met

    def form(self, told: object) -> Form:
        given = self.mapping(told, "", FORM_KEYS)
        # JSON's true equals 1.
        self.expect(given.get("format") is FORMAT, "format", "format")
        questions = [
            self.question(question, f"questions[{n}]")
            for n, question in enumerate(self.items(given.get("questions"), "questions"), start=1)
        ]
        self.unique([question.key for question in questions], "questions")
        return Form(
            version=self.key(given.get("version"), "version"),
            title=self.text(given.get("title"), "title"),
            questions=tuple(questions),
        )

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

    def unique(self, keys: list[str], path: str) -> None:
        for n, key in enumerate(keys, start=1):
            self.expect(key not in keys[: n - 1] or not key, f"{path}[{n}].key", "unique-key")

    def key(self, told: object, path: str) -> str:
        if isinstance(told, str) and told and told == told.strip():
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
        known = QUESTION_KEYS | set.union(*KEYS_OF_TYPE.values())
        given = self.mapping(told, path, known)
        kind = given.get("type")
        plain = Question(
            key=self.key(given.get("key"), f"{path}.key"),
            type=kind if isinstance(kind, str) else "",
            text=self.text(given.get("text"), f"{path}.text"),
            is_required=given.get("required", True),
        )
        self.expect(isinstance(plain.is_required, bool), f"{path}.required", "boolean")
        if not self.expect(plain.type in TYPES, f"{path}.type", "type"):
            return plain
        for name in given.keys() & (known - QUESTION_KEYS - KEYS_OF_TYPE[plain.type]):
            self.expect(False, f"{path}.{name}", "not-for-this-type")
        of_type: dict[str, Callable[[Question, dict[str, Any], str], Question]] = {
            SINGLE: self.choice,
            MULTIPLE: self.choice,
            NUMBER: self.limits,
            SCALE: self.scale,
            TEXT: self.free_text,
        }
        return self.scored(of_type[plain.type](plain, given, path), given, path)

    def choice(self, question: Question, given: dict[str, Any], path: str) -> Question:
        options = []
        for n, told in enumerate(self.items(given.get("options"), f"{path}.options"), start=1):
            here = f"{path}.options[{n}]"
            option = self.mapping(told, here, OPTION_KEYS)
            key = self.key(option.get("key"), f"{here}.key")
            options.append(Option(key, self.text(option.get("text"), f"{here}.text")))
        self.unique([option.key for option in options], f"{path}.options")
        self.expect(len(options) != 1, f"{path}.options", "two-options")
        return replace(question, options=tuple(options))

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
        return replace(self.limits(question, given, path), low=low, high=high)

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


def is_within(number: Decimal, question: Question) -> bool:
    """Say whether a number keeps the question's minimum and maximum, ends included."""
    return (question.minimum is None or number >= question.minimum) and (
        question.maximum is None or number <= question.maximum
    )


def _is_number(told: object) -> bool:
    return isinstance(told, int | float | Decimal) and not isinstance(told, bool)


def _is_whole(told: object) -> bool:
    return isinstance(told, int) and not isinstance(told, bool)
