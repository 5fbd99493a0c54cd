"""What a team sends about a dataset: the file, a change to a column, the description, the publication."""

from django import forms
from django.utils.translation import gettext_lazy as _
from i18nfield.forms import I18nFormField

from samgak.core.places import country_name
from samgak.core.rendering import DayInput
from samgak.core.uploads import UploadField
from samgak.measures.tables import fixes, profile
from samgak.practice.phrases import datasets as phrases
from samgak.practice.rules import tables
from samgak.practice.services.datasets import LIMITS
from samgak.programmes.forms import choices
from samgak.programmes.forms.fields import Paragraph, line_field, locales_of, written
from samgak.standards.dcat.codelists import licences
from samgak.uploads import Policy


class FileForm(forms.Form):
    """A table as a file, and the team where there are several."""

    file = UploadField(
        policy=Policy(
            kinds=("csv", "xlsx", "ods"),
            most_bytes=LIMITS.bytes_sent,
            most_unpacked=LIMITS.bytes_unpacked,
        ),
        label=_("Table"),
        help_text=_("A .csv, .xlsx or .ods file of at most 5 MB; of a workbook the first sheet."),
    )
    team = forms.ModelChoiceField(None, label=_("Team"), to_field_name="key")

    def __init__(self, *args, teams=None, **more):
        super().__init__(*args, **more)
        if teams is None:
            del self.fields["team"]
            return
        self.fields["team"].queryset = teams
        self.fields["team"].label_from_instance = lambda team: str(team.name)
        if len(teams) == 1:
            self.fields["team"].initial = teams[0].key
            self.fields["team"].empty_label = None


class FixForm(forms.Form):
    """One change to a column, with what it needs."""

    code = forms.ChoiceField(label=_("Change"), widget=forms.RadioSelect)
    kind = forms.ChoiceField(label=_("Type to set"), required=False)
    order = forms.ChoiceField(label=_("How to read 03/04/2025"), required=False)
    way = forms.ChoiceField(label=_("How coarse"), required=False)
    value = forms.CharField(
        label=_("New name, or value for the empty cells"),
        max_length=200,
        required=False,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, suggested, **more):
        super().__init__(*args, **more)
        codes = dict.fromkeys([*suggested, *fixes.OF_A_COLUMN])
        self.fields["code"].choices = [(code, phrases.FIX_TEXTS[code]) for code in codes]
        self.initial.setdefault("code", next(iter(codes)))
        self.fields["kind"].choices = [(kind, phrases.KIND_TEXTS[kind]) for kind in profile.KINDS]
        self.fields["order"].choices = list(phrases.ORDER_TEXTS.items())
        self.fields["way"].choices = list(phrases.WAY_TEXTS.items())

    @property
    def change(self) -> dict[str, str]:
        """The code of the change and its value, whichever field holds it."""
        code = self.cleaned_data["code"]
        field = {fixes.TYPE: "kind", fixes.DATES: "order", fixes.GENERALISE: "way"}.get(
            code, "value"
        )
        return {"code": code, "value": self.cleaned_data[field]}


class AboutForm(forms.Form):
    """The description of a dataset by which it is found, and its licence."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, dataset, countries, **more):
        self.countries = countries
        working = dataset.team.language
        texts = [getattr(dataset, name) for name in tables.TEXTS]
        initial = {name: getattr(dataset, name) for name in tables.PLAIN}
        initial |= {
            name: written(text, working=working)
            for name, text in zip(tables.TEXTS, texts, strict=True)
        }
        super().__init__(*args, initial={**initial, "seen": dataset.version}, **more)
        locales = locales_of(texts, working=working)
        self.fields["title"] = line_field(
            _("Title"), locales=locales, limit=200, require_all_fields=False
        )
        self.fields["description"] = I18nFormField(
            label=_("Description"),
            help_text=_("What each row stands for, where the data come from, what to beware of."),
            widget=Paragraph,
            locales=locales,
            max_length=4000,
            require_all_fields=False,
        )
        self.fields["keywords"] = line_field(
            _("Keywords"),
            locales=locales,
            limit=300,
            required=False,
            help_text=_("Separated by commas."),
        )
        self.fields["publisher"] = line_field(
            _("Publisher"), locales=locales, limit=200, required=False
        )
        self._add_plain_fields(dataset)

    def _add_plain_fields(self, dataset) -> None:
        none = ("", _("Not said"))
        self.fields |= {
            "licence": forms.ChoiceField(
                label=_("Licence"),
                choices=[none, *((code, one.title) for code, one in licences().items())],
                required=False,
            ),
            "theme": forms.ChoiceField(
                label=_("Theme"), choices=[none, *phrases.THEME_TEXTS.items()], required=False
            ),
            "frequency": forms.ChoiceField(
                label=_("How often new data come"),
                choices=[none, *phrases.FREQUENCY_TEXTS.items()],
                required=False,
            ),
            "covers_from": forms.DateField(
                label=_("First day of the data"), widget=DayInput, required=False
            ),
            "covers_until": forms.DateField(
                label=_("Last day of the data"), widget=DayInput, required=False
            ),
            "countries": forms.MultipleChoiceField(
                label=_("Countries of the data"),
                choices=[
                    (code, country_name(code, choices.reader()))
                    for code in dict.fromkeys((*self.countries, *dataset.countries))
                ],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            ),
            "languages": forms.MultipleChoiceField(
                label=_("Languages of the cells"),
                choices=[one for one in choices.languages() if one[0] in choices.LANGUAGES],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            ),
            "contact_name": forms.CharField(
                label=_("Office that answers questions"), max_length=200, required=False
            ),
            "contact_email": forms.EmailField(label=_("E-mail address"), required=False),
            "key_column": forms.ChoiceField(
                label=_("Column that names each row"),
                choices=[none, *((name, name) for name in tables.key_columns(dataset.profile))],
                required=False,
            ),
        }
        if not self.fields["countries"].choices:
            del self.fields["countries"]

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("covers_from"), cleaned.get("covers_until")
        if first and last and last < first:
            self.add_error("covers_until", str(phrases.RULE_TEXTS["period_ends_before_it_begins"]))
        return cleaned


class PublishForm(forms.Form):
    """Publication, with the reason that personal data ask for."""

    reason = forms.CharField(
        label=_("Why the table may be published although it shows people"),
        widget=forms.Textarea({"rows": 3}),
        max_length=1000,
        required=False,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, risk, **more):
        super().__init__(*args, **more)
        if risk != "high":
            del self.fields["reason"]
