from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from samgak.questionnaires import definition
from samgak.questionnaires.definition import Form, Question
from samgak.surveys.phrases import FAULT_TEXTS

MOST_BYTES_OF_A_DEFINITION = 2_000_000


class TestForm(forms.Form):
    """The questions of a test in the reader's language; what answers hold is said by the service."""

    def __init__(self, *args, questions: Form, working: str, **more):
        # Apart from the names of the buttons, whatever the keys of the questions are.
        super().__init__(*args, prefix="answer", **more)
        self.working = working
        for number, question in enumerate(questions.questions, start=1):
            self.fields[question.key] = self._field(question, number)

    def _field(self, question: Question, number: int) -> forms.Field:
        words: dict[str, Any] = {
            "label": format_html("{}. {}", number, self._text(question.text)),
            "required": question.is_required,
            "error_messages": {"required": FAULT_TEXTS["required"]},
        }
        if question.type == definition.SINGLE:
            return forms.ChoiceField(
                choices=self._choices(question), widget=forms.RadioSelect, **words
            )
        if question.type == definition.MULTIPLE:
            return forms.MultipleChoiceField(
                choices=self._choices(question), widget=forms.CheckboxSelectMultiple, **words
            )
        if question.type == definition.SCALE:
            return forms.ChoiceField(
                choices=self._degrees(question), widget=forms.RadioSelect, **words
            )
        if question.type == definition.NUMBER:
            return forms.CharField(widget=forms.TextInput({"inputmode": "decimal"}), **words)
        return forms.CharField(widget=forms.Textarea({"rows": 4}), **words)

    def _choices(self, question: Question) -> list[tuple[str, str]]:
        return [(option.key, self._text(option.text)) for option in question.options]

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

    def _text(self, text: Mapping[str, str]) -> str:
        reader = get_language() or "en"
        words, language = definition.text_in(text, own=reader, working=self.working)
        return (
            words
            if language == reader
            else format_html('<span lang="{}">{}</span>', language, words)
        )

    def given(self) -> dict[str, object]:
        """The answers as they were sent, by question key, checked by nobody yet."""
        return {
            key: field.widget.value_from_datadict(self.data, self.files, self.add_prefix(key))
            for key, field in self.fields.items()
        }


class DefinitionForm(forms.Form):
    """The questions of a test as a file."""

    file = forms.FileField(
        label=_("File with the questions"),
        help_text=_("A form definition in JSON, with every text in all its languages."),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES_OF_A_DEFINITION:
            raise forms.ValidationError(gettext("The file is larger than 2 MB."))
        return file
