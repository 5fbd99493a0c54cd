from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from samgak.core.rendering import DayInput
from samgak.core.uploads import UploadField
from samgak.exchange.rules.tree import LARGEST_BYTES
from samgak.programmes import rules_editions as rules
from samgak.programmes.models import Edition
from samgak.programmes.phrases_editions import RULE_TEXTS
from samgak.uploads import Policy

A_YEAR = timedelta(weeks=52)  # the same day of the week


class FileForm(forms.Form):
    """An edition file to load."""

    file = UploadField(
        policy=Policy(kinds=("yaml",), most_bytes=LARGEST_BYTES),
        label=_("Edition file"),
        help_text=_("A text file in YAML; an edition that exists already is brought up to date."),
    )


class CloneForm(forms.Form):
    """The code and the first day of the next edition."""

    code = forms.CharField(
        label=_("Code of the next edition"),
        help_text=_("Small letters, digits and hyphens, such as astana-2025. It never changes."),
        max_length=rules.LONGEST_CODE,
    )
    starts_on = forms.DateField(
        label=_("Its first day"),
        help_text=_("All other days move with it; clock times stay."),
        widget=DayInput,
    )

    def __init__(self, *args, edition: Edition, **more):
        super().__init__(*args, **more)
        self.initial["starts_on"] = edition.starts_on + A_YEAR

    def clean_code(self):
        code = self.cleaned_data["code"]
        for reason in rules.reasons_not_a_code(code):
            raise forms.ValidationError(RULE_TEXTS[reason])
        return code
