from django.conf import settings
from django.db import models

from samgak.core.audit import tracked
from samgak.partners.models import Organisation
from samgak.programmes.models import Edition


@tracked
class ReportingSnapshot(models.Model):
    """What one organisation reports of one edition, frozen: the file is written from here."""

    class Standard(models.TextChoices):
        IATI = "iati"

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    standard = models.CharField(max_length=8, choices=Standard)
    activity = models.JSONField()
    problems = models.JSONField(default=list, blank=True)
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-frozen_at"]

    def __str__(self):
        return f"{self.organisation}: {self.edition_id} ({self.frozen_at:%Y-%m-%d})"
