from django.conf import settings
from django.db import models
from django.db.models import Q

from samgak.core.audit import tracked
from samgak.nominations.models.imports import WorkbookImport
from samgak.participants.models import Person
from samgak.programmes.models import Edition


class NominationQuerySet(models.QuerySet):
    def standing(self):
        """Nominations that count: neither withdrawn nor replaced."""
        return self.filter(state=Nomination.State.NOMINATED)


@tracked
class Nomination(models.Model):
    """A government's act of putting a person forward for an edition."""

    class State(models.TextChoices):
        NOMINATED = "nominated"
        WITHDRAWN = "withdrawn"

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    country = models.CharField(max_length=2)
    rank = models.PositiveIntegerField()
    organisation = models.CharField(max_length=300)
    position_held = models.CharField(max_length=300, blank=True)
    years_in_service = models.DecimalField(max_digits=5, decimal_places=2)
    # Code -> what the cell said and the level understood: {"ru": {"said": "B2", "level": "good"}}.
    languages = models.JSONField(default=dict, blank=True)
    last_training_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.NOMINATED)
    nominated_at = models.DateTimeField()
    nominated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    workbook = models.ForeignKey(
        WorkbookImport, models.SET_NULL, related_name="nominations", null=True, blank=True
    )
    workbook_row = models.PositiveIntegerField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)

    objects = NominationQuerySet.as_manager()

    class Meta:
        ordering = ["country", "rank", "pk"]
        indexes = [
            models.Index(fields=["edition", "country", "rank", "id"], name="nominees_in_order"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["edition", "person"], name="person_nominated_once"),
            models.CheckConstraint(condition=Q(rank__gte=1), name="rank_counts_from_one"),
            models.CheckConstraint(
                condition=Q(years_in_service__gte=0), name="years_are_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(state="withdrawn", withdrawn_at__isnull=False)
                | Q(state="nominated", withdrawn_at__isnull=True),
                name="withdrawn_knows_when",
            ),
        ]

    def __str__(self):
        return f"{self.person} ({self.country} {self.rank})"
