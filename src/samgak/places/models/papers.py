from django.conf import settings
from django.db import models

from samgak.core.audit import tracked_except
from samgak.programmes.models import Edition


@tracked_except("content")
class CohortPaper(models.Model):
    """A paper made for a whole cohort, kept until it is made anew."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    form = models.CharField(max_length=4)
    language = models.CharField(max_length=8)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    people = models.PositiveIntegerField()
    name = models.CharField(max_length=120)
    content = models.BinaryField()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "kind", "form", "language"], name="newest_paper_of_a_cohort"
            ),
        ]

    def __str__(self):
        return self.name
