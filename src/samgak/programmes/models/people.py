from django.conf import settings
from django.db import models
from django.db.models import Q

from samgak.core.audit import tracked
from samgak.partners.models import DatedQuerySet, Organisation, Role
from samgak.programmes.models.editions import Edition


@tracked
class EditionRole(models.Model):
    """What somebody is on an edition, from a day until a day; a focal point is so for one country."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="people")
    role = models.CharField(max_length=20, choices=Role)
    country = models.CharField(max_length=2, blank=True)
    # On whose behalf, where that is known.
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", null=True, blank=True
    )
    held_from = models.DateField(null=True, blank=True)
    held_until = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "role", "country", "user"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "edition", "role", "country", "held_from"],
                name="edition_role_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=(Q(role="focal_point") & ~Q(country=""))
                | (~Q(role="focal_point") & Q(country="")),
                name="a_focal_point_has_a_country",
            ),
            models.CheckConstraint(
                condition=Q(held_until__isnull=True)
                | Q(held_from__isnull=True)
                # On the same day: given by mistake, and never in force.
                | Q(held_until__gte=models.F("held_from")),
                name="edition_role_ends_after_it_begins",
            ),
        ]

    def __str__(self):
        return f"{self.user}: {self.role} ({self.edition_id})"
