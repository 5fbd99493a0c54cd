from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from i18nfield.fields import I18nCharField

from samgak.core.audit import tracked
from samgak.partners.models import HistoryEvent, Organisation
from samgak.programmes.rules import PUBLIC, State

STATES = [(state.value, state.value) for state in State]


@tracked
class Programme(models.Model):
    """A line of editions over the years."""

    code = models.SlugField(max_length=64, unique=True)
    title = I18nCharField(max_length=300)

    class Meta:
        ordering = ["code"]

    def __str__(self):
        return str(self.title)


@tracked
class Edition(models.Model):
    """One run of a programme, with its dates and its place."""

    class Kind(models.TextChoices):
        COURSE = "course"
        THIRD_COUNTRY_COURSE = "third-country-course"
        STUDY_VISIT = "study-visit"
        ONLINE_COURSE = "online-course"
        SEMINAR = "seminar"
        SECONDMENT = "secondment"

    code = models.SlugField(max_length=64, unique=True)
    kind = models.CharField(max_length=24, choices=Kind)
    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="editions", null=True, blank=True
    )
    title = I18nCharField(max_length=300)
    # A list of texts, each a mapping of language to words.
    objectives = models.JSONField(default=list, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    venue_name = I18nCharField(max_length=200)
    venue_city = I18nCharField(max_length=200)
    venue_country = models.CharField(max_length=2)
    venue_timezone = models.CharField(max_length=64)
    working_language = models.CharField(max_length=8)
    material_languages = models.JSONField(default=list, blank=True)
    offered_languages = models.JSONField(default=list, blank=True)
    # Whom people ask, and whom participants call in an emergency.
    contact_name = I18nCharField(max_length=200, blank=True, default=dict)
    contact_email = models.CharField(max_length=254, blank=True)
    contact_telephone = models.CharField(max_length=40, blank=True)
    emergency_telephone = models.CharField(max_length=40, blank=True)
    # DAC purpose codes with their percentages, in the order of the file: [{"code": ..., "percent": ...}].
    sectors = models.JSONField(default=list)
    attendance_percent_required = models.PositiveSmallIntegerField(default=80)
    post_test_required = models.BooleanField(default=False)
    action_plan_required = models.BooleanField(default=False)
    state = models.CharField(max_length=24, choices=STATES, default=State.DEMAND.value)
    # Where to go back to from suspended or postponed.
    state_before = models.CharField(max_length=24, choices=STATES, blank=True)
    rehearsal = models.BooleanField(default=False)

    history = models.ManyToManyField(HistoryEvent, through="HistoryLink", related_name="+")
    # Those its edition file names; every partner, payer and lecturer's organisation is among them.
    organisations = models.ManyToManyField(Organisation, related_name="+", blank=True)

    class Meta:
        ordering = ["-starts_on", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="edition_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(attendance_percent_required__lte=100), name="attendance_is_a_percentage"
            ),
        ]

    def __str__(self):
        return str(self.title)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.venue_timezone)

    @property
    def names_a_contact(self) -> bool:
        return bool(self.contact_name or self.contact_email or self.contact_telephone)

    @property
    def is_public(self) -> bool:
        """Whether anybody may see it: from the published course information on."""
        return self.state in PUBLIC


@tracked
class HistoryLink(models.Model):
    """An event of the partnership as part of what led to, or came of, an edition."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="history_links")
    event = models.ForeignKey(HistoryEvent, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "event"], name="event_once_per_edition"),
        ]

    def __str__(self):
        return f"{self.edition_id}: {self.event_id}"


@tracked
class Claim(models.Model):
    """What a public source says; shown beside other claims, never used to decide."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="claims")
    position = models.PositiveSmallIntegerField()
    about = models.CharField(max_length=40)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", null=True, blank=True
    )
    value = models.CharField(max_length=300)
    source = models.CharField(max_length=300)

    class Meta:
        ordering = ["position"]

    def __str__(self):
        return f"{self.about}: {self.value} ({self.source})"


@tracked
class EditionStep(models.Model):
    """A step of the life cycle: who took it, when, and why."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="steps")
    from_state = models.CharField(max_length=24, choices=STATES)
    to_state = models.CharField(max_length=24, choices=STATES)
    taken_at = models.DateTimeField()
    # Empty when the clock took the step.
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["taken_at", "pk"]

    def __str__(self):
        return f"{self.from_state} -> {self.to_state}"
