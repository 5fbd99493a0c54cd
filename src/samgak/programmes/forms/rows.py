"""What an edition has several of: each a row of a form, with empty ones to add more."""

from datetime import timedelta

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from i18nfield.forms import I18nFormField

from samgak.core import texts
from samgak.core.regions import REGIONS, region_name
from samgak.core.rendering import DayInput
from samgak.partners.models import Organisation
from samgak.programmes.forms import choices
from samgak.programmes.forms.editions import last_day
from samgak.programmes.forms.fields import (
    Count,
    Paragraph,
    in_kept_order,
    locales_of,
    plain,
    written,
)
from samgak.programmes.phrases import (
    FIRST_TIMER_TEXTS,
    IATI_ROLE_TEXTS,
    OFFICE_LEVEL_TEXTS,
    PARTNER_ROLE_TEXTS,
    SEX_TEXTS,
)
from samgak.programmes.phrases_editions import CLAIM_TEXTS, SCORE_TEXTS
from samgak.programmes.rules_questions import BETWEEN

MOST_ROWS = 200


class Rows(BaseFormSet):
    """Rows that can be taken away, in their order."""

    deletion_widget = forms.CheckboxInput

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        if self.is_bound and self.initial:
            # Rows that somebody else added since stand for none of those that were sent.
            self.initial = self.initial[: self.initial_form_count()]

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Take it away")

    def values(self) -> list[dict]:
        """The rows that stay, as the service takes them."""
        kept = [
            form
            for form in self.forms
            if form.has_changed() or form.initial  # not the empty ones
        ]
        return [form.values() for form in kept if not form.cleaned_data.get("DELETE")]


class RowForm(forms.Form):
    """One row, which knows the stored row it stands for."""

    pk = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def values(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name != "DELETE"}


def rows_of(form: type[forms.Form], *, empty: int) -> type[BaseFormSet]:
    """The class of a list of such rows, with some empty ones at its end."""
    return formset_factory(
        form,
        formset=Rows,
        extra=empty,
        can_delete=True,
        can_delete_extra=False,
        absolute_max=MOST_ROWS,
        max_num=MOST_ROWS,
    )


class ObjectiveForm(forms.Form):
    """One objective in several languages."""

    def __init__(self, *args, working: str, **more):
        super().__init__(*args, **more)
        kept = self.initial.get("text")
        self.working = working
        self.fields["text"] = I18nFormField(
            label=_("Objective"),
            widget=Paragraph,
            locales=locales_of([kept], working=working),
            max_length=1000,
            required=False,
        )
        if kept:
            self.initial["text"] = written(kept, working=working)

    def values(self) -> dict:
        return texts.versions(self.cleaned_data["text"], working=self.working)


class WithOrganisation(RowForm):
    """A row in which an organisation is chosen among all that are known."""

    organisation = forms.ChoiceField(label=_("Organisation"), required=False)

    def __init__(self, *args, organisations: list[tuple[str, str]], **more):
        super().__init__(*args, **more)
        self.fields["organisation"].choices = [choices.NONE, *organisations]

    def clean_organisation(self):
        chosen = self.cleaned_data["organisation"]
        return Organisation.objects.get(pk=chosen) if chosen else None


