from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samgak.calls import rules
from samgak.calls.phrases import SECTION_TEXTS
from samgak.core import texts
from samgak.core.places import country_name
from samgak.core.rendering import MomentInput
from samgak.core.versions import Versioned
from samgak.programmes.models import Edition


class SectionsForm(Versioned, forms.Form):
    """All that is written in one language; what is not known yet stays empty."""

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        for key in rules.SECTIONS:
            self.fields[key] = forms.CharField(
                label=SECTION_TEXTS[key],
                required=False,
                max_length=rules.MOST_LETTERS,
                widget=forms.Textarea({"rows": 5}),
            )

    def sections(self) -> dict[str, str]:
        return {key: self.cleaned_data[key] for key in rules.SECTIONS}


class ReasonedForm(forms.Form):
    """A moment, and why."""

    moment = forms.DateTimeField(label=_("Deadline"), widget=MomentInput)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=rules.MOST_LETTERS_OF_REASON,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, *args, edition: Edition, **more):
        super().__init__(*args, **more)
        city = texts.shown(
            edition.venue_city, reader=get_language() or "en", working=edition.working_language
        ).text
        self.fields["moment"].help_text = _("Time at %(city)s.") % {"city": city}


class ExtensionForm(ReasonedForm):
    """Another deadline; the form knows the one it was opened with."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)


class LateForm(ReasonedForm):
    """The country that may nominate late."""

    def __init__(self, *args, countries, **more):
        super().__init__(*args, **more)
        language = get_language() or "en"
        self.fields["country"] = forms.ChoiceField(
            label=_("Country"),
            choices=[("", "–"), *((code, country_name(code, language)) for code in countries)],
        )
        self.order_fields(["country"])
