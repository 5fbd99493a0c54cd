from django import forms

from samgak.calls import rules
from samgak.calls.phrases import SECTION_TEXTS
from samgak.core.versions import Versioned


class SectionsForm(Versioned, forms.Form):
    """All that is written in one language; what is not known yet stays empty."""

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        for key in rules.SECTIONS:
            self.fields[key] = forms.CharField(
                label=SECTION_TEXTS[key],
                required=False,
                max_length=rules.MOST_LETTERS,
                widget=forms.Textarea({"rows": 5}),
            )

    def sections(self) -> dict[str, str]:
        return {key: self.cleaned_data[key] for key in rules.SECTIONS}
