"""How an edition reviews its nominees, and what a reviewer answers."""

from decimal import Decimal

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from i18nfield.forms import I18nFormField

from samgak.core import texts
from samgak.core.rendering import DayInput
from samgak.nominations.models import Criterion, ReviewPlan
from samgak.nominations.phrases.reviews import RULE_TEXTS
from samgak.nominations.rules.reviews import TOP
from samgak.programmes.forms.fields import Count, Paragraph, line_field, locales_of, written

LEAST = Decimal("0.01")
SHORT = {"inputmode": "decimal", "class": "govuk-input--width-5"}


class PlanForm(forms.Form):
    """Phases, anonymity, how many reviewers a nominee has, and whether the median counts."""

    screening_from = forms.DateField(
        label=_("Screening begins on"), widget=DayInput, required=False
    )
    screening_until = forms.DateField(label=_("Screening ends on"), widget=DayInput, required=False)
    review_from = forms.DateField(label=_("Reviews begin on"), widget=DayInput, required=False)
    review_until = forms.DateField(label=_("Reviews end on"), widget=DayInput, required=False)
    each_nominee = Count(
        label=_("Reviewers for each nominee"), most=50, help_text=_("0 means all of them.")
    )
    is_anonymous = forms.BooleanField(
        label=_("Reviewers see no name, sex, country or organisation"), required=False
    )
    median_weight = forms.DecimalField(
        label=_("Points of the panel in the score"),
        help_text=_("So many points for the highest weighted median. Empty: it is only shown."),
        required=False,
        min_value=LEAST,
        max_value=1000,
        max_digits=6,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(SHORT),
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Needed where a phase ends later than was said."),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
    )
    BACKWARDS = _("The last day lies before the first.")

    def __init__(self, *args, plan: ReviewPlan, **kwargs):
        kept = {name: getattr(plan, name) for name in self.base_fields if name != "reason"}
        super().__init__(*args, initial=kept, **kwargs)

    def clean(self):
        """A phase ends no earlier than it begins."""
        given = super().clean() or {}
        for phase in ("screening", "review"):
            first, last = given.get(f"{phase}_from"), given.get(f"{phase}_until")
            if first and last and last < first:
                self.add_error(f"{phase}_until", self.BACKWARDS)
        return given

    @property
    def values(self) -> dict:
        """What is kept, without the reason."""
        return {name: given for name, given in self.cleaned_data.items() if name != "reason"}


class CriterionForm(forms.Form):
    """What is marked, what the marks mean, and how much it weighs."""

    weight = forms.DecimalField(
        label=_("Weight"),
        min_value=LEAST,
        max_value=1000,
        max_digits=6,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(SHORT),
    )

    def __init__(self, *args, working: str, criterion: Criterion | None = None, **kwargs):
        initial = {}
        if criterion:
            initial = {
                "name": written(criterion.name, working=working),
                "description": written(criterion.description, working=working),
                "weight": criterion.weight,
            }
        super().__init__(*args, initial=initial, **kwargs)
        locales = locales_of([initial.get("name"), initial.get("description")], working=working)
        description = I18nFormField(
            label=_("What the marks from 0 to 5 mean"),
            widget=Paragraph,
            locales=locales,
            required=False,
            max_length=2_000,
        )
        self.fields["name"] = line_field(_("Criterion"), locales=locales, limit=200)
        self.fields["description"] = description
        self.order_fields(["name", "description", "weight"])


class ReviewersForm(forms.Form):
    """Which screeners and lecturers review."""

    reviewers = forms.ModelMultipleChoiceField(
        label=_("Reviewers"),
        help_text=_("The screeners and lecturers of the edition."),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reviewers"].queryset = people


class MarksForm(forms.Form):
    """A mark from 0 to 5 for every criterion."""

    def __init__(self, *args, criteria, given, working, **kwargs):
        super().__init__(*args, **kwargs)
        reader = get_language() or "en"
        for one in criteria:
            self.fields[f"mark-{one.pk}"] = forms.TypedChoiceField(
                label=texts.shown(one.name, reader=reader, working=working).text,
                help_text=texts.shown(one.description, reader=reader, working=working).text,
                coerce=int,
                choices=[(mark, str(mark)) for mark in range(TOP + 1)],
                initial=given.get(one.pk),
                widget=forms.RadioSelect,
                error_messages={"required": RULE_TEXTS["criteria_have_changed"]},
            )

    @property
    def marks(self) -> dict[int, int]:
        """Mark by criterion."""
        return {int(name.split("-")[1]): mark for name, mark in self.cleaned_data.items()}


class ConflictForm(forms.Form):
    """What the conflict of interest is."""

    reason = forms.CharField(
        label=_("What the conflict of interest is"),
        help_text=_("The officers read it."),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": RULE_TEXTS["conflict_needs_a_reason"]},
    )
