"""What may be asked in the studio."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samgak.nominations.models import Selection
from samgak.nominations.phrases import studio as phrases
from samgak.nominations.phrases.selections import line_name
from samgak.nominations.rules import studio as rules
from samgak.planning.selection import Cohort, NoCohort, Problem, Range
from samgak.planning.selection.problem import EACH_ORGANISATION, country_line, sex_line
from samgak.programmes.rules_questions import Words

MOST_SEATS = 100_000


class PersonForm(forms.Form):
    """Somebody who would be seated or left out."""

    case = forms.ChoiceField(choices=[(one, one) for one in (rules.SEAT, rules.LEAVE_OUT)])
    person = forms.IntegerField(min_value=1)

    def __init__(self, *args, problem: Problem, **more):
        super().__init__(*args, **more)
        self.keys = {nominee.key for nominee in problem.nominees}

    def clean_person(self) -> int:
        person: int = self.cleaned_data["person"]
        if str(person) not in self.keys:
            raise forms.ValidationError(_("This person is no longer nominated."))
        return person

    def question(self) -> rules.Question:
        return rules.Question(self.cleaned_data["case"], person=str(self.cleaned_data["person"]))


class QuotaForm(forms.Form):
    """Other bounds of one quota line; `possible` is how far they can go."""

    case = forms.CharField(initial=rules.QUOTA, widget=forms.HiddenInput)
    line = forms.CharField(widget=forms.HiddenInput)
    minimum = forms.IntegerField(
        label=_("At least"), required=False, min_value=0, max_value=MOST_SEATS
    )
    maximum = forms.IntegerField(
        label=_("At most"), required=False, min_value=0, max_value=MOST_SEATS
    )

    def __init__(self, *args, line: str, possible: Range | None = None, **more):
        super().__init__(*args, **more)
        self.asked_line = line
        if line == EACH_ORGANISATION:
            del self.fields["minimum"]
        for name in ("minimum", "maximum"):
            if possible and name in self.fields:
                bounds = f"{possible.least} {possible.most}"
                self.fields[name].widget.attrs["data-slider"] = bounds

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        low, high = cleaned.get("minimum"), cleaned.get("maximum")
        if low is not None and high is not None and low > high:
            raise forms.ValidationError(_("The least number is above the greatest."))
        return cleaned

    def question(self) -> rules.Question:
        told = self.cleaned_data
        bounds = {"minimum": told.get("minimum"), "maximum": told.get("maximum")}
        return rules.Question(rules.QUOTA, line=self.asked_line, **bounds)


class OneMoreForm(forms.Form):
    """One more person of a country, a sex, or any quota line of the call."""

    case = forms.CharField(initial=rules.ONE_MORE, widget=forms.HiddenInput)
    line = forms.ChoiceField(label=_("One more person of"))

    def __init__(self, *args, problem: Problem, words: Words, **more):
        super().__init__(*args, **more)
        names = {country_line(one.country) for one in problem.nominees}
        names |= {sex_line(one.sex) for one in problem.nominees}
        names |= {one.name for one in problem.quota_lines} - {EACH_ORGANISATION}
        named = [(name, line_name(name, words)) for name in names]
        self.fields["line"].choices = sorted(named, key=lambda one: (one[0].count("+"), one[1]))

    def question(self) -> rules.Question:
        return rules.Question(rules.ONE_MORE, line=self.cleaned_data["line"])


class NameForm(forms.Form):
    """Which nominees are listed."""

    name = forms.CharField(label=_("Name, in any script"), required=False, max_length=200)


class CompareForm(forms.Form):
    """Two proposals of an edition, at first the last two."""

    first = forms.TypedChoiceField(label=_("First proposal"), coerce=int)
    second = forms.TypedChoiceField(label=_("Second proposal"), coerce=int)

    def __init__(self, *args, proposals: list[Selection], zone: str, **more):
        self.proposals = {one.pk: one for one in proposals}
        last = list(self.proposals)[:2]
        more["initial"] = dict(zip(("second", "first"), last, strict=False))
        super().__init__(*args, **more)
        named = [(one.pk, phrases.proposal_name(one, zone=zone)) for one in proposals]
        for name in self.fields:
            self.fields[name].choices = named

    def pair(self) -> tuple[Selection, Selection] | None:
        """The first and the second; None where there are no two."""
        chosen = self.cleaned_data if self.is_bound else self.initial
        if len(chosen) < len(self.fields):
            return None
        return self.proposals[chosen["first"]], self.proposals[chosen["second"]]


Ask = PersonForm | QuotaForm | OneMoreForm


def bounds_of(problem: Problem, line: str) -> dict[str, int | None]:
    """The bounds of a demanded line of the call as they are now; of a wish where nothing is demanded."""
    named = [one for one in problem.quota_lines if one.name == line]
    own = [one for one in named if one.weight is None] or named
    return {
        "minimum": max((one.minimum for one in own if one.minimum is not None), default=None),
        "maximum": min((one.maximum for one in own if one.maximum is not None), default=None),
    }


def form_asked(data, *, problem: Problem, base: Cohort | NoCohort, words: Words) -> Ask | None:
    """The bound form of a question; None when nothing is asked that means anything here."""
    case, line = data.get("case"), data.get("line", "")
    if case in (rules.SEAT, rules.LEAVE_OUT):
        return PersonForm(data, problem=problem)
    if case == rules.ONE_MORE and not isinstance(base, NoCohort):
        return OneMoreForm(data, problem=problem, words=words)
    if case == rules.QUOTA and line in {one.name for one in problem.quota_lines}:
        return QuotaForm(data, line=line)
    return None
