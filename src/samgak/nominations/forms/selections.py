"""What a person may ask of the page of a selection, and what must be written down."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samgak.core.places import country_name
from samgak.nominations.models import Override
from samgak.nominations.phrases import selections as phrases


class FilterForm(forms.Form):
    """Which nominees are shown; the answers stay in the address."""

    country = forms.ChoiceField(label=_("Country"), required=False)
    sex = forms.ChoiceField(label=_("Sex"), required=False)
    outcome = forms.ChoiceField(label=_("Outcome"), required=False)
    name = forms.CharField(label=_("Name, in any script"), required=False, max_length=200)

    def __init__(self, *args, countries, has_outcomes, **kwargs):
        super().__init__(*args, **kwargs)
        reader = get_language() or "en"
        named = sorted((country_name(code, reader), code) for code in countries)
        everyone = ("", _("All"))
        self.fields["country"].choices = [everyone, *((code, name) for name, code in named)]
        self.fields["sex"].choices = [everyone, *phrases.SEX_TEXTS.items()]
        self.fields["outcome"].choices = [everyone, *phrases.OUTCOME_TEXTS.items()]
        if not has_outcomes:
            del self.fields["outcome"]

    @property
    def wanted(self) -> dict[str, str]:
        """The filters that are on; those that make no sense are left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def words(self, name: str) -> str:
        """What a filter that is on says, in words."""
        value = self.cleaned_data[name]
        return str(dict(getattr(self.fields[name], "choices", {})).get(value, value))


class ApprovalForm(forms.Form):
    """The approver's decision, with a remark where there is one."""

    reason = forms.CharField(
        label=_("Remark"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3})
    )


class RejectionForm(forms.Form):
    """Why a proposal is sent back."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The screener reads it; it is kept with the proposal."),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )


class OverrideForm(forms.Form):
    """An exception to what is computed."""

    kind = forms.ChoiceField(label=_("Exception"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Everyone who sees the selection can read it."),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [
            (Override.Kind.SEAT.value, _("Give this person a seat, whatever the score")),
            (Override.Kind.LEAVE_OUT.value, _("Leave this person out, whatever the score")),
        ]
