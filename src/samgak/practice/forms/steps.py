"""Steps: a table for what each step has, a page for the rest of one step, a file for all."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samgak.core.uploads import UploadField
from samgak.measures.burden import estimate_fault
from samgak.practice.models import ServiceStep
from samgak.practice.phrases.services import (
    ACTOR_TEXTS,
    CHANNEL_TEXTS,
    DOCUMENT_TEXTS,
    FIELD_TEXTS,
)
from samgak.practice.rules import MOST_STEPS, vocabulary
from samgak.practice.rules.estimates import numbers_of, written
from samgak.programmes.forms.fields import plain
from samgak.uploads import Policy

MOST = 99_999_999
MOST_BYTES_OF_STEPS = 2_000_000
ESTIMATE_FAULTS = {
    "not-a-number": _("Write one number, or three: the least, the usual and the most."),
    "negative": _("Write numbers that are not below zero."),
    "not-in-order": _("Write the least first, then the usual, then the most."),
    "too-large": _("Write a smaller number."),
}


class EstimateField(forms.CharField):
    """One number, or three: 10, or 5 10 20."""

    def __init__(self, *, label, **more):
        widget = forms.TextInput({"class": "govuk-input--width-10", "inputmode": "text"})
        super().__init__(label=label, widget=widget, max_length=60, **more)

    def clean(self, value):
        numbers = numbers_of(super().clean(value))
        fault = "not-a-number" if numbers is None else estimate_fault(*map(float, numbers))
        if not fault and numbers and max(numbers) > MOST:
            fault = "too-large"
        if fault:
            raise forms.ValidationError(ESTIMATE_FAULTS[fault])
        return numbers


class AmountField(forms.DecimalField):
    def __init__(self, *, label, most=MOST, **more):
        more.setdefault("required", False)
        super().__init__(label=label, min_value=0, max_value=most, decimal_places=2, **more)

    def clean(self, value):
        found = super().clean(value)
        return Decimal(0) if found is None else found


class StepRowForm(forms.Form):
    """A row of the table."""

    code = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    title = forms.CharField(label=_("What happens"), max_length=200)
    actor = forms.ChoiceField(
        label=_("Who does it"), choices=list(ACTOR_TEXTS.items()), initial="citizen"
    )
    office = forms.CharField(label=_("Office"), max_length=120, required=False)
    channel = forms.ChoiceField(
        label=_("How"), choices=list(CHANNEL_TEXTS.items()), initial="in-person"
    )
    active_minutes = EstimateField(label=_("Minutes of work"), initial="0")
    waiting_days = EstimateField(label=_("Days of waiting"), initial="0")
    is_visit = forms.BooleanField(label=_("A visit"), required=False)


class StepRows(BaseFormSet):
    """The steps in the order that their numbers give."""

    deletion_widget = forms.CheckboxInput

    def get_ordering_widget(self):
        return forms.NumberInput({"class": "govuk-input--width-2"})

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["ORDER"].label = _("Order")
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Take it away")

    def values(self) -> list[dict[str, Any]]:
        return [
            {name: form.cleaned_data[name] for name in StepRowForm.base_fields}
            for form in self.ordered_forms
        ]


StepTable = formset_factory(
    StepRowForm,
    formset=StepRows,
    extra=2,
    can_order=True,
    can_delete=True,
    can_delete_extra=False,
    max_num=MOST_STEPS,
    absolute_max=MOST_STEPS + 2,
)


def row_of(step: ServiceStep, text) -> dict[str, Any]:
    """A stored step as its row shows it."""
    return {
        "code": step.code,
        "title": text(step.title),
        "actor": step.actor,
        "office": text(step.office),
        "channel": step.channel,
        "active_minutes": written(ends_of(step, "active_minutes")),
        "waiting_days": written(ends_of(step, "waiting_days")),
        "is_visit": step.is_visit,
    }


def ends_of(record, name: str) -> tuple[Decimal, Decimal, Decimal]:
    low, likely, high = (getattr(record, f"{name}_{end}") for end in ("low", "likely", "high"))
    return low, likely, high


class ItemsField(forms.MultipleChoiceField):
    def __init__(self, *, label, choices: Mapping[str, Any]):
        super().__init__(
            label=label,
            choices=list(choices.items()),
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )


class OwnWordsField(forms.CharField):
    """What the lists lack, in the team's own words."""

    def __init__(self, *, label):
        super().__init__(
            label=label,
            help_text=_("In your own words, separated by commas."),
            required=False,
            max_length=1_000,
        )

    def clean(self, value):
        words = vocabulary.split_words(super().clean(value))
        longest = max(map(len, words), default=0)
        if len(words) > vocabulary.MOST_OWN_WORDS or longest > vocabulary.MOST_LETTERS_OF_OWN_WORD:
            raise forms.ValidationError(
                _("Write at most %(words)s, each of at most %(letters)s letters.")
                % {
                    "words": vocabulary.MOST_OWN_WORDS,
                    "letters": vocabulary.MOST_LETTERS_OF_OWN_WORD,
                }
            )
        return words


