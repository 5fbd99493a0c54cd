from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samgak.core.uploads import UploadField
from samgak.core.versions import Versioned
from samgak.learning.models import Lesson
from samgak.learning.phrases import COMPETENCY_CHOICES
from samgak.learning.rules import files

MOST_LETTERS_OF_A_BODY = 50_000


class SearchForm(forms.Form):
    """What is looked for in the library."""

    words = forms.CharField(label=_("Words"), required=False, max_length=200)
    competency = forms.ChoiceField(
        label=_("Competency"),
        required=False,
        choices=[("", _("All competencies")), *COMPETENCY_CHOICES],
    )


class LessonForm(Versioned, forms.Form):
    """A lesson in one language."""

    key = forms.SlugField(
        label=_("Key"),
        max_length=64,
        help_text=_("Small letters a-z, digits and hyphens; it stands in the address."),
    )
    title = forms.CharField(label=_("Title"), max_length=150)
    summary = forms.CharField(
        label=_("Summary"), required=False, max_length=1_000, widget=forms.Textarea({"rows": 3})
    )
    tasks = forms.CharField(
        label=_("Tasks, one in each line"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea({"rows": 4}),
    )
    body = forms.CharField(
        label=_("Text in Markdown"),
        required=False,
        max_length=MOST_LETTERS_OF_A_BODY,
        help_text=_(
            "Headings begin with #. A picture is ![what it shows](name.png), a link [words](address)."
        ),
        widget=forms.Textarea({"rows": 20}),
    )
    competencies = forms.MultipleChoiceField(
        label=_("Competencies"),
        required=False,
        choices=COMPETENCY_CHOICES,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, is_new: bool, **more):
        super().__init__(*args, **more)
        if not is_new:
            del self.fields["key"]

    def clean_key(self):
        key = self.cleaned_data["key"]
        if key != key.lower() or "_" in key:
            raise forms.ValidationError(gettext("Use small letters a-z, digits and hyphens."))
        return key

    def written(self) -> dict[str, object]:
        """What was typed, as the service wants it."""
        told = self.cleaned_data
        return {
            "title": told["title"],
            "summary": told["summary"],
            "body": told["body"].replace("\r\n", "\n"),
            "tasks": [line.strip() for line in told["tasks"].splitlines() if line.strip()],
            "tagged": told["competencies"],
            "seen": told["seen"],
        }

    @staticmethod
    def initial_of(lesson: Lesson, language: str) -> dict[str, object]:
        title = lesson.title.data if hasattr(lesson.title, "data") else lesson.title
        return {
            "title": title.get(language, "") if isinstance(title, dict) else title,
            "summary": lesson.summary.get(language, ""),
            "tasks": "\n".join(task.get(language, "") for task in lesson.tasks),
            "body": lesson.bodies.get(language, ""),
            "competencies": lesson.competencies,
        }


class FileForm(forms.Form):
    """A picture or document for a lesson."""

    file = UploadField(
        policy=files.POLICY,
        label=_("File"),
        help_text=_("Pictures: png, jpg, webp, gif, up to 2 MB. Documents: up to 15 MB."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    title = forms.CharField(label=_("Title"), required=False, max_length=150)
    alt = forms.CharField(
        label=_("What the picture shows"),
        required=False,
        max_length=500,
        help_text=_("Needed for pictures: it is read out to those who can't see them."),
    )


class SessionsForm(forms.Form):
    """The sessions that use a lesson."""

    sessions = forms.ModelMultipleChoiceField(
        label=_("Sessions"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, sessions, title_of, **more):
        super().__init__(*args, **more)
        field = self.fields["sessions"]
        field.queryset = sessions  # type: ignore[attr-defined]
        field.label_from_instance = title_of  # type: ignore[attr-defined]
