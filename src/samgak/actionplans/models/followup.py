from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from samgak.actionplans import rules
from samgak.actionplans.models.plans import ActionPlan
from samgak.core.audit import tracked


@tracked
class CheckIn(models.Model):
    """How a plan stands some months after the course: asked by mail, answered with one tap."""

    class Status(models.TextChoices):
        ON_TRACK = rules.ON_TRACK
        STALLED = rules.STALLED
        DONE = rules.DONE

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="check_ins")
    month = models.PositiveSmallIntegerField()
    due_at = models.DateTimeField()
    asked_at = models.DateTimeField()
    reminders = models.PositiveSmallIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True, blank=True)
    status = models.CharField(max_length=8, choices=Status, blank=True)
    obstacles = ArrayField(models.CharField(max_length=10), default=list, blank=True)
    # Of the plan's activities, by their words: a plan that is changed keeps what was reported.
    activities_done = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    note = models.CharField(max_length=rules.MOST_LETTERS_OF_COMMENT, blank=True)
    language = models.CharField(max_length=8, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    # The supervisor sees it otherwise.
    is_disputed = models.BooleanField(default=False)
    remark = models.CharField(max_length=rules.MOST_LETTERS_OF_COMMENT, blank=True)

    class Meta:
        ordering = ["plan", "month"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "month"], name="a_month_is_asked_once"),
            models.CheckConstraint(
                condition=Q(status="", answered_at__isnull=True)
                | (~Q(status="") & Q(answered_at__isnull=False)),
                name="an_answer_knows_when",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(answered_at__isnull=False),
                name="only_an_answer_is_confirmed",
            ),
        ]

    def __str__(self):
        return f"{self.plan_id}: {self.month}"


def evidence_path(evidence, _name: str) -> str:
    return f"evidence/{evidence.check_in.plan_id}/{evidence.stored_as}"


@tracked
class Evidence(models.Model):
    """A file that shows what was done; under a harmless name, never in the open."""

    check_in = models.ForeignKey(CheckIn, models.CASCADE, related_name="evidence")
    file = models.FileField(upload_to=evidence_path, max_length=200)
    stored_as = models.CharField(max_length=60)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=8)
    size_bytes = models.PositiveIntegerField()
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.name


@tracked
class Adoption(models.Model):
    """What a plan has become: a rule, a budget, a pilot."""

    class Kind(models.TextChoices):
        RULE = "rule"
        BUDGET = "budget"
        PILOT = "pilot"

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="adoptions")
    kind = models.CharField(max_length=8, choices=Kind)
    reference = models.CharField(max_length=300)
    adopted_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["adopted_on", "pk"]

    def __str__(self):
        return f"{self.kind}: {self.reference}"


@tracked
class Dissemination(models.Model):
    """A participant taught at home what was learned."""

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="disseminations")
    title = models.CharField(max_length=200)
    held_on = models.DateField()
    people = models.PositiveIntegerField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["held_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(people__gte=1, people__lte=100_000), name="people_came"
            ),
        ]

    def __str__(self):
        return self.title
