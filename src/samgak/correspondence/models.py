from django.conf import settings
from django.db import models
from django.db.models import Q

from samgak.core.audit import tracked
from samgak.participants.models import Person
from samgak.programmes.models import Edition


class LetterQuerySet(models.QuerySet):
    def drafts(self):
        return self.filter(state=Letter.State.DRAFT)


@tracked
class Letter(models.Model):
    """A letter to one person: drafted, looked at, sent by a job, kept."""

    class State(models.TextChoices):
        DRAFT = "draft"
        QUEUED = "queued"
        # Handed to the mail server at this moment, or when the worker died.
        SENDING = "sending"
        SENT = "sent"
        FAILED = "failed"
        DISCARDED = "discarded"

    class Kind(models.TextChoices):
        ACCEPTANCE = "acceptance"
        REGRET = "regret"
        RESERVE = "reserve"
        RECEIPT = "receipt"
        INVITATION = "invitation"
        SIGN_IN = "sign_in"
        TIMETABLE = "timetable"
        CERTIFICATE = "certificate"
        FOLLOW_UP = "follow_up"
        SUPERVISOR = "supervisor"
        RETURNED = "returned"
        HAND_OVER = "hand_over"
        NOMINEE = "nominee"
        ANSWER = "answer"
        APPEAL = "appeal"
        APPLICATION = "application"
        ENDORSEMENT = "endorsement"
        DEADLINE = "deadline"
        COMMITTEE = "committee"
        COURSE_INFO = "course_info"

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+", null=True, blank=True)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+", null=True, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, blank=True
    )
    kind = models.CharField(max_length=12, choices=Kind)
    # Empty while nobody knows it; such a letter stays a draft.
    address = models.EmailField(max_length=254, blank=True)
    language = models.CharField(max_length=8)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, blank=True
    )
    queued_at = models.DateTimeField(null=True, blank=True)
    queued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, blank=True
    )
    # How often the mail server has asked to come back later.
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    # A code of phrases.py, and the mail server's own words.
    fault = models.CharField(max_length=40, blank=True)
    fault_detail = models.CharField(max_length=300, blank=True)
    # It left and came back: when that was noted, by whom, and the words of the report.
    bounced_at = models.DateTimeField(null=True, blank=True)
    bounced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, blank=True
    )
    bounce_detail = models.CharField(max_length=300, blank=True)
    resent_of = models.ForeignKey(
        "self", models.CASCADE, related_name="resent", null=True, blank=True
    )

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["-drafted_at", "-pk"]
        indexes = [models.Index(fields=["edition", "state", "kind"], name="letters_of_an_edition")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False), name="sent_knows_when"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["queued", "sending", "sent"]) | ~Q(address=""),
                name="queued_knows_where",
            ),
            models.CheckConstraint(
                condition=Q(bounced_at__isnull=True) | Q(state="sent"), name="only_sent_comes_back"
            ),
            # One standing letter of a kind to a person in an edition: nothing is sent twice.
            models.UniqueConstraint(
                fields=["edition", "person", "kind"],
                condition=Q(
                    kind__in=["acceptance", "regret", "reserve"],
                    state__in=["draft", "queued", "sending", "sent", "failed"],
                    resent_of__isnull=True,
                ),
                name="decision_letter_once",
            ),
        ]

    def __str__(self):
        return f"{self.kind} to {self.address}: {self.state}"

    @property
    def recipient(self) -> str:
        """Whom it is for, as the person is called; the address where there is no name."""
        return str(self.person or self.user or self.address)


class PageMail(models.Model):
    """A mail of the demonstration: it never leaves, a page shows it."""

    sender = models.CharField(max_length=300)
    recipients = models.TextField()
    subject = models.CharField(max_length=998)
    text = models.TextField()
    html = models.TextField(blank=True)
    message_id = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.subject} to {self.recipients}"
