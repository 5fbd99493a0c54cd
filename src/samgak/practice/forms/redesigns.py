"""One form for each change that a redesign may make."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samgak.measures import changes
from samgak.measures.journeys import APPLICANTS, AUTOMATIC, ONLINE, Journey
from samgak.practice.forms.steps import AmountField, EstimateField
from samgak.practice.phrases.services import REGISTER_TEXTS


class ChangeForm(forms.Form):
    """The fields that one kind of change needs; `values` is the operation to store."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    SINGLE = (changes.Drop.code, changes.MakeOnline.code, changes.MakeProactive.code)
    SEVERAL = (changes.Merge.code, changes.OneFrontDesk.code)

    def __init__(self, *args, change: str, journey: Journey, titles: Mapping[str, str], **more):
        super().__init__(*args, **more)
        self.change = change
        steps = [
            (step.code, titles.get(step.code, step.code))
            for step in journey.steps
            if _fits(step, change)
        ]
        if change in self.SINGLE:
            self.fields["step"] = forms.ChoiceField(
                label=_("Step"), choices=steps, widget=forms.RadioSelect
            )
        if change in self.SEVERAL:
            self.fields["steps"] = forms.MultipleChoiceField(
                label=_("Steps"), choices=steps, widget=forms.CheckboxSelectMultiple
            )
        for name, field in _more_fields(change).items():
            self.fields[name] = field

    @property
    def operation(self) -> dict[str, Any]:
        given = {
            name: value
            for name, value in self.cleaned_data.items()
            if name != "seen" and value not in (None, "")
        }
        for name in ("active_minutes", "waiting_days"):
            if name in given:
                given[name] = [float(number) for number in given[name]]
        if "minutes_each" in given:
            given["minutes_each"] = float(given["minutes_each"])
        return {"code": self.change} | given


class OptionalEstimateField(EstimateField):
    def clean(self, value):
        return super().clean(value) if (value or "").strip() else None


def _fits(step, change: str) -> bool:
    if change == changes.MakeOnline.code:
        return step.channel not in (ONLINE, AUTOMATIC)
    return change != changes.MakeProactive.code or step.actor in APPLICANTS


def _more_fields(change: str) -> dict[str, forms.Field]:
    minutes = OptionalEstimateField(
        label=_("Minutes of work afterwards"),
        required=False,
        help_text=_("Leave it empty when they stay as they are."),
    )
    days = OptionalEstimateField(
        label=_("Days of waiting afterwards"),
        required=False,
        help_text=_("Leave it empty when they stay as they are."),
    )
    each = AmountField(
        label=_("Minutes that each request costs the applicant"), most=10_000, initial=10
    )
    office = forms.CharField(label=_("Name of the desk"), max_length=120)
    register = forms.ChoiceField(
        label=_("Register whose event starts it"), choices=list(REGISTER_TEXTS.items())
    )
    return {
        changes.Merge.code: {"active_minutes": minutes},
        changes.MakeOnline.code: {"active_minutes": minutes, "waiting_days": days},
        changes.AskOnce.code: {"minutes_each": each},
        changes.OneFrontDesk.code: {"office": office},
        changes.MakeProactive.code: {"register": register},
    }.get(change, {})
