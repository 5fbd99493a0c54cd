from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samgak.core.uploads import UploadField
from samgak.uploads import Policy


class DefinitionForm(forms.Form):
    """The questions of a test as a file."""

    file = UploadField(
        policy=Policy(kinds=("json", "xlsx"), most_bytes=2_000_000),
        label=_("File with the questions"),
        help_text=_(
            "A form definition in JSON, with every text in all its languages;"
            " or a form of SurveyJS (JSON) or XLSForm (XLSX)."
        ),
    )


class WordsForm(forms.Form):
    """What is looked for in the question bank."""

    words = forms.CharField(label=_("Words"), required=False, max_length=200)


class PickedField(forms.Field):
    """The ticked questions by their addresses; which of them may be read, the query says."""

    widget = forms.SelectMultiple

    def to_python(self, value):
        return list(dict.fromkeys(value or ()))


class BankForm(forms.Form):
    """Which questions go into which form of this edition."""

    picked = PickedField(
        label=pgettext_lazy("test", "Questions"),
        error_messages={"required": _("Tick at least one question.")},
    )
    target = forms.ChoiceField(label=_("Put them into"))

    def __init__(self, *args, targets, **more):
        super().__init__(*args, **more)
        self.fields["target"].choices = targets
