from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from samgak.actionplans import rules
from samgak.core.audit import tracked
from samgak.participants.models import Participant
from samgak.timetable.models import Session


@tracked
class ActionPlan(models.Model):
    """What a participant will do at home: one page, kept as a draft until it is submitted."""

    State = models.TextChoices("State", {state.upper(): state for state in rules.STATES})

    participant = models.OneToOneField(Participant, models.CASCADE, related_name="+")
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    problem = models.CharField(max_length=rules.MOST_LETTERS_OF_PART, blank=True)
    objective = models.CharField(max_length=rules.MOST_LETTERS_OF_PART, blank=True)
    first_step = models.CharField(max_length=rules.MOST_LETTERS_OF_PART, blank=True)
    resources = models.CharField(max_length=rules.MOST_LETTERS_OF_PART, blank=True)
    support_wanted = models.CharField(max_length=rules.MOST_LETTERS_OF_PART, blank=True)
    # [{"what": ..., "who": ..., "month": "2030-03"}], [{"what", "baseline", "target", "means"}].
    activities = models.JSONField(default=list, blank=True, encoder=DjangoJSONEncoder)
    indicators = models.JSONField(default=list, blank=True, encoder=DjangoJSONEncoder)
    # What other apps lay into it: [{"title", "url", "numbers": [[label, value], ...]}].
    attachments = models.JSONField(default=list, blank=True)
    # What of the course it applies.
    session = models.ForeignKey(Session, models.SET_NULL, related_name="+", null=True, blank=True)
    dissemination_on = models.DateField(null=True, blank=True)
    supervisor_name = models.CharField(max_length=200, blank=True)
    supervisor_email = models.EmailField(max_length=254, blank=True)
    supervisor_language = models.CharField(max_length=8, blank=True)
    # Whether the other participants of the edition may read it and comment on it.
    is_shared = models.BooleanField(default=False)
    language = models.CharField(max_length=8)
    state = models.CharField(max_length=12, choices=State, default=rules.DRAFT)
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    endorsed_at = models.DateTimeField(null=True, blank=True)
    endorsement = models.CharField(max_length=500, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    # The person wants no more mails of the follow-up.
    reminders_stopped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True) | (~Q(text="") & ~Q(title="")),
                name="a_submitted_plan_says_something",
            ),
            models.CheckConstraint(
                condition=Q(verified_at__isnull=True) ^ Q(verified_by__isnull=False),
                name="a_verified_plan_knows_by_whom",
            ),
        ]

    def __str__(self):
        return self.title or f"Action plan of {self.participant_id}"


class PlanVersion(models.Model):
    """A plan as it was submitted once."""

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField(encoder=DjangoJSONEncoder)
    submitted_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="version_of_a_plan_once"),
        ]

    def __str__(self):
        return f"{self.plan_id}: {self.number}"


@tracked
class PlanComment(models.Model):
    """What a peer, a lecturer or an officer says of a plan."""

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.CharField(max_length=rules.MOST_LETTERS_OF_COMMENT)
    language = models.CharField(max_length=8)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["written_at", "pk"]

    def __str__(self):
        return f"{self.plan_id}: {self.author_id}"
