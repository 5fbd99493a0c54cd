from django.conf import settings
from django.db import models
from django.db.models import F, Q
from i18nfield.fields import I18nCharField, I18nTextField

from samgak.core.audit import tracked_except
from samgak.practice.models.teams import Team


@tracked_except("original", "table", "profile", "fixes")
class Dataset(models.Model):
    """A table of a team on its way to the practice portal: as it was sent, and as it is after the fixes."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="datasets")
    file_name = models.CharField(max_length=200)
    original = models.BinaryField()
    # What was changed since, in order: samgak.practice.rules.tables.DoneFix as a mapping.
    fixes = models.JSONField(default=list, blank=True)
    table = models.BinaryField()  # packed, after the fixes (rules.tables)
    profile = models.JSONField()  # of that table (rules.tables.report)

    title = I18nCharField(max_length=200, blank=True)
    description = I18nTextField(blank=True)
    keywords = I18nCharField(max_length=300, blank=True)  # separated by commas
    publisher = I18nCharField(max_length=200, blank=True)
    theme = models.CharField(max_length=10, blank=True)
    frequency = models.CharField(max_length=10, blank=True)
    covers_from = models.DateField(null=True, blank=True)
    covers_until = models.DateField(null=True, blank=True)
    countries = models.JSONField(default=list, blank=True)  # ISO 3166-1 alpha-2
    languages = models.JSONField(default=list, blank=True)  # of what the cells say
    contact_name = models.CharField(max_length=200, blank=True)
    contact_email = models.EmailField(blank=True)
    licence = models.CharField(max_length=20, blank=True)
    # The column that names each row, if the team chose one.
    key_column = models.CharField(max_length=130, blank=True)

    # One more with every change: two windows don't overwrite each other.
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ["team", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(covers_from__isnull=True)
                | Q(covers_until__isnull=True)
                | Q(covers_until__gte=F("covers_from")),
                name="dataset_period_is_in_order",
            ),
        ]

    def __str__(self):
        return str(self.title) or self.file_name


@tracked_except("table")
class Release(models.Model):
    """A version of a dataset on the practice portal, as it was when the team published it."""

    dataset = models.ForeignKey(Dataset, models.CASCADE, related_name="releases")
    number = models.PositiveIntegerField()
    table = models.BinaryField()
    columns = models.JSONField()  # [[name, kind], ...]
    row_count = models.PositiveIntegerField()
    about = models.JSONField()  # the description as it was (rules.tables.ABOUT)
    openness = models.JSONField()  # stars, points reached, risk
    words = models.TextField()  # of title, description, keywords and columns, for searching
    reason = models.TextField(blank=True)  # why it could be published in spite of personal data
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, blank=True
    )
    # No longer on the portal: taken back, or followed by a newer one.
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["dataset", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["dataset", "number"], name="release_number_once"),
            models.UniqueConstraint(
                fields=["dataset"],
                condition=Q(ended_at__isnull=True),
                name="one_release_on_the_portal",
            ),
        ]

    def __str__(self):
        return f"{self.dataset_id}: {self.number}"
