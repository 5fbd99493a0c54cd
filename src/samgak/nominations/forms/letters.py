"""A signed letter handed in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samgak.core.uploads import UploadField
from samgak.nominations.rules.letters import POLICY


class LetterForm(forms.Form):
    """The scan of the signed letter; what it is, is said by its content."""

    file = UploadField(
        label=_("Signed letter"),
        help_text=_("A scan or photograph as PDF, PNG or JPEG, at most 10 MB."),
        policy=POLICY,
    )
