from django.conf import settings
from django.db import models
from django.db.models import Q

from samgak.core.audit import tracked
from samgak.demand.models.papers import JointConcept
from samgak.demand.rules import committee as rules
from samgak.programmes.models import Edition

SIDES = [(side, side) for side in rules.SIDES]
ANSWERS = [(answer, answer) for answer in rules.ANSWERS]
PROCEDURES = [(one, one) for one in (rules.MEETING, rules.SILENT)]
STATES = [
    (state, state)
    for state in (rules.OPEN, rules.APPROVED, rules.REFUSED, rules.OBJECTED, rules.DROPPED)
]


@tracked
class CommitteeMember(models.Model):
    """Somebody who speaks for one side in the joint steering committee of an edition."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    side = models.CharField(max_length=12, choices=SIDES)
    seated_at = models.DateTimeField()
    # Who leaves stays in the log of what was decided.
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["side", "seated_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "user"],
                condition=Q(left_at__isnull=True),
                name="one_seat_in_the_committee",
            ),
        ]

    def __str__(self):
        return f"{self.side}: {self.user_id}"


@tracked
class CommitteeQuestion(models.Model):
    """What is laid before the committee, how it is decided, and what came of it."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    procedure = models.CharField(max_length=8, choices=PROCEDURES)
    state = models.CharField(max_length=10, choices=STATES, default=rules.OPEN)
    language = models.CharField(max_length=8)
    title = models.CharField(max_length=rules.MOST_LETTERS_OF_TITLE)
    proposal = models.TextField()
    # The version of the joint concept on which the question is, if it is on that.
    concept = models.ForeignKey(
        JointConcept, models.PROTECT, related_name="+", null=True, blank=True
    )
    concept_version = models.PositiveIntegerField(null=True, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    meets_at = models.DateTimeField(null=True, blank=True)
    answers_due_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    # Empty when the clock ended it.
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    outcome = models.TextField(blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="question_number_once"),
            models.CheckConstraint(
                condition=Q(state="open", ended_at__isnull=True)
                | (~Q(state="open") & Q(ended_at__isnull=False)),
                name="an_ended_question_knows_when",
            ),
            models.CheckConstraint(
                condition=Q(concept__isnull=True, concept_version__isnull=True)
                | Q(concept__isnull=False, concept_version__isnull=False),
                name="a_question_on_the_concept_knows_its_version",
            ),
            models.CheckConstraint(
                condition=~Q(procedure="silent") | Q(answers_due_at__isnull=False),
                name="silence_has_an_end",
            ),
        ]

    def __str__(self):
        return f"{self.number}: {self.title}"


@tracked
class CommitteeAnswer(models.Model):
    """What a member says to a question; the last word counts while the question is open."""

    question = models.ForeignKey(CommitteeQuestion, models.CASCADE, related_name="answers")
    member = models.ForeignKey(CommitteeMember, models.PROTECT, related_name="+")
    answer = models.CharField(max_length=8, choices=ANSWERS)
    words = models.TextField(blank=True)
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["member__side", "given_at"]
        constraints = [
            models.UniqueConstraint(fields=["question", "member"], name="a_member_answers_once"),
            models.CheckConstraint(
                condition=~Q(answer="object") | ~Q(words=""), name="an_objection_says_why"
            ),
        ]

    def __str__(self):
        return f"{self.member_id}: {self.answer}"
