from django import forms
from django.utils.translation import gettext_lazy as _

from samgak.certificates import queries
from samgak.certificates.phrases import NAME_TEXTS, RULE_TEXTS, STATE_TEXTS
from samgak.participants.models import Participant


class NameForm(forms.Form):
    """The spelling of a name in both scripts."""

    native_name = forms.CharField(
        label=_("Name in your own script"),
        help_text=_("As you write it at home, with all its letters."),
        max_length=400,
        required=False,
    )
    passport_name = forms.CharField(
        label=_("Name in Latin letters"),
        help_text=_("As it stands in the passport."),
        max_length=400,
        error_messages={"required": NAME_TEXTS["passport_name_missing"]},
    )

    @classmethod
    def of(cls, data, participant: Participant) -> "NameForm":
        """The form with what is confirmed, or else with what the nomination said."""
        person = participant.person
        confirmed = participant.name_confirmed_at is not None
        return cls(
            data,
            initial={
                "native_name": participant.certificate_native_name
                if confirmed
                else person.native_name,
                "passport_name": participant.certificate_passport_name
                if confirmed
                else person.passport_name,
            },
        )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("It is kept with what you do; the public does not see it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": RULE_TEXTS["certificate_reason_missing"]},
    )


class CorrectionForm(NameForm, ReasonForm):
    """Another spelling, and why."""

    field_order = ["native_name", "passport_name", "reason"]


class StateFilter(forms.Form):
    """Which participants the list shows."""

    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("All")),
            *(
                (state, STATE_TEXTS[state])
                for state in (
                    queries.ISSUED,
                    queries.READY,
                    queries.WAITING_FOR_NAME,
                    queries.INCOMPLETE,
                    queries.REVOKED,
                )
            ),
        ],
    )


class NumberForm(forms.Form):
    number = forms.CharField(
        label=_("Number of the certificate"),
        help_text=_("It stands at the bottom of the certificate, such as KZ25-7QK4M2XB-3."),
        max_length=100,
    )
