import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from samgak.core.audit import tracked, tracked_except
from samgak.participants.models import Person
from samgak.privacy import rules
from samgak.privacy.rules import states
from samgak.programmes.models import Edition


@tracked
class Consent(models.Model):
    """What a person answered to a text, once each time; the newest answer of a purpose and class counts."""

    Purpose = models.TextChoices("Purpose", {one.upper(): one for one in rules.PURPOSES})
    DataClass = models.TextChoices("DataClass", {one.upper(): one for one in rules.CLASSES})
    Answer = models.TextChoices("Answer", {one.upper(): one for one in rules.ANSWERS})

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=12, choices=Purpose)
    data_class = models.CharField(max_length=9, choices=DataClass)
    text_version = models.CharField(max_length=20)
    language = models.CharField(max_length=8)
    answer = models.CharField(max_length=9, choices=Answer)
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["edition", "person"], name="consents_of_a_person")]
        # An answer is never changed, only followed by another; two records of one person are joined.
        triggers = [pgtrigger.ReadOnly(name="an_answer_stays", exclude=["id", "person"])]

    def __str__(self):
        return f"{self.person_id}: {self.purpose} {self.data_class} {self.answer}"


@tracked
class RetentionTerms(models.Model):
    """How long an edition keeps personal data, where it is not as usual (`rules.DEFAULTS`)."""

    edition = models.OneToOneField(Edition, models.CASCADE, related_name="+")
    passport_days = models.PositiveSmallIntegerField(default=rules.DEFAULTS.passport_days)
    medical_days = models.PositiveSmallIntegerField(default=rules.DEFAULTS.medical_days)
    other_days = models.PositiveSmallIntegerField(default=rules.DEFAULTS.other_days)
    not_selected_months = models.PositiveSmallIntegerField(
        default=rules.DEFAULTS.not_selected_months
    )
    changed_at = models.DateTimeField()

    def __str__(self):
        return f"Retention in {self.edition_id}"


@tracked_except("sealed")
class VaultItem(models.Model):
    """Something asked of a selected person, encrypted; its value stands nowhere else, not even in the trail."""

    Item = models.TextChoices("Item", {one.upper(): one for one in rules.ITEMS})
    State = models.TextChoices("State", {one.upper(): one for one in states.STATES})

    # What the sealed value is bound to: another row's value does not open here.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    item = models.CharField(max_length=9, choices=Item)
    state = models.CharField(max_length=12, choices=State, default=State.COLLECTED)
    sealed = models.BinaryField(null=True)
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # Empty while it is a draft, which only its owner can open.
    handed_in_at = models.DateTimeField(null=True, blank=True)
    purpose_done_on = models.DateField(null=True, blank=True)
    purged_at = models.DateTimeField(null=True, blank=True)
    # Why it is kept beyond its term, and until when.
    legal_ground = models.CharField(max_length=300, blank=True)
    retained_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["edition", "person", "item"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "edition", "item"],
                condition=~Q(state=states.PURGED),
                name="one_value_of_each_item",
            ),
            models.CheckConstraint(
                condition=Q(state=states.PURGED, sealed__isnull=True, purged_at__isnull=False)
                | (~Q(state=states.PURGED) & Q(sealed__isnull=False, purged_at__isnull=True)),
                name="a_purged_item_holds_nothing",
            ),
            models.CheckConstraint(
                condition=~Q(state=states.RETAINED)
                | (~Q(legal_ground="") & Q(retained_until__isnull=False)),
                name="a_retained_item_has_a_ground",
            ),
        ]

    def __str__(self):
        return f"{self.person_id}: {self.item} {self.state}"


@tracked
class VaultReading(models.Model):
    """Somebody opened items: who, when and why; shown to everybody whose item it was."""

    items = models.ManyToManyField(VaultItem, related_name="readings")
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    read_at = models.DateTimeField()
    reason = models.CharField(max_length=rules.MOST_LETTERS_OF_A_REASON)

    class Meta:
        ordering = ["-read_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_reading_says_why"),
        ]
        triggers = [pgtrigger.ReadOnly(name="a_reading_stays", exclude=["id"])]

    def __str__(self):
        return f"{self.read_by_id}: {self.reason}"


@tracked
class PurgeProof(models.Model):
    """That values are gone: of which kind, whose by key alone, by which rule, and a digest of what was deleted.

    The digest is of the encrypted values: one of the plain ones could be guessed back.
    """

    Rule = models.TextChoices("Rule", {one.upper(): one for one in rules.PURGE_RULES})

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    # An item of the vault, or `application` of somebody who was not selected.
    data_kind = models.CharField(max_length=20)
    data_class = models.CharField(max_length=9, choices=Consent.DataClass)
    people = models.JSONField()
    count = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    rule = models.CharField(max_length=20, choices=Rule)
    purged_at = models.DateTimeField()

    class Meta:
        ordering = ["-purged_at", "-pk"]
        triggers = [pgtrigger.ReadOnly(name="a_proof_stays", exclude=["id"])]

    def __str__(self):
        return f"{self.data_kind} {self.count} {self.rule}"


@tracked
class ErasureRequest(models.Model):
    """A person wishes that Samgak forgets them; an officer decides, with a reason."""

    class Decision(models.TextChoices):
        GRANTED = "granted"
        DECLINED = "declined"

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    # Where it was asked, and where its officers decide.
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    decision = models.CharField(max_length=8, choices=Decision, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    reason = models.CharField(max_length=rules.MOST_LETTERS_OF_A_REASON, blank=True)
    # How many records of each kind were erased.
    erased = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(decision=""), name="one_open_erasure_request"
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_at__isnull=True, decided_by__isnull=True)
                | (
                    ~Q(decision="")
                    & ~Q(reason="")
                    & Q(decided_at__isnull=False, decided_by__isnull=False)
                ),
                name="a_decided_erasure_names_who_and_why",
            ),
        ]

    def __str__(self):
        return f"{self.person_id}: {self.decision or 'asked'}"
