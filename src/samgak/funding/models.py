from django.db import models
from django.db.models import Q
from i18nfield.fields import I18nCharField

from samgak.core.audit import tracked
from samgak.partners.models import Organisation
from samgak.programmes.models import Edition


@tracked
class Contribution(models.Model):
    """What a partner bears, in cash or in kind."""

    class Kind(models.TextChoices):
        CASH = "cash"
        IN_KIND = "in-kind"

    class Purpose(models.TextChoices):
        EXPERTS = "experts"
        PARTICIPANTS = "participants"
        EVENT = "event"
        ADMINISTRATION = "administration"

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()
    payer = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    item = I18nCharField(max_length=300)
    amount = models.DecimalField(max_digits=16, decimal_places=2)
    currency = models.CharField(max_length=3)
    kind = models.CharField(max_length=8, choices=Kind)
    valuation = models.CharField(max_length=200, blank=True)
    purpose = models.CharField(max_length=16, choices=Purpose)
    delivered_in = models.CharField(max_length=2)
    spent_on = models.DateField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=0), name="contribution_not_negative"),
            models.CheckConstraint(
                condition=Q(kind="cash") | ~Q(valuation=""), name="in_kind_says_how_it_is_valued"
            ),
        ]

    def __str__(self):
        return f"{self.payer}: {self.item}"


@tracked
class ExchangeRate(models.Model):
    """Units of a currency for one US dollar on a day, as used by an edition."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()
    currency = models.CharField(max_length=3)
    per_usd = models.DecimalField(max_digits=16, decimal_places=6)
    quoted_on = models.DateField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "currency", "quoted_on"], name="one_rate_a_day"
            ),
            models.CheckConstraint(condition=Q(per_usd__gt=0), name="rate_is_positive"),
        ]

    def __str__(self):
        return f"{self.currency} {self.per_usd}"
