import uuid

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from samgak.core.audit import tracked
from samgak.practice.models.services import ServiceModel
from samgak.programmes.models import Edition


@tracked
class PracticeCase(models.Model):
    """One application to a service that was clicked through; everybody in it is invented."""

    class State(models.TextChoices):
        DRAFT = "draft"
        OPEN = "open"
        GRANTED = "granted"
        REFUSED = "refused"

    service = models.ForeignKey(ServiceModel, models.CASCADE, related_name="cases")
    # Unguessable, for it is also the number of the document.
    number = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # Who plays the applicant, as which of the invented people (rules.registers).
    applicant = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    identity = models.CharField(max_length=8)
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    # What the registers gave and what the applicant wrote, each by its code.
    known = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    answers = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    begun_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, blank=True
    )
    reason = models.TextField(max_length=1000, blank=True)

    class Meta:
        ordering = ["-begun_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", submitted_at=None)
                | (~Q(state="draft") & Q(submitted_at__isnull=False)),
                name="case_is_submitted_once_open",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["granted", "refused"], decided_at__isnull=False)
                & ~Q(reason="")
                | Q(state__in=["draft", "open"], decided_at=None, reason=""),
                name="case_is_decided_with_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.service_id}: {self.label}"

    @property
    def label(self) -> str:
        """The number as people read it."""
        return f"P-{str(self.number)[:8].upper()}"

    @property
    def is_decided(self) -> bool:
        return self.state in (self.State.GRANTED, self.State.REFUSED)


@tracked
class CaseTask(models.Model):
    """A step of the service that an office takes for one case; the last is the decision."""

    case = models.ForeignKey(PracticeCase, models.CASCADE, related_name="tasks")
    position = models.PositiveSmallIntegerField()
    step_code = models.SlugField(max_length=40)
    title = models.CharField(max_length=200)
    office = models.CharField(max_length=120)
    is_automatic = models.BooleanField(default=False)
    is_decision = models.BooleanField(default=False)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, blank=True
    )
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["case", "position"]
        constraints = [
            models.UniqueConstraint(fields=["case", "position"], name="case_task_position_once"),
        ]

    def __str__(self):
        return f"{self.case_id}: {self.position}"


@tracked
class RegisterReading(models.Model):
    """The exchange layer's entry: who read what of whom in which register, when, and under which law."""

    case = models.ForeignKey(PracticeCase, models.CASCADE, related_name="readings")
    register = models.CharField(max_length=40)
    items = models.JSONField(default=list)
    office = models.CharField(max_length=120, blank=True)
    step_title = models.CharField(max_length=200)
    # Codes of measures.changes: the laws and agreements the redesign names for these items.
    bases = models.JSONField(default=list)
    read_at = models.DateTimeField()

    class Meta:
        ordering = ["case", "read_at", "pk"]

    def __str__(self):
        return f"{self.case_id}: {self.register}"


@tracked
class ServiceScore(models.Model):
    """What somebody of another team thinks of a service they clicked through."""

    service = models.ForeignKey(ServiceModel, models.CASCADE, related_name="scores")
    scorer = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    scored_at = models.DateTimeField()

    class Meta:
        ordering = ["service", "scored_at"]
        constraints = [
            models.UniqueConstraint(fields=["service", "scorer"], name="score_once_per_person"),
        ]

    def __str__(self):
        return f"{self.service_id}: {self.scorer_id}"


@tracked
class ScoreMark(models.Model):
    """One line of the rubric: 1 (poor) to 5 (very good), and why."""

    score = models.ForeignKey(ServiceScore, models.CASCADE, related_name="marks")
    criterion = models.CharField(max_length=20)
    mark = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(5)])
    reason = models.CharField(max_length=300)

    class Meta:
        ordering = ["score", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["score", "criterion"], name="mark_once_per_criterion"),
            models.CheckConstraint(condition=Q(mark__gte=1, mark__lte=5), name="mark_is_1_to_5"),
        ]

    def __str__(self):
        return f"{self.criterion}: {self.mark}"


@tracked
class ClosedScoring(models.Model):
    """The scores of an edition's services are closed: nobody changes theirs any more."""

    edition = models.OneToOneField(Edition, models.CASCADE, related_name="+")
    closed_at = models.DateTimeField()
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, blank=True
    )

    def __str__(self):
        return f"{self.edition_id} {self.closed_at:%Y-%m-%d}"
