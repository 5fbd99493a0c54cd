"""The form editor's forms: one question, a new question, a whole form as a file."""

import json
import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from i18nfield.forms import I18nFormField, I18nTextarea
from i18nfield.strings import LazyI18nString

from samgak.applications import phrases
from samgak.applications.rules import editing
from samgak.core import texts
from samgak.core.versions import Versioned
from samgak.privacy import phrases as privacy
from samgak.privacy.rules import newest_texts
from samgak.programmes.forms.fields import line_field, locales_of
from samgak.questionnaires import fields
from samgak.questionnaires.conditions import Comparison
from samgak.questionnaires.model import CONSENT, FILE, LANGUAGES, TABLE, Form, Question

KEY = re.compile(r"[a-z][a-z0-9_]{0,59}")
MOST_ENTRIES = 30
MOST_BYTES_OF_A_FORM = 1_000_000
NEW_SECTION = "+"


class _Words(I18nTextarea):
    def __init__(self, locales, field, attrs=None):
        super().__init__(locales, field, {"rows": 2} | (attrs or {}))


def _words_field(label: Any, locales: list[str], **more: Any) -> I18nFormField:
    return I18nFormField(label=label, widget=_Words, locales=locales, max_length=1000, **more)


class QuestionEditForm(Versioned, forms.Form):
    """What a question says, in every language, and when it is asked."""

    required = forms.BooleanField(label=_("It must be answered"), required=False)
    depends_on = forms.ChoiceField(
        label=_("Ask it only when this question"),
        required=False,
        help_text=_("Questions that stand before it; leave it empty to ask everybody."),
    )
    depends_value = forms.CharField(
        label=_("has this answer"),
        required=False,
        max_length=200,
        help_text=_("The code of the answer, as the list above shows it."),
    )

    def __init__(self, *args: Any, form: Form, question: Question, told: Mapping[str, Any], **more):
        super().__init__(*args, **more)
        self.told, self.question = told, question
        locales = locales_of([told["text"]], working="")
        entries = list(told.get("columns", told.get("options", [])))
        self.fields = {
            "text": _words_field(_("Question"), locales),
            "hint": _words_field(_("Hint"), locales, required=False),
            **{
                f"entry_{one['key']}": line_field(
                    _("Answer or column: %(code)s") % {"code": one["key"]},
                    locales=locales,
                    limit=300,
                    required=False,
                )
                for one in entries
            },
            **self.fields,
        }
        if entries:
            new = line_field(
                _("A further answer or column"), locales=locales, limit=300, required=False
            )
            self.fields["entry_new"] = new
        self.fields |= self._of_type()
        choices, before = [("", _("Everybody is asked"))], _before(form, question)
        choices += [(one.key, _condition_label(one)) for one in before]
        self.fields["depends_on"].choices = choices  # type: ignore[attr-defined]
        self._begin(entries)

    def _of_type(self) -> dict[str, forms.Field]:
        """What only a consent, or only a file, has."""
        if self.question.type == CONSENT:
            locales = locales_of([self.told["text"]], working="")
            return {
                "about": forms.ChoiceField(
                    label=_("What is agreed to"),
                    choices=[("", _("An undertaking")), *_purposes()],
                    required=False,
                    help_text=_(
                        "A consent stands on the person's privacy page, where it can be withdrawn."
                    ),
                ),
                "refusable": forms.BooleanField(label=_("It may be refused"), required=False),
                "consequence": _words_field(
                    _("What follows from a refusal"), locales, required=False
                ),
            }
        if self.question.type == FILE:
            return {
                "kinds": forms.MultipleChoiceField(
                    label=_("Kinds of files"),
                    choices=[(one, one.upper()) for one in fields.FILE_KINDS],
                    widget=forms.CheckboxSelectMultiple,
                ),
                "most_megabytes": forms.IntegerField(
                    label=_("Largest size in MB"), min_value=1, max_value=fields.MOST_MEGABYTES
                ),
            }
        return {}

    def _begin(self, entries: list[Mapping[str, Any]]) -> None:
        self.initial |= {
            "text": LazyI18nString(self.told["text"]),
            "hint": LazyI18nString(self.told.get("hint") or {}),
            "required": self.question.is_required,
        }
        self.initial |= {f"entry_{one['key']}": LazyI18nString(one["text"]) for one in entries}
        if about := self.question.agreement:
            self.initial |= {
                "about": f"{about.purpose}|{about.data_class}" if about.purpose else "",
                "refusable": about.is_refusable,
                "consequence": LazyI18nString(self.told.get("consequence") or {}),
            }
        self.initial |= {
            "kinds": list(self.question.file_kinds),
            "most_megabytes": self.question.most_megabytes,
        }
        condition = self.question.show_when
        if isinstance(condition, Comparison):
            self.initial |= {"depends_on": condition.question, "depends_value": condition.value}

    @property
    def is_of_several_conditions(self) -> bool:
        """Whether it has a condition that this form can't show; it is then left as it is."""
        condition = self.question.show_when
        return condition is not None and not isinstance(condition, Comparison)

    def values(self) -> dict[str, Any]:
        """What `rules.editing.rewrite` takes."""
        said = self.cleaned_data
        entries = [
            (name.removeprefix("entry_"), _versions(value))
            for name, value in said.items()
            if name.startswith("entry_") and _versions(value)
        ]
        known = self.told.get("columns", self.told.get("options", []))
        options = [
            (editing.next_option(known) if key == "new" else key, words) for key, words in entries
        ]
        return {
            "text": _versions(said["text"]),
            "hint": _versions(said["hint"]),
            "is_required": said["required"],
            "show_when": self._condition(),
            "options": options,
            "more": self._more(),
        }

    def _more(self) -> dict[str, Any]:
        said = self.cleaned_data
        if self.question.type == CONSENT:
            purpose, _bar, data_class = said["about"].partition("|")
            consequence = _versions(said["consequence"])
            return {
                "purpose": purpose,
                "data_class": data_class,
                "refusable": said["refusable"],
                "consequence": consequence,
            }
        if self.question.type == FILE:
            return {"kinds": said["kinds"], "most_megabytes": said["most_megabytes"]}
        return {}

    def _condition(self) -> Mapping[str, Any] | None:
        if self.is_of_several_conditions:
            return self.told["show_when"]
        on, value = self.cleaned_data["depends_on"], self.cleaned_data["depends_value"]
        if not on:
            return None
        return {"question": on, "equals": value}


