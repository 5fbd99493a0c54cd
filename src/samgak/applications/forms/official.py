from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from samgak.core.versions import Versioned
from samgak.programmes.queries_people import name_of


class OfficialFormForm(Versioned, forms.Form):
    """An organisation's form: its title, its language and its lines."""

    organisation = forms.ChoiceField(label=_("Organisation"))
    title = forms.CharField(label=_("Title"), max_length=200)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    layout = forms.CharField(
        label=_("Headings and what stands under them"),
        max_length=40_000,
        widget=forms.Textarea({"rows": 20, "spellcheck": "false"}),
    )

    def __init__(self, *args, organisations, language, **more):
        super().__init__(*args, **more)
        self.organisations = {str(one.pk): one for one in organisations}
        self.fields["organisation"].choices = [
            (key, name_of(one, language=language)) for key, one in self.organisations.items()
        ]

    def values(self) -> dict:
        """What the service takes."""
        said = self.cleaned_data
        return {
            "organisation": self.organisations[said["organisation"]],
            "title": said["title"],
            "language": said["language"],
            "layout": said["layout"].replace("\0", ""),
        }


class PrintForm(forms.Form):
    """In which language ours are printed; an organisation's own form has one."""

    language = forms.ChoiceField(label=_("Language of the forms"), choices=settings.LANGUAGES)
