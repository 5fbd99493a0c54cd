from django.db import models
from django.db.models import Q

from samgak.core.audit import tracked
from samgak.participants.models import Participant
from samgak.programmes.models import Edition


@tracked
class KnowledgeTest(models.Model):
    """One test in all its languages; before the course and after it, for one result set."""

    edition = models.OneToOneField(Edition, models.CASCADE, related_name="+")
    # A form definition of samgak.questionnaires.
    definition = models.JSONField()
    loaded_at = models.DateTimeField()
    # Set when an officer opens a test; otherwise it opens by surveys.rules.opening.
    pre_opened_at = models.DateTimeField(null=True, blank=True)
    post_opened_at = models.DateTimeField(null=True, blank=True)

    def __str__(self):
        return f"Test of {self.edition_id}"


@tracked
class Sitting(models.Model):
    """A participant's answers before or after; drafts are kept, what was handed in stays."""

    class Moment(models.TextChoices):
        PRE = "pre"
        POST = "post"

    test = models.ForeignKey(KnowledgeTest, models.CASCADE, related_name="sittings")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    moment = models.CharField(max_length=4, choices=Moment)
    language = models.CharField(max_length=8)
    answers = models.JSONField(default=dict)
    saved_at = models.DateTimeField()
    handed_in_at = models.DateTimeField(null=True, blank=True)
    points = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    out_of = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)

    class Meta:
        ordering = ["moment", "participant"]
        constraints = [
            models.UniqueConstraint(
                fields=["test", "participant", "moment"], name="one_sitting_each_time"
            ),
            models.CheckConstraint(
                condition=Q(handed_in_at__isnull=True, points__isnull=True)
                | Q(handed_in_at__isnull=False, points__isnull=False),
                name="handed_in_is_scored",
            ),
        ]

    def __str__(self):
        return f"{self.moment}: {self.participant_id}"
