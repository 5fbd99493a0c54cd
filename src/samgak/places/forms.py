from datetime import datetime

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from samgak.participants.rules import DUE_AT
from samgak.places.phrases import REMEDY_TEXTS, RULE_TEXTS, SEAT_STATE_TEXTS
from samgak.places.phrases_papers import FORM_TEXTS, KIND_TEXTS, OWN_TEXT
from samgak.places.rules import papers as rules
from samgak.places.rules.appeals import MOST_LETTERS
from samgak.programmes.models import Edition

LANGUAGE_CHOICES = [(rules.OWN, OWN_TEXT), *settings.LANGUAGES]
STANDS = "dismissed"
REASON = RULE_TEXTS["reason_missing"]


class LeaveForm(forms.Form):
    reason = forms.CharField(
        label=_("Why can't you take part?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": REASON},
    )


class StateFilter(forms.Form):
    """Which seats the list shows."""

    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), *SEAT_STATE_TEXTS.items()]
    )

    @property
    def wanted(self) -> str:
        return self.cleaned_data["state"] if self.is_valid() else ""


class MoveForm(forms.Form):
    """A step of a participant, taken by an officer."""

    to = forms.ChoiceField(label=_("Next step"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Needed for those who decline, leave or are dismissed."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        required=False,
    )

    def __init__(self, *args, ways: list[str], **more) -> None:
        super().__init__(*args, **more)
        self.fields["to"].choices = [(way, SEAT_STATE_TEXTS[way]) for way in ways]


class ExtendForm(forms.Form):
    """More time for an answer: a day, until the evening at the venue."""

    day = forms.DateField(label=_("Answer by"), widget=forms.DateInput(attrs={"type": "date"}))

    def until(self, edition: Edition) -> datetime:
        day = self.cleaned_data["day"]
        return datetime.combine(day, DUE_AT, edition.zone)


class TermsForm(forms.Form):
    """How long people may answer and appeal."""

    answer_days = forms.IntegerField(
        label=_("Days to accept or decline a seat"),
        help_text=_("Counted from the day on which the letter is drafted; 1 to 90."),
        min_value=1,
        max_value=90,
    )
    appeal_days = forms.IntegerField(
        label=_("Days to appeal against a decision"), min_value=1, max_value=90
    )


class PromotionForm(forms.Form):
    """Which reserve takes the seat, and why."""

    nomination = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        error_messages={"required": REASON},
    )


class AppealAnswerForm(forms.Form):
    remedy = forms.ChoiceField(
        label=_("Outcome"),
        choices=[(STANDS, REMEDY_TEXTS[""]), *list(REMEDY_TEXTS.items())[1:]],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("Answer"),
        help_text=_("Write it in the language of the appeal; it stands in the letter."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=MOST_LETTERS,
        error_messages={"required": REASON},
    )

    @property
    def chosen_remedy(self) -> str:
        remedy = self.cleaned_data["remedy"]
        return "" if remedy == STANDS else remedy


class AdmitForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        error_messages={"required": REASON},
    )


class LanguageForm(forms.Form):
    """In which language a paper is."""

    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGE_CHOICES, required=False)

    @property
    def wanted(self) -> str:
        """The language asked for; the person's own where none is, or one we lack."""
        return (self.is_valid() and self.cleaned_data["language"]) or rules.OWN


class PaperForm(forms.Form):
    """A paper for the whole cohort."""

    kind = forms.ChoiceField(label=_("Papers"), choices=list(KIND_TEXTS.items()))
    form = forms.ChoiceField(label=_("File"), choices=list(FORM_TEXTS.items()))
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGE_CHOICES)
