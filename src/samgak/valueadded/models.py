from django.conf import settings
from django.db import models
from django.db.models import Q

from samgak.core.audit import tracked
from samgak.partners.models import Organisation
from samgak.programmes.models import Edition
from samgak.valueadded import rules


@tracked
class ValueAnswer(models.Model):
    """What somebody answers for a partner, on one of the sides on which the partner stands."""

    Side = models.TextChoices("Side", {side.upper(): side for side in rules.SIDES})

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    side = models.CharField(max_length=12, choices=Side)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", null=True, blank=True
    )
    country = models.CharField(max_length=2, blank=True)
    # Statement -> 1 to 5; dimension -> words.
    marks = models.JSONField(default=dict, blank=True)
    evidence = models.JSONField(default=dict, blank=True)
    language = models.CharField(max_length=8)
    saved_at = models.DateTimeField()
    handed_in_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["side", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "side", "organisation", "country", "answered_by"],
                name="one_answer_for_a_partner_on_a_side",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, country="")
                | (Q(organisation__isnull=True) & ~Q(country="")),
                name="answer_is_for_an_organisation_or_a_country",
            ),
        ]

    def __str__(self):
        return f"{self.edition_id}: {self.side}"
