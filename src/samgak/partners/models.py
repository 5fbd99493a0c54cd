from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import MD5
from i18nfield.fields import I18nCharField

from samgak.core.audit import tracked


class Role(models.TextChoices):
    """What a person may be, on an organisation or on an edition, for a time."""

    ADMINISTRATOR = "administrator"
    PROGRAMME_OFFICER = "programme_officer"
    FOCAL_POINT = "focal_point"
    SCREENER = "screener"
    APPROVER = "approver"
    LECTURER = "lecturer"
    INTERPRETER = "interpreter"
    PARTICIPANT = "participant"
    EVALUATION_OFFICER = "evaluation_officer"
    REPORTING_OFFICER = "reporting_officer"


@tracked
class Organisation(models.Model):
    key = models.SlugField(max_length=64, unique=True)
    name = I18nCharField(max_length=300)
    country = models.CharField(max_length=2)
    iati_identifier = models.CharField(max_length=100, blank=True)
    # Its administrators look after the whole site: all organisations, people and the audit trail.
    operates_site = models.BooleanField(default=False)

    class Meta:
        ordering = ["key"]

    def __str__(self):
        return str(self.name)


class DatedQuerySet(models.QuerySet):
    def on(self, day):
        """Rows in force on that day; `held_until` is the first day they are no longer."""
        return self.filter(
            Q(held_from__isnull=True) | Q(held_from__lte=day),
            Q(held_until__isnull=True) | Q(held_until__gt=day),
        )


@tracked
class OrganisationRole(models.Model):
    """What somebody is at an organisation, from a day until a day."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="people")
    role = models.CharField(max_length=20, choices=Role)
    held_from = models.DateField(null=True, blank=True)
    held_until = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["organisation", "role", "user"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "role", "held_from"],
                name="organisation_role_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(held_until__isnull=True)
                | Q(held_from__isnull=True)
                # On the same day: given by mistake, and never in force.
                | Q(held_until__gte=models.F("held_from")),
                name="organisation_role_ends_after_it_begins",
            ),
        ]

    def __str__(self):
        return f"{self.user}: {self.role} ({self.organisation})"


@tracked
class Agreement(models.Model):
    """A memorandum, arrangement or grant between organisations."""

    class Kind(models.TextChoices):
        MEMORANDUM = "memorandum"
        ARRANGEMENT = "arrangement"
        GRANT = "grant"

    kind = models.CharField(max_length=12, choices=Kind)
    title = I18nCharField(max_length=300)
    signed_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    parties = models.ManyToManyField(Organisation, related_name="agreements")
    languages = models.JSONField(default=list, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["signed_on", "pk"]

    def __str__(self):
        return str(self.title)


@tracked
class HistoryEvent(models.Model):
    """Something that happened between partners; its date is as precise as it is known."""

    class Kind(models.TextChoices):
        TRAINING = "training"
        FOUNDING = "founding"
        AGREEMENT = "agreement"
        SECONDMENT = "secondment"
        VISIT = "visit"
        OTHER = "other"

    class Precision(models.TextChoices):
        UNKNOWN = "unknown"
        YEAR = "year"
        MONTH = "month"
        DAY = "day"

    kind = models.CharField(max_length=12, choices=Kind)
    title = I18nCharField(max_length=300)
    happened_on = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=8, choices=Precision, default=Precision.UNKNOWN)
    topics = models.JSONField(default=list, blank=True)
    partners = models.ManyToManyField(Organisation, related_name="history")

    class Meta:
        ordering = ["happened_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                "kind",
                MD5("title"),  # titles in eight languages are too long for an index
                "happened_on",
                "precision",
                name="history_event_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(precision="unknown", happened_on__isnull=True)
                | (~Q(precision="unknown") & Q(happened_on__isnull=False)),
                name="history_date_has_a_precision",
            ),
        ]

    def __str__(self):
        return str(self.title)
