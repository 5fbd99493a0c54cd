"""What an edition is, as forms ask for it."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from samgak.core import texts
from samgak.core.rendering import DayInput, MomentInput
from samgak.programmes import rules_editions as rules
from samgak.programmes.forms import choices
from samgak.programmes.forms.fields import (
    Count,
    in_kept_order,
    line_field,
    locales_of,
    plain,
    written,
)
from samgak.programmes.models import Edition
from samgak.programmes.phrases import KIND_TEXTS, LEVEL_TEXTS, METHOD_TEXTS
from samgak.programmes.phrases_editions import RULE_TEXTS

TELEPHONE = forms.TextInput({"type": "tel", "class": "govuk-input--width-20"})
TEXTS = {
    "title": (_("Title"), 300),
    "venue_name": (_("Name of the venue"), 200),
    "venue_city": (_("City of the venue"), 200),
}


class BasicsForm(forms.Form):
    """Name, kind, dates and place."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[choices.CHOOSE, *KIND_TEXTS.items()])
    programme_code = forms.CharField(
        label=_("Code of the programme"),
        help_text=_("The line of editions it belongs to; a code that is not known yet begins one."),
        max_length=rules.LONGEST_CODE,
        required=False,
    )
    starts_on = forms.DateField(label=_("First day"), widget=DayInput)
    ends_on = forms.DateField(label=_("Last day"), widget=DayInput)
    venue_country = forms.ChoiceField(label=_("Country of the venue"))
    venue_timezone = forms.ChoiceField(
        label=_("Time zone of the venue"),
        help_text=_("All times of the edition are told in it."),
        choices=choices.timezones,
    )
    working_language = forms.ChoiceField(label=_("Working language"))
    field_order = [
        "code",
        "title",
        "kind",
        "programme_code",
        "working_language",
        "starts_on",
        "ends_on",
        "venue_name",
        "venue_city",
        "venue_country",
        "venue_timezone",
    ]

    def __init__(self, *args, edition: Edition | None = None, **more):
        super().__init__(*args, **more)
        working = edition.working_language if edition else ""
        kept = [getattr(edition, name) for name in TEXTS] if edition else []
        for name, (label, limit) in TEXTS.items():
            self.fields[name] = line_field(
                label, locales=locales_of(kept, working=working), limit=limit
            )
            if edition:
                self.initial[name] = written(getattr(edition, name), working=working)
        self.fields["venue_country"].choices = [choices.CHOOSE, *choices.countries()]
        self.fields["working_language"].choices = [choices.CHOOSE, *choices.languages(working)[:]]
        if edition:
            self._begin_with(edition)
        self.order_fields(self.field_order)

    def _begin_with(self, edition: Edition) -> None:
        names = set(self.base_fields) - {"programme_code"}
        self.initial |= {name: getattr(edition, name) for name in names}
        self.initial["programme_code"] = edition.programme.code if edition.programme else ""

    def clean_programme_code(self):
        code = self.cleaned_data["programme_code"]
        return _checked_code(code) if code else ""

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last:
            for reason in rules.reasons_not_dates(first, last):
                self.add_error("ends_on", RULE_TEXTS[reason])
        return cleaned

    def values(self) -> dict:
        """What the service takes."""
        known = dict(self.cleaned_data)
        code = known.pop("programme_code")
        working = known["working_language"]
        for name in TEXTS:
            known[name] = written(known[name], working=working)
        return {"values": known, "programme_code": code}


class NewEditionForm(BasicsForm):
    """An edition that is begun."""

    code = forms.CharField(
        label=_("Code"),
        help_text=_("Small letters, digits and hyphens, such as astana-2025. It never changes."),
        max_length=rules.LONGEST_CODE,
    )

    def clean_code(self):
        code = _checked_code(self.cleaned_data["code"])
        if Edition.objects.filter(code=code).exists():
            raise forms.ValidationError(RULE_TEXTS["edition_exists"] % {"edition": code})
        return code

    def values(self) -> dict:
        """What the service takes."""
        known = super().values()
        return {"code": known["values"].pop("code"), **known}


def _checked_code(code: str) -> str:
    for reason in rules.reasons_not_a_code(code):
        raise forms.ValidationError(RULE_TEXTS[reason])
    return code


