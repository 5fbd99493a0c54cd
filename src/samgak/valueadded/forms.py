from django import forms
from django.utils.translation import gettext_lazy as _

from samgak.valueadded import rules
from samgak.valueadded.models import ValueAnswer
from samgak.valueadded.phrases import DIMENSION_TEXTS, MARK_TEXTS, STATEMENT_TEXTS


class AnswerForm(forms.Form):
    """Two statements and a field for evidence on each dimension; none is needed for a draft."""

    def __init__(self, *args, answer: ValueAnswer | None = None, **more):
        super().__init__(*args, **more)
        for dimension in rules.DIMENSIONS:
            for statement in rules.STATEMENTS:
                if rules.dimension_of(statement) == dimension:
                    self.fields[statement] = forms.TypedChoiceField(
                        label=STATEMENT_TEXTS[statement],
                        choices=list(MARK_TEXTS.items()),
                        coerce=int,
                        empty_value=None,
                        widget=forms.RadioSelect,
                        required=False,
                    )
            self.fields[f"{dimension}-evidence"] = forms.CharField(
                label=_("An example, or where it can be seen"),
                widget=forms.Textarea({"rows": 2}),
                max_length=rules.MOST_LETTERS_OF_EVIDENCE,
                required=False,
            )
        if answer:
            self.initial |= answer.marks
            self.initial |= {f"{key}-evidence": words for key, words in answer.evidence.items()}

    def groups(self):
        """The fields by dimension, each group under its name."""
        for dimension in rules.DIMENSIONS:
            names = [one for one in self.fields if one.startswith(f"{dimension}-")]
            yield DIMENSION_TEXTS[dimension], [self[name] for name in names]

    @property
    def marks(self) -> dict[str, int | None]:
        return {key: self.cleaned_data[key] for key in rules.STATEMENTS}

    @property
    def evidence(self) -> dict[str, str]:
        return {key: self.cleaned_data[f"{key}-evidence"] for key in rules.DIMENSIONS}
