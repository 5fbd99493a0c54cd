from django import forms
from django.utils.translation import gettext_lazy as _

from samgak.core.rendering import DayInput
from samgak.core.versions import Versioned
from samgak.privacy import phrases, rules
from samgak.programmes.forms import choices

WIDGETS = {"issued_on", "expires_on", "arrives_on", "departs_on", "examined_on"}
CHOICES = {"diet": phrases.DIET_TEXTS, "verdict": phrases.VERDICT_TEXTS}


class ItemForm(Versioned, forms.Form):
    """The fields of one item; what is typed is looked at by the service, so that drafts may have gaps."""

    def __init__(self, *args, item: str, **more):
        super().__init__(*args, **more)
        for name, most in rules.FIELDS[item].items():
            self.fields[name] = _field(name, most)
            # A draft may have gaps; the label does not call "optional" what is asked at the end.
            self.fields[name].one_required = name in rules.NEEDED[item]  # type: ignore[attr-defined]

    def typed(self) -> dict[str, str]:
        """What was typed, cut to what a field may hold."""
        return {name: str(self.data.get(name, ""))[:400] for name in self.fields if name != "seen"}


def _field(name: str, most: int) -> forms.Field:
    label = phrases.FIELD_TEXTS[name]
    if name == "nationality":
        return forms.ChoiceField(
            label=label, required=False, choices=[choices.CHOOSE, *choices.countries()]
        )
    if name in CHOICES:
        return forms.ChoiceField(
            label=label,
            required=False,
            choices=list(CHOICES[name].items()),
            widget=forms.RadioSelect,
        )
    if name in WIDGETS:
        return forms.CharField(label=label, required=False, widget=DayInput)
    return forms.CharField(label=label, required=False, max_length=most)


class ReasonForm(forms.Form):
    """Why somebody reads what is not theirs."""

    reason = forms.CharField(
        label=_("Why do you need these data?"),
        help_text=_("The person sees who has read them, when, and this reason."),
        max_length=rules.MOST_LETTERS_OF_A_REASON,
    )


class RetainForm(forms.Form):
    """Which law demands that an item is kept, and until when."""

    ground = forms.CharField(label=_("Legal ground"), max_length=rules.MOST_LETTERS_OF_A_REASON)
    until = forms.DateField(label=_("Kept until"), widget=DayInput)


class TermsForm(Versioned, forms.Form):
    """How long the edition keeps what it was given."""

    passport_days = forms.IntegerField(
        label=_("Passport: days after the visa and the journey"),
        min_value=0,
        max_value=rules.MOST_DAYS,
    )
    medical_days = forms.IntegerField(
        label=_("Medical verdict: days after the course"), min_value=0, max_value=rules.MOST_DAYS
    )
    other_days = forms.IntegerField(
        label=_("Travel, diet, emergency contact: days after the course"),
        min_value=0,
        max_value=rules.MOST_DAYS,
    )
    not_selected_months = forms.IntegerField(
        label=_("Data of people who were not selected: months after the decision"),
        min_value=1,
        max_value=rules.MOST_MONTHS,
    )

    def terms(self) -> rules.Terms:
        held = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        return rules.Terms(**held)

    @staticmethod
    def initial_of(terms: rules.Terms) -> dict[str, int]:
        return {
            "passport_days": terms.passport_days,
            "medical_days": terms.medical_days,
            "other_days": terms.other_days,
            "not_selected_months": terms.not_selected_months,
        }
