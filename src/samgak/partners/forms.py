from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from i18nfield.forms import I18nFormField, I18nTextInput

from samgak.core import texts
from samgak.core.rendering import DayInput
from samgak.core.versions import Versioned
from samgak.partners.models import Agreement, Organisation
from samgak.partners.phrases import AGREEMENT_TEXTS, country_choices

LANGUAGE_CODES = [code for code, _name in settings.LANGUAGES]


class OrganisationForm(Versioned, forms.ModelForm):
    """An organisation as it stands."""

    name = I18nFormField(
        label=_("Name"), widget=I18nTextInput, locales=LANGUAGE_CODES, max_length=300
    )
    country = forms.ChoiceField(label=_("Country"), choices=country_choices)
    iati_identifier = forms.CharField(
        label=_("IATI identifier"),
        help_text=_(
            "A register's prefix and a number, such as XM-DAC-742-4. Only who has one can report."
        ),
        max_length=100,
        required=False,
    )

    class Meta:
        model = Organisation
        fields = ["name", "country", "iati_identifier"]


class NewOrganisationForm(OrganisationForm):
    """An organisation that is not known yet."""

    key = forms.SlugField(
        label=_("Key"),
        help_text=_("A short name in small Latin letters, such as koica. It can't be changed."),
        max_length=64,
    )
    field_order = ["key", "name", "country", "iati_identifier"]

    class Meta(OrganisationForm.Meta):
        fields = ["key", "name", "country", "iati_identifier"]

    def validate_unique(self):
        """The service says it, in words of its own."""

    def values(self) -> dict[str, object]:
        """What the service is to write; a new one has no version to compare."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class PartiesField(forms.ModelMultipleChoiceField):
    """Organisations by their names in the reader's language."""

    def label_from_instance(self, organisation):
        return texts.shown(organisation.name, reader=get_language() or "en", working="en").text


class AgreementForm(Versioned, forms.ModelForm):
    """A memorandum, arrangement or grant."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=list(AGREEMENT_TEXTS.items()), widget=forms.RadioSelect
    )
    title = I18nFormField(
        label=_("Title"), widget=I18nTextInput, locales=LANGUAGE_CODES, max_length=300
    )
    parties = PartiesField(
        queryset=Organisation.objects.all(),
        label=_("Parties"),
        widget=forms.CheckboxSelectMultiple,
    )
    signed_on = forms.DateField(
        label=_("Day of the signature"),
        help_text=_("Leave it open when it is not known."),
        widget=DayInput,
        required=False,
    )
    expires_on = forms.DateField(
        label=_("First day on which it is no longer in force"), widget=DayInput, required=False
    )
    source = forms.CharField(
        label=_("Source"),
        help_text=_("Where this can be read."),
        max_length=300,
        required=False,
    )

    class Meta:
        model = Agreement
        fields = ["kind", "title", "parties", "signed_on", "expires_on", "source"]
