import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from samgak.core.audit import tracked_except
from samgak.programmes.models import Edition

OPEN = ("committed", "drawn")


@tracked_except("publication", "numbered")
class FairDraw(models.Model):
    """A draw of the cohort: its probabilities fixed before the seed is known, the cohort after."""

    class State(models.TextChoices):
        COMMITTED = "committed"
        DRAWN = "drawn"
        TAKEN_BACK = "taken_back"

    class Method(models.TextChoices):
        TIES = "ties"
        LOTTERY = "lottery"

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    state = models.CharField(max_length=12, choices=State, default=State.COMMITTED)
    method = models.CharField(max_length=8, choices=Method)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    seed_source = models.CharField(max_length=300)
    seed_at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    # The file that anybody may check (planning.draw.publication), as it was before the seed.
    publication = models.TextField()
    # Primary keys of the nominations in the order of the file's numbers, from 1.
    numbered = models.JSONField()
    # What the answers meant that quotas counted then: programmes.rules_questions.Words.
    own_words = models.JSONField(default=dict, blank=True)
    seed = models.CharField(max_length=200, blank=True)
    cast_at = models.DateTimeField(null=True, blank=True)
    cast_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    # When, by whom and why it was taken back.
    state_changed_at = models.DateTimeField(null=True, blank=True)
    state_changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    state_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(seed_at__gt=F("made_at")), name="draw_is_fixed_before_its_seed"
            ),
            models.CheckConstraint(
                condition=Q(seed="", cast_at__isnull=True, cast_by__isnull=True)
                | ~Q(seed="") & Q(cast_at__gte=F("seed_at"), cast_by__isnull=False),
                name="seed_is_entered_once_it_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="drawn") | ~Q(seed=""), name="drawn_has_a_seed"
            ),
            models.CheckConstraint(
                condition=~Q(state="taken_back")
                | ~Q(state_reason="") & Q(state_changed_at__isnull=False),
                name="taken_back_knows_when_and_why",
            ),
            models.UniqueConstraint(
                fields=["edition"], condition=Q(state__in=OPEN), name="one_open_draw"
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="what_was_committed_stays",
                fields=[
                    "edition",
                    "method",
                    "made_at",
                    "made_by",
                    "seed_source",
                    "seed_at",
                    "digest",
                    "publication",
                    "numbered",
                    "own_words",
                ],
            ),
            pgtrigger.Protect(
                name="a_seed_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition('OLD."seed" <> \'\' AND OLD."seed" <> NEW."seed"'),
            ),
        ]

    def __str__(self):
        return f"{self.edition_id}: {self.state} {self.digest[:8]}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN
