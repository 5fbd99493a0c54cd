"""The questions of a questionnaire as a Django form, for every app that asks something.

    form = QuestionsForm(request.POST or None, initial=answers, questions=parse(definition),
                         working=edition.working_language)
    form.given()            what was sent, by question key, for `answers.validate` and for a draft
    form.show_faults(...)   the faults of `answers.check` beside their questions; True when there are

Show it as any other form: `{{ form }}`. `only` limits it to some questions, such as those of one
section: `only=visible(form, answers) & {q.key for q in section.questions}`. A matrix is one field
for each row, an order one for each option, named `question|part`.
"""

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samgak.questionnaires import definition
from samgak.questionnaires.answers import AnswerFault
from samgak.questionnaires.definition import Form, Option, Question, Text

FAULT_TEXTS = {
    "required": _("Answer this question."),
    "one-option": _("Choose only one answer."),
    "unknown-option": _("Choose one of the answers offered."),
    "number": _("Write a number, such as 12 or 3.5."),
    "whole-number": _("Write a whole number."),
    "below-minimum": _("Write a number of at least %(minimum)s."),
    "above-maximum": _("Write a number of at most %(maximum)s."),
    "too-long": _("Write at most %(maximum_length)s letters."),
    "every-row": _("Answer each row of this question."),
    "each-place-once": _("Give each place once."),
    "unknown-question": _("This question is not part of the test."),
}


class QuestionsForm(forms.Form):
    """The questions in the reader's language; whether answers hold is said by the service."""

    def __init__(
        self,
        *args: Any,
        questions: Form,
        working: str,
        only: Collection[str] | None = None,
        initial: Mapping[str, Any] | None = None,
        **more: Any,
    ) -> None:
        self.working = working
        self.asked = {
            question.key: (number, question)
            for number, question in enumerate(questions.questions, start=1)
            if only is None or question.key in only
        }
        # Apart from the names of the buttons, whatever the keys of the questions are.
        super().__init__(*args, prefix="answer", initial=self._spread(initial or {}), **more)
        for number, question in self.asked.values():
            self.fields |= self._fields(question, number)

    def given(self) -> dict[str, object]:
        """The answers as they were sent, by question key, checked by nobody yet."""
        sent = {
            name: field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
            for name, field in self.fields.items()
        }
        return {key: _gathered(question, sent) for key, (_n, question) in self.asked.items()}

    def show_faults(self, faults: Mapping[str, list[AnswerFault]]) -> bool:
        """Put faults beside their questions; say whether there are any in this form."""
        self.is_valid()
        for key, of_question in faults.items():
            if key not in self.asked:
                continue
            names = _names(self.asked[key][1])
            if not any(name in self.errors for name in names):
                for fault in of_question:
                    self.add_error(names[0], fault_sentence(fault))
        return bool(self.errors)

    def _spread(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        initial: dict[str, Any] = {}
        for key, (_n, question) in self.asked.items():
            answer = answers.get(key)
            if question.type == definition.MATRIX and isinstance(answer, Mapping):
                initial |= {f"{key}|{row}": chosen for row, chosen in answer.items()}
            elif question.type == definition.ORDER and isinstance(answer, list | tuple):
                places = enumerate(answer, start=1)
                initial |= {f"{key}|{option}": str(place) for place, option in places}
            else:
                initial[key] = answer
        return initial

    def _fields(self, question: Question, number: int) -> dict[str, forms.Field]:
        label = format_html("{}. {}", number, self._text(question.text))
        if question.type == definition.MATRIX:
            parts, choices, widget = (
                question.rows,
                self._choices(question.options),
                forms.RadioSelect,
            )
        elif question.type == definition.ORDER:
            places = [(str(n), str(n)) for n in range(1, len(question.options) + 1)]
            parts, choices, widget = question.options, [("", "–"), *places], forms.Select
        else:
            return {question.key: self._field(question, label)}
        return {
            f"{question.key}|{part.key}": forms.ChoiceField(
                choices=choices,
                widget=widget,
                label=format_html("{} – {}", label, self._text(part.text)),
                required=question.is_required,
                error_messages={"required": FAULT_TEXTS["required"]},
            )
            for part in parts
        }

    def _field(self, question: Question, label: str) -> forms.Field:
        words: dict[str, Any] = {
            "label": label,
            "required": question.is_required,
            "error_messages": {"required": FAULT_TEXTS["required"]},
        }
        if question.type == definition.MULTIPLE:
            return forms.MultipleChoiceField(
                choices=self._choices(question.options),
                widget=forms.CheckboxSelectMultiple,
                **words,
            )
        if question.type in (definition.SINGLE, definition.SCALE):
            is_scale = question.type == definition.SCALE
            choices = self._degrees(question) if is_scale else self._choices(question.options)
            return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **words)
        if question.type == definition.NUMBER:
            return forms.CharField(widget=forms.TextInput({"inputmode": "decimal"}), **words)
        return forms.CharField(widget=forms.Textarea({"rows": 4}), **words)

    def _choices(self, options: Collection[Option]) -> list[tuple[str, str]]:
        return [(option.key, self._text(option.text)) for option in options]

    def _degrees(self, question: Question) -> list[tuple[str, str]]:
        low, high = int(question.minimum or 0), int(question.maximum or 0)
        ends = {low: question.low, high: question.high}
        return [
            (
                str(degree),
                format_html("{} – {}", degree, self._text(end))
                if (end := ends.get(degree))
                else str(degree),
            )
            for degree in range(low, high + 1)
        ]

    def _text(self, text: Text) -> str:
        reader = get_language() or "en"
        words, language = definition.text_in(text, own=reader, working=self.working)
        return (
            words
            if language == reader
            else format_html('<span lang="{}">{}</span>', language, words)
        )


def fault_sentence(fault: AnswerFault) -> str:
    """What is wrong with an answer, and what to do."""
    return str(FAULT_TEXTS[fault.code] % fault.params)


def _parts(question: Question) -> list[str]:
    options = question.rows if question.type == definition.MATRIX else question.options
    return [option.key for option in options]


def _names(question: Question) -> list[str]:
    if question.type not in (definition.MATRIX, definition.ORDER):
        return [question.key]
    return [f"{question.key}|{part}" for part in _parts(question)]


def _gathered(question: Question, sent: Mapping[str, Any]) -> object:
    if question.type not in (definition.MATRIX, definition.ORDER):
        return sent[question.key]
    told = {part: sent[f"{question.key}|{part}"] for part in _parts(question)}
    if question.type == definition.MATRIX:
        return {row: chosen for row, chosen in told.items() if chosen}
    # Two options of one place are no order: the place is given to none of them.
    places = {place: option for option, place in told.items() if place}
    return [places[place] for place in sorted(places, key=_place)]


def _place(place: str) -> int:
    return int(place) if place.isascii() and place.isdigit() and len(place) < 4 else 0
