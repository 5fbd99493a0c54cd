"""A signed letter handed in."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samgak.nominations.phrases.nominations import RULE_TEXTS
from samgak.nominations.rules.scans import MOST_BYTES


class LetterForm(forms.Form):
    """The scan of the signed letter; what it is, is said by its content."""

    file = forms.FileField(
        label=_("Signed letter"),
        help_text=_("A scan or photograph as PDF, PNG or JPEG, at most 10 MB."),
        widget=forms.FileInput({"accept": ".pdf,.png,.jpg,.jpeg"}),
        allow_empty_file=True,
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        # Before it is read.
        if file.size > MOST_BYTES:
            raise ValidationError(str(RULE_TEXTS["letter_refused"]))
        return file
