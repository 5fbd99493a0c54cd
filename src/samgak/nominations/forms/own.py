"""A question that a country asks of its own nominees."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from i18nfield.forms import I18nFormField
from i18nfield.strings import LazyI18nString

from samgak.core import texts
from samgak.core.versions import Versioned
from samgak.nominations.phrases.nominations import RULE_TEXTS, TYPE_TEXTS
from samgak.nominations.rules import own
from samgak.programmes.forms.fields import Paragraph, line_field, locales_of
from samgak.questionnaires.definition import MULTIPLE, SINGLE, TEXT


class QuestionForm(Versioned, forms.Form):
    """The words of a question, the kind of its answer, and the answers to choose from."""

    kind = forms.ChoiceField(
        label=_("Kind of answer"), choices=TYPE_TEXTS.items(), widget=forms.RadioSelect
    )
    is_required = forms.BooleanField(label=_("It must be answered"), required=False)

    def __init__(self, *args, working: str, question=None, **kwargs):
        self.known = list(question.get("options", [])) if question else []
        self.working = working
        initial = {"kind": TEXT} if question is None else self._initial(question)
        super().__init__(*args, initial=initial, **kwargs)
        locales = locales_of([], working=working)
        words = line_field(_("Question"), locales=locales, limit=300)
        options = I18nFormField(
            label=_("Answers to choose from"),
            help_text=_("One in each line, in every language in the same order."),
            widget=Paragraph,
            locales=locales,
            required=False,
            max_length=4_000,
        )
        self.fields = {
            "words": words,
            "kind": self.fields["kind"],
            "options": options,
            "is_required": self.fields["is_required"],
            "seen": self.fields["seen"],
        }

    def _initial(self, question) -> dict:
        languages = list(question["text"])
        lines = {
            language: "\n".join(one["text"].get(language, "") for one in self.known)
            for language in languages
        }
        return {
            "words": LazyI18nString(question["text"]),
            "kind": question["type"],
            "options": LazyI18nString({code: told for code, told in lines.items() if told.strip()}),
            "is_required": question.get("required", True),
        }

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            self.question = self._question(cleaned)
        return cleaned

    def _question(self, cleaned) -> dict:
        kind = cleaned["kind"]
        question = {
            "type": kind,
            "text": texts.versions(cleaned["words"], working=self.working),
            "required": cleaned["is_required"],
        }
        if kind == TEXT:
            question["maximum_length"] = own.LONGEST_ANSWER
        if kind in (SINGLE, MULTIPLE):
            question["options"] = self._options(cleaned["options"])
        return question

    def _options(self, told) -> list[dict]:
        lines = {
            code: [line.strip() for line in text.splitlines() if line.strip()]
            for code, text in texts.versions(told, working=self.working).items()
        }
        try:
            options = own.options_of(lines, self.known)
        except ValueError:
            options = []
        if not 2 <= len(options) <= own.MOST_OPTIONS or any(
            own.BETWEEN in line for of_language in lines.values() for line in of_language
        ):
            raise ValidationError({"options": str(RULE_TEXTS["options_are_faulty"])})
        return options
