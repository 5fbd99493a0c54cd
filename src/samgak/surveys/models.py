import uuid

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


@tracked
class Survey(models.Model):
    """What the participants are asked of the course; nobody can tell who answered what."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    key = models.SlugField(max_length=50)
    # A form definition of samgak.questionnaires.
    definition = models.JSONField()
    loaded_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["key"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="one_survey_of_a_key"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(opened_at__isnull=False),
                name="closed_was_opened",
            ),
        ]

    def __str__(self):
        return f"Survey {self.key} of {self.edition_id}"

    @property
    def is_open(self) -> bool:
        return self.opened_at is not None and self.closed_at is None


class AnonymousAnswer(models.Model):
    """What one person answered: no person, no time, no number that grows.

    Not in the audit trail, which keeps who wrote each row and when. `services_reaction.hand_in`
    writes all answers of a survey anew each time, in another order and with other keys.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="answers")
    answers = models.JSONField()
    language = models.CharField(max_length=8)

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return f"An answer to {self.survey_id}"


class Answered(models.Model):
    """That a participant has answered, so that nobody does twice; not what, and not when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="answered")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "participant"], name="one_answer_each"),
        ]

    def __str__(self):
        return f"{self.participant_id} answered {self.survey_id}"
