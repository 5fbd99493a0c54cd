"""What a screener asks of the board and finds of a nominee."""

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samgak.core.places import country_name
from samgak.core.versions import Versioned
from samgak.nominations.phrases.screening import RULE_TEXTS, STANDING_TEXTS, VERDICT_TEXTS


class BoardForm(forms.Form):
    """Which nominees are shown; the answers stay in the address."""

    country = forms.ChoiceField(label=_("Country"), required=False)
    standing = forms.ChoiceField(label=_("Screening"), required=False)
    name = forms.CharField(label=_("Name, in any script"), required=False, max_length=200)

    def __init__(self, *args, countries, **kwargs):
        super().__init__(*args, **kwargs)
        reader = get_language() or "en"
        named = sorted((country_name(code, reader), code) for code in countries)
        everyone = ("", _("All"))
        self.fields["country"].choices = [everyone, *((code, name) for name, code in named)]
        self.fields["standing"].choices = [everyone, *STANDING_TEXTS.items()]

    @property
    def wanted(self) -> dict[str, str]:
        """The filters that are on; those that make no sense are left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def words(self, name: str) -> str:
        """What a filter that is on says, in words."""
        value = self.cleaned_data[name]
        return str(dict(getattr(self.fields[name], "choices", {})).get(value, value))


class FindingForm(Versioned, forms.Form):
    """What a screener finds of one nominee."""

    verdict = forms.ChoiceField(
        label=_("What you find"),
        widget=forms.RadioSelect,
        choices=VERDICT_TEXTS.items(),
        error_messages={"required": RULE_TEXTS["no_such_finding"]},
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Needed where you find otherwise than computed. The person may read it."),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
    )
    language = forms.ChoiceField(
        label=_("Language of the reason"), choices=lambda: settings.LANGUAGES
    )
