"""One question of an application as a Django form; what holds is said by the service, once for all."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.html import escape, format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samgak.applications import phrases, queries
from samgak.core.places import language_name
from samgak.core.rendering import DatePartsInput, DayInput
from samgak.programmes.phrases import LEVEL_TEXTS
from samgak.questionnaires import fields
from samgak.questionnaires.answers import AnswerFault
from samgak.questionnaires.model import (
    CONSENT,
    DATE,
    FILE,
    LANGUAGES,
    MULTIPLE,
    NUMBER,
    SINGLE,
    TABLE,
    Column,
    Question,
    Text,
    text_in,
)

LANGUAGES_OFFERED = (
    *("en", "ko", "ru", "kk", "ky", "uz", "tg", "tk", "ar", "az", "de", "es", "fa", "fr", "hi"),
    *("id", "ja", "km", "lo", "mn", "my", "ne", "pt", "si", "sw", "tr", "uk", "ur", "vi", "zh"),
)
# What the browser may know by itself; it is asked for one's own data only.
AUTOCOMPLETE = {
    "family_name": "family-name",
    "given_name": "given-name",
    "email": "email",
    "telephone": "tel",
    "organisation": "organization",
    "position": "organization-title",
    "office_address": "street-address",
}
SHORT = 130  # letters; longer answers get room for lines


class QuestionForm(forms.Form):
    """The question in the reader's language, with what was answered so far, right or wrong."""

    def __init__(
        self, *args: Any, question: Question, working: str, answer: Any = None, **more: Any
    ) -> None:
        self.question, self.working, self.answer = question, working, answer
        super().__init__(*args, prefix="answer", **more)
        self.is_of_rows = question.type in (TABLE, LANGUAGES)
        if self.is_of_rows:
            self._add_rows()
        else:
            self.fields[question.key] = field = self._field()
            field.one_required = question.is_required
            self.initial[question.key] = self._shown(answer)

    def given(self) -> Any:
        """The answer as it was sent, checked by nobody yet."""
        if self.is_of_rows:
            rows = [self._sent_row(n) for n in range(self.row_count)]
            return [row for row in rows if row]
        return self._sent(self.question.key)

    @property
    def kept_file(self) -> str:
        """What is kept of a file, in words; empty where none is kept or asked for."""
        if self.question.type != FILE:
            return ""
        return phrases.words_of(self.question, self.answer, language=get_language() or "en")

    def show_refusal(self, sentence: str) -> None:
        """Put why a file was not kept beside the question."""
        self.full_clean()
        self.errors.clear()
        self.add_error(self.question.key, sentence)

    def show_faults(self, faults: list[AnswerFault]) -> None:
        """Put what is wrong beside the question, or beside the entry it is about."""
        self.full_clean()
        self.errors.clear()
        for fault in faults:
            self.add_error(self._name_for(fault), phrases.fault_sentence(fault))

    @property
    def rows(self) -> list[tuple[int, list[forms.BoundField]]]:
        """The fields of each entry of a table."""
        names = [name for name, _text in self._columns()]
        return [
            (n + 1, [self[f"{self.question.key}|{n}|{name}"] for name in names])
            for n in range(self.row_count)
        ]

    @property
    def may_grow(self) -> bool:
        return self.is_of_rows and self.row_count < self.question.most_rows

    # Rows of a table or of languages.

    def _add_rows(self) -> None:
        given = [row for row in self.answer or [] if isinstance(row, Mapping)]
        sent = self._rows_sent()
        self.row_count = min(max(len(given) + 1, sent), max(self.question.most_rows, len(given)))
        for n in range(self.row_count):
            for name, label in self._columns():
                full_name = f"{self.question.key}|{n}|{name}"
                self.fields[full_name] = field = self._cell(name, label)
                # Not `required`: an entry may stay empty as a whole.
                field.one_required = self._is_required(name)
                self.initial[full_name] = given[n].get(name, "") if n < len(given) else ""

    def _rows_sent(self) -> int:
        if not self.is_bound:
            return 0
        start = f"{self.prefix}-{self.question.key}|"
        numbers = [name[len(start) :].split("|")[0] for name in self.data if name.startswith(start)]
        return 1 + max((int(n) for n in numbers if n.isdecimal() and len(n) < 4), default=-1)

    def _columns(self) -> list[tuple[str, Any]]:
        if self.question.type == LANGUAGES:
            return [(name, phrases.SKILL_TEXTS[name]) for name in (fields.LANGUAGE, *fields.SKILLS)]
        return [(column.key, self._text(column.text)) for column in self.question.columns]

    def _cell(self, name: str, label: Any) -> forms.Field:
        if self.question.type == LANGUAGES:
            return forms.ChoiceField(
                label=label, choices=[("", "–"), *_choices_of(name)], required=False
            )
        column = next(one for one in self.question.columns if one.key == name)
        return forms.CharField(label=label, required=False, widget=_cell_input(column))

    def _is_required(self, name: str) -> bool:
        columns = self.question.columns
        return not columns or any(one.is_required for one in columns if one.key == name)

    def _sent_row(self, n: int) -> dict[str, str]:
        cells = {
            name: self._sent(f"{self.question.key}|{n}|{name}") for name, _text in self._columns()
        }
        return {name: text for name, text in cells.items() if text and str(text).strip()}

    def _name_for(self, fault: AnswerFault) -> str:
        if not self.is_of_rows:
            return self.question.key
        # Rows that say nothing are left out of the count.
        filled = [n for n in range(self.row_count) if self._sent_row(n)]
        number = int(fault.params.get("row", "1")) - 1
        row = filled[number] if number < len(filled) else 0
        return f"{self.question.key}|{row}|{self._columns()[0][0]}"

    # One field.

    def _field(self) -> forms.Field:
        question = self.question
        words: dict[str, Any] = {
            "label": self._text(question.text),
            "required": False,
            "help_text": self._hint(),
        }
        if question.type == MULTIPLE:
            return forms.MultipleChoiceField(
                choices=self._choices(), widget=forms.CheckboxSelectMultiple, **words
            )
        if question.type == SINGLE:
            return forms.ChoiceField(choices=self._choices(), widget=forms.RadioSelect, **words)
        if question.type == CONSENT:
            return forms.ChoiceField(
                choices=list(phrases.AGREEMENT_TEXTS.items()), widget=forms.RadioSelect, **words
            )
        if question.type == FILE:
            accepted = ",".join(f".{one}" for one in queries.policy(question).endings)
            return forms.FileField(widget=forms.FileInput({"accept": accepted}), **words)
        if question.type == DATE:
            return forms.CharField(widget=DatePartsInput, **words)
        return forms.CharField(widget=self._input(), **words)

    def _input(self) -> forms.Widget:
        question = self.question
        attrs: dict[str, Any] = {}
        if question.maximum_length:
            attrs["maxlength"] = question.maximum_length
        if question.key in AUTOCOMPLETE:
            attrs["autocomplete"] = AUTOCOMPLETE[question.key]
        if question.type == NUMBER:
            return forms.TextInput({"inputmode": "decimal", "class": "govuk-input--width-10"})
        if question.text_kind == fields.EMAIL:
            return forms.EmailInput({"spellcheck": "false"} | attrs)
        if question.text_kind == fields.TELEPHONE:
            return forms.TextInput(
                {"type": "tel", "inputmode": "tel", "class": "govuk-input--width-20"} | attrs
            )
        if question.text_kind == fields.PARAGRAPH:
            rows = 4 if (question.maximum_length or SHORT + 1) <= 500 else 8
            return forms.Textarea({"rows": rows} | attrs)
        return forms.TextInput({"spellcheck": "false"} | attrs)

    def _shown(self, answer: Any) -> Any:
        if self.question.type == DATE and str(answer or "").count("-") != 2:
            return None
        if self.question.type == MULTIPLE:
            return answer if isinstance(answer, list) else []
        return answer if isinstance(answer, str) else ""

    def _sent(self, name: str) -> Any:
        widget = self.fields[name].widget
        return widget.value_from_datadict(self.data, self.files, self.add_prefix(name))

    def _choices(self) -> list[tuple[str, Any]]:
        return [(option.key, self._text(option.text)) for option in self.question.options]

    def _hint(self) -> str:
        agreement = self.question.agreement
        texts = [self.question.hint, agreement.consequence if agreement else None]
        said = [escape(self._text(words)) for words in texts if words]
        if self.question.type == FILE:
            kinds = ", ".join(one.upper() for one in self.question.file_kinds)
            limits = {"kinds": kinds, "most": self.question.most_megabytes}
            said.append(escape(_("%(kinds)s, at most %(most)s MB.") % limits))
        most = self.question.maximum_length
        if self.question.text_kind == fields.PARAGRAPH and most and most > SHORT:
            said.append(escape(_("At most %(most)s letters.") % {"most": most}))
        return " ".join(said)

    def _text(self, text: Text) -> str:
        reader = get_language() or "en"
        words, language = text_in(text, own=reader, working=self.working)
        if language == reader:
            return words
        return format_html('<span lang="{}">{}</span>', language, words)


def _choices_of(name: str) -> list[tuple[str, Any]]:
    if name != fields.LANGUAGE:
        return [(level, LEVEL_TEXTS[level]) for level in fields.SKILL_LEVELS]
    reader = get_language() or "en"
    named = sorted((language_name(code, reader), code) for code in LANGUAGES_OFFERED)
    return [(code, text) for text, code in named]


def _cell_input(column: Column) -> forms.Widget:
    if column.type == fields.YEAR:
        attrs = {"inputmode": "numeric", "maxlength": 4, "class": "govuk-input--width-4"}
        return forms.TextInput(attrs)
    if column.type == fields.DAY:
        return DayInput()
    return forms.TextInput({"maxlength": 300})
