from datetime import datetime, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from samgak.core.rendering import DayInput
from samgak.core.versions import Versioned
from samgak.planning.timetable.problem import Placement
from samgak.programmes.models import Edition
from samgak.timetable.models import Interpreter, Room, Session
from samgak.timetable.phrases import RULE_TEXTS, text


class TextChoice:
    """Shows a row by its name in the reader's language, or by its code."""

    working_language = ""

    def label_from_instance(self, row):
        return text(row.name, self.working_language) or row.code


class RoomField(TextChoice, forms.ModelChoiceField):
    pass


class InterpretersField(TextChoice, forms.ModelMultipleChoiceField):
    pass


class StartInput(forms.TimeInput):
    """The time picker of the reader's own device."""

    input_type = "time"

    def __init__(self):
        super().__init__({"class": "govuk-input--width-10"}, format="%H:%M")


class MoveForm(Versioned, forms.Form):
    """When and where a session is held, who interprets, and why it is moved."""

    day = forms.DateField(label=_("Day"), widget=DayInput)
    start = forms.TimeField(label=_("Start"), widget=StartInput)
    room = RoomField(label=_("Room"), queryset=Room.objects.none(), required=False)
    interpreters = InterpretersField(
        label=_("Interpreters"),
        queryset=Interpreter.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Stays in the audit trail; needed when a rule is broken."),
        max_length=500,
        required=False,
    )

    def __init__(self, *args, edition: Edition, session: Session, **more):
        super().__init__(*args, initial=_initial(edition, session), **more)
        self.edition, self.session = edition, session
        self.fields["start"].help_text = _("By the clock of the venue.")
        for name, model in (("room", Room), ("interpreters", Interpreter)):
            self.fields[name].working_language = edition.working_language
            self.fields[name].queryset = model.objects.filter(edition=edition)
        if not self.fields["interpreters"].queryset.exists():
            del self.fields["interpreters"]

    def clean_day(self):
        day = self.cleaned_data["day"]
        if not self.edition.starts_on <= day <= self.edition.ends_on:
            raise forms.ValidationError(_("Choose one of the days of the edition."))
        return day

    @property
    def starts_at(self) -> datetime:
        """The start by the venue's clock."""
        told = datetime.combine(self.cleaned_data["day"], self.cleaned_data["start"])
        return told.replace(tzinfo=self.edition.zone)

    @property
    def values(self) -> dict:
        """What the service that moves a session asks for."""
        return {
            "starts_at": self.starts_at,
            "room": self.cleaned_data["room"],
            "interpreters": list(self.cleaned_data.get("interpreters", ())),
            "reason": self.cleaned_data["reason"].strip(),
            "seen": self.cleaned_data["seen"],
        }

    @property
    def placement(self) -> Placement:
        """The same in the words of the planner."""
        values = self.values
        return Placement(
            starts_at=values["starts_at"],
            ends_at=values["starts_at"] + timedelta(minutes=self.session.minutes),
            room=values["room"].code if values["room"] else None,
            interpreters=tuple(one.code for one in values["interpreters"]),
        )


def _initial(edition: Edition, session: Session) -> dict:
    local = session.starts_at.astimezone(edition.zone) if session.starts_at else None
    return {
        "day": local.date() if local else edition.starts_on,
        "start": local.time() if local else None,
        "room": session.room or session.room_wanted,
        "interpreters": list(session.interpreters.all()),
    }


class ReasonForm(forms.Form):
    """Why a session is cancelled or held after all."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Stays in the audit trail."),
        max_length=500,
        error_messages={"required": RULE_TEXTS["reason_missing"]},
    )
