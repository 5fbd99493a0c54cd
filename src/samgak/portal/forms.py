from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samgak.core.places import country_name
from samgak.programmes.phrases import KIND_TEXTS
from samgak.programmes.rules import State

EVERYTHING = ("", _("All"))


class StepForm(forms.Form):
    """A step of the life cycle, with the reason where one is needed."""

    to = forms.TypedChoiceField(
        choices=[(state.value, state.value) for state in State],
        coerce=State,
        widget=forms.HiddenInput,
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("It is kept with the step; everybody who works on the edition reads it."),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


class ReasonedStepForm(StepForm):
    """A step that needs a reason, asked for on a page of its own."""

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["reason"].required = True


class EditionFilterForm(forms.Form):
    """Which editions to list."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=[EVERYTHING, *KIND_TEXTS.items()], required=False
    )
    country = forms.ChoiceField(label=_("Country of the venue"), required=False)

    def __init__(self, *args, countries, **more):
        super().__init__(*args, **more)
        language = get_language() or "en"
        self.fields["country"].choices = [
            EVERYTHING,
            *((code, country_name(code, language)) for code in countries),
        ]

    def chosen(self) -> dict[str, str]:
        """The filters that are on; an address typed wrongly filters nothing."""
        return {name: self.cleaned_data[name] if self.is_valid() else "" for name in self.fields}

    def selected(self) -> list[dict[str, str]]:
        """The filters that are on, in words, each with the address that takes it away."""
        chosen = {name: value for name, value in self.chosen().items() if value}
        return [
            {
                "text": str(dict(self.fields[name].choices)[value]),
                "url": "?" + "&".join(f"{key}={one}" for key, one in chosen.items() if key != name),
            }
            for name, value in chosen.items()
        ]
