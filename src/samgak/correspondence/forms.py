from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

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
