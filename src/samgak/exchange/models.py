from django.db import models
from django.db.models import Q

from samgak.programmes.models import Edition


class DemonstrationClock(models.Model):
    """The one row that says which day a demonstration shows; outside demonstration mode nobody reads it."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    # Its venue's time zone is the clock's, and its days are offered to go to.
    edition = models.ForeignKey(Edition, models.SET_NULL, related_name="+", null=True, blank=True)
    # Empty: the day is today.
    shown_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_demonstration_clock")]

    def __str__(self):
        return f"{self.shown_on or 'today'}"
