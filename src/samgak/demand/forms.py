from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samgak.accounts.models import User
from samgak.core.places import country_name
from samgak.core.rendering import MomentInput
from samgak.core.versions import Versioned
from samgak.demand import phrases
from samgak.demand.models import ConceptPaper, JointConcept
from samgak.demand.rules import committee, papers
from samgak.funding.phrases import currencies


class WrittenForm(Versioned, forms.Form):
    """The fields of a concept paper; what is demanded only when it is sent stays open here."""

    # Not called `language`: that is the paper's own field, the language of the course.
    written_in = forms.ChoiceField(label=_("Written in"), choices=settings.LANGUAGES)

    def __init__(self, *args, texts: dict[str, str], **more):
        super().__init__(*args, **more)
        for field in papers.FIELDS:
            self.fields[field] = self._field(field)
        self.initial |= texts

    def _field(self, name: str) -> forms.Field:
        label = phrases.FIELD_TEXTS[name]
        if name == "organisation_kind":
            choices = [("", "–"), *phrases.ORGANISATION_KIND_TEXTS.items()]
            return forms.ChoiceField(label=label, choices=choices, required=False)
        short = name in papers.SHORT
        field = forms.CharField(
            label=label,
            max_length=papers.MOST_SHORT if short else papers.MOST_LONG,
            widget=forms.TextInput if short else forms.Textarea({"rows": 4}),
            required=False,
        )
        # A draft may have gaps; the label does not call "optional" what is asked before it is sent.
        field.one_required = name in papers.DEMANDED  # type: ignore[attr-defined]
        return field

    def texts(self) -> dict[str, str]:
        return {field: self.cleaned_data[field] for field in papers.FIELDS}


class PaperForm(WrittenForm):
    """A country's concept paper."""

    currency = forms.ChoiceField(label=_("Currency"), choices=currencies, required=False)
    agencies = forms.CharField(required=False, max_length=20)
    own_government = forms.CharField(required=False, max_length=20)
    other_donors = forms.CharField(required=False, max_length=20)
    is_resubmission = forms.BooleanField(
        label=_("This paper was sent before, in an earlier year"), required=False
    )

    def __init__(self, *args, paper: ConceptPaper, **more):
        super().__init__(*args, texts=paper.texts, **more)
        for part in papers.BUDGET_PARTS:
            self.fields[part].label = phrases.BUDGET_TEXTS[part]
            self.fields[part].widget.attrs["inputmode"] = "decimal"
        self.initial |= paper.budget | {
            "written_in": paper.language,
            "currency": paper.currency,
            "is_resubmission": paper.is_resubmission,
        }
        self.order_fields(["written_in", *papers.FIELDS])

    def clean(self):
        cleaned = super().clean()
        for part in papers.BUDGET_PARTS:
            text = cleaned.get(part, "").replace(" ", "").replace("\u00a0", "").replace(",", ".")
            try:
                known = papers.amount(text)
            except ValueError:
                self.add_error(part, _("Write the sum in digits, such as 12500.50."))
                continue
            cleaned[part] = text
            if known is not None and not cleaned.get("currency"):
                self.add_error("currency", _("Choose the currency of the budget."))
        return cleaned

    def values(self) -> dict[str, Any]:
        held = self.cleaned_data
        return {
            "texts": self.texts(),
            "budget": {part: held[part] for part in papers.BUDGET_PARTS},
            "currency": held["currency"],
            "language": held["written_in"],
            "is_resubmission": held["is_resubmission"],
            "seen": held["seen"],
        }


class ConceptForm(WrittenForm):
    """The joint concept."""

    def __init__(self, *args, concept: JointConcept, **more):
        super().__init__(*args, texts=concept.texts, **more)
        self.initial["written_in"] = concept.language

    def values(self) -> dict[str, Any]:
        held = self.cleaned_data
        return {"texts": self.texts(), "language": held["written_in"], "seen": held["seen"]}


class CountryForm(forms.Form):
    """Whose paper it is, where somebody may write for several countries."""

    country = forms.ChoiceField(label=_("Country"))

    def __init__(self, *args, countries: list[str], **more):
        super().__init__(*args, **more)
        reader = get_language() or "en"
        self.fields["country"].choices = [(one, country_name(one, reader)) for one in countries]


class ReasonForm(forms.Form):
    """Why a step is taken."""

    reason = forms.CharField(
        label=_("Reason"), max_length=2_000, widget=forms.Textarea({"rows": 3}), required=False
    )

    def __init__(self, *args, is_needed: bool, **more):
        super().__init__(*args, **more)
        # Some steps need none; the label does not call "optional" what others ask for.
        self.fields["reason"].one_required = is_needed  # type: ignore[attr-defined]


class MemberForm(forms.Form):
    """Who is to sit in the committee, and for which side."""

    side = forms.ChoiceField(label=_("Side"), choices=list(phrases.SIDE_TEXTS.items()))

    def __init__(self, *args, candidates, **more):
        super().__init__(*args, **more)
        self.fields["user"] = forms.ModelChoiceField(
            label=_("Person"), queryset=candidates, empty_label="–"
        )
        self.order_fields(["user", "side"])

    def values(self) -> tuple[User, str]:
        return self.cleaned_data["user"], self.cleaned_data["side"]


class QuestionForm(forms.Form):
    """What is laid before the committee."""

    title = forms.CharField(label=_("Title"), max_length=committee.MOST_LETTERS_OF_TITLE)
    proposal = forms.CharField(
        label=_("Proposal"), max_length=committee.MOST_LETTERS, widget=forms.Textarea({"rows": 6})
    )
    is_on_the_concept = forms.BooleanField(
        label=_("The question is whether to approve the joint concept"), required=False
    )
    procedure = forms.ChoiceField(
        label=_("Procedure"),
        choices=list(phrases.PROCEDURE_TEXTS.items()),
        widget=forms.RadioSelect,
        initial=committee.SILENT,
        help_text=_("In the silent procedure whoever says nothing by the end consents."),
    )
    days = forms.IntegerField(
        label=_("Days to object (silent procedure)"),
        min_value=committee.LEAST_DAYS,
        max_value=committee.MOST_DAYS,
        required=False,
        initial=10,
    )
    meets_at = forms.DateTimeField(
        label=_("Time of the meeting, at the venue"), widget=MomentInput, required=False
    )


class AnswerForm(forms.Form):
    """What a member says."""

    answer = forms.ChoiceField(
        label=_("Your answer"), choices=list(phrases.ANSWER_TEXTS.items()), widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("Words for the minutes; an objection says why"),
        max_length=committee.MOST_LETTERS,
        widget=forms.Textarea({"rows": 3}),
        required=False,
    )


class OutcomeForm(forms.Form):
    """What the chair records."""

    outcome = forms.CharField(
        label=_("What was decided, and why"),
        max_length=committee.MOST_LETTERS,
        widget=forms.Textarea({"rows": 4}),
        required=False,
    )
