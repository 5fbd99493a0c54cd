from django.conf import settings
from django.db import models
from django.db.models import Q

from samgak.core.audit import tracked
from samgak.participants.rules import ANSWER_DAYS, APPEAL_DAYS
from samgak.programmes.models import Edition


@tracked
class Person(models.Model):
    """An official, known by country, passport name and birth date; both spellings of the name are kept."""

    class Sex(models.TextChoices):
        FEMALE = "F"
        MALE = "M"

    country = models.CharField(max_length=2)
    family_name = models.CharField(max_length=200, blank=True)
    given_name = models.CharField(max_length=200, blank=True)
    native_name = models.CharField(max_length=400, blank=True)
    # The passport name without case, spaces and accents (nominations.rules.identity).
    name_key = models.CharField(max_length=400)
    sex = models.CharField(max_length=1, choices=Sex)
    born_on = models.DateField()
    email = models.EmailField(max_length=254, blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ["country", "family_name", "given_name", "born_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["country", "name_key", "born_on"], name="person_known_once"
            ),
            models.CheckConstraint(
                condition=~Q(family_name="", given_name=""), name="person_has_a_name"
            ),
        ]

    def __str__(self):
        return self.native_name or self.passport_name

    @property
    def other_spelling(self) -> str:
        """How the passport spells the name, where that is another spelling than the own one."""
        return self.passport_name if self.native_name not in ("", self.passport_name) else ""

    @property
    def passport_name(self) -> str:
        return " ".join(part for part in (self.family_name, self.given_name) if part)


@tracked
class Participant(models.Model):
    """A person's seat on an edition."""

    class State(models.TextChoices):
        SELECTED = "selected"
        ACCEPTED = "accepted"
        DECLINED = "declined"
        DOCUMENTS_OK = "documents_ok"
        TRAVEL_OK = "travel_ok"
        ARRIVED = "arrived"
        ATTENDING = "attending"
        COMPLETED = "completed"
        PARTIAL = "partial"
        WITHDRAWN = "withdrawn"
        DISMISSED = "dismissed"

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="participations")
    state = models.CharField(max_length=12, choices=State, default=State.SELECTED)
    group_code = models.CharField(max_length=40, blank=True)
    enrolled_at = models.DateTimeField()
    state_changed_at = models.DateTimeField()
    state_reason = models.TextField(blank=True)
    # Until when the offered seat may be accepted or declined; empty where nobody asked by a date.
    answer_by = models.DateTimeField(null=True, blank=True)
    # The spelling for the certificate, confirmed by the participant in both scripts.
    certificate_native_name = models.CharField(max_length=400, blank=True)
    certificate_passport_name = models.CharField(max_length=400, blank=True)
    name_confirmed_at = models.DateTimeField(null=True, blank=True)
    # Part of the secret address of the personal calendar; a new one closes the old address.
    calendar_secret = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["person"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "person"], name="one_seat_per_person"),
        ]

    def __str__(self):
        return f"{self.person} ({self.edition_id})"


@tracked
class SeatTerms(models.Model):
    """How long those who were decided on may answer, and how long they may appeal."""

    edition = models.OneToOneField(Edition, models.CASCADE, related_name="+")
    answer_days = models.PositiveSmallIntegerField(default=ANSWER_DAYS)
    appeal_days = models.PositiveSmallIntegerField(default=APPEAL_DAYS)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer_days__range=(1, 90), appeal_days__range=(1, 90)),
                name="terms_are_one_to_ninety_days",
            ),
        ]

    def __str__(self):
        return f"{self.edition_id}: {self.answer_days}, {self.appeal_days}"
