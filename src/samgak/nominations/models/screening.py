from django.conf import settings
from django.db import models
from django.db.models import F, Q

from samgak.core.audit import tracked
from samgak.nominations.models.nominations import Nomination
from samgak.nominations.rules import screening
from samgak.programmes.models import Edition


@tracked
class EligibilityFinding(models.Model):
    """A screener's word on whether a nominee is eligible, beside what was computed at that moment."""

    class Verdict(models.TextChoices):
        ELIGIBLE = screening.ELIGIBLE
        INELIGIBLE = screening.INELIGIBLE

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    nomination = models.OneToOneField(Nomination, models.CASCADE, related_name="finding")
    verdict = models.CharField(max_length=10, choices=Verdict)
    computed = models.CharField(max_length=10, choices=Verdict)
    # Of what the screener saw (rules.screening): another digest now means that it has changed since.
    digest = models.CharField(max_length=64)
    reason = models.TextField(blank=True)  # as the letter may say it, in `language`
    language = models.CharField(max_length=3, blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # Those confirmed in one act share it, so that the act can be taken back.
    batch = models.UUIDField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["edition", "verdict"], name="findings_of_an_edition")]
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict=F("computed")) | ~Q(reason=""),
                name="deviating_finding_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(reason="") | ~Q(language=""), name="reason_knows_its_language"
            ),
        ]

    def __str__(self):
        return f"{self.nomination_id}: {self.verdict}"
