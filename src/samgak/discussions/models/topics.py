from django.conf import settings
from django.db import models
from django.db.models import Q
from i18nfield.fields import I18nCharField, I18nTextField

from samgak.core.audit import tracked
from samgak.discussions import rules
from samgak.programmes.models import Edition
from samgak.timetable.models import Session


@tracked
class Topic(models.Model):
    """What an edition talks about, in a session or beside them: posts, statements and their votes."""

    class State(models.TextChoices):
        OPEN = rules.OPEN
        VOTING = rules.VOTING
        CLOSED = rules.CLOSED

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    session = models.ForeignKey(
        Session, models.SET_NULL, related_name="+", null=True, blank=True, default=None
    )
    code = models.SlugField(max_length=64)
    title = I18nCharField(max_length=300)
    opening = I18nTextField(blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    # Lecturers who look after it beside the officers.
    moderators = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    voting_from = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    # Numbers are given once, also where a statement is refused later.
    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["opened_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="topic_code_once"),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False)
                | (~Q(state="closed") & Q(closed_at__isnull=True)),
                name="a_closed_topic_says_when",
            ),
        ]

    def __str__(self):
        return str(self.title)


class Fault(models.TextChoices):
    """What may be wrong with a post."""

    OFFENSIVE = "offensive"
    PERSONAL_DATA = "personal_data"
    OFF_TOPIC = "off_topic"
    OTHER = "other"


@tracked
class Post(models.Model):
    """What somebody wrote under a topic, in their own words; the trail keeps every version."""

    class AuthorRole(models.TextChoices):
        PARTICIPANT = "participant"
        LECTURER = "lecturer"
        OFFICER = "officer"

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="posts")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    author_role = models.CharField(max_length=12, choices=AuthorRole)
    author_name = models.CharField(max_length=400)
    author_country = models.CharField(max_length=2, blank=True)
    language = models.CharField(max_length=8)
    text = models.TextField()
    written_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_reason = models.CharField(max_length=16, choices=Fault, blank=True)

    class Meta:
        ordering = ["written_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(hidden_at__isnull=True, hidden_reason="")
                | (Q(hidden_at__isnull=False) & ~Q(hidden_reason="")),
                name="a_hidden_post_says_why",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="a_post_says_something"),
        ]

    def __str__(self):
        return f"{self.author_name}: {self.text[:40]}"

    @property
    def is_gone(self) -> bool:
        """Whether its words are no longer shown."""
        return bool(self.withdrawn_at or self.hidden_at)

    @property
    def words(self) -> dict[str, str]:
        """The text by language: the original and what people translated."""
        return {one.language: one.text for one in self.translations.all()} | {
            self.language: self.text
        }


@tracked
class PostTranslation(models.Model):
    post = models.ForeignKey(Post, models.CASCADE, related_name="translations")
    language = models.CharField(max_length=8)
    text = models.TextField()
    translated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    translated_at = models.DateTimeField()

    class Meta:
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(fields=["post", "language"], name="post_translated_once"),
        ]

    def __str__(self):
        return f"{self.post_id} ({self.language})"


@tracked
class PostReport(models.Model):
    """Somebody asks the moderator to look at a post."""

    class Outcome(models.TextChoices):
        HIDDEN = "hidden"
        KEPT = "kept"

    post = models.ForeignKey(Post, models.CASCADE, related_name="reports")
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=16, choices=Fault)
    note = models.CharField(max_length=300, blank=True)
    reported_at = models.DateTimeField()
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ["reported_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["post", "reporter"], name="post_reported_once"),
            models.CheckConstraint(
                condition=Q(outcome="", settled_at__isnull=True, settled_by__isnull=True)
                | (~Q(outcome="") & Q(settled_at__isnull=False, settled_by__isnull=False)),
                name="a_settled_report_says_how",
            ),
        ]

    def __str__(self):
        return f"{self.post_id}: {self.reason}"
