from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from samgak.practice.phrases.cases import RULE_TEXTS
from samgak.practice.phrases.scores import CRITERION_TEXTS, MARK_TEXTS
from samgak.practice.phrases.services import item_text
from samgak.practice.rules.clicking import Question
from samgak.practice.rules.registers import Identity
from samgak.practice.rules.scores import CRITERIA
from samgak.practice.services.cases import MOST_LETTERS

HAS_REGISTER = _("A register holds this already, but the redesign names no law to read it there.")


class IdentityForm(forms.Form):
    """Which of the invented people one plays."""

    identity = forms.ChoiceField(
        label=_("Who are you today?"),
        help_text=_("These people and businesses are invented."),
        widget=forms.RadioSelect,
        error_messages={
            "required": RULE_TEXTS["nobody_of_that_key"],
            "invalid_choice": RULE_TEXTS["nobody_of_that_key"],
        },
    )

    def __init__(self, *args, identities: Sequence[Identity], **more):
        super().__init__(*args, **more)
        self.fields["identity"].choices = [(one.key, _described(one)) for one in identities]


class ApplicationForm(forms.Form):
    """The one form of the service: what no register gives."""

    def __init__(self, *args, questions: Sequence[Question], **more):
        super().__init__(*args, **more)
        self.questions = questions
        for number, question in enumerate(questions, start=1):
            self.fields[f"answer-{number}"] = forms.CharField(
                label=item_text(question.item),
                help_text=HAS_REGISTER if question.has_register else "",
                max_length=MOST_LETTERS,
            )

    def answers(self) -> dict[str, str]:
        """Item -> what was typed, of a valid form."""
        return {
            question.item: self.cleaned_data[f"answer-{number}"]
            for number, question in enumerate(self.questions, start=1)
        }


class TaskForm(forms.Form):
    """What an officer has done."""

    note = forms.CharField(
        label=_("Note"),
        help_text=_("The applicant reads it."),
        max_length=MOST_LETTERS,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


class DecisionForm(forms.Form):
    """Granted or refused, and why."""

    outcome = forms.ChoiceField(
        label=_("Decision"),
        choices=[("granted", _("Grant")), ("refused", _("Refuse"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The applicant reads it in the notice."),
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": RULE_TEXTS["decision_needs_a_reason"]},
    )


class VerifyForm(forms.Form):
    """The number that a practice document bears."""

    number = forms.UUIDField(label=_("Number on the document"))


class ScoreForm(forms.Form):
    """A mark and a reason for each line of the rubric."""

    def __init__(self, *args, given: dict[str, tuple[int, str]], **more):
        initial: dict[str, object] = {}
        for criterion, (mark, reason) in given.items():
            initial |= {f"{criterion}-mark": mark, f"{criterion}-reason": reason}
        super().__init__(*args, initial=initial, **more)
        for criterion in CRITERIA:
            self.fields[f"{criterion}-mark"] = forms.TypedChoiceField(
                label=CRITERION_TEXTS[criterion],
                choices=list(MARK_TEXTS.items()),
                coerce=int,
                widget=forms.RadioSelect,
            )
            self.fields[f"{criterion}-reason"] = forms.CharField(label=_("Reason"), max_length=300)

    def marks(self) -> dict[str, tuple[int, str]]:
        """Criterion -> (mark, reason), of a valid form."""
        return {
            criterion: (
                self.cleaned_data[f"{criterion}-mark"],
                self.cleaned_data[f"{criterion}-reason"],
            )
            for criterion in CRITERIA
        }


def _described(one: Identity) -> str:
    return f"{one.name} – {one.business}" if one.business else one.name
