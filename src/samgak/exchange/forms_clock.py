from django import forms
from django.utils.translation import gettext_lazy as _

from samgak.core.rendering import DayInput
from samgak.exchange.clock import EARLIEST, LATEST


class ClockForm(forms.Form):
    """The day a demonstration is to show; empty means today."""

    day = forms.DateField(label=_("Another day"), widget=DayInput, required=False)

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day and not EARLIEST <= day <= LATEST:
            raise forms.ValidationError(_("Choose a day between the years 2000 and 2099."))
        return day
