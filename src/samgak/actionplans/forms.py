from typing import Any

from django import forms
from django.conf import settings
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samgak.actionplans import rules
from samgak.actionplans.models import ActionPlan
from samgak.actionplans.phrases import ADOPTION_TEXTS, RULE_TEXTS
from samgak.core.rendering import DayInput


class MonthInput(forms.TextInput):
    input_type = "month"


def part(label, *, rows: int = 2, **more) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=rules.MOST_LETTERS_OF_PART,
        widget=forms.Textarea({"rows": rows}),
        required=False,
        **more,
    )


class ActionPlanForm(forms.Form):
    """Title and text are needed to submit, the rest makes a plan that others can follow."""

    title = forms.CharField(
        label=_("Title"),
        max_length=400,
        error_messages={"required": RULE_TEXTS["plan_title_missing"]},
    )
    problem = part(_("The problem"))
    objective = part(_("The objective"))
    text = forms.CharField(
        label=_("What I will do at home: steps, dates, who helps, how one sees that it worked"),
        max_length=20 * rules.MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 16}),
        error_messages={"required": RULE_TEXTS["plan_text_missing"]},
    )
    first_step = part(_("First step within 30 days"))
    resources = part(_("Resources: money, people, where they come from"))
    support_wanted = part(_("Support wanted from the partners"))
    session_id = forms.TypedChoiceField(
        label=_("The session that the plan follows from"),
        coerce=int,
        empty_value=None,
        required=False,
    )
    dissemination_on = forms.DateField(
        label=_("Day on which I pass on at home what I learned"), widget=DayInput, required=False
    )
    supervisor_name = forms.CharField(label=_("Supervisor"), max_length=200, required=False)
    supervisor_email = forms.EmailField(
        label=_("E-mail address of the supervisor"),
        help_text=_(
            "We ask your supervisor to endorse the plan and later to confirm how it stands."
        ),
        required=False,
    )
    supervisor_language = forms.ChoiceField(
        label=_("Language of the supervisor"),
        choices=[("", "–"), *settings.LANGUAGES],
        required=False,
    )
    is_shared = forms.BooleanField(
        label=_("The other participants may read my plan and comment on it"), required=False
    )

    def __init__(self, data=None, *, is_draft: bool, sessions: list[tuple[int, str]], **more):
        super().__init__(data, **more)
        none = ("", gettext("No session chosen"))
        self.fields["session_id"].choices = [none, *sessions]  # type: ignore[attr-defined]
        for name in ("title", "text"):
            self.fields[name].required = not is_draft

    def parts(self) -> dict[str, Any]:
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in ("title", "text")
        }


class ActivityForm(forms.Form):
    what = forms.CharField(label=_("Activity"), max_length=200, required=False)
    who = forms.CharField(label=_("Who"), max_length=120, required=False)
    month = forms.RegexField(r"^\d{4}-\d{2}$", label=_("Month"), widget=MonthInput, required=False)


class IndicatorForm(forms.Form):
    what = forms.CharField(label=_("Indicator"), max_length=200, required=False)
    baseline = forms.CharField(label=_("Today"), max_length=60, required=False)
    target = forms.CharField(label=_("Target"), max_length=60, required=False)
    means = forms.CharField(label=_("How one sees it"), max_length=200, required=False)


class PlanRows(BaseFormSet):
    """Rows of a plan; an empty one falls away."""

    def values(self) -> list[dict[str, str]]:
        return [form.cleaned_data for form in self.forms if any(form.cleaned_data.values())]


def _rows(form: type[forms.Form], *, empty: int) -> type[PlanRows]:
    return formset_factory(
        form,
        formset=PlanRows,
        extra=empty,
        max_num=rules.MOST_ROWS,
        absolute_max=rules.MOST_ROWS,
    )


Activities = _rows(ActivityForm, empty=3)
Indicators = _rows(IndicatorForm, empty=2)


def initial_of(plan: ActionPlan | None) -> dict[str, Any] | None:
    """A stored plan as its form shows it."""
    if plan is None:
        return None
    return {name: getattr(plan, name) for name in ActionPlanForm.base_fields}


class CommentForm(forms.Form):
    text = forms.CharField(
        label=_("Your comment"),
        widget=forms.Textarea({"rows": 3}),
        max_length=rules.MOST_LETTERS_OF_COMMENT,
        error_messages={"required": RULE_TEXTS["comment_missing"]},
    )


class AdoptionForm(forms.Form):
    kind = forms.ChoiceField(label=_("What it became"), choices=list(ADOPTION_TEXTS.items()))
    reference = forms.CharField(label=_("Which one: number, title, amount"), max_length=300)
    adopted_on = forms.DateField(label=_("Day"), widget=DayInput)


class DisseminationForm(forms.Form):
    title = forms.CharField(label=_("What was passed on, and to whom"), max_length=200)
    held_on = forms.DateField(label=_("Day"), widget=DayInput)
    people = forms.IntegerField(label=_("People who came"), min_value=1, max_value=100_000)
