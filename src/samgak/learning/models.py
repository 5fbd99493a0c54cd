from django.conf import settings
from django.db import models
from django.db.models import Q
from i18nfield.fields import I18nCharField

from samgak.core.audit import tracked, tracked_except
from samgak.participants.models import Participant
from samgak.programmes.models import Edition, Programme
from samgak.timetable.models import Session


@tracked_except("search_text")
class Lesson(models.Model):
    """A lesson in the library of a programme; its editions use it in their sessions."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    key = models.SlugField(max_length=64)
    title = I18nCharField(max_length=300)
    # Language -> text; the bodies are Markdown of samgak.documents.markdown.
    summary = models.JSONField(default=dict, blank=True)
    bodies = models.JSONField(default=dict, blank=True)
    # Texts, each language -> words.
    tasks = models.JSONField(default=list, blank=True)
    competencies = models.JSONField(default=list, blank=True)
    # {"title": ..., "url": ..., "reference": ..., "on": "2022-05"}
    sources = models.JSONField(default=list, blank=True)
    search_text = models.TextField(blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["key"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "key"], name="lesson_key_once"),
        ]

    def __str__(self):
        return str(self.title)


@tracked_except("content")
class LessonFile(models.Model):
    """A picture or document of a lesson; kept in the database, so that nothing else can serve it."""

    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="files")
    name = models.CharField(max_length=100)
    title = models.JSONField(default=dict, blank=True)
    alt = models.JSONField(default=dict, blank=True)
    content = models.BinaryField()
    size_bytes = models.PositiveIntegerField()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["lesson", "name"], name="lesson_file_once"),
        ]

    def __str__(self):
        return self.name


@tracked
class LessonUse(models.Model):
    """A lesson as material of a session."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="+")
    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="uses")
    position = models.PositiveSmallIntegerField(default=100)

    class Meta:
        ordering = ["position", "lesson__key"]
        constraints = [
            models.UniqueConstraint(fields=["session", "lesson"], name="lesson_once_per_session"),
        ]

    def __str__(self):
        return f"{self.lesson_id} in {self.session_id}"


@tracked
class ReadingMark(models.Model):
    """A participant says that the lesson is read."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        ordering = ["participant", "lesson"]
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "lesson"], name="lesson_read_once_per_person"
            ),
        ]

    def __str__(self):
        return f"{self.participant_id} read {self.lesson_id}"


@tracked
class CountryReport(models.Model):
    """What the people of one country say of their country, written together."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    country = models.CharField(max_length=2)
    # By the question keys of learning/data/country-report.json.
    answers = models.JSONField(default=dict, blank=True)
    language = models.CharField(max_length=8)
    saved_at = models.DateTimeField()
    handed_in_at = models.DateTimeField(null=True, blank=True)
    handed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ["country"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "country"], name="one_report_for_each_country"
            ),
            models.CheckConstraint(
                condition=Q(handed_in_at__isnull=True, handed_in_by__isnull=True)
                | Q(handed_in_at__isnull=False, handed_in_by__isnull=False),
                name="handed_in_report_names_who",
            ),
        ]

    def __str__(self):
        return f"{self.edition_id}: {self.country}"


@tracked
class ReportTerms(models.Model):
    """Until when the countries of an edition hand in, and the indicators shown beside their reports."""

    edition = models.OneToOneField(Edition, models.CASCADE, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    # Rows of learning.rules.indicators as they were loaded; empty: those that come with Samgak.
    indicators = models.JSONField(default=list, blank=True)

    def __str__(self):
        return f"Country reports of {self.edition_id}"
