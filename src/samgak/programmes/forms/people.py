from datetime import date, timedelta

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samgak.core.places import country_name
from samgak.core.rendering import DayInput
from samgak.partners.models import Role
from samgak.programmes import queries_people as queries
from samgak.programmes.forms.filters import FilterForm
from samgak.programmes.permissions import HOUSE_ROLES
from samgak.programmes.phrases import ROLE_TEXTS
from samgak.programmes.rules_people import may_give

EVERYTHING = [("", _("All"))]
STANDS = [
    *EVERYTHING,
    (queries.HELD, _("In force")),
    (queries.COMING, _("Still to begin")),
    (queries.ENDED, _("Ended")),
]


class PeriodForm(forms.Form):
    """Somebody, a role, and the days on which it counts."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("An account is made if there is none with this address."),
    )
    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        required=False,
        help_text=_("As the person writes it. An account that exists keeps its name."),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=settings.LANGUAGES,
        help_text=_("The language of the invitation."),
    )
    role = forms.ChoiceField(label=_("Role"))
    held_from = forms.DateField(label=_("First day"), widget=DayInput)
    last_day = forms.DateField(
        label=_("Last day"),
        widget=DayInput,
        required=False,
        help_text=_("Leave it empty if the role has no end yet."),
    )

    def __init__(self, *args, roles, on: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role, ROLE_TEXTS[role]) for role in roles]
        self.fields["held_from"].initial = on
        self.fields["language"].initial = get_language()

    def values(self) -> dict:
        """What the service takes."""
        known = dict(self.cleaned_data)
        last_day = known.pop("last_day")
        return known | {"held_until": last_day + timedelta(days=1) if last_day else None}


class EditionRoleForm(PeriodForm):
    """A role on an edition; focal points also have a country."""

    country = forms.ChoiceField(
        label=_("Country"), required=False, help_text=_("For focal points only.")
    )
    organisation = forms.ModelChoiceField(
        queryset=None,
        label=_("On behalf of"),
        required=False,
        empty_label=_("Nobody in particular"),
    )
    field_order = ["email", "name", "language", "role", "country", "organisation"]

    def __init__(self, *args, edition, countries, held, **kwargs):
        roles = [role for role in Role.values if may_give(role, held=held)]
        super().__init__(*args, roles=roles, **kwargs)
        self.fields["country"].choices = [("", _("No country")), *_named(countries)]
        organisation = self.fields["organisation"]
        organisation.queryset = queries.organisations_on(edition)
        organisation.label_from_instance = lambda one: queries.name_of(
            one, language=get_language() or "en"
        )


class HouseRoleForm(PeriodForm):
    """A role at an organisation."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, roles=[str(role) for role in HOUSE_ROLES], **kwargs)


class EndForm(forms.Form):
    """Why a role ends."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        required=False,
        help_text=_("It is kept in the audit trail."),
    )


class PeopleFilterForm(FilterForm):
    """Which of the roles of an edition to show."""

    role = forms.ChoiceField(label=_("Role"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    stand = forms.ChoiceField(label=_("Standing"), choices=STANDS, required=False)

    def __init__(self, *args, countries, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [*EVERYTHING, *ROLE_TEXTS.items()]
        self.fields["country"].choices = [*EVERYTHING, *_named(countries)]

    def chosen(self) -> dict[str, str]:
        """The filters that are on; an address typed wrongly filters nothing."""
        return {name: self.cleaned_data[name] if self.is_valid() else "" for name in self.fields}


def _named(countries) -> list[tuple[str, str]]:
    language = get_language() or "en"
    return [(code, country_name(code, language)) for code in countries]
