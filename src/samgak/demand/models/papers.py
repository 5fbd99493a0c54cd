from django.conf import settings
from django.db import models
from django.db.models import Q

from samgak.core.audit import tracked
from samgak.demand.rules import papers as rules
from samgak.programmes.models import Edition

STATES = [(state, state) for state in rules.STATES]


@tracked
class ConceptPaper(models.Model):
    """What a country asks for, in its own words: the origin of a course."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    country = models.CharField(max_length=2)
    state = models.CharField(max_length=10, choices=STATES, default=rules.DRAFTED)
    language = models.CharField(max_length=8)
    # Field of the paper -> words; the fields are those of rules.papers.SECTIONS.
    texts = models.JSONField(default=dict)
    currency = models.CharField(max_length=3, blank=True)
    # Who bears what: part -> a decimal number as text.
    budget = models.JSONField(default=dict, blank=True)
    is_resubmission = models.BooleanField(default=False)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["country", "pk"]
        indexes = [models.Index(fields=["edition", "country"], name="papers_of_a_country")]

    def __str__(self):
        return f"{self.country}: {self.texts.get('title', '')}"


@tracked
class PaperStep(models.Model):
    """A step in the life of a concept paper: who took it, when, and why."""

    paper = models.ForeignKey(ConceptPaper, models.CASCADE, related_name="steps")
    from_state = models.CharField(max_length=10, choices=STATES)
    to_state = models.CharField(max_length=10, choices=STATES)
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["taken_at", "pk"]

    def __str__(self):
        return f"{self.from_state} -> {self.to_state}"


@tracked
class JointConcept(models.Model):
    """The one concept that all sides write together."""

    edition = models.OneToOneField(Edition, models.CASCADE, related_name="+")
    language = models.CharField(max_length=8)
    texts = models.JSONField(default=dict)
    # Counts the changes; an agreement is to one version.
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    def __str__(self):
        return f"Joint concept {self.edition_id}"


@tracked
class Agreement(models.Model):
    """A side says that it stands behind one version of the joint concept."""

    concept = models.ForeignKey(JointConcept, models.CASCADE, related_name="agreements")
    version = models.PositiveIntegerField()
    side = models.CharField(max_length=12)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["side"]
        constraints = [
            models.UniqueConstraint(
                fields=["concept", "version", "side"], name="a_side_agrees_once"
            ),
            models.CheckConstraint(
                condition=Q(side__in=["facilitating", "pivotal", "beneficiary"]),
                name="agreement_of_a_side",
            ),
        ]

    def __str__(self):
        return f"{self.side}: {self.version}"
