from collections.abc import Sequence

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from samgak.core.versions import Versioned
from samgak.participants.models import Participant
from samgak.secondments import rules
from samgak.secondments.models import FinalReport
from samgak.secondments.phrases import GRADE_TEXTS, objective_text
from samgak.secondments.queries import Objective


def words(label, *, rows: int = 4, most: int = rules.MOST_LETTERS, **more) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, widget=forms.Textarea({"rows": rows}), **more
    )


class EntryForm(Versioned, forms.Form):
    text = words(_("What you did and learned this week"), rows=8)


class RemarkForm(Versioned, forms.Form):
    text = words(_("Your comment"), most=rules.MOST_LETTERS_OF_REMARK)


class OutputForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=rules.MOST_LETTERS_OF_TITLE)
    url = forms.URLField(
        label=_("Web address"),
        max_length=500,
        required=False,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
    )


class AssessmentForm(Versioned, forms.Form):
    """A grade and its evidence for each objective."""

    def __init__(
        self,
        data=None,
        *,
        seat: Participant,
        objectives: Sequence[Objective],
        side: str,
        version: str,
    ):
        super().__init__(data, version=version)
        self.objectives = objectives
        choices = [("", "–"), *GRADE_TEXTS.items()]
        for one in objectives:
            known = one.own if side == rules.SELF else one.mentor
            self.fields[f"grade_{one.position}"] = forms.TypedChoiceField(
                label=objective_text(seat, one),
                choices=choices,
                coerce=int,
            )
            self.fields[f"evidence_{one.position}"] = words(
                _("By what one sees it (objective %(number)s)") % {"number": one.position + 1},
                rows=3,
                most=rules.MOST_LETTERS_OF_REMARK,
            )
            self.initial[f"grade_{one.position}"] = known.grade if known else None
            self.initial[f"evidence_{one.position}"] = known.evidence if known else ""

    def grades(self) -> dict[int, tuple[int, str]]:
        held = self.cleaned_data
        return {
            one.position: (held[f"grade_{one.position}"], held[f"evidence_{one.position}"])
            for one in self.objectives
        }


class ReportForm(Versioned, forms.Form):
    """What was learned by each objective, then what follows from it; a draft may have gaps."""

    changes = words(_("What changes at home"), required=False, rows=6)
    recommendations = words(_("Recommendations"), required=False, rows=6)

    def __init__(
        self,
        data=None,
        *,
        seat: Participant,
        objectives: Sequence[Objective],
        report: FinalReport | None,
        version: str,
    ):
        super().__init__(data, version=version)
        self.objectives = objectives
        for one in objectives:
            self.fields[f"learned_{one.position}"] = words(
                _("What was learned: %(objective)s") % {"objective": objective_text(seat, one)},
                required=False,
                rows=6,
            )
            self.initial[f"learned_{one.position}"] = one.learned
        self.order_fields([f"learned_{one.position}" for one in objectives])
        if report:
            self.initial |= {
                "changes": report.changes,
                "recommendations": report.recommendations,
            }

    def parts(self) -> dict:
        held = self.cleaned_data
        return {
            "learned": [held[f"learned_{one.position}"] for one in self.objectives],
            "changes": held["changes"],
            "recommendations": held["recommendations"],
        }
