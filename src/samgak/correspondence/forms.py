from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samgak.correspondence.bounces import MOST_LETTERS_OF_REPORT
from samgak.correspondence.models import Letter
from samgak.correspondence.phrases import KIND_TEXTS, STATE_TEXTS


class LetterForm(forms.ModelForm):
    """A draft as an officer may change it."""

    class Meta:
        model = Letter
        fields = ["address", "subject", "body"]
        labels = {
            "address": _("E-mail address"),
            "subject": _("Subject"),
            "body": pgettext_lazy("letter", "Text"),
        }
        widgets = {"body": forms.Textarea({"rows": 16})}


class BounceForm(forms.Form):
    """What came back: the words of the mail server, where there are any."""

    detail = forms.CharField(
        label=_("What the mail server wrote (optional)"), max_length=300, required=False
    )


class AgainForm(forms.Form):
    """Where a letter goes once more."""

    address = forms.EmailField(label=_("E-mail address"), max_length=254, required=False)


class ReportForm(forms.Form):
    """A delivery report, pasted whole."""

    report = forms.CharField(
        label=_("Delivery report"),
        help_text=_("The message that the mail server sent back, with its headers."),
        widget=forms.Textarea({"rows": 8}),
        max_length=MOST_LETTERS_OF_REPORT,
    )


class LogFilterForm(forms.Form):
    """Which letters the log shows; everything when nothing is chosen."""

    name = forms.CharField(label=_("Name or address"), required=False)
    kind = forms.ChoiceField(
        label=_("Kind of letter"),
        choices=[("", _("All kinds")), *KIND_TEXTS.items()],
        required=False,
    )
    state = forms.ChoiceField(
        label=pgettext_lazy("letter", "State"),
        choices=[("", _("All states")), *STATE_TEXTS.items()],
        required=False,
    )

    def chosen(self) -> dict[str, str]:
        """The filters that make sense; a wrong one lets everything through."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}
