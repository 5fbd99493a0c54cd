from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samgak.accounts.models import User
from samgak.discussions import rules
from samgak.discussions.phrases import FAULT_TEXTS, REFUSAL_TEXTS, STATUS_TEXTS
from samgak.programmes.forms.fields import Paragraph, line_field, locales_of
from samgak.timetable.models import Session


class LanguageForm(forms.Form):
    """A form whose words are in one language, first that of the page."""

    language = forms.ChoiceField(label=_("Language"))

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["language"].choices = settings.LANGUAGES
        self.initial.setdefault("language", get_language() or "en")


class TopicForm(forms.Form):
    """A topic: its title, how it begins, its session, who looks after it."""

    def __init__(self, *args, working: str, sessions: list[Any], lecturers: list[User], **more):
        super().__init__(*args, **more)
        locales = locales_of([], working=working)
        self.fields["title"] = line_field(_("Title"), locales=locales, limit=300)
        self.fields["opening"] = line_field(
            _("What it is about"), locales=locales, limit=4_000, required=False
        )
        self.fields["opening"].widget = Paragraph(locales, self.fields["opening"])
        self.sessions: dict[str, Session] = {str(one.pk): one for one, _title in sessions}
        self.fields["session"] = forms.ChoiceField(
            label=_("Session"),
            required=False,
            choices=[("", _("Beside the sessions"))]
            + [(str(one.pk), title) for one, title in sessions],
        )
        self.lecturers = {str(one.pk): one for one in lecturers}
        self.fields["moderators"] = forms.MultipleChoiceField(
            label=_("Lecturers who moderate it"),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            choices=[(str(one.pk), str(one)) for one in lecturers],
        )

    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "title": given["title"],
            "opening": given["opening"] or "",
            "session": self.sessions.get(given["session"]),
            "moderators": [self.lecturers[pk] for pk in given["moderators"]],
        }


class PostForm(LanguageForm):
    text = forms.CharField(
        label=_("Your post"), widget=forms.Textarea({"rows": 5}), max_length=rules.LONGEST_POST
    )


class PostTranslationForm(LanguageForm):
    text = forms.CharField(
        label=_("Translation"), widget=forms.Textarea({"rows": 5}), max_length=rules.LONGEST_POST
    )


class ReportForm(forms.Form):
    reason = forms.ChoiceField(label=_("Reason"), choices=list(FAULT_TEXTS.items()))
    note = forms.CharField(label=_("Note"), max_length=300, required=False)


class HideForm(forms.Form):
    reason = forms.ChoiceField(label=_("Reason"), choices=list(FAULT_TEXTS.items()))


class StatementForm(LanguageForm):
    text = forms.CharField(
        label=_("Statement"),
        help_text=_("One idea with which one can agree or disagree, in at most 200 characters."),
        max_length=rules.LONGEST_STATEMENT,
    )


class StatementTranslationForm(LanguageForm):
    text = forms.CharField(label=_("Translation"), max_length=rules.LONGEST_STATEMENT)


class SpellingForm(forms.Form):
    text = forms.CharField(label=_("Statement"), max_length=rules.LONGEST_STATEMENT)


class RefusalForm(forms.Form):
    refusal = forms.ChoiceField(label=_("Reason"), choices=list(REFUSAL_TEXTS.items()))


class MergeForm(forms.Form):
    into = forms.IntegerField(
        label=_("Number of the statement that says the same"), min_value=1, max_value=10**6
    )


class CommitmentForm(LanguageForm):
    """What delegations mean to do."""

    what = forms.CharField(
        label=_("What is to be done"),
        widget=forms.Textarea({"rows": 3}),
        max_length=rules.LONGEST_WHAT,
    )
    countries = forms.MultipleChoiceField(
        label=_("Delegations"), widget=forms.CheckboxSelectMultiple, required=False
    )
    organisations = forms.MultipleChoiceField(
        label=_("With which partners"), widget=forms.CheckboxSelectMultiple, required=False
    )
    due_on = forms.DateField(
        label=_("By when"), widget=forms.DateInput({"type": "date"}), required=False
    )
    first_step = forms.CharField(
        label=_("First step"),
        widget=forms.Textarea({"rows": 3}),
        max_length=rules.LONGEST_STEP,
        required=False,
    )
    asked_of_partners = forms.CharField(
        label=_("What is asked of the partners"),
        widget=forms.Textarea({"rows": 3}),
        max_length=rules.LONGEST_ASKED,
        required=False,
    )

    def __init__(self, *args, countries: list[tuple[str, str]], organisations: list, **more):
        super().__init__(*args, **more)
        self.organisations = {str(one.pk): one for one in organisations}
        self.fields["countries"].choices = countries
        self.fields["organisations"].choices = [(str(o.pk), str(o)) for o in organisations]

    def values(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        given.pop("language")
        return given | {"organisations": [self.organisations[pk] for pk in given["organisations"]]}


class CommitmentTranslationForm(LanguageForm):
    what = forms.CharField(label=_("What is to be done"), max_length=rules.LONGEST_WHAT)
    first_step = forms.CharField(
        label=_("First step"), max_length=rules.LONGEST_STEP, required=False
    )
    asked_of_partners = forms.CharField(
        label=_("What is asked of the partners"), max_length=rules.LONGEST_ASKED, required=False
    )


class EndorseForm(forms.Form):
    may_publish = forms.BooleanField(
        label=_("The commitment may be published with the name of our country"), required=False
    )


class WithdrawForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=300)


class FollowUpForm(forms.Form):
    after_months = forms.TypedChoiceField(
        label=_("Months after the course"),
        coerce=int,
        choices=[(one, str(one)) for one in rules.FOLLOW_UP_MONTHS],
    )
    status = forms.ChoiceField(label=_("State"), choices=list(STATUS_TEXTS.items()))
    note = forms.CharField(label=_("Note"), max_length=rules.LONGEST_NOTE, required=False)


class SpokespersonForm(forms.Form):
    """Who speaks for one country."""

    spokesperson = forms.ChoiceField(label=_("Spokesperson"), required=False)

    def __init__(self, *args, seats: list, **more):
        super().__init__(*args, **more)
        self.seats = {str(one.pk): one for one in seats}
        self.fields["spokesperson"].choices = [("", _("Nobody"))] + [
            (pk, str(one.person)) for pk, one in self.seats.items()
        ]
