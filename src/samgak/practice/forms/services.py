from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from samgak.participants.models import Participant
from samgak.practice.forms.steps import AmountField, EstimateField, ItemsField, ends_of
from samgak.practice.models import ServiceModel, Team
from samgak.practice.phrases.services import DOCUMENT_TEXTS, FIELD_TEXTS
from samgak.practice.rules.estimates import written
from samgak.programmes.forms.fields import plain


class TeamForm(forms.Form):
    """A team: its name, the language it writes in, its members."""

    name = forms.CharField(label=_("Name"), max_length=120)
    language = forms.ChoiceField(label=_("Language of the team"))
    members = forms.MultipleChoiceField(
        label=_("Members"), widget=forms.CheckboxSelectMultiple, required=False
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, people: list[Participant], names: dict[int, str], **more):
        super().__init__(*args, **more)
        self.people = {str(one.pk): one for one in people}
        self.fields["language"].choices = settings.LANGUAGES
        self.fields["members"].choices = [(str(one.pk), names[one.pk]) for one in people]

    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "name": given["name"].strip(),
            "language": given["language"],
            "members": [self.people[pk] for pk in given["members"]],
        }


class MixForm(forms.Form):
    """How many teams to deal everybody into."""

    teams = forms.IntegerField(label=_("Number of teams"), min_value=1, max_value=30, initial=4)
    language = forms.ChoiceField(label=_("Language of the teams"))

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["language"].choices = settings.LANGUAGES


class ServiceForm(forms.Form):
    """A service: what it is called, how many ask for it, what an hour is worth."""

    title = forms.CharField(label=_("Name of the service"), max_length=200)
    summary = forms.CharField(
        label=_("What it is for"),
        widget=forms.Textarea({"rows": 3}),
        max_length=2_000,
        required=False,
    )
    people = EstimateField(
        label=_("People or businesses a year"),
        help_text=_(
            "One number, or three: the least, the usual and the most, such as 900 1000 1300."
        ),
    )
    times_a_year = AmountField(label=_("How often a year each"), required=True)
    tariff_per_hour = AmountField(label=_("Worth of an hour of the applicant"))
    office_tariff_per_hour = AmountField(label=_("Cost of an hour of an officer"))
    overhead_percent = AmountField(label=_("Overheads on an hour, in percent"), most=1_000)
    currency = forms.RegexField(
        r"^[A-Za-z]{3}$",
        label=_("Currency"),
        help_text=_("Three letters, such as USD."),
        required=False,
        error_messages={"invalid": _("Write a currency code of three letters, such as USD.")},
    )
    held_fields = ItemsField(label=_("Data that the state holds already"), choices=FIELD_TEXTS)
    held_documents = ItemsField(
        label=_("Documents that the state holds already"), choices=DOCUMENT_TEXTS
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, service: ServiceModel | None = None, text=None, **more):
        super().__init__(*args, **more)
        if service is None:
            self.initial.setdefault("times_a_year", 1)
            return
        self.initial |= {
            "title": text(service.title),
            "summary": text(service.summary),
            "people": written(ends_of(service, "people")),
            "times_a_year": plain(service.times_a_year),
            "tariff_per_hour": plain(service.tariff_per_hour),
            "office_tariff_per_hour": plain(service.office_tariff_per_hour),
            "overhead_percent": plain(service.overhead_percent),
            "currency": service.currency,
            "held_fields": [one for one in service.held if one in FIELD_TEXTS],
            "held_documents": [one for one in service.held if one in DOCUMENT_TEXTS],
            "seen": service.version,
        }

    def values(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        given.pop("seen")
        held = [*given.pop("held_fields"), *given.pop("held_documents")]
        given["currency"] = given["currency"].upper()
        given["office_tariff_per_hour"] = given["office_tariff_per_hour"] or None
        return given | {"held": held}


class RedesignForm(forms.Form):
    title = forms.CharField(label=_("Name of the redesign"), max_length=200)


def team_initial(team: Team, name: str) -> dict[str, Any]:
    """A stored team as its form shows it."""
    return {
        "name": name,
        "language": team.language,
        "members": [str(one.participant_id) for one in team.members.all()],
        "seen": team.version,
    }
