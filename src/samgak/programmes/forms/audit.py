from django import forms
from django.utils.translation import gettext_lazy as _

from samgak.core.rendering import DayInput
from samgak.programmes import phrases_audit as phrases
from samgak.programmes import queries_audit, trail
from samgak.programmes.forms.filters import FilterForm


class TrailFilterForm(FilterForm):
    """Which acts to show: whose, on what, on which days."""

    person = forms.ChoiceField(label=_("Who"), required=False)
    kind = forms.ChoiceField(label=_("What"), required=False)
    first_day = forms.DateField(label=_("First day"), widget=DayInput, required=False)
    last_day = forms.DateField(label=_("Last day"), widget=DayInput, required=False)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [
            ("", _("Everybody")),
            *((str(user.pk), str(user)) for user in people),
            *phrases.ORIGIN_TEXTS.items(),
        ]
        kinds = sorted(((kind, phrases.kind_name(kind)) for kind in trail.kinds()), key=_by_name)
        self.fields["kind"].choices = [("", _("Everything")), *kinds]

    def chosen(self) -> queries_audit.Filters:
        """The filters that are on; an address typed wrongly filters nothing."""
        if not self.is_valid():
            return queries_audit.Filters()
        return queries_audit.Filters(**self.cleaned_data)


def _by_name(choice: tuple[str, str]) -> str:
    return choice[1].casefold()
