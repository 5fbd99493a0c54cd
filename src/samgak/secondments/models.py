from django.conf import settings
from django.db import models
from django.db.models import Q

from samgak.core.audit import tracked
from samgak.participants.models import Participant
from samgak.secondments import rules


@tracked
class LogEntry(models.Model):
    """What a seconded person did in one week, and what the mentor says of it."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    week = models.PositiveSmallIntegerField()
    text = models.TextField()
    language = models.CharField(max_length=8)
    written_at = models.DateTimeField()
    remark = models.TextField(blank=True)
    remark_language = models.CharField(max_length=8, blank=True)
    remarked_at = models.DateTimeField(null=True, blank=True)
    remarked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ["participant", "week"]
        constraints = [
            models.UniqueConstraint(fields=["participant", "week"], name="one_entry_per_week"),
            models.CheckConstraint(condition=Q(week__gte=1), name="weeks_count_from_one"),
            models.CheckConstraint(
                condition=Q(remark="", remarked_by__isnull=True)
                | (~Q(remark="") & Q(remarked_by__isnull=False, remarked_at__isnull=False)),
                name="a_remark_knows_by_whom",
            ),
        ]

    def __str__(self):
        return f"{self.participant_id}: {self.week}"


@tracked
class Output(models.Model):
    """Something that a secondment brought forth, and where it is."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    title = models.CharField(max_length=rules.MOST_LETTERS_OF_TITLE)
    url = models.URLField(max_length=500, blank=True)
    language = models.CharField(max_length=8)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["added_at", "pk"]

    def __str__(self):
        return self.title


@tracked
class Assessment(models.Model):
    """How far one objective of the edition is reached, as one side sees it."""

    Side = models.TextChoices("Side", {side.upper(): side for side in rules.SIDES})

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    # The place of the objective in the edition's list, from 0.
    objective = models.PositiveSmallIntegerField()
    side = models.CharField(max_length=6, choices=Side)
    grade = models.PositiveSmallIntegerField()
    evidence = models.TextField()
    language = models.CharField(max_length=8)
    assessed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    assessed_at = models.DateTimeField()

    class Meta:
        ordering = ["participant", "objective", "side"]
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "objective", "side"], name="one_grade_per_side"
            ),
            models.CheckConstraint(
                condition=Q(grade__gte=rules.LEAST_GRADE, grade__lte=rules.MOST_GRADE),
                name="grade_is_on_the_scale",
            ),
            models.CheckConstraint(condition=~Q(evidence=""), name="a_grade_has_evidence"),
        ]

    def __str__(self):
        return f"{self.participant_id}: {self.objective} {self.side} {self.grade}"


@tracked
class FinalReport(models.Model):
    """What the seconded person learned, will change at home, and recommends."""

    participant = models.OneToOneField(Participant, models.CASCADE, related_name="+")
    # One text for each objective, in the order of the edition's list.
    learned = models.JSONField(default=list)
    changes = models.TextField(blank=True)
    recommendations = models.TextField(blank=True)
    language = models.CharField(max_length=8)
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True) | (~Q(changes="") & ~Q(recommendations="")),
                name="a_submitted_report_says_something",
            ),
        ]

    def __str__(self):
        return f"Final report {self.participant_id}"
