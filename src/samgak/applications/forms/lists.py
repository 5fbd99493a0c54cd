from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samgak.applications.phrases import STATE_TEXTS
from samgak.applications.queries import Filters
from samgak.core.places import country_name


class FilterForm(forms.Form):
    """Which applications are shown; the answers stay in the address."""

    country = forms.ChoiceField(label=_("Country"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    name = forms.CharField(label=_("Name, in any script"), required=False, max_length=200)

    def __init__(self, *args, countries, **more):
        super().__init__(*args, **more)
        reader = get_language() or "en"
        named = sorted((country_name(code, reader), code) for code in countries)
        everyone = ("", _("All"))
        self.fields["country"].choices = [everyone, *((code, name) for name, code in named)]
        self.fields["state"].choices = [everyone, *STATE_TEXTS.items()]
        if len(countries) < 2:
            del self.fields["country"]

    @property
    def filters(self) -> Filters:
        """The filters that are on; those that make no sense are left out."""
        self.is_valid()
        return Filters(**self.cleaned_data)

    def words(self, name: str) -> str:
        """What a filter that is on says, in words."""
        value = self.cleaned_data[name]
        return str(dict(getattr(self.fields[name], "choices", {})).get(value, value))


class ReasonForm(forms.Form):
    """The words that go with a step."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("It is kept with the application, and the applicant reads it."),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
