from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from samgak.core.audit import tracked
from samgak.practice.models.services import ServiceModel


@tracked
class OfficeSimulation(models.Model):
    """What an office of a service was simulated with, and what came of it: separate counters and one desk."""

    service = models.ForeignKey(ServiceModel, models.CASCADE, related_name="simulations")
    # rules.offices.Plan and, by layout, measures.queues.Results as plain data.
    inputs = models.JSONField(encoder=DjangoJSONEncoder)
    results = models.JSONField(encoder=DjangoJSONEncoder)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return f"{self.service_id} {self.made_at:%Y-%m-%d %H:%M}"
