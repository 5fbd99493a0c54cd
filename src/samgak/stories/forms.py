from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from i18nfield.forms import I18nFormField, I18nTextarea, I18nTextInput

from samgak.core import texts
from samgak.core.versions import Versioned
from samgak.partners.models import Organisation
from samgak.stories import rules
from samgak.stories.phrases import FACT_TEXTS

LANGUAGE_CODES = [code for code, _name in settings.LANGUAGES]


class Paragraph(I18nTextarea):
    """A text of a few lines in several languages."""

    def __init__(self, locales, field, attrs=None):
        super().__init__(locales, field, {"rows": 4} | (attrs or {}))


class StoryForm(Versioned, forms.Form):
    """The words of the story, and which numbers stand in it."""

    headline = I18nFormField(
        label=_("Headline"), widget=I18nTextInput, locales=LANGUAGE_CODES, max_length=200
    )
    lead = I18nFormField(
        label=_("First paragraph"),
        help_text=_(
            "What happened and why it matters. Numbers stand below and come from the record."
        ),
        widget=Paragraph,
        locales=LANGUAGE_CODES,
        max_length=1500,
        required=False,
    )
    facts_shown = forms.MultipleChoiceField(
        label=_("Numbers shown"),
        choices=[(key, FACT_TEXTS[key]) for key in rules.FACTS],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class SpeakersField(forms.ModelChoiceField):
    """Organisations by their names in the reader's language."""

    def label_from_instance(self, organisation):
        return texts.shown(organisation.name, reader=get_language() or "en", working="en").text


class QuotationForm(forms.Form):
    """What somebody said, in the language in which it was said and in others."""

    speaker = forms.CharField(label=_("Speaker"), help_text=_("Name and office."), max_length=200)
    organisation = SpeakersField(
        queryset=Organisation.objects.none(), label=_("Organisation of the speaker")
    )
    language = forms.ChoiceField(
        label=_("Language in which it was said"), choices=settings.LANGUAGES
    )
    words = I18nFormField(
        label=_("Words"),
        help_text=_("The original, and translations made by people."),
        widget=Paragraph,
        locales=LANGUAGE_CODES,
        max_length=1000,
    )

    def __init__(self, *args, speakers, **more):
        super().__init__(*args, **more)
        self.fields["organisation"].queryset = speakers

    def clean(self):
        """The words must be there in the language in which they were said."""
        cleaned = super().clean() or {}
        language, words = cleaned.get("language"), cleaned.get("words")
        if language and words and language not in texts.versions(words, working=language):
            self.add_error("words", _("Write the words in the language in which they were said."))
        return cleaned


class WithdrawForm(forms.Form):
    """Why a public story is taken back."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Everybody reads it at the address of the story."),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
    )
