from fractions import Fraction

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from samgak.core.audit import tracked
from samgak.nominations.models.draws import FairDraw
from samgak.nominations.models.nominations import Nomination
from samgak.programmes.models import Edition


@tracked
class Selection(models.Model):
    """A cohort as the screener proposes it; another person approves it, or it is put aside."""

    class State(models.TextChoices):
        COMPUTING = "computing"
        PROPOSED = "proposed"
        IMPOSSIBLE = "impossible"
        APPROVED = "approved"
        REJECTED = "rejected"
        SUPERSEDED = "superseded"

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    state = models.CharField(max_length=12, choices=State)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    decision_reason = models.TextField(blank=True)
    seats = models.PositiveIntegerField()
    eligible = models.PositiveIntegerField(default=0)
    total_score = models.TextField(blank=True)  # an exact fraction, "1234/7"
    proven = models.BooleanField(default=False)
    # Where the cohort was drawn by lot.
    draw = models.OneToOneField(
        FairDraw, models.PROTECT, related_name="selection", null=True, blank=True
    )
    # When impossible: the lines that clash and the smallest changes that would free them.
    clash = models.JSONField(default=dict, blank=True)
    # What the answers meant that quotas counted then: programmes.rules_questions.Words.
    own_words = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="another_person_approves",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["approved", "rejected"], decided_at__isnull=False)
                & Q(decided_by__isnull=False)
                | ~Q(state__in=["approved", "rejected"]),
                name="decision_has_a_person_and_a_time",
            ),
            models.UniqueConstraint(
                fields=["edition"], condition=Q(state="approved"), name="one_approved_selection"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="who_drew_may_not_decide",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Condition(
                    'NEW."draw_id" IS NOT NULL AND NEW."decided_by_id" IS NOT NULL'
                ),
                func="""
                    IF EXISTS (
                        SELECT 1 FROM nominations_fairdraw d WHERE d.id = NEW.draw_id
                        AND NEW.decided_by_id IN (d.made_by_id, d.cast_by_id)
                    ) THEN
                        RAISE EXCEPTION 'whoever held the draw may not decide on it'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self):
        return f"{self.edition_id}: {self.state}"


class SelectionLine(models.Model):
    """What a selection says of one nominee, and why."""

    class Outcome(models.TextChoices):
        SELECTED = "selected"
        RESERVE = "reserve"
        NOT_SELECTED = "not_selected"

    selection = models.ForeignKey(Selection, models.CASCADE, related_name="lines")
    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="+")
    outcome = models.CharField(max_length=12, choices=Outcome)
    score = models.CharField(max_length=200, blank=True)  # an exact fraction; empty: not eligible
    score_sorted = models.FloatField(null=True, blank=True)  # for ordering only
    digest_position = models.PositiveIntegerField(null=True, blank=True)
    reserve_position = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.TextField(blank=True)
    # What would have changed it: a code with its values.
    turning_point = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["selection", "nomination"], name="one_line_per_nominee"
            ),
        ]
        # What was computed stays as it was, whoever writes; only two records of one person are joined.
        triggers = [
            pgtrigger.ReadOnly(name="a_line_of_a_selection_stays", exclude=["id", "nomination"])
        ]

    def __str__(self):
        return f"{self.nomination_id}: {self.outcome}"

    @property
    def exact_score(self) -> Fraction | None:
        return Fraction(self.score) if self.score else None


@tracked
class Override(models.Model):
    """A person's exception to what was computed: seat one nominee or leave one out, with a reason."""

    class Kind(models.TextChoices):
        SEAT = "seat"
        LEAVE_OUT = "leave_out"

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    nomination = models.OneToOneField(Nomination, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    reason = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="override_has_a_reason"),
        ]

    def __str__(self):
        return f"{self.kind}: {self.nomination_id}"
