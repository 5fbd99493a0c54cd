from django import forms
from django.utils.translation import gettext_lazy as _

from samgak.actionplans import rules
from samgak.actionplans.phrases import RULE_TEXTS


class ActionPlanForm(forms.Form):
    """Title and text: both are needed to submit, neither to keep a draft."""

    title = forms.CharField(
        label=_("Title"),
        max_length=400,
        error_messages={"required": RULE_TEXTS["plan_title_missing"]},
    )
    text = forms.CharField(
        label=_("What I will do at home: steps, dates, who helps, how one sees that it worked"),
        max_length=20 * rules.MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 16}),
        error_messages={"required": RULE_TEXTS["plan_text_missing"]},
    )

    def __init__(self, data=None, *, is_draft: bool, **more):
        super().__init__(data, **more)
        for field in self.fields.values():
            field.required = not is_draft
