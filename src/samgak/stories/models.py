from django.conf import settings
from django.db import models
from django.db.models import Q
from i18nfield.fields import I18nCharField, I18nTextField

from samgak.core.audit import tracked
from samgak.partners.models import Organisation
from samgak.programmes.models import Edition


@tracked
class Story(models.Model):
    """What is told of an edition: words by people, and numbers as they stood when approval was asked."""

    class State(models.TextChoices):
        DRAFT = "draft"
        ASKED = "asked"
        PUBLIC = "public"
        WITHDRAWN = "withdrawn"

    edition = models.OneToOneField(Edition, models.PROTECT, related_name="+")
    headline = I18nCharField(max_length=200)
    lead = I18nTextField(max_length=1500, blank=True)
    facts_shown = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    # Fact -> the number that the agencies approve.
    facts = models.JSONField(default=dict, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    published_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()
    withdrawn_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-published_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(asked_at__isnull=True, asked_by__isnull=True)
                | Q(asked_at__isnull=False, asked_by__isnull=False),
                name="story_asked_at_and_by",
            ),
            models.CheckConstraint(
                condition=~Q(state="public")
                | Q(published_at__isnull=False, asked_at__isnull=False),
                name="public_story_was_asked_for",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(withdrawn_reason=""),
                name="withdrawn_story_has_a_reason",
            ),
        ]

    def __str__(self):
        return str(self.headline)


@tracked
class Quotation(models.Model):
    """Words somebody said: the original in one language, translations made by people beside it."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="quotations")
    speaker = models.CharField(max_length=200)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    language = models.CharField(max_length=8)
    words = I18nTextField(max_length=1000)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, approved_by__isnull=True)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="quotation_approved_at_and_by",
            ),
        ]

    def __str__(self):
        return self.speaker


@tracked
class Approval(models.Model):
    """One agency's yes to the story as it stands; gone as soon as anything in it changes."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="approvals")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    approved_at = models.DateTimeField()
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["approved_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["story", "organisation"], name="story_approved_once_by_an_agency"
            ),
            models.UniqueConstraint(
                fields=["story", "approved_by"], name="story_approved_once_by_a_person"
            ),
        ]

    def __str__(self):
        return f"{self.story_id}: {self.organisation_id}"
