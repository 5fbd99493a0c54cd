"""Nominating by hand: the same rules as for the cells of a workbook."""

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from samgak.core.places import country_name
from samgak.core.questions import QuestionsForm, fault_sentence
from samgak.nominations.models import Nomination
from samgak.nominations.phrases import imports as phrases
from samgak.nominations.phrases.nominations import STATE_TEXTS
from samgak.nominations.phrases.selections import OUTCOME_TEXTS, SEX_TEXTS
from samgak.nominations.queries.nominees import Filters
from samgak.nominations.rules import own
from samgak.nominations.rules.codes import QUESTIONS
from samgak.nominations.rules.nominees import OWN, ReportedRow, read_values
from samgak.nominations.rules.plans import LEVEL, PERSON_FACTS
from samgak.questionnaires import answers
from samgak.questionnaires.definition import Form


class NomineeForm(forms.Form):
    """One nominee; what is wrong stands at its field, in the words of the import."""

    rank = forms.CharField(
        label=_("Rank"),
        help_text=_("1 is the person your country would most like to send."),
        max_length=20,
        widget=forms.TextInput({"inputmode": "numeric", "class": "govuk-input--width-5"}),
    )
    family = forms.CharField(
        label=_("Surname"), help_text=_("In Latin letters, as in the passport."), max_length=250
    )
    given = forms.CharField(
        label=_("Given names"),
        help_text=_("In Latin letters, as in the passport."),
        max_length=250,
        required=False,
    )
    native = forms.CharField(
        label=_("Native name"),
        help_text=_("As the person writes it; it stands on the certificate."),
        max_length=250,
        required=False,
    )
    sex = forms.ChoiceField(label=_("Sex"), choices=SEX_TEXTS.items(), widget=forms.RadioSelect)
    born_on = forms.CharField(
        label=_("Date of birth"),
        help_text=_("Day, month and year, such as 09.05.1990."),
        max_length=60,
        widget=forms.TextInput({"class": "govuk-input--width-10"}),
    )
    organisation = forms.CharField(label=_("Organisation"), max_length=250)
    position = forms.CharField(label=_("Position"), max_length=250, required=False)
    years_in_service = forms.CharField(
        label=_("Years in service"),
        help_text=_("Completed years."),
        max_length=60,
        widget=forms.TextInput({"inputmode": "numeric", "class": "govuk-input--width-5"}),
    )
    email = forms.CharField(
        label=_("Mail address"),
        max_length=300,
        widget=forms.EmailInput({"autocomplete": "off"}),
    )
    last_training_on = forms.CharField(
        label=_("Last training abroad"),
        help_text=_("The date or the year; leave it empty when there was none."),
        max_length=60,
        required=False,
        widget=forms.TextInput({"class": "govuk-input--width-10"}),
    )

    def __init__(
        self,
        *args,
        country,
        today,
        languages,
        questions: Form | None = None,
        working: str = "en",
        own_answers=None,
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.country, self.today, self.questions = country, today, questions
        for code in languages:
            name = f"language_{code}"
            self.fields[name] = forms.CharField(
                label=phrases.field_name(name),
                help_text=_("A level such as B2, or: poor, fair, good, excellent."),
                max_length=60,
                required=False,
                widget=forms.TextInput({"class": "govuk-input--width-10"}),
            )
        if questions:
            self._ask(questions, working, own_answers or {})

    def _ask(self, questions: Form, working: str, stored) -> None:
        asked = QuestionsForm(
            questions=questions, working=working, initial=own.given(questions, stored)
        )
        for key, field in asked.fields.items():
            self.fields[OWN + key] = field
            self.initial[OWN + key] = asked.initial.get(key)

    def clean(self):
        cleaned = super().clean()
        for key, faults in self._own_faults().items():
            if OWN + key not in self.errors:
                self.add_error(OWN + key, fault_sentence(faults[0]))
        found = read_values(self.values, country=self.country, today=self.today)
        problems = found.problems if isinstance(found, ReportedRow) else found.findings
        for problem in problems:
            is_fault = isinstance(found, ReportedRow) or problem.code in QUESTIONS
            if is_fault and problem.field not in self.errors:
                said = {"code": problem.code, "params": problem.params}
                field = problem.field if problem.field in self.fields else None
                self.add_error(field, phrases.finding_sentence(said))
        return cleaned

    def _own_faults(self):
        return answers.check(self.questions, self.own_answers) if self.questions else {}

    @property
    def values(self) -> dict[str, str]:
        """What was typed, by field."""
        return {name: self.cleaned_data.get(name) or "" for name in self._asked_of_everybody()}

    @property
    def own_answers(self) -> dict[str, object]:
        """What was answered to the country's questions, by question."""
        return {
            name.removeprefix(OWN): self.typed(name) for name in self.fields if name.startswith(OWN)
        }

    @property
    def as_typed(self) -> dict[str, str]:
        """What was typed, by field, right or not."""
        return {name: str(self.typed(name) or "") for name in self._asked_of_everybody()}

    def typed(self, name: str):
        """What was sent for a field."""
        widget = self.fields[name].widget
        return widget.value_from_datadict(self.data, self.files, self.add_prefix(name))

    def _asked_of_everybody(self) -> list[str]:
        return [name for name in self.fields if not name.startswith(OWN)]


class WithdrawalForm(forms.Form):
    """Why a nomination is taken back."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("It is kept with the nomination; the programme officer reads it."),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )


class MergeForm(forms.Form):
    """Which of two records is right, fact by fact."""

    def __init__(self, *args, kept, duplicate, **kwargs):
        super().__init__(*args, **kwargs)
        for name in kept:
            if name.startswith((LEVEL, OWN)) or kept[name] == duplicate.get(name, ""):
                continue
            self.fields[name] = forms.ChoiceField(
                label=phrases.field_name(name),
                choices=[
                    ("kept", phrases.value_text(name, kept[name]) or gettext("nothing")),
                    (
                        "duplicate",
                        phrases.value_text(name, duplicate.get(name, "")) or gettext("nothing"),
                    ),
                ],
                initial="kept" if kept[name] or name not in PERSON_FACTS else "duplicate",
                widget=forms.RadioSelect,
            )

    @property
    def from_duplicate(self) -> list[str]:
        """The facts in which the second record is right."""
        return [name for name, record in self.cleaned_data.items() if record == "duplicate"]


class FilterForm(forms.Form):
    """Which nominees are shown; the answers stay in the address."""

    country = forms.ChoiceField(label=_("Country"), required=False)
    sex = forms.ChoiceField(label=_("Sex"), required=False)
    eligible = forms.ChoiceField(label=_("Eligible"), required=False)
    outcome = forms.ChoiceField(label=_("Decision"), required=False)
    name = forms.CharField(label=_("Name, in any script"), required=False, max_length=200)

    def __init__(self, *args, countries, has_selection, **kwargs):
        super().__init__(*args, **kwargs)
        reader = get_language() or "en"
        named = sorted((country_name(code, reader), code) for code in countries)
        everyone = ("", _("All"))
        outcomes = OUTCOME_TEXTS.items() if has_selection else ()
        self.fields["country"].choices = [everyone, *((code, name) for name, code in named)]
        self.fields["sex"].choices = [everyone, *SEX_TEXTS.items()]
        self.fields["eligible"].choices = [everyone, ("yes", _("Yes")), ("no", _("No"))]
        self.fields["outcome"].choices = [
            everyone,
            *outcomes,
            *((state, STATE_TEXTS[state]) for state in Nomination.State.values),
        ]
        if len(countries) < 2:
            del self.fields["country"]

    @property
    def filters(self) -> Filters:
        """The filters that are on; those that make no sense are left out."""
        self.is_valid()
        return Filters(**self.cleaned_data)

    def words(self, name: str) -> str:
        """What a filter that is on says, in words."""
        value = self.cleaned_data[name]
        return str(dict(getattr(self.fields[name], "choices", {})).get(value, value))
