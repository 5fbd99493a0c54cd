from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q

from samgak.applications.rules import states
from samgak.calls.models import CourseInformation
from samgak.core.audit import tracked, tracked_except
from samgak.participants.models import Person
from samgak.partners.models import Organisation
from samgak.programmes.models import Edition

STATES = [(state, state) for state in states.STATES]


@tracked
class ApplicationForm(models.Model):
    """A version of what an edition asks of its applicants; somebody's answers fix it for good."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()
    # A form definition of samgak.questionnaires.fields.
    definition = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ["edition", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "number"], name="application_form_number_once"
            ),
        ]

    def __str__(self):
        return f"Application form {self.number} of {self.edition_id}"


@tracked_except("answers", "search_text")
class Application(models.Model):
    """A person's own statement for an edition, beside the government's nomination."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    # The version it was submitted on; a draft answers the newest.
    form = models.ForeignKey(
        ApplicationForm, models.PROTECT, related_name="+", null=True, blank=True
    )
    state = models.CharField(max_length=24, choices=STATES, default=states.DRAFT)
    state_changed_at = models.DateTimeField()
    language = models.CharField(max_length=8)
    answers = models.JSONField(default=dict, blank=True)
    # The question one was at, to go on there.
    last_question = models.CharField(max_length=100, blank=True)
    invited_at = models.DateTimeField()
    # The version of the course information whose documents the applicant has at hand, and since when.
    ready_for = models.ForeignKey(
        CourseInformation, models.RESTRICT, related_name="+", null=True, blank=True
    )
    ready_at = models.DateTimeField(null=True, blank=True)
    began_at = models.DateTimeField(null=True, blank=True)
    saved_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    # As the applicant names the supervisor when submitting.
    supervisor_name = models.CharField(max_length=200, blank=True)
    supervisor_email = models.EmailField(max_length=254, blank=True)
    # Counts the links given: only the newest opens the application.
    link_number = models.PositiveSmallIntegerField(default=1)
    # The names in every spelling, folded, so that a search finds them in any script.
    search_text = models.TextField(blank=True, editable=False)

    class Meta:
        ordering = ["person__country", "person__family_name", "person__given_name", "pk"]
        indexes = [
            models.Index(fields=["edition", "state"], name="applications_of_an_edition"),
            GinIndex(OpClass("search_text", "gin_trgm_ops"), name="applications_by_name"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["edition", "person"], name="one_application_each"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "returned", "withdrawn"])
                | Q(submitted_at__isnull=False, form__isnull=False),
                name="submitted_knows_when_and_what",
            ),
        ]

    def __str__(self):
        return f"{self.person} ({self.edition_id}: {self.state})"

    @property
    def is_open(self) -> bool:
        """Whether its author may still change it."""
        return self.state in states.OPEN


@tracked
class ApplicationStep(models.Model):
    """A step of an application: who took it, as what, when, and why."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="steps")
    from_state = models.CharField(max_length=24, choices=STATES)
    to_state = models.CharField(max_length=24, choices=STATES)
    acts_as = models.CharField(max_length=20)
    # Empty for those who act by a link and have no account.
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    taken_at = models.DateTimeField()
    # The reason, or the words of an endorsement.
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["taken_at", "pk"]

    def __str__(self):
        return f"{self.from_state} -> {self.to_state} ({self.acts_as})"


@tracked_except("content")
class AnswerFile(models.Model):
    """The file that answers a question of an application; another one takes its place."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="files")
    question = models.CharField(max_length=100)
    file_name = models.CharField(max_length=255)
    kind = models.CharField(max_length=8)
    content = models.BinaryField()
    size_bytes = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField()

    class Meta:
        ordering = ["application", "question"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "question"], name="one_file_for_a_question"
            ),
        ]

    def __str__(self):
        return f"{self.application_id}: {self.question}"


@tracked
class OfficialForm(models.Model):
    """An organisation's form that is printed from the answers: its headings and what stands under each."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=8)
    # Lines as rules.official reads them.
    layout = models.TextField()
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ["organisation", "title", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "title", "language"], name="official_form_once"
            ),
        ]

    def __str__(self):
        return self.title
