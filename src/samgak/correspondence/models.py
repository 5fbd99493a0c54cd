from django.conf import settings
from django.db import models
from django.db.models import Q

from samgak.core.audit import tracked
from samgak.participants.models import Person
from samgak.programmes.models import Edition


@tracked
class Letter(models.Model):
    """A letter to one person: drafted, looked at, sent by a job, kept."""

    class State(models.TextChoices):
        DRAFT = "draft"
        QUEUED = "queued"
        SENT = "sent"
        FAILED = "failed"
        DISCARDED = "discarded"

    class Kind(models.TextChoices):
        ACCEPTANCE = "acceptance"
        REGRET = "regret"
        RESERVE = "reserve"
        RECEIPT = "receipt"
        INVITATION = "invitation"
        SIGN_IN = "sign_in"
        TIMETABLE = "timetable"
        CERTIFICATE = "certificate"

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+", null=True, blank=True)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+", null=True, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, blank=True
    )
    kind = models.CharField(max_length=12, choices=Kind)
    address = models.EmailField(max_length=254)
    language = models.CharField(max_length=8)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, blank=True
    )
    queued_at = models.DateTimeField(null=True, blank=True)
    queued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, blank=True
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-drafted_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False), name="sent_knows_when"
            ),
            # One standing letter of a kind to a person in an edition: nothing is sent twice.
            models.UniqueConstraint(
                fields=["edition", "person", "kind"],
                condition=Q(
                    kind__in=["acceptance", "regret", "reserve"],
                    state__in=["draft", "queued", "sent"],
                ),
                name="decision_letter_once",
            ),
        ]

    def __str__(self):
        return f"{self.kind} to {self.address}: {self.state}"
