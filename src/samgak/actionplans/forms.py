from django import forms
from django.utils.translation import gettext_lazy as _

from samgak.actionplans import rules


class ActionPlanForm(forms.Form):
    """Title and text; whether they are enough is said when the plan is submitted."""

    title = forms.CharField(label=_("Title"), required=False, max_length=400)
    text = forms.CharField(
        label=_("What I will do at home: steps, dates, who helps, how one sees that it worked"),
        required=False,
        max_length=20 * rules.MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 16}),
    )
