from django.conf import settings
from django.db import models
from django.db.models import F, Q

from samgak.core.audit import tracked
from samgak.nominations.models import Nomination
from samgak.programmes.models import Edition

WHO = settings.AUTH_USER_MODEL


@tracked
class Appeal(models.Model):
    """Somebody thinks that a decision is wrong, in their own words; a third person answers."""

    class State(models.TextChoices):
        RECEIVED = "received"
        LATE = "late"
        UPHELD = "upheld"
        DISMISSED = "dismissed"

    class Remedy(models.TextChoices):
        FIRST_RESERVE = "first_reserve"
        NEXT_EDITION = "next_edition"

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    nomination = models.OneToOneField(Nomination, models.CASCADE, related_name="+")
    state = models.CharField(max_length=9, choices=State)
    words = models.TextField()
    language = models.CharField(max_length=8)
    received_at = models.DateTimeField()
    # Who made the decision: neither may answer.
    proposed_by = models.ForeignKey(WHO, models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(WHO, models.PROTECT, related_name="+")
    answer = models.TextField(blank=True)
    remedy = models.CharField(max_length=13, choices=Remedy, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(WHO, models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        ordering = ["received_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True)
                | ~Q(answered_by=F("proposed_by")) & ~Q(answered_by=F("decided_by")),
                name="a_third_person_answers_an_appeal",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["received", "late"], answered_at__isnull=True)
                | Q(
                    state__in=["upheld", "dismissed"],
                    answered_at__isnull=False,
                    answered_by__isnull=False,
                )
                & ~Q(answer=""),
                name="an_answered_appeal_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(state="upheld") & ~Q(remedy="") | ~Q(state="upheld") & Q(remedy=""),
                name="an_upheld_appeal_has_a_remedy",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="an_appeal_says_something"),
        ]

    def __str__(self):
        return f"{self.nomination_id}: {self.state}"
