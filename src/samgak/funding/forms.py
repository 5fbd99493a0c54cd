from decimal import Decimal

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from i18nfield.forms import I18nFormField, I18nTextInput

from samgak.core import texts
from samgak.core.rendering import DayInput
from samgak.core.versions import Versioned
from samgak.funding import rules
from samgak.funding.models import Contribution, ExchangeRate
from samgak.funding.phrases import KIND_TEXTS, PURPOSE_TEXTS, RULE_TEXTS, currencies
from samgak.partners.phrases import country_choices
from samgak.programmes.models import Edition

LANGUAGE_CODES = [code for code, _name in settings.LANGUAGES]


class PayerField(forms.ModelChoiceField):
    """A partner, by its name in the reader's language."""

    working = "en"

    def label_from_instance(self, organisation):
        reader = get_language() or "en"
        return texts.shown(organisation.name, reader=reader, working=self.working).text


class ContributionForm(Versioned, forms.ModelForm):
    """One line of the edition's money."""

    payer = PayerField(queryset=None, label=_("Who bears it"), empty_label=None)
    item = I18nFormField(
        label=_("Item"), widget=I18nTextInput, locales=LANGUAGE_CODES, max_length=300
    )
    purpose = forms.ChoiceField(
        label=_("What it pays for"), choices=list(PURPOSE_TEXTS.items()), widget=forms.RadioSelect
    )
    kind = forms.ChoiceField(
        label=_("In cash or in kind"), choices=list(KIND_TEXTS.items()), widget=forms.RadioSelect
    )
    valuation = forms.CharField(
        label=_("How it is valued"),
        help_text=_("For a contribution in kind, such as by list price or by cost."),
        max_length=200,
        required=False,
    )
    amount = forms.DecimalField(
        label=_("Amount"),
        max_digits=16,
        decimal_places=2,
        min_value=Decimal("0.01"),
        localize=True,
        widget=forms.TextInput({"inputmode": "decimal", "class": "govuk-input--width-10"}),
    )
    currency = forms.ChoiceField(label=_("Currency"), choices=currencies)
    delivered_in = forms.ChoiceField(
        label=_("Country in which it is delivered"),
        help_text=_(
            "Where the work is done or the event takes place, not where the money is from."
        ),
        choices=country_choices,
    )
    spent_on = forms.DateField(
        label=_("Day of the expenditure"),
        help_text=_("A day to come means that it is planned."),
        widget=DayInput,
    )

    class Meta:
        model = Contribution
        fields = [
            "payer",
            "item",
            "purpose",
            "kind",
            "valuation",
            "amount",
            "currency",
            "delivered_in",
            "spent_on",
        ]

    def __init__(self, *args, edition: Edition, payers, **more):
        super().__init__(*args, **more)
        self.fields["payer"].working = edition.working_language
        self.fields["payer"].queryset = payers
        if not self.instance.pk:
            self.initial.setdefault("delivered_in", edition.venue_country)
            self.initial.setdefault("spent_on", edition.starts_on)

    def clean(self):
        cleaned = super().clean()
        reasons = rules.reasons_not_a_contribution(
            kind=cleaned.get("kind", ""),
            valuation=cleaned.get("valuation", ""),
            amount=cleaned.get("amount", Decimal(0)),  # what is wrong with it is said already
        )
        if "valuation_missing" in reasons:
            self.add_error("valuation", RULE_TEXTS["valuation_missing"])
        return cleaned

    def values(self) -> dict[str, object]:
        """What the service is to write."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class RateForm(forms.ModelForm):
    """The rate of a currency on a day."""

    currency = forms.ChoiceField(label=_("Currency"), choices=currencies)
    per_usd = forms.DecimalField(
        label=_("Units of it for one US dollar"),
        max_digits=16,
        decimal_places=6,
        min_value=Decimal("0.000001"),
        localize=True,
        widget=forms.TextInput({"inputmode": "decimal", "class": "govuk-input--width-10"}),
    )
    quoted_on = forms.DateField(label=_("Day of the rate"), widget=DayInput)

    class Meta:
        model = ExchangeRate
        fields = ["currency", "per_usd", "quoted_on"]

    def validate_unique(self):
        """A second rate of the same day takes the place of the first."""