class NewQuestionForm(Versioned, forms.Form):
    """A question that is added; its other texts are written on its own page afterwards."""

    kind = forms.ChoiceField(label=_("Kind"), choices=phrases.NEW_KIND_TEXTS.items())
    key = forms.CharField(
        label=_("Code"),
        help_text=_(
            "Small Latin letters, digits and _, such as driving_licence. It never changes."
        ),
        max_length=60,
    )
    section = forms.ChoiceField(label=_("Section"))
    entries = forms.CharField(
        label=_("Answers to choose from, or columns of a table"),
        help_text=_("One on each line."),
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, *args: Any, form: Form, working: str, **more: Any):
        super().__init__(*args, **more)
        locales, self.working = locales_of([], working=working), working
        self.taken = {question.key for question in form.questions}
        self.fields["section"].choices = [  # type: ignore[attr-defined]
            *(
                (one.key, phrases.text(one.title, phrases.reader(), working))
                for one in form.sections
            ),
            (NEW_SECTION, _("A new section")),
        ]
        self.fields["text"] = _words_field(_("Question"), locales)
        self.fields["new_section"] = line_field(
            _("Title of the new section"), locales=locales, limit=200, required=False
        )
        self.order_fields(["kind", "key", "text", "entries", "section", "new_section"])

    def clean_key(self) -> str:
        key = self.cleaned_data["key"].strip()
        if not KEY.fullmatch(key):
            raise forms.ValidationError(_("Use small Latin letters, digits and _ only."))
        if key in self.taken:
            raise forms.ValidationError(_("Another question has this code."))
        return key

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("section") == NEW_SECTION and not _versions(said.get("new_section")):
            self.add_error("new_section", _("Give the new section a title."))
        needs = {*editing.WITH_OPTIONS, *editing.WITH_COLUMNS}
        count = len(_lines(said.get("entries", "")))
        if said.get("kind") in needs and not 2 <= count <= MOST_ENTRIES:
            self.add_error("entries", _("Write between 2 and 30 lines."))
        return said

    def values(self) -> dict[str, Any]:
        """What `rules.editing.add` takes."""
        said = self.cleaned_data
        is_new = said["section"] == NEW_SECTION
        return {
            "key": said["key"],
            "kind": said["kind"],
            "section": said["section"],
            "text": _versions(said["text"]),
            "entries": [{self.working: line} for line in _lines(said["entries"])],
            "new_section": _versions(said["new_section"]) if is_new else None,
        }


class FormFileForm(Versioned, forms.Form):
    """A whole form as JSON."""

    file = forms.FileField(
        label=_("Form as a JSON file"),
        help_text=_("As this page gives it out; at most 1 MB."),
        widget=forms.FileInput({"accept": ".json,application/json"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES_OF_A_FORM:
            raise forms.ValidationError(_("The file has more than 1 MB."))
        try:
            return json.loads(file.read().decode("utf-8-sig"))
        except (UnicodeDecodeError, ValueError, RecursionError):
            raise forms.ValidationError(_("This is not a JSON file.")) from None


def _before(form: Form, question: Question) -> list[Question]:
    keys = [one.key for one in form.questions]
    fit = form.questions[: keys.index(question.key)]
    return [one for one in fit if one.type not in (TABLE, LANGUAGES, FILE) and _has_codes(one)]


def _purposes() -> list[tuple[str, str]]:
    """What the privacy page asks, too: purpose and class of data."""
    return [
        (
            f"{one.purpose}|{one.data_class}",
            f"{privacy.PURPOSE_TEXTS[one.purpose]} ({privacy.CLASS_TEXTS[one.data_class]})",
        )
        for one in newest_texts()
    ]


def _has_codes(question: Question) -> bool:
    return bool(question.options) or question.type == CONSENT


def _condition_label(question: Question) -> str:
    codes = [one.key for one in question.options] or list(phrases.AGREEMENT_TEXTS)
    return f"{phrases.text(question.text, phrases.reader())} ({', '.join(codes)})"


def _versions(value: Any) -> dict[str, str]:
    return {
        language: words.replace("\0", "").strip()
        for language, words in texts.versions(value, working="en").items()
        if words.strip()
    }


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.replace("\0", "").splitlines() if line.strip()]
