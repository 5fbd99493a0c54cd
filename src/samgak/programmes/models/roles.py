from django.db import models
from django.db.models import Q

from samgak.core.audit import tracked
from samgak.partners.models import Organisation
from samgak.programmes.models.editions import Edition


@tracked
class PartnerRole(models.Model):
    """What an organisation or a country is in an edition, from a day until a day; several each are normal."""

    class Name(models.TextChoices):
        FACILITATING = "facilitating"
        PIVOTAL = "pivotal"
        BENEFICIARY = "beneficiary"
        HOST = "host"
        IMPLEMENTING = "implementing"
        SUPPORTING = "supporting"

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="partner_roles")
    position = models.PositiveSmallIntegerField()
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", null=True, blank=True
    )
    country = models.CharField(max_length=2, blank=True)
    role = models.CharField(max_length=12, choices=Name)
    held_from = models.DateField(null=True, blank=True)
    held_until = models.DateField(null=True, blank=True)
    iati_roles = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, country="")
                | (Q(organisation__isnull=True) & ~Q(country="")),
                name="partner_is_an_organisation_or_a_country",
            ),
        ]

    def __str__(self):
        return f"{self.role}: {self.organisation or self.country}"
