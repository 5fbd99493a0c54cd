from decimal import Decimal

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from i18nfield.fields import I18nCharField, I18nTextField

from samgak.core.audit import tracked
from samgak.practice.models.teams import Team
from samgak.practice.rules.journeys import ACTORS, CHANNELS


class Amount(models.DecimalField):
    """A quantity of the invented service, exact to the hundredth."""

    def __init__(self, *args, **more):
        more.setdefault("max_digits", 14)
        more.setdefault("decimal_places", 2)
        super().__init__(*args, **more)


def in_order(name: str) -> Q:
    """Low, likely, high: none below zero, none out of order."""
    return Q(
        **{
            f"{name}_low__gte": 0,
            f"{name}_likely__gte": F(f"{name}_low"),
            f"{name}_high__gte": F(f"{name}_likely"),
        }
    )


@tracked
class ServiceModel(models.Model):
    """An invented public service as it is, or, with a `base`, as a redesign would make it.

    As it is, it has steps of its own; a redesign has none: its journey is that of its base, changed
    by its operations one after the other.
    """

    team = models.ForeignKey(Team, models.CASCADE, related_name="services")
    base = models.ForeignKey(
        "self", models.CASCADE, related_name="redesigns", null=True, blank=True
    )
    title = I18nCharField(max_length=200)
    summary = I18nTextField(blank=True)
    # Of a redesign, in order: [{"code": "drop", "step": "s2"}, ...] (rules.operations).
    operations = models.JSONField(default=list, blank=True, encoder=DjangoJSONEncoder)

    # Of a service as it is; a redesign takes those of its base.
    people_low = Amount(default=Decimal(0))
    people_likely = Amount(default=Decimal(0))
    people_high = Amount(default=Decimal(0))
    times_a_year = Amount(default=Decimal(1))
    tariff_per_hour = Amount(default=Decimal(0))  # of an applicant's hour
    office_tariff_per_hour = Amount(null=True, blank=True)  # of an official's hour
    overhead_percent = Amount(default=Decimal(0))
    currency = models.CharField(max_length=3, blank=True)
    # Codes of data fields and documents that a register of the state holds already (rules.vocabulary).
    held = models.JSONField(default=list, blank=True)

    # One more with every change, steps included: two windows don't overwrite each other.
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ["team", "pk"]
        constraints = [
            models.CheckConstraint(condition=in_order("people"), name="people_are_in_order"),
            models.CheckConstraint(
                condition=Q(times_a_year__gte=0, tariff_per_hour__gte=0, overhead_percent__gte=0),
                name="service_has_no_negative_number",
            ),
        ]

    def __str__(self):
        return str(self.title)

    @property
    def is_redesign(self) -> bool:
        return self.base_id is not None


@tracked
class ServiceStep(models.Model):
    """One step of a service as it is: who does what, where, and what it costs."""

    service = models.ForeignKey(ServiceModel, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    # Stays the same when rows move; operations name it.
    code = models.SlugField(max_length=40)
    title = I18nCharField(max_length=200)
    actor = models.CharField(max_length=8, choices=[(one, one) for one in ACTORS])
    office = I18nCharField(max_length=120, blank=True)
    channel = models.CharField(max_length=10, choices=[(one, one) for one in CHANNELS])
    # Codes of rules.vocabulary, or a team's own words.
    documents = models.JSONField(default=list, blank=True)
    data_fields = models.JSONField(default=list, blank=True)
    active_minutes_low = Amount(default=Decimal(0))
    active_minutes_likely = Amount(default=Decimal(0))
    active_minutes_high = Amount(default=Decimal(0))
    waiting_days_low = Amount(default=Decimal(0))
    waiting_days_likely = Amount(default=Decimal(0))
    waiting_days_high = Amount(default=Decimal(0))
    fee = Amount(default=Decimal(0))
    own_costs = Amount(
        default=Decimal(0)
    )  # what the applicant pays beside the fee, such as the way
    is_visit = models.BooleanField(default=False)
    share_percent = Amount(default=Decimal(100))  # of the cases that take this step
    # Codes of the steps that follow; None: the next row; []: the end.
    next_codes = models.JSONField(null=True, blank=True)
    law = I18nCharField(max_length=300, blank=True)

    class Meta:
        ordering = ["service", "position"]
        constraints = [
            models.UniqueConstraint(fields=["service", "code"], name="step_code_once"),
            models.UniqueConstraint(
                fields=["service", "position"],
                name="step_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=in_order("active_minutes") & in_order("waiting_days"),
                name="step_estimates_are_in_order",
            ),
            models.CheckConstraint(
                condition=Q(
                    fee__gte=0, own_costs__gte=0, share_percent__gte=0, share_percent__lte=100
                ),
                name="step_numbers_are_possible",
            ),
        ]

    def __str__(self):
        return f"{self.service_id}: {self.code}"
