from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from samgak.core.audit import tracked
from samgak.discussions import rules
from samgak.discussions.models.statements import Statement
from samgak.discussions.models.topics import Topic
from samgak.partners.models import Organisation
from samgak.programmes.models import Edition


@tracked
class Delegation(models.Model):
    """The participants of one country, and who speaks for them."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    country = models.CharField(max_length=2)
    spokesperson = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    spokesperson_name = models.CharField(max_length=400, blank=True)
    appointed_at = models.DateTimeField(null=True, blank=True)
    appointed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ["country"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "country"], name="delegation_once"),
            models.CheckConstraint(
                condition=Q(spokesperson__isnull=True, appointed_at__isnull=True)
                | Q(spokesperson__isnull=False, appointed_at__isnull=False),
                name="a_spokesperson_was_appointed",
            ),
        ]

    def __str__(self):
        return f"{self.country} ({self.edition_id})"


@tracked
class Commitment(models.Model):
    """What delegations mean to do after the course: with whom, by when, and how it begins."""

    class State(models.TextChoices):
        DRAFTED = rules.DRAFTED
        OFFERED = rules.OFFERED
        AGREED = rules.AGREED
        DROPPED = rules.DROPPED

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    topic = models.ForeignKey(Topic, models.SET_NULL, related_name="+", null=True, blank=True)
    # The statement it grew out of.
    statement = models.ForeignKey(
        Statement, models.SET_NULL, related_name="+", null=True, blank=True
    )
    language = models.CharField(max_length=8)
    what = models.CharField(max_length=rules.LONGEST_WHAT)
    first_step = models.CharField(max_length=rules.LONGEST_STEP, blank=True)
    asked_of_partners = models.CharField(max_length=rules.LONGEST_ASKED, blank=True)
    due_on = models.DateField(null=True, blank=True)
    countries = ArrayField(models.CharField(max_length=2), default=list, blank=True)
    organisations = models.ManyToManyField(Organisation, related_name="+", blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.DRAFTED)
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    edited_at = models.DateTimeField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="commitment_number_once"),
            models.CheckConstraint(
                condition=~Q(state__in=["offered", "agreed"])
                | (Q(due_on__isnull=False) & ~Q(what="") & ~Q(first_step="") & ~Q(countries=[])),
                name="an_offered_commitment_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(state="agreed", agreed_at__isnull=False)
                | (~Q(state="agreed") & Q(agreed_at__isnull=True)),
                name="an_agreed_commitment_says_when",
            ),
        ]

    def __str__(self):
        return f"{self.number}. {self.what}"

    def words(self, field: str) -> dict[str, str]:
        """One of its texts by language: the original and what people translated."""
        found = {one.language: getattr(one, field) for one in self.translations.all()}
        return {
            code: text
            for code, text in (found | {self.language: getattr(self, field)}).items()
            if text
        }

    @property
    def whats(self) -> dict[str, str]:
        return self.words("what")

    @property
    def first_steps(self) -> dict[str, str]:
        return self.words("first_step")

    @property
    def askings(self) -> dict[str, str]:
        return self.words("asked_of_partners")

    @property
    def standing(self) -> list["Endorsement"]:
        """The endorsements that were not withdrawn."""
        return [one for one in self.endorsements.all() if one.withdrawn_at is None]


@tracked
class CommitmentTranslation(models.Model):
    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="translations")
    language = models.CharField(max_length=8)
    what = models.CharField(max_length=rules.LONGEST_WHAT)
    first_step = models.CharField(max_length=rules.LONGEST_STEP)
    asked_of_partners = models.CharField(max_length=rules.LONGEST_ASKED, blank=True)
    translated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    translated_at = models.DateTimeField()

    class Meta:
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "language"], name="commitment_translated_once"
            ),
        ]

    def __str__(self):
        return f"{self.commitment_id} ({self.language})"


class EndorsementQuerySet(models.QuerySet):
    def standing(self):
        """Endorsements that were not withdrawn."""
        return self.filter(withdrawn_at=None)


@tracked
class Endorsement(models.Model):
    """A delegation puts its name under a commitment."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="endorsements")
    delegation = models.ForeignKey(Delegation, models.PROTECT, related_name="+")
    endorsed_at = models.DateTimeField()
    endorsed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    may_publish = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)

    objects = EndorsementQuerySet.as_manager()

    class Meta:
        ordering = ["endorsed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "delegation"],
                condition=Q(withdrawn_at__isnull=True),
                name="a_country_endorses_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")),
                name="a_withdrawal_has_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.delegation_id} -> {self.commitment_id}"


@tracked
class FollowUp(models.Model):
    """How far an agreed commitment was on a day."""

    class Status(models.TextChoices):
        ON_TRACK = "on_track"
        STALLED = "stalled"
        DONE = "done"

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="follow_ups")
    status = models.CharField(max_length=8, choices=Status)
    after_months = models.PositiveSmallIntegerField()
    seen_on = models.DateField()
    note = models.CharField(max_length=rules.LONGEST_NOTE, blank=True)
    language = models.CharField(max_length=8)
    # Empty when an officer said it.
    country = models.CharField(max_length=2, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["after_months", "country", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "after_months", "country"], name="one_word_at_each_follow_up"
            ),
            models.CheckConstraint(
                condition=Q(after_months__in=rules.FOLLOW_UP_MONTHS),
                name="a_follow_up_is_at_3_6_or_12_months",
            ),
        ]

    def __str__(self):
        return f"{self.seen_on}: {self.status}"
