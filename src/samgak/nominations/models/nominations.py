from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q

from samgak.core.audit import tracked, tracked_except
from samgak.nominations.rules import states
from samgak.participants.models import Person
from samgak.programmes.models import Edition


class NominationQuerySet(models.QuerySet):
    def standing(self):
        """Nominations that a cohort may be chosen from: nominated or confirmed."""
        return self.filter(state__in=states.STANDING)

    def present(self):
        """Nominations that take a place of their country: the standing and those returned for a fix."""
        return self.filter(state__in=states.PRESENT)


@tracked_except("search_text")
class Nomination(models.Model):
    """A government's act of putting a person forward for an edition."""

    class State(models.TextChoices):
        NOMINATED = states.NOMINATED
        RETURNED_FOR_FIX = states.RETURNED
        CONFIRMED = states.CONFIRMED
        WITHDRAWN = states.WITHDRAWN
        REPLACED = states.REPLACED

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
    # What the call and the country ask: question key -> answer (Call.questions, models.desk.CountryForm).
    own_answers = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=16, choices=State, default=State.NOMINATED)
    nominated_at = models.DateTimeField()
    nominated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    # The last step after nominating: confirmed, returned, withdrawn or replaced.
    state_changed_at = models.DateTimeField(null=True, blank=True)
    state_changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    state_reason = models.TextField(blank=True)
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, related_name="replaces", null=True, blank=True
    )
    # Counts the changes: an import can be undone while nobody has changed what it wrote.
    version = models.PositiveIntegerField(default=1)
    # Both spellings of the name, folded, so that a search finds them in any script.
    search_text = models.TextField(blank=True, editable=False)

    objects = NominationQuerySet.as_manager()

    class Meta:
        ordering = ["country", "rank", "pk"]
        indexes = [
            models.Index(fields=["edition", "country", "rank", "id"], name="nominees_in_order"),
            GinIndex(OpClass("search_text", "gin_trgm_ops"), name="nominees_by_name"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["edition", "person"], name="person_nominated_once"),
            models.CheckConstraint(condition=Q(rank__gte=1), name="rank_counts_from_one"),
            models.CheckConstraint(
                condition=Q(years_in_service__gte=0), name="years_are_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(state="nominated")
                | Q(state="confirmed", state_changed_at__isnull=False)
                | Q(
                    state__in=["returned_for_fix", "withdrawn", "replaced"],
                    state_changed_at__isnull=False,
                )
                & ~Q(state_reason=""),
                name="step_knows_when_and_why",
            ),
            models.CheckConstraint(
                condition=Q(state="replaced", replaced_by__isnull=False)
                | ~Q(state="replaced") & Q(replaced_by__isnull=True),
                name="replaced_knows_by_whom",
            ),
        ]

    def __str__(self):
        return f"{self.person} ({self.country} {self.rank})"


@tracked
class OtherSpelling(models.Model):
    """Another spelling, or birth date, under which lists know a person, kept when records merged."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    country = models.CharField(max_length=2)
    name_key = models.CharField(max_length=400)
    born_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["country", "name_key", "born_on"], name="other_spelling_once"
            ),
        ]

    def __str__(self):
        return f"{self.name_key} {self.born_on}"
