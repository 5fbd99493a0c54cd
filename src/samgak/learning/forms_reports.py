from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samgak.core.rendering import DayInput
from samgak.core.uploads import UploadField
from samgak.core.versions import Versioned
from samgak.learning.rules.reports import report_form
from samgak.questionnaires import definition
from samgak.uploads import Policy


class ReportForm(Versioned, forms.Form):
    """The questions of the country report in the reader's language; the service looks at answers."""

    def __init__(self, *args, reader: str, working: str, **more):
        super().__init__(*args, **more)
        for question in report_form().questions:
            words, _language = definition.text_in(question.text, own=reader, working=working)
            is_number = question.type == definition.NUMBER
            self.fields[question.key] = forms.CharField(
                label=words,
                required=False,
                max_length=question.maximum_length or 20,
                widget=forms.TextInput({"inputmode": "decimal"})
                if is_number
                else forms.Textarea({"rows": 5}),
            )

    def answers(self) -> dict[str, object]:
        """What was typed, by question key."""
        return {key: value for key, value in self.cleaned_data.items() if key != "seen"}


class TermsForm(forms.Form):
    """The deadline of the country reports."""

    due_on = forms.DateField(label=_("Hand in by"), widget=DayInput, required=False)


class IndicatorsForm(forms.Form):
    """Public indicators as a file."""

    file = UploadField(
        policy=Policy(kinds=("csv",), most_bytes=1_000_000),
        label=_("File with the indicators"),
        help_text=_("A CSV in UTF-8 with the columns country, indicator, value, year, source."),
    )


class PartField(forms.DecimalField):
    """A part of the index; a decimal comma counts as a point."""

    widget = forms.TextInput({"inputmode": "decimal"})

    def to_python(self, value):
        return super().to_python(str(value or "").strip().replace(",", "."))

    def validate(self, value):
        super().validate(value)
        if value is not None and not (value.is_finite() and 0 <= value <= 1):
            raise forms.ValidationError(gettext("Write a number between 0 and 1, such as 0.75."))


class IndexForm(forms.Form):
    """The three parts of the index, each between 0 and 1."""

    osi = PartField(label=_("Online service index"))
    tii = PartField(label=_("Telecommunication infrastructure index"))
    hci = PartField(label=_("Human capital index"))
