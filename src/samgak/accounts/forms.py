from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

CONTINENTS = (
    "Africa",
    "America",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
)


def time_zones() -> list[tuple[str, str]]:
    """Every place that names a time zone."""
    places = sorted(zone for zone in available_timezones() if zone.split("/")[0] in CONTINENTS)
    return [("", "UTC"), *((zone, zone.replace("_", " ")) for zone in places)]


class ProfileForm(forms.Form):
    """What a person says of themselves."""

    name = forms.CharField(label=_("Name"), max_length=200)
    language = forms.ChoiceField(
        label=_("Language"),
        choices=settings.LANGUAGES,
        help_text=_("The language of the letters that we write to you."),
    )
    timezone = forms.ChoiceField(
        label=_("Time zone"),
        choices=time_zones,
        required=False,
        help_text=_("Times are shown at the venue and where you are."),
    )


class LinkForm(forms.Form):
    """Where to send a link that signs in."""

    email = forms.EmailField(
        label=_("E-mail address"), widget=forms.EmailInput({"autocomplete": "email"})
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)
