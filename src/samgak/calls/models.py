from django.conf import settings
from django.db import models
from django.db.models import F, Q

from samgak.calls import rules
from samgak.core.audit import tracked
from samgak.programmes.models import Edition


@tracked
class CourseInformation(models.Model):
    """One version of what a call tells its readers; once published it stays as it is."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()
    # {language: {section: words}}
    sections = models.JSONField(default=dict)
    # What was published, with the facts of that day: {language: [{key, heading, rows, lines}]}
    told = models.JSONField(default=dict, blank=True)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ["edition", "number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="course_information_number"),
            models.UniqueConstraint(
                fields=["edition"],
                condition=Q(published_at__isnull=True),
                name="one_draft_of_course_information",
            ),
        ]

    def __str__(self):
        return f"{self.edition_id}: {self.number}"


@tracked
class Readiness(models.Model):
    """Somebody who nominates has at hand the documents that a version of the course information names."""

    version = models.ForeignKey(CourseInformation, models.CASCADE, related_name="+")
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    declared_at = models.DateTimeField()

    class Meta:
        ordering = ["-declared_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "declared_by"], name="ready_once"),
        ]

    def __str__(self):
        return f"{self.version_id}: {self.declared_by_id}"


@tracked
class Extension(models.Model):
    """A deadline that was put off: from when to when, by whom, and why."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    earlier_deadline = models.DateTimeField()
    deadline = models.DateTimeField()
    reason = models.CharField(max_length=rules.MOST_LETTERS_OF_REASON)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(deadline__gt=F("earlier_deadline")), name="an_extension_is_later"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="an_extension_has_a_reason"),
        ]

    def __str__(self):
        return f"{self.edition_id}: {self.deadline}"


@tracked
class LateNomination(models.Model):
    """An officer's exception: one country may nominate after the deadline, until a moment."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    country = models.CharField(max_length=2)
    deadline = models.DateTimeField()
    reason = models.CharField(max_length=rules.MOST_LETTERS_OF_REASON)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="an_exception_has_a_reason"),
        ]

    def __str__(self):
        return f"{self.edition_id}: {self.country} {self.deadline}"


@tracked
class DeadlineReminder(models.Model):
    """The focal points of a country were reminded of a deadline, so many days before it."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    country = models.CharField(max_length=2)
    deadline = models.DateTimeField()
    days_before = models.PositiveSmallIntegerField()
    reminded_at = models.DateTimeField()

    class Meta:
        ordering = ["-reminded_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "country", "deadline", "days_before"],
                name="reminded_once_of_a_deadline",
            ),
        ]

    def __str__(self):
        return f"{self.edition_id}: {self.country} {self.days_before}"
