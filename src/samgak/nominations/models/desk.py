"""What a focal point keeps beside its nominations."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from samgak.core.audit import tracked, tracked_except
from samgak.nominations.models.nominations import Nomination
from samgak.nominations.rules import states
from samgak.participants.models import Person
from samgak.programmes.models import Edition


@tracked_except("values", "own_answers")
class NominationDraft(models.Model):
    """Somebody a focal point means to nominate: it counts nowhere, and goes when it is nominated."""

    class State(models.TextChoices):
        INVITED = states.INVITED
        DRAFTED = states.DRAFTED

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    country = models.CharField(max_length=2)
    name = models.CharField(max_length=500)
    email = models.EmailField(max_length=254, blank=True)
    state = models.CharField(max_length=16, choices=State, default=State.DRAFTED)
    # As they were typed, right or not.
    values = models.JSONField(default=dict, blank=True)
    own_answers = models.JSONField(default=dict, blank=True)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["edition", "country"], name="drafts_of_a_country")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="drafted") | ~Q(email=""), name="invited_has_an_address"
            ),
        ]

    def __str__(self):
        return self.name


@tracked_except("content")
class EndorsementLetter(models.Model):
    """The signed letter of a country as it was scanned; the latest counts, the earlier stay."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    country = models.CharField(max_length=2)
    file_name = models.CharField(max_length=255)
    kind = models.CharField(max_length=8)  # pdf, png or jpg
    content = models.BinaryField()
    size_bytes = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    # The list as it stood: a later change shows.
    list_stamp = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        indexes = [models.Index(fields=["edition", "country"], name="letters_of_a_country")]

    def __str__(self):
        return f"{self.country}: {self.file_name}"


@tracked
class CountryForm(models.Model):
    """What a country asks of its own nominees beside what the programme asks."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    country = models.CharField(max_length=2)
    definition = models.JSONField()  # samgak.questionnaires.definition
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ["country"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "country"], name="one_form_per_country"),
        ]

    def __str__(self):
        return f"{self.edition_id}: {self.country}"


@tracked
class HandOver(models.Model):
    """A focal point's desk handed to another person from a day on."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    country = models.CharField(max_length=2)
    predecessor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    successor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    takes_effect_on = models.DateField()
    note = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-takes_effect_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")), name="handed_to_another_person"
            ),
        ]

    def __str__(self):
        return f"{self.country}: {self.takes_effect_on}"


@tracked
class EarlierRecord(models.Model):
    """A record that may be the same person as a nominee, on what grounds, and what a person said of it."""

    class Verdict(models.TextChoices):
        SAME = "same"
        ANOTHER = "another"
        WAIVED = "waived"

    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="earlier_records")
    # The nominee's own record too, where it took part before.
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    grounds = models.JSONField(default=list)  # codes of nominations.rules.repeats
    verdict = models.CharField(max_length=8, choices=Verdict, blank=True)
    reason = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["nomination", "person"], name="earlier_record_once"),
            models.CheckConstraint(
                condition=Q(verdict="") | Q(decided_at__isnull=False), name="verdict_knows_when"
            ),
            models.CheckConstraint(
                condition=~Q(verdict="waived") | ~Q(reason=""), name="waiver_says_why"
            ),
        ]

    def __str__(self):
        return f"{self.nomination_id}: {self.person_id}"
