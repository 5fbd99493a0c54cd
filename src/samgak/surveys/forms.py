from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

MOST_BYTES_OF_A_DEFINITION = 2_000_000


class DefinitionForm(forms.Form):
    """The questions of a test as a file."""

    file = forms.FileField(
        label=_("File with the questions"),
        help_text=_(
            "A form definition in JSON, with every text in all its languages;"
            " or a form of SurveyJS (JSON) or XLSForm (XLSX)."
        ),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES_OF_A_DEFINITION:
            raise forms.ValidationError(gettext("The file is larger than 2 MB."))
        return file
