from django.conf import settings
from django.db import models
from django.db.models import F, Q

from samgak.core.audit import tracked
from samgak.discussions import rules
from samgak.discussions.models.topics import Topic
from samgak.participants.models import Participant


class StatementQuerySet(models.QuerySet):
    def accepted(self):
        """Statements that are voted on."""
        return self.filter(state=rules.ACCEPTED)

    def waiting(self):
        """Statements that wait for the moderator."""
        return self.filter(state=rules.PROPOSED)


@tracked
class Statement(models.Model):
    """One sentence to agree or disagree with; who proposed it is not shown while it is voted on."""

    class State(models.TextChoices):
        PROPOSED = rules.PROPOSED
        ACCEPTED = rules.ACCEPTED
        REFUSED = rules.REFUSED
        MERGED = rules.MERGED

    class Refusal(models.TextChoices):
        NOT_ONE_IDEA = "not_one_idea"
        OFF_TOPIC = "off_topic"
        UNCLEAR = "unclear"
        OFFENSIVE = "offensive"
        PERSONAL_DATA = "personal_data"

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="statements")
    number = models.PositiveIntegerField()
    text = models.CharField(max_length=rules.LONGEST_STATEMENT)
    language = models.CharField(max_length=8)
    state = models.CharField(max_length=8, choices=State, default=State.PROPOSED)
    # Empty for those the organisers prepared.
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    proposed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    refusal = models.CharField(max_length=16, choices=Refusal, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, related_name="+", null=True, blank=True)

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["topic", "state"], name="statements_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["topic", "number"], name="statement_number_once"),
            models.CheckConstraint(
                condition=(Q(state="refused") & ~Q(refusal=""))
                | (~Q(state="refused") & Q(refusal="")),
                name="a_refusal_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False)
                | (~Q(state="merged") & Q(merged_into__isnull=True)),
                name="a_merged_statement_says_into_which",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="a_statement_is_not_merged_into_itself",
            ),
            models.CheckConstraint(
                condition=Q(state="proposed", decided_at__isnull=True)
                | (~Q(state="proposed") & Q(decided_at__isnull=False)),
                name="a_decided_statement_says_when",
            ),
        ]

    def __str__(self):
        return self.text

    @property
    def words(self) -> dict[str, str]:
        """The text by language: the original and what people translated."""
        return {one.language: one.text for one in self.translations.all()} | {
            self.language: self.text
        }


@tracked
class StatementTranslation(models.Model):
    statement = models.ForeignKey(Statement, models.CASCADE, related_name="translations")
    language = models.CharField(max_length=8)
    text = models.CharField(max_length=rules.LONGEST_STATEMENT)
    # Empty for those the organisers prepared.
    translated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    translated_at = models.DateTimeField()

    class Meta:
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "language"], name="statement_translated_once"
            ),
        ]

    def __str__(self):
        return f"{self.statement_id} ({self.language})"


# Without a trail: the trail would tell officers who voted how.
class Vote(models.Model):
    """What a participant thinks of a statement: 1 agrees, -1 disagrees, 0 passes."""

    class Value(models.IntegerChoices):
        AGREE = 1
        PASS = 0
        DISAGREE = -1

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="+")
    statement = models.ForeignKey(Statement, models.CASCADE, related_name="votes")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    value = models.SmallIntegerField(choices=Value)
    voted_at = models.DateTimeField()
    # How often the mind was changed: with the number of votes, it says whether anything is new.
    changes = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "participant"], name="one_vote_per_statement_and_person"
            ),
            models.CheckConstraint(
                condition=Q(value__in=[-1, 0, 1]), name="a_vote_is_one_of_three"
            ),
        ]

    def __str__(self):
        return f"{self.statement_id}: {self.value}"


class Analysis(models.Model):
    """What the votes of a topic come to, kept until they change; holds no person."""

    topic = models.OneToOneField(Topic, models.CASCADE, related_name="analysis")
    digest = models.CharField(max_length=64)
    people = models.PositiveIntegerField()
    found = models.JSONField(default=dict)
    computed_at = models.DateTimeField()

    def __str__(self):
        return f"{self.topic_id}: {self.people}"