class LanguagesForm(forms.Form):
    """In which languages there are materials, and in which the edition is offered."""

    material_languages = forms.MultipleChoiceField(
        label=_("Languages of the materials"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    offered_languages = forms.MultipleChoiceField(
        label=_("Languages in which the edition is offered"),
        help_text=_("Its title must be written in each of them before it is published."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args, edition: Edition, **more):
        super().__init__(*args, **more)
        in_use = (*edition.material_languages, *edition.offered_languages)
        for name in ("material_languages", "offered_languages"):
            self.fields[name].choices = choices.languages(*in_use)
            self.initial[name] = getattr(edition, name)

    def values(self) -> dict:
        """What the service takes."""
        return {
            name: in_kept_order(chosen, self.initial[name])
            for name, chosen in self.cleaned_data.items()
        }


class ContactForm(forms.Form):
    """Whom people ask, and whom participants call in an emergency."""

    contact_email = forms.EmailField(
        label=_("E-mail address of the contact"),
        help_text=_("Shown to everybody on the page of the edition."),
        max_length=254,
        required=False,
    )
    contact_telephone = forms.CharField(
        label=_("Telephone of the contact"),
        help_text=_("With the country's code, such as +7 000 555-01-00. Shown to everybody."),
        max_length=40,
        required=False,
        widget=TELEPHONE,
    )
    emergency_telephone = forms.CharField(
        label=_("Emergency telephone"),
        help_text=_("A number that is answered day and night. Only participants see it."),
        max_length=40,
        required=False,
        widget=TELEPHONE,
    )

    def __init__(self, *args, edition: Edition, **more):
        super().__init__(*args, **more)
        self.working = edition.working_language
        self.fields["contact_name"] = line_field(
            _("Contact"),
            locales=locales_of([edition.contact_name], working=self.working),
            limit=200,
            required=False,
            help_text=_("A person or an office. Shown to everybody on the page of the edition."),
        )
        self.initial |= {name: getattr(edition, name) for name in self.base_fields}
        self.initial["contact_name"] = written(edition.contact_name, working=self.working)
        self.order_fields(["contact_name"])

    def clean(self):
        cleaned = super().clean()
        for name, reason in (
            ("contact_email", "not_email"),
            ("contact_telephone", "not_telephone"),
            ("emergency_telephone", "not_telephone"),
        ):
            given = dict.fromkeys(self.base_fields, "") | {name: cleaned.get(name, "")}
            if rules.reasons_not_a_contact(given):
                self.add_error(name, RULE_TEXTS[reason])
        return cleaned

    def values(self) -> dict:
        """What the service takes."""
        name = written(self.cleaned_data["contact_name"], working=self.working)
        return {"values": self.cleaned_data | {"contact_name": name}}


class CompletionForm(forms.Form):
    """What the certificate asks for."""

    attendance_percent_required = Count(
        label=_("Percent of the minutes of all sessions to be attended"), most=100
    )
    post_test_required = forms.BooleanField(label=_("The post-test must be taken"), required=False)
    action_plan_required = forms.BooleanField(
        label=_("An action plan must be submitted"), required=False
    )

    def __init__(self, *args, edition: Edition, **more):
        super().__init__(*args, **more)
        self.initial |= {name: getattr(edition, name) for name in self.base_fields}


class CallForm(forms.Form):
    """The window of the call, its seats, and who may be nominated."""

    opens_at = forms.DateTimeField(label=_("Opens"), widget=MomentInput, required=False)
    closes_at = forms.DateTimeField(label=_("Closes"), widget=MomentInput, required=False)
    method = forms.ChoiceField(
        label=_("How the cohort is chosen"), choices=list(METHOD_TEXTS.items())
    )
    seats = Count(label=_("Seats"), least=1)
    reserves_per_country = Count(
        label=_("People in reserve for each country"), most=32_767, initial=0
    )
    nominations_per_country_max = Count(
        label=_("Most nominations of each country"),
        help_text=_("Leave it empty if there is no limit."),
        least=1,
        required=False,
    )
    minimum_years_in_service = forms.DecimalField(
        label=_("Least years in service"),
        min_value=0,
        max_value=100,
        decimal_places=2,
        required=False,
    )
    years_since_training_abroad = Count(
        label=_("Years without a training abroad"), most=100, required=False
    )
    language_code = forms.ChoiceField(
        label=_("Language that must be commanded"),
        choices=choices.assessed_languages,
        required=False,
    )
    language_at_least = forms.ChoiceField(
        label=_("At least"), choices=[choices.NONE, *LEVEL_TEXTS.items()], required=False
    )

    def __init__(self, *args, edition: Edition, call, **more):
        super().__init__(*args, **more)
        self.fields["opens_at"].help_text = self.fields["closes_at"].help_text = _(
            "Time at %(city)s."
        ) % {
            "city": texts.shown(
                edition.venue_city, reader=choices.reader(), working=edition.working_language
            ).text
        }
        if call:
            self.initial |= {name: plain(getattr(call, name)) for name in self.base_fields}


class OrganisationForm(forms.Form):
    """An organisation that was not known."""

    country = forms.ChoiceField(label=_("Country"))
    iati_identifier = forms.CharField(
        label=_("IATI identifier"),
        help_text=_("Only where it reports to IATI; without one it has no report of its own."),
        max_length=100,
        required=False,
    )

    def __init__(self, *args, edition: Edition, **more):
        super().__init__(*args, **more)
        self.working = edition.working_language
        self.fields["name"] = line_field(
            _("Name"), locales=locales_of((), working=self.working), limit=300
        )
        self.fields["country"].choices = [choices.CHOOSE, *choices.countries()]
        self.order_fields(["name", "country", "iati_identifier"])

    def values(self) -> dict:
        """What the service takes."""
        name = texts.versions(self.cleaned_data["name"], working=self.working)
        return self.cleaned_data | {"name": name}


def last_day(held_until):
    """The last day on which a role counts; it is stored as the first on which it does not."""
    return held_until - timedelta(days=1) if held_until else None
