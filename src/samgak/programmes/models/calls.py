from django.db import models
from django.db.models import F, Q

from samgak.core.audit import tracked
from samgak.core.regions import REGIONS
from samgak.programmes import rules_questions
from samgak.programmes.models.editions import Edition

LEVELS = rules_questions.LEVELS  # of a nominee's organisation
NAMES_NOBODY = Q(country="", sex="", region="", level="", first_timer="", question="")


@tracked
class Call(models.Model):
    """The window in which focal points nominate, and the rules by which the cohort is chosen."""

    class Method(models.TextChoices):
        SCORE = "score"
        TIES = "ties"  # the highest total score; among equals by lot
        LOTTERY = "lottery"  # all eligible people by lot

    edition = models.OneToOneField(Edition, models.CASCADE, related_name="call")
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    method = models.CharField(max_length=8, choices=Method, default=Method.SCORE)
    seats = models.PositiveIntegerField()
    reserves_per_country = models.PositiveSmallIntegerField(default=0)
    nominations_per_country_max = models.PositiveIntegerField(null=True, blank=True)
    minimum_years_in_service = models.DecimalField(
        max_digits=6, decimal_places=2, null=True, blank=True
    )
    years_since_training_abroad = models.PositiveSmallIntegerField(null=True, blank=True)
    language_code = models.CharField(max_length=8, blank=True)
    language_at_least = models.CharField(max_length=10, blank=True)
    tie_seed = models.CharField(max_length=200)
    # What is asked of every nominee beside the rest (samgak.questionnaires.definition); {}: nothing.
    questions = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True)
                | Q(closes_at__isnull=True)
                | Q(closes_at__gt=F("opens_at")),
                name="call_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(method__in=["score", "ties", "lottery"]), name="call_has_a_method"
            ),
        ]

    def __str__(self):
        return f"Call {self.edition_id}"

    def is_open(self, at) -> bool:
        """Whether focal points may nominate at this moment; an end that is not set does not end it."""
        return (self.opens_at is None or self.opens_at <= at) and (
            self.closes_at is None or at <= self.closes_at
        )

    @property
    def asked(self) -> list[dict]:
        """The questions asked of every nominee, as they are kept."""
        return list(self.questions.get("questions", ()))


@tracked
class QuotaLine(models.Model):
    """Least and most seats for people of whom all that is named holds, or for each organisation.

    With a `weight` the line is a wish: each person too few or too many costs the cohort so many points.
    """

    call = models.ForeignKey(Call, models.CASCADE, related_name="quota_lines")
    position = models.PositiveSmallIntegerField()
    country = models.CharField(max_length=2, blank=True)
    sex = models.CharField(max_length=1, blank=True, choices=[("F", "F"), ("M", "M")])
    # A sub-region of the world by M49 (core.regions), to which the nominee's country belongs.
    region = models.CharField(max_length=3, blank=True, choices=[(one, one) for one in REGIONS])
    # Of the nominee's organisation, as the application says, else the nomination.
    level = models.CharField(max_length=10, blank=True, choices=[(one, one) for one in LEVELS])
    # Whether somebody has had no training abroad before, by the nomination and by the record.
    first_timer = models.CharField(max_length=3, blank=True, choices=[("yes", "yes"), ("no", "no")])
    # A question that the call asks of every nominee, and the answer that counts.
    question = models.CharField(max_length=40, blank=True)
    answer = models.CharField(max_length=40, blank=True)
    each_organisation = models.BooleanField(default=False)
    minimum = models.PositiveIntegerField(null=True, blank=True)
    maximum = models.PositiveIntegerField(null=True, blank=True)
    weight = models.DecimalField(max_digits=12, decimal_places=6, null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(minimum__isnull=True)
                | Q(maximum__isnull=True)
                | Q(minimum__lte=F("maximum")),
                name="quota_minimum_below_maximum",
            ),
            models.CheckConstraint(
                condition=(Q(each_organisation=True) & NAMES_NOBODY)
                | (Q(each_organisation=False) & ~NAMES_NOBODY),
                name="quota_line_says_whom_it_counts",
            ),
            models.CheckConstraint(
                condition=Q(weight__isnull=True) | Q(weight__gt=0), name="wish_weighs_something"
            ),
            models.CheckConstraint(
                condition=Q(region__in=["", *REGIONS])
                & Q(level__in=["", *LEVELS])
                & Q(first_timer__in=["", "yes", "no"]),
                name="quota_line_counts_what_is_known",
            ),
            models.CheckConstraint(
                condition=Q(question="", answer="") | ~Q(question="") & ~Q(answer=""),
                name="quota_line_names_question_and_answer",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def name(self) -> str:
        """The line's name in reasons and reports, such as `country=KZ`."""
        if self.each_organisation:
            return "organisation=each"
        parts = [("country", self.country), ("sex", self.sex), *sorted(self.attributes.items())]
        return "+".join(f"{key}={value}" for key, value in parts if value)

    @property
    def attributes(self) -> dict[str, str]:
        """What people must be beside country and sex to count."""
        named = {"region": self.region, "level": self.level, "first_timer": self.first_timer}
        if self.question:
            named[rules_questions.OWN + self.question] = self.answer
        return {key: value for key, value in named.items() if value}

    @property
    def asked(self) -> str:
        """The question and the answer as one choice; empty where none is named."""
        return f"{self.question}{rules_questions.BETWEEN}{self.answer}" if self.question else ""

    @property
    def own_words(self) -> rules_questions.Words:
        """What the answers mean that the call asks for; nothing where the line names none."""
        if not self.question:
            return {}
        working = self.call.edition.working_language
        return rules_questions.words_of(self.call.asked, working=working)

    @property
    def is_wish(self) -> bool:
        return self.weight is not None


@tracked
class ScorePart(models.Model):
    """One part of the score: its weight times a value between 0 and 1."""

    class Part(models.TextChoices):
        FOCAL_POINT_RANK = "focal_point_rank"
        YEARS_IN_SERVICE = "years_in_service"
        LANGUAGE = "language"

    call = models.ForeignKey(Call, models.CASCADE, related_name="score_parts")
    position = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=20, choices=Part)
    weight = models.DecimalField(max_digits=12, decimal_places=6)
    full_at = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    language_code = models.CharField(max_length=8, blank=True)

    class Meta:
        ordering = ["position"]

    def __str__(self):
        return f"{self.part} x {self.weight}"
