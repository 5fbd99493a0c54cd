"""What people answered, checked against the form."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from samgak.questionnaires import rows
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
from samgak.questionnaires.faults import AnswerFault, FaultyError, given_texts
from samgak.questionnaires.model import CONSENT, DATE, FILE, LANGUAGES, TABLE

__all__ = ["AnswerFault", "Clean", "as_json", "check", "validate", "visible"]

Clean = dict[str, Answer]

# A decimal comma or point; a minus sign as typed or as printed. No exponents, no separators.
NUMBER_TEXT = re.compile(r"[-−]?\d{1,15}(?:[.,]\d{1,10})?", re.ASCII)


def validate(
    form: Form, answers: Mapping[str, object], *, today: date | None = None
) -> tuple[Clean, dict[str, list[AnswerFault]]]:
    """Return the answers that hold, by question key, and the faults of the others.

    Answers are taken as a web form or JSON brings them: strings, numbers, lists of strings; blank
    is not answered. Clean answers: option key (single), tuple of option keys in the form's order
    (multiple) or in the order given (order), Decimal (number, scale), row key -> option key
    (matrix, given so too), text without control characters, rows of texts (table, languages), the
    day as 2025-08-25 (date), agreed or refused (consent), name, kind and size (file). With faults
    the clean part is still there, so that a page can be shown again. What is answered to a question
    that is not shown is left out. `today` is the day of limits that say today. Raises nothing for any input.
    """
    clean: Clean = {}
    faults: dict[str, list[AnswerFault]] = {}
    for question, section_shown in _with_sections(form, clean):
        if not section_shown or not holds(question.show_when, clean):
            continue
        try:
            answer = _answer(question, answers.get(question.key), today)
        except FaultyError as faulty:
            faults[question.key] = [faulty.fault]
        else:
            if answer is not None:
                clean[question.key] = answer
    for key in answers.keys() - {question.key for question in form.questions}:
        faults[key] = [AnswerFault("unknown-question")]
    return clean, faults


def visible(form: Form, answers: Mapping[str, object], *, today: date | None = None) -> set[str]:
    """Return the keys of the questions that are shown for these answers, as they were given.

    An answer that has a fault, or belongs to a question that is not shown, counts as missing.
    """
    clean, _ = validate(form, answers, today=today)
    return {
        question.key
        for question, section_shown in _with_sections(form, clean)
        if section_shown and holds(question.show_when, clean)
    }


def check(form: Form, answers: Mapping[str, object]) -> dict[str, list[AnswerFault]]:
    """Return what is missing or wrong in answers, by question key; empty when they may be kept."""
    return validate(form, answers)[1]


def as_json(answer: Answer) -> str | list[str] | list[dict[str, str]] | dict[str, str]:
    """Return a clean answer as JSON keeps it; `validate` takes it in this shape again."""
    if isinstance(answer, Mapping):
        return dict(answer)
    if isinstance(answer, tuple):
        # Rows or texts, never both.
        return [dict(one) if isinstance(one, Mapping) else one for one in answer]  # type: ignore[return-value]
    return str(answer)


def _with_sections(form: Form, clean: Clean) -> Iterator[tuple[Question, bool]]:
    if not form.sections:
        yield from ((question, not question.is_hidden) for question in form.questions)
    for section in form.sections:
        # Conditions look back only: what stands before is answered by now.
        is_shown = holds(section.show_when, clean)
        yield from (
            (question, is_shown and not question.is_hidden) for question in section.questions
        )


def _answer(question: Question, told: object, today: date | None) -> Answer | None:
    if question.type == MATRIX:
        return _matrix(question, told)
    if question.type in (TABLE, LANGUAGES):
        return rows.read(question, told)
    if question.type == FILE:
        return rows.file(question, told)
    given = given_texts(told)
    if not given:
        if question.is_required:
            raise FaultyError("required")
        return None
    readers: dict[str, Callable[[Question, list[str]], Answer]] = {
        SINGLE: _single,
        MULTIPLE: _multiple,
        NUMBER: _number,
        SCALE: _scale,
        ORDER: _order,
        DATE: lambda asked, texts: rows.day_within(asked, _only(texts), today),
        CONSENT: lambda asked, texts: rows.agreement(asked, _only(texts)),
    }
    return readers.get(question.type, _text)(question, given)


def _only(given: list[str]) -> str:
    if len(given) > 1:
        raise FaultyError("one-option")
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
        raise FaultyError("each-place-once")
    return tuple(given)


def _matrix(question: Question, told: object) -> Mapping[str, str] | None:
    rows = told if isinstance(told, Mapping) else {}
    chosen = {row.key: given for row in question.rows if (given := given_texts(rows.get(row.key)))}
    if question.is_required and len(chosen) < len(question.rows):
        raise FaultyError("every-row" if chosen else "required")
    return {key: _single(question, given) for key, given in chosen.items()} or None


def _known(question: Question, given: list[str]) -> None:
    keys = {option.key for option in question.options}
    for key in given:
        if key not in keys:
            raise FaultyError("unknown-option", option=key)


def _number(question: Question, given: list[str]) -> Decimal:
    text = _only(given)
    if not NUMBER_TEXT.fullmatch(text):
        raise FaultyError("number")
    number = Decimal(text.replace(",", ".").replace("−", "-"))
    if not is_within(number, question):
        if question.minimum is not None and number < question.minimum:
            raise FaultyError("below-minimum", minimum=question.minimum)
        raise FaultyError("above-maximum", maximum=question.maximum)
    return number


def _scale(question: Question, given: list[str]) -> Decimal:
    number = _number(question, given)
    if number != number.to_integral_value():
        raise FaultyError("whole-number")
    return number


def _text(question: Question, given: list[str]) -> str:
    text = _only(given)
    if question.maximum_length is not None and len(text) > question.maximum_length:
        raise FaultyError("too-long", maximum_length=question.maximum_length)
    rows.refuse_unless_of_kind(question.text_kind, text)
    return text
