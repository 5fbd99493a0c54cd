from django.conf import settings
from django.db import models
from django.db.models import Q

from samgak.core.audit import tracked_except
from samgak.participants.models import Participant
from samgak.programmes.models import Edition


@tracked_except("pdf")
class Certificate(models.Model):
    """What was certified, as it stood on the day: it can be revoked or replaced, never changed."""

    class State(models.TextChoices):
        ISSUED = "issued"
        REPLACED = "replaced"
        REVOKED = "revoked"

    number = models.CharField(max_length=32, unique=True)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="+")
    native_name = models.CharField(max_length=400, blank=True)
    passport_name = models.CharField(max_length=400)
    country = models.CharField(max_length=2)
    # Titles and issuers in all their languages, dates and place, as they were when it was issued.
    statement = models.JSONField()
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.ISSUED)
    replaced_by = models.OneToOneField(
        "self", models.PROTECT, related_name="replaces", null=True, blank=True
    )
    state_changed_at = models.DateTimeField(null=True, blank=True)
    state_changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    state_reason = models.TextField(blank=True)
    pdf = models.BinaryField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["participant"],
                condition=Q(state="issued"),
                name="one_valid_certificate_per_participant",
            ),
            models.CheckConstraint(
                condition=Q(state="issued")
                | (Q(state_changed_at__isnull=False) & ~Q(state_reason="")),
                name="an_end_has_a_time_and_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state="replaced", replaced_by__isnull=False)
                | (~Q(state="replaced") & Q(replaced_by__isnull=True)),
                name="replaced_names_its_successor",
            ),
        ]

    def __str__(self):
        return self.number
