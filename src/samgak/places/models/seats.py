from django.conf import settings
from django.db import models
from django.db.models import F, Q

from samgak.core.audit import tracked
from samgak.nominations.models import Nomination
from samgak.participants.models import Participant
from samgak.programmes.models import Edition


@tracked
class Answer(models.Model):
    """What somebody said of an offered seat, each time they said something; the last one counts."""

    class Word(models.TextChoices):
        ACCEPTED = "accepted"
        DECLINED = "declined"

    class Through(models.TextChoices):
        LINK = "link"
        PAGE = "page"
        OFFICER = "officer"

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    word = models.CharField(max_length=8, choices=Word)
    reason = models.TextField(blank=True)
    through = models.CharField(max_length=7, choices=Through)
    answered_at = models.DateTimeField()
    # Who wrote it down: nobody where a link was enough.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ["answered_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(word="declined") | ~Q(reason=""), name="declined_for_a_reason"
            ),
        ]

    def __str__(self):
        return f"{self.participant_id}: {self.word}"


@tracked
class Promotion(models.Model):
    """A reserve takes a seat that became free; each seat is filled once."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    freed = models.OneToOneField(Participant, models.CASCADE, related_name="+")
    seat = models.OneToOneField(Participant, models.CASCADE, related_name="+")
    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="+")
    reason = models.TextField()
    # Who stood before this one on the list, and the quota lines that would have broken.
    passed_over = models.JSONField(default=list, blank=True)
    promoted_at = models.DateTimeField()
    promoted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["promoted_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="promotion_has_a_reason"),
            models.CheckConstraint(
                condition=~Q(freed=F("seat")), name="nobody_takes_their_own_seat"
            ),
        ]

    def __str__(self):
        return f"{self.seat_id} after {self.freed_id}"
