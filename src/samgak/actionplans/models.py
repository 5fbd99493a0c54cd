from django.db import models
from django.db.models import Q

from samgak.core.audit import tracked
from samgak.participants.models import Participant


@tracked
class ActionPlan(models.Model):
    """What a participant will do at home: one page, kept as a draft until it is submitted."""

    participant = models.OneToOneField(Participant, models.CASCADE, related_name="+")
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    language = models.CharField(max_length=8)
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True) | (~Q(text="") & ~Q(title="")),
                name="a_submitted_plan_says_something",
            ),
        ]

    def __str__(self):
        return self.title or f"Action plan of {self.participant_id}"
