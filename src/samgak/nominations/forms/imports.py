"""A workbook handed in, and what a person says of its columns and words."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from samgak.core.places import country_name
from samgak.core.uploads import UploadField
from samgak.nominations.phrases import imports as phrases
from samgak.nominations.rules.columns import FIELDS
from samgak.nominations.rules.nominees import LANGUAGE
from samgak.nominations.rules.rows import country_of
from samgak.nominations.rules.words import LEVELS
from samgak.programmes.phrases import LEVEL_TEXTS
from samgak.spreadsheets import Limits
from samgak.uploads import Policy

LEAVE_OUT = "-"


class UploadForm(forms.Form):
    """A file, and the country where its name does not say it."""

    file = UploadField(
        policy=Policy(kinds=("xlsx", "ods", "csv"), most_bytes=Limits().bytes_sent),
        label=_("Workbook"),
        help_text=_(
            "An .xlsx, .ods or .csv file, in any of the eight languages. A name such as"
            " nominations-kz.xlsx says which country it is of."
        ),
    )
    country = forms.ChoiceField(label=_("Country"), required=False)

    def __init__(self, *args, countries, is_bound_to_countries, **kwargs):
        super().__init__(*args, **kwargs)
        self.countries, self.is_bound_to_countries = countries, is_bound_to_countries
        reader = get_language() or "en"
        named = sorted((country_name(code, reader), code) for code in countries)
        self.fields["country"].choices = [
            ("", gettext("As the name of the file says")),
            *((code, name) for name, code in named),
        ]
        if is_bound_to_countries and len(countries) == 1:
            del self.fields["country"]

    def clean(self):
        cleaned = super().clean()
        if "file" not in cleaned:
            return cleaned
        named, chosen = country_of(cleaned["file"].name), cleaned.get("country", "")
        if not named and not chosen and len(self.countries) == 1:
            [chosen] = self.countries
        if named and chosen and named != chosen:
            self.add_error("country", gettext("The name of the file says another country."))
        elif named and self.is_bound_to_countries and named not in self.countries:
            self.add_error("file", gettext("The name of the file says a country that isn't yours."))
        elif not named and not chosen:
            self.add_error("country", gettext("Choose the country that this workbook is of."))
        cleaned["country"] = chosen or named
        return cleaned


class MappingForm(forms.Form):
    """What headings nobody knows mean, and words for language levels."""

    def __init__(self, *args, workbook, languages, **kwargs):
        super().__init__(*args, **kwargs)
        self.columns, self.words = {}, {}
        names = [
            *(name for name in FIELDS if not name.startswith(LANGUAGE)),
            *(LANGUAGE + code for code in languages),
        ]
        fields = [(name, phrases.field_name(name)) for name in dict.fromkeys(names)]
        unknown = {int(column): heading for column, heading in workbook.sheet["unrecognised"]}
        for column in sorted(unknown | {int(one): "" for one in workbook.mapping}):
            name = f"column_{column}"
            self.columns[name] = column
            heading = unknown.get(column) or workbook.sheet["headings"].get(str(column), "")
            chosen = workbook.mapping.get(str(column), "")
            self.fields[name] = forms.ChoiceField(
                label=gettext("The column “%(heading)s”") % {"heading": heading},
                choices=[
                    ("", gettext("Not said")),
                    (LEAVE_OUT, gettext("Leave this column out")),
                    *fields,
                ],
                initial=LEAVE_OUT if chosen is None else chosen,
                required=False,
            )
        asked = [question["value"] for question in workbook.sheet["questions"]]
        for number, word in enumerate(dict.fromkeys([*workbook.answers, *asked])):
            name = f"word_{number}"
            self.words[name] = word
            self.fields[name] = forms.ChoiceField(
                label=gettext("The level “%(word)s”") % {"word": word},
                choices=[
                    ("", gettext("Not said")),
                    *((level, LEVEL_TEXTS[level]) for level in LEVELS),
                ],
                initial=workbook.answers.get(word, ""),
                required=False,
            )

    def clean(self):
        cleaned = super().clean()
        chosen = [cleaned.get(name) for name in self.columns]
        meant = [one for one in chosen if one not in (None, "", LEAVE_OUT)]
        if len(set(meant)) < len(meant):
            raise ValidationError(gettext("Two columns can't hold the same. Choose one of them."))
        return cleaned

    @property
    def mapping(self) -> dict[int, str | None]:
        """Column -> field, None to leave it out; columns not spoken of are absent."""
        said = {column: self.cleaned_data[name] for name, column in self.columns.items()}
        return {
            column: None if value == LEAVE_OUT else value for column, value in said.items() if value
        }

    @property
    def answers(self) -> dict[str, str]:
        """Word -> level."""
        said = {word: self.cleaned_data[name] for name, word in self.words.items()}
        return {word: level for word, level in said.items() if level}
