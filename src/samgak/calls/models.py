from django.conf import settings
from django.db import models
from django.db.models import Q

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