NEXT, END = "next", "end"


class StepForm(forms.Form):
    """What one step asks and costs, and where it leads."""

    documents = ItemsField(label=_("Documents asked here"), choices=DOCUMENT_TEXTS)
    own_documents = OwnWordsField(label=_("Other documents"))
    data_fields = ItemsField(label=_("Data asked here"), choices=FIELD_TEXTS)
    own_data_fields = OwnWordsField(label=_("Other data"))
    fee = AmountField(label=_("Fee"))
    own_costs = AmountField(
        label=_("Own costs"),
        help_text=_("What the applicant pays beside the fee, such as the way."),
    )
    share_percent = AmountField(
        label=_("Share of the cases that take this step, in percent"), most=100, required=True
    )
    next_codes = forms.MultipleChoiceField(
        label=_("Leads to"), widget=forms.CheckboxSelectMultiple, required=False
    )
    law = forms.CharField(label=_("Law or rule"), max_length=300, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, step: ServiceStep, others: list[tuple[str, str]], text, **more):
        super().__init__(*args, **more)
        self.fields["next_codes"].choices = [
            (NEXT, _("The next step of the table")),
            *others,
            (END, _("The end")),
        ]
        following = [NEXT] if step.next_codes is None else step.next_codes or [END]
        self.initial |= {
            "documents": [one for one in step.documents if one in DOCUMENT_TEXTS],
            "own_documents": ", ".join(vocabulary.own_words(step.documents)),
            "data_fields": [one for one in step.data_fields if one in FIELD_TEXTS],
            "own_data_fields": ", ".join(vocabulary.own_words(step.data_fields)),
            "fee": plain(step.fee),
            "own_costs": plain(step.own_costs),
            "share_percent": plain(step.share_percent),
            "next_codes": following,
            "law": text(step.law),
            "seen": step.service.version,
        }

    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        chosen = given["next_codes"]
        codes = [code for code in chosen if code not in (NEXT, END)]
        following = codes or ([] if END in chosen else None)
        return {
            "documents": [*given["documents"], *given["own_documents"]],
            "data_fields": [*given["data_fields"], *given["own_data_fields"]],
            "fee": given["fee"],
            "own_costs": given["own_costs"],
            "share_percent": given["share_percent"],
            "next_codes": following,
            "law": given["law"],
        }


class StepFileForm(forms.Form):
    """A file of steps; it takes the place of the table."""

    file = UploadField(
        policy=Policy(kinds=("xlsx", "ods", "csv"), most_bytes=2_000_000),
        label=_("File"),
        help_text=_("An .xlsx, .ods or .csv file with the headings of the template."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES_OF_STEPS:
            raise forms.ValidationError(gettext("The file is larger than 2 MB."))
        return file
