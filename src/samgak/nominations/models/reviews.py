from django.conf import settings
from django.db import models
from django.db.models import F, Q
from i18nfield.fields import I18nCharField, I18nTextField

from samgak.core.audit import tracked
from samgak.nominations.models.nominations import Nomination
from samgak.programmes.models import Edition


@tracked
class ReviewPlan(models.Model):
    """When screeners and reviewers of an edition work, and how; an empty day does not bind."""

    edition = models.OneToOneField(Edition, models.CASCADE, related_name="+")
    screening_from = models.DateField(null=True, blank=True)
    screening_until = models.DateField(null=True, blank=True)
    review_from = models.DateField(null=True, blank=True)
    review_until = models.DateField(null=True, blank=True)
    each_nominee = models.PositiveSmallIntegerField(default=0)  # reviewers of a nominee; 0: all
    is_anonymous = models.BooleanField(default=False)
    # Points that the full median of the panel adds to the score; empty: it is only shown.
    median_weight = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(screening_until__gte=F("screening_from"))
                | Q(screening_from__isnull=True)
                | Q(screening_until__isnull=True),
                name="screening_begins_before_it_ends",
            ),
            models.CheckConstraint(
                condition=Q(review_until__gte=F("review_from"))
                | Q(review_from__isnull=True)
                | Q(review_until__isnull=True),
                name="review_begins_before_it_ends",
            ),
            models.CheckConstraint(
                condition=Q(median_weight__gt=0) | Q(median_weight__isnull=True),
                name="median_has_a_weight",
            ),
        ]

    def __str__(self):
        return f"{self.edition_id}: {self.each_nominee}"


@tracked
class Criterion(models.Model):
    """What reviewers mark from 0 to 5."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()
    name = I18nCharField(max_length=200)
    description = I18nTextField(blank=True)  # what the marks mean
    weight = models.DecimalField(max_digits=6, decimal_places=2)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(weight__gt=0), name="criterion_has_a_weight"),
        ]

    def __str__(self):
        return str(self.name)


@tracked
class Review(models.Model):
    """One reviewer and one nominee: to be done, done, or a conflict of interest."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    has_conflict = models.BooleanField(default=False)
    reason = models.TextField(blank=True)  # of the conflict

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["nomination", "reviewer"], name="one_review_of_a_reviewer"
            ),
            models.CheckConstraint(
                condition=Q(has_conflict=False) | Q(done_at__isnull=True) & ~Q(reason=""),
                name="conflict_has_a_reason_and_no_marks",
            ),
        ]

    def __str__(self):
        return f"{self.nomination_id}: {self.reviewer_id}"


@tracked
class Mark(models.Model):
    """A reviewer's mark of one criterion."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="marks")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    value = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "criterion"], name="one_mark_of_a_criterion"),
            models.CheckConstraint(condition=Q(value__lte=5), name="mark_is_at_most_five"),
        ]

    def __str__(self):
        return f"{self.criterion_id}: {self.value}"
