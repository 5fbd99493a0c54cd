"""What a focal point and an officer write at the desk, beside the nominees themselves."""

from datetime import date

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from samgak.nominations.forms.nominations import NomineeForm
from samgak.nominations.models import EarlierRecord
from samgak.nominations.phrases.nominations import RULE_TEXTS, VERDICT_TEXTS


class ReturnForm(forms.Form):
    """What is to be put right."""

    words = forms.CharField(
        label=_("What is to be corrected"),
        help_text=_("It stands in the letter to the focal point, word for word."),
        max_length=2000,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": RULE_TEXTS["reason_missing"]},
    )


class ReplacementForm(NomineeForm):
    """Why somebody else comes, and that person; the rank stays."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["rank"]
        reason = forms.CharField(
            label=_("Why another person comes"),
            max_length=2000,
            widget=forms.Textarea({"rows": 3}),
            error_messages={"required": RULE_TEXTS["reason_missing"]},
        )
        self.fields = {"reason": reason, **self.fields}

    def _asked_of_everybody(self):
        return [name for name in super()._asked_of_everybody() if name != "reason"]

    @property
    def values(self):
        """What was typed, by field; the rank is that of the other person."""
        return super().values | {"rank": "1"}


class _SomebodyForm(forms.Form):
    """A name, an address and a language to write in."""

    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(label=_("Mail address"), max_length=254)
    language = forms.ChoiceField(label=_("Language"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = settings.LANGUAGES


class InviteForm(_SomebodyForm):
    """Whom a focal point means to nominate."""


class HandOverForm(_SomebodyForm):
    """Who takes a desk over, and from when."""

    field_order = ("given", "name", "email", "language", "on", "note")
    given = forms.ChoiceField(label=_("Whose desk"))
    on = forms.DateField(
        label=_("From"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args, roles, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["given"].choices = [(str(one.pk), str(one.user)) for one in roles]
        self.fields["on"].initial = today
        self.roles = {str(one.pk): one for one in roles}

    @property
    def role(self):
        """The role that goes to the other person."""
        return self.roles[self.cleaned_data["given"]]


class VerdictForm(forms.Form):
    """Whether an earlier record is the nominee's."""

    verdict = forms.ChoiceField(
        label=_("What you find"),
        choices=[(value, VERDICT_TEXTS[value]) for value in EarlierRecord.Verdict.values],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=1000, widget=forms.Textarea({"rows": 3})
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("verdict") == EarlierRecord.Verdict.WAIVED and not cleaned.get("reason"):
            self.add_error("reason", RULE_TEXTS["waiver_needs_a_reason"])
        return cleaned
