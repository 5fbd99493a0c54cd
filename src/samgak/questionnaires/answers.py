"""What people answered, checked against the form."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from samgak.questionnaires.conditions import Answer, holds
from samgak.questionnaires.definition import (
    MATRIX,
    MULTIPLE,
    NUMBER,
    ORDER,
    SCALE,
    SINGLE,
    Form,
    Question,
    is_within,
)

Clean = dict[str, Answer]

# A decimal comma or point; a minus sign as typed or as printed. No exponents, no separators.
NUMBER_TEXT = re.compile(r"[-−]?\d{1,15}(?:[.,]\d{1,10})?", re.ASCII)
INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True)
class AnswerFault:
    """A code and what its sentence names: required, one-option, unknown-option, number,
    whole-number, below-minimum (minimum), above-maximum (maximum), too-long (maximum_length),
    every-row, each-place-once, unknown-question."""

    code: str
    params: Mapping[str, str] = field(default_factory=dict)


class _FaultyError(Exception):
    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.fault = AnswerFault(code, {name: str(value) for name, value in params.items()})


def validate(
    form: Form, answers: Mapping[str, object]
) -> tuple[Clean, dict[str, list[AnswerFault]]]:
    """Return the answers that hold, by question key, and the faults of the others.

    Answers are taken as a web form or JSON brings them: strings, numbers, lists of strings; blank
    is not answered. Clean answers: option key (single), tuple of option keys in the form's order
    (multiple) or in the order given (order), Decimal (number, scale), row key -> option key
    (matrix, given so too), text without control characters. With faults the clean part is still
    there, so that a page can be shown again. What is answered to a question that is not shown is
    left out. Raises nothing for any input.
    """
    clean: Clean = {}
    faults: dict[str, list[AnswerFault]] = {}
    for question, section_shown in _with_sections(form, clean):
        if not section_shown or not holds(question.show_when, clean):
            continue
        try:
            answer = _answer(question, answers.get(question.key))
        except _FaultyError as faulty:
            faults[question.key] = [faulty.fault]
        else:
            if answer is not None:
                clean[question.key] = answer
    for key in answers.keys() - {question.key for question in form.questions}:
        faults[key] = [AnswerFault("unknown-question")]
    return clean, faults


def visible(form: Form, answers: Mapping[str, object]) -> set[str]:
    """Return the keys of the questions that are shown for these answers, as they were given.

    An answer that has a fault, or belongs to a question that is not shown, counts as missing.
    """
    clean, _ = validate(form, answers)
    return {
        question.key
        for question, section_shown in _with_sections(form, clean)
        if section_shown and holds(question.show_when, clean)
    }


def check(form: Form, answers: Mapping[str, object]) -> dict[str, list[AnswerFault]]:
    """Return what is missing or wrong in answers, by question key; empty when they may be kept."""
    return validate(form, answers)[1]


def _with_sections(form: Form, clean: Clean) -> Iterator[tuple[Question, bool]]:
    if not form.sections:
        yield from ((question, True) for question in form.questions)
    for section in form.sections:
        # Conditions look back only: what stands before is answered by now.
        is_shown = holds(section.show_when, clean)
        yield from ((question, is_shown) for question in section.questions)


def _answer(question: Question, told: object) -> Answer | None:
    if question.type == MATRIX:
        return _matrix(question, told)
    given = _given(told)
    if not given:
        if question.is_required:
            raise _FaultyError("required")
        return None
    readers: dict[str, Callable[[Question, list[str]], Answer]] = {
        SINGLE: _single,
        MULTIPLE: _multiple,
        NUMBER: _number,
        SCALE: _scale,
        ORDER: _order,
    }
    return readers.get(question.type, _text)(question, given)


def _given(told: object) -> list[str]:
    several = told if isinstance(told, list | tuple) else [told]
    plain = (INVISIBLE.sub("", str(one)).strip() for one in several if one is not None)
    return [text for text in plain if text]


def _only(given: list[str]) -> str:
    if len(given) > 1:
        raise _FaultyError("one-option")
    return given[0]


def _single(question: Question, given: list[str]) -> str:
    _known(question, given)
    return _only(given)


def _multiple(question: Question, given: list[str]) -> tuple[str, ...]:
    _known(question, given)
    return tuple(option.key for option in question.options if option.key in given)


def _order(question: Question, given: list[str]) -> tuple[str, ...]:
    _known(question, given)
    if sorted(given) != sorted(option.key for option in question.options):
        raise _FaultyError("each-place-once")
    return tuple(given)


def _matrix(question: Question, told: object) -> Mapping[str, str] | None:
    rows = told if isinstance(told, Mapping) else {}
    chosen = {row.key: given for row in question.rows if (given := _given(rows.get(row.key)))}
    if question.is_required and len(chosen) < len(question.rows):
        raise _FaultyError("every-row" if chosen else "required")
    return {key: _single(question, given) for key, given in chosen.items()} or None


def _known(question: Question, given: list[str]) -> None:
    keys = {option.key for option in question.options}
    for key in given:
        if key not in keys:
            raise _FaultyError("unknown-option", option=key)


def _number(question: Question, given: list[str]) -> Decimal:
    text = _only(given)
    if not NUMBER_TEXT.fullmatch(text):
        raise _FaultyError("number")
    number = Decimal(text.replace(",", ".").replace("−", "-"))
    if not is_within(number, question):
        if question.minimum is not None and number < question.minimum:
            raise _FaultyError("below-minimum", minimum=question.minimum)
        raise _FaultyError("above-maximum", maximum=question.maximum)
    return number


def _scale(question: Question, given: list[str]) -> Decimal:
    number = _number(question, given)
    if number != number.to_integral_value():
        raise _FaultyError("whole-number")
    return number


def _text(question: Question, given: list[str]) -> str:
    text = _only(given)
    if question.maximum_length is not None and len(text) > question.maximum_length:
        raise _FaultyError("too-long", maximum_length=question.maximum_length)
    return text
