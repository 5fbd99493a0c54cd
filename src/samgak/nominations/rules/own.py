"""What a call asks of every nominee, and a country of its own: questions, and answers as text. Pure.

The text of an answer is what forms, cells and exports share. A question is one of
`questionnaires.definition`: text, number, one or several of its options. Its answer is kept as text
under `own_` and its key: the text, the number, the key of the option, or the keys of several with a
semicolon between them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from samgak.nominations.rules.codes import Code, Finding, note
from samgak.nominations.rules.nominees import OWN, NomineeRow
from samgak.participants.folding import key as folded_key
from samgak.questionnaires import answers
from samgak.questionnaires.definition import (
    MULTIPLE,
    SINGLE,
    Form,
    Question,
    text_in,
)

EVERYBODY = ""  # in the place of a country: asked of every nominee
MOST_QUESTIONS = 20
MOST_OPTIONS = 30
LONGEST_ANSWER = 2_000
BETWEEN = ";"


def kept(form: Form, given: Mapping[str, object]) -> dict[str, str]:
    """Every answer that holds as the text kept of it, empty where there is none, by `own_` and key."""
    clean, _ = answers.validate(form, given)
    return {OWN + question.key: _text(clean.get(question.key)) for question in form.questions}


def given(form: Form, stored: Mapping[str, str]) -> dict[str, object]:
    """The kept texts as a form shows them: several options as a list."""
    return {
        question.key: text.split(BETWEEN) if question.type == MULTIPLE else text
        for question in form.questions
        if (text := stored.get(question.key, ""))
    }


def shown(question: Question, text: str, *, reader: str, working: str) -> str:
    """A kept answer in the reader's words."""
    if question.type not in (SINGLE, MULTIPLE):
        return text
    words = {one.key: text_in(one.text, own=reader, working=working)[0] for one in question.options}
    return ", ".join(words.get(one, one) for one in text.split(BETWEEN) if one)


def columns(form: Form) -> dict[int | str, str | None]:
    """Heading -> field, of every language a question is asked in."""
    return {words: OWN + one.key for one in form.questions for words in one.text.values()}


def with_answers(nominee: NomineeRow, form: Form, *, working: str) -> NomineeRow:
    """The row with its cells read as answers, and what is to be said of those that are none."""
    facts: dict[str, str] = {}
    findings: list[Finding] = []
    for question in form.questions:
        name = OWN + question.key
        if name not in nominee.values:
            continue
        cell = nominee.values[name].strip()
        words = text_in(question.text, own=working, working=working)[0]
        facts[name], is_right = _read(question, cell)
        if not is_right:
            findings.append(note(Code.UNKNOWN_ANSWER, value=cell, question=words).at(name))
        elif question.is_required and not cell:
            findings.append(note(Code.MISSING_ANSWER, question=words).at(name))
    return replace(nominee, own=facts, findings=(*nominee.findings, *findings))


def answers_in(values: Mapping[str, str], form: Form) -> dict[str, str]:
    """The cells of a row as kept answers, by question; what is not understood is left out."""
    read = {one.key: _read(one, values.get(OWN + one.key, "").strip()) for one in form.questions}
    return {key: text for key, (text, _) in read.items() if text}


def _read(question: Question, cell: str) -> tuple[str, bool]:
    """A cell as kept text, and whether it was understood."""
    if not cell:
        return "", True
    told: object = cell
    if question.type in (SINGLE, MULTIPLE):
        known = {
            folded_key(words): one.key
            for one in question.options
            for words in (one.key, *one.text.values())
        }
        parts = cell.split(BETWEEN) if question.type == MULTIPLE else [cell]
        told = [known.get(folded_key(part), part) for part in parts if part.strip()]
    form = Form("1", {"en": ""}, (replace(question, is_required=False),))
    clean, faults = answers.validate(form, {question.key: told})
    return _text(clean.get(question.key)), not faults


def _text(answer: object) -> str:
    if answer is None:
        return ""
    return BETWEEN.join(answer) if isinstance(answer, tuple) else str(answer)


def options_of(
    lines: Mapping[str, Sequence[str]], known: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Options as a definition has them, from lines in each language, the first language leading.

    An option that is worded as before in any language keeps its key, and so the answers given.
    Raises ValueError where a language has another number of lines.
    """
    counts = {len(told) for told in lines.values()}
    if len(counts) > 1:
        raise ValueError("another number of options in one of the languages")
    left = {str(one["key"]): set(one["text"].items()) for one in known}
    numbers = [str(one["key"])[1:] for one in known if str(one["key"]).startswith("o")]
    last = max((int(one) for one in numbers if one.isdecimal()), default=0)
    options: list[dict[str, Any]] = []
    for number in range(counts.pop() if counts else 0):
        text = {language: told[number] for language, told in lines.items()}
        same = next((one for one, said in left.items() if said & set(text.items())), "")
        left.pop(same, None)
        last += not same
        options.append({"key": same or f"o{last}", "text": text})
    return options


def together(everybody: Form | None, country: Form | None) -> Form | None:
    """What one nominee is asked: the questions of the call, then those of the country."""
    if everybody is None or country is None:
        return everybody or country
    return replace(country, questions=everybody.questions + country.questions)


def but(questions: Iterable[Mapping[str, Any]], key: str) -> list[Mapping[str, Any]]:
    """The questions without the one of this key."""
    return [one for one in questions if one["key"] != key]


def same_heading(question: Mapping[str, Any], others: Iterable[Mapping[str, Any]]) -> str:
    """Words of the question that would head a column of another in a workbook; empty where none do."""
    taken = {folded_key(words) for one in others for words in one["text"].values()}
    return next((one for one in question["text"].values() if folded_key(one) in taken), "")


def placed(questions: Sequence[Mapping[str, Any]], key: str) -> int | None:
    """At which place the question of this key stands."""
    return next((n for n, one in enumerate(questions) if one["key"] == key), None)


def added(
    definition: Mapping[str, Any], question: Mapping[str, Any], *, letter: str
) -> dict[str, Any]:
    """The definition with one question more, under a key that was never given before.

    The version counts the questions ever asked. A question that has its key keeps it.
    """
    keys = {one["key"] for one in definition["questions"]}
    number = int(definition["version"]) + 1
    while f"{letter}{number}" in keys:
        number += 1
    keyed = {"key": f"{letter}{number}", **question}
    return {
        **definition,
        "version": str(number),
        "questions": [*definition["questions"], keyed],
    }


def changed(
    definition: Mapping[str, Any], place: int, question: Mapping[str, Any]
) -> dict[str, Any]:
    """The definition with the question at this place written anew, under its key."""
    questions = list(definition["questions"])
    questions[place] = {**question, "key": questions[place]["key"]}
    return {**definition, "questions": questions}


def raised(definition: Mapping[str, Any], place: int) -> dict[str, Any]:
    """The definition with the question one place higher; the first stays."""
    questions = list(definition["questions"])
    if place:
        questions.insert(place - 1, questions.pop(place))
    return {**definition, "questions": questions}


def without(definition: Mapping[str, Any], place: int) -> dict[str, Any]:
    """The definition without the question at this place."""
    questions = list(definition["questions"])
    questions.pop(place)
    return {**definition, "questions": questions}


def empty(title: str, *, working: str) -> dict[str, Any]:
    """A definition that asks nothing yet."""
    return {"format": 1, "version": "0", "title": {working: title}, "questions": []}