class PartnerForm(WithOrganisation):
    """An organisation or a country in a role."""

    country = forms.ChoiceField(
        label=_("Country"),
        help_text=_("For a country that takes part as such, without an organisation."),
        required=False,
    )
    role = forms.ChoiceField(label=_("Role"), choices=[choices.CHOOSE, *PARTNER_ROLE_TEXTS.items()])
    held_from = forms.DateField(label=_("First day"), widget=DayInput, required=False)
    last_day = forms.DateField(label=_("Last day"), widget=DayInput, required=False)
    iati_roles = forms.MultipleChoiceField(
        label=_("Roles in IATI"),
        choices=list(IATI_ROLE_TEXTS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args, countries: list[tuple[str, str]], **more):
        super().__init__(*args, **more)
        self.fields["country"].choices = [choices.NONE, *countries]

    def values(self) -> dict:
        known = super().values()
        until = known.pop("last_day")
        kept = self.initial.get("iati_roles", [])
        known["iati_roles"] = in_kept_order(known["iati_roles"], kept)
        return known | {"held_until": until + timedelta(days=1) if until else None}


class ClaimForm(WithOrganisation):
    """What a public source says."""

    about = forms.ChoiceField(label=_("About"))
    value = forms.CharField(
        label=_("What it says"),
        help_text=_(
            "A day as 2025-08-25; a role by its word in the edition file, such as pivotal."
        ),
        max_length=300,
    )
    source = forms.CharField(label=_("Source"), max_length=300)
    field_order = ["pk", "about", "organisation", "value", "source"]

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        kept = self.initial.get("about")
        other = [] if kept in CLAIM_TEXTS or not kept else [(kept, kept)]
        self.fields["about"].choices = [choices.CHOOSE, *CLAIM_TEXTS.items(), *other]


class QuotaForm(RowForm):
    """Whom a quota counts, and how many."""

    country = forms.ChoiceField(label=_("Country"), required=False)
    sex = forms.ChoiceField(
        label=_("Sex"), choices=[choices.NONE, *SEX_TEXTS.items()], required=False
    )
    region = forms.ChoiceField(label=_("Region of the world"), required=False)
    level = forms.ChoiceField(
        label=_("Level of the organisation"),
        help_text=_(
            "As the application says, else the answer to the question about it; others don't count."
        ),
        choices=[choices.NONE, *OFFICE_LEVEL_TEXTS.items()],
        required=False,
    )
    first_timer = forms.ChoiceField(
        label=_("Training abroad"),
        help_text=_("As the nomination says, and editions in which the person took part."),
        choices=[choices.NONE, *FIRST_TIMER_TEXTS.items()],
        required=False,
    )
    asked = forms.ChoiceField(
        label=_("Answer to a question of the call"),
        help_text=_("Nominees who have not answered don't count."),
        required=False,
    )
    each_organisation = forms.BooleanField(
        label=_("Each organisation of one country"), required=False
    )
    minimum = Count(label=_("At least"), required=False)
    maximum = Count(label=_("At most"), required=False)
    weight = forms.DecimalField(
        label=_("Points that each person too few or too many costs"),
        help_text=_("Makes the quota a wish. Empty: every cohort must keep it."),
        min_value=0,
        max_value=999_999,
        decimal_places=6,
        required=False,
    )

    def __init__(
        self,
        *args,
        countries: list[tuple[str, str]],
        answers: list[tuple[str, str]] | None = None,
        **more,
    ):
        super().__init__(*args, **more)
        self.fields["country"].choices = [choices.NONE, *countries]
        self.fields["asked"].choices = [choices.NONE, *(answers or [])]
        if not answers:
            del self.fields["asked"]
        reader = get_language() or "en"
        regions = sorted((region_name(one, reader), one) for one in REGIONS)
        self.fields["region"].choices = [choices.NONE, *((one, name) for name, one in regions)]

    def values(self) -> dict:
        known = super().values()
        question, _between, answer = known.pop("asked", "").partition(BETWEEN)
        return known | {"question": question, "answer": answer}


class ScoreForm(RowForm):
    """A part of the score, and how much it weighs."""

    part = forms.ChoiceField(
        label=_("What is counted"), choices=[choices.CHOOSE, *SCORE_TEXTS.items()]
    )
    weight = forms.DecimalField(label=_("Weight"), min_value=0, max_value=999_999, decimal_places=6)
    full_at = forms.DecimalField(
        label=_("Years that count fully"),
        min_value=0,
        max_value=100,
        decimal_places=2,
        required=False,
    )
    language_code = forms.ChoiceField(
        label=_("Language"), choices=choices.assessed_languages, required=False
    )


class SectorForm(forms.Form):
    """A sector and its share."""

    code = forms.ChoiceField(label=_("Sector"), choices=choices.sectors)
    percent = forms.DecimalField(label=_("Percent"), min_value=0, max_value=100, decimal_places=2)

    def values(self) -> dict:
        return {"code": self.cleaned_data["code"], "percent": self.cleaned_data["percent"]}


def partner_initial(role) -> dict:
    """A stored partner as its row shows it."""
    return {
        "pk": role.pk,
        "organisation": role.organisation_id or "",
        "country": role.country,
        "role": role.role,
        "held_from": role.held_from,
        "last_day": last_day(role.held_until),
        "iati_roles": role.iati_roles,
    }


def initial_of(row, form: type[forms.Form]) -> dict:
    """A stored row as its form shows it."""
    kept = {name: plain(getattr(row, name)) for name in form.base_fields if name != "organisation"}
    if "organisation" in form.base_fields:
        kept["organisation"] = row.organisation_id or ""
    return kept
