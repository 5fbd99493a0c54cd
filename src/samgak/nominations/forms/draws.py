"""What is asked when a draw is fixed, cast and taken back."""

from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from samgak.core.rendering import MomentInput
from samgak.nominations.phrases.draws import RULE_TEXTS
from samgak.nominations.rules.draws import LEAST_WAIT, LONGEST_SEED


class CommitForm(forms.Form):
    """Where the seed comes from, and when it becomes known: after the draw is fixed."""

    seed_source = forms.CharField(
        label=_("Where the seed comes from"),
        help_text=_(
            "Something public that nobody of you can influence, such as the winning numbers of a"
            " named state lottery on a named day."
        ),
        max_length=300,
    )
    seed_at = forms.DateTimeField(label=_("The seed is known from"), widget=MomentInput)

    def __init__(self, *args, at: datetime, city: str, **more):
        super().__init__(*args, **more)
        self.at = at
        self.fields["seed_at"].help_text = _("Time at %(city)s.") % {"city": city}

    def clean_seed_at(self) -> datetime:
        moment: datetime = self.cleaned_data["seed_at"]
        if moment < self.at + LEAST_WAIT:
            raise forms.ValidationError(RULE_TEXTS["seed_is_known_already"])
        return moment


class SeedForm(forms.Form):
    """The seed as it was published."""

    seed = forms.CharField(
        label=_("Seed"),
        help_text=_("As it was published, with one space between numbers. It can't be changed."),
        max_length=LONGEST_SEED,
    )


class TakeBackForm(forms.Form):
    """Why a draw shall no longer count."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("It is published with the draw."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
