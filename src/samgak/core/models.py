import uuid

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q


class Work(models.Model):
    """A job that a person waits for: how far it is, and what came of it."""

    class State(models.TextChoices):
        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=40)
    edition_code = models.CharField(max_length=64, blank=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", null=True
    )
    requested_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    steps_done = models.PositiveIntegerField(default=0)
    steps_total = models.PositiveIntegerField(default=0)
    # Where the result is shown, and a code of phrases.py with its values when it failed.
    result_path = models.CharField(max_length=300, blank=True)
    fault_code = models.CharField(max_length=60, blank=True)
    fault_params = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    ended_at = models.DateTimeField(null=True, blank=True)

    # When this process last wrote how far it is, in seconds of a clock that never goes back.
    said_at = 0.0

    class Meta:
        ordering = ["-requested_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["done", "failed"], ended_at__isnull=False)
                | Q(state__in=["queued", "running"], ended_at__isnull=True),
                name="work_ends_when_done",
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.state}"

    @property
    def percent(self) -> int:
        return 100 * self.steps_done // self.steps_total if self.steps_total else 0
