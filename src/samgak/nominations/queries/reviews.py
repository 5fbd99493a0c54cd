"""Reviews of nominees: what a reviewer sees, what the panel said, how far everybody is."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from django.db.models import Count, Q, QuerySet

from samgak.accounts.models import User
from samgak.applications import queries as applications
from samgak.applications.models import Application
from samgak.applications.rules import states as steps
from samgak.nominations.models import Criterion, Mark, Nomination, Review, ReviewPlan
from samgak.nominations.rules import reviews as rules
from samgak.partners.models import OrganisationRole, Role
from samgak.planning.selection import ScorePart
from samgak.programmes.models import Edition, EditionRole, PartnerRole
from samgak.questionnaires.definition import Question

REVIEWERS = (Role.SCREENER, Role.LECTURER)
# What an applicant states that names nobody by itself, by the keys of the usual form.
STATEMENTS = ("motivation", "problem", "intended_use")
LEVEL = "level"
UNSENT = (steps.DRAFT, steps.RETURNED, steps.WITHDRAWN)


def plan_of(edition: Edition) -> ReviewPlan:
    """The plan of the edition; an unsaved one that binds nothing where there is none."""
    return ReviewPlan.objects.filter(edition=edition).first() or ReviewPlan(edition=edition)


def criteria_of(edition: Edition) -> list[Criterion]:
    """What is marked, in its order."""
    return list(Criterion.objects.filter(edition=edition))


def possible_reviewers(edition: Edition, *, on) -> QuerySet[User]:
    """The screeners and lecturers of the edition that day, also the screeners of its organisations."""
    held = EditionRole.objects.filter(edition=edition, role__in=REVIEWERS).on(on)
    partners = PartnerRole.objects.filter(edition=edition).exclude(organisation=None)
    at_houses = OrganisationRole.objects.filter(
        role=Role.SCREENER, organisation__in=partners.values("organisation")
    ).on(on)
    named = Q(pk__in=held.values("user")) | Q(pk__in=at_houses.values("user"))
    return User.objects.filter(named).order_by("name", "pk")


def conflicts_of(edition: Edition, user) -> list[int]:
    """The nominations whom the reader must not see: a conflict of interest was declared."""
    found = Review.objects.filter(edition=edition, reviewer=user, has_conflict=True)
    return list(found.values_list("nomination", flat=True))


def reviews_of(edition: Edition, user) -> QuerySet[Review]:
    """The reviews asked of one reviewer, of nominations that stand."""
    return Review.objects.filter(
        edition=edition, reviewer=user, nomination__in=Nomination.objects.standing()
    )


def has_open_reviews(edition: Edition, user) -> bool:
    """Whether a reviewer has still to mark somebody; until then the marks of others are hidden."""
    return reviews_of(edition, user).filter(done_at__isnull=True, has_conflict=False).exists()


@dataclass(frozen=True)
class Progress:
    """How far one reviewer is; whom a conflict of interest bars is not asked for any more."""

    reviewer: str
    asked: int
    done: int
    conflicts: int


def progress(edition: Edition) -> list[Progress]:
    """How far everybody is, by name."""
    found = Review.objects.filter(edition=edition).order_by("reviewer__name", "reviewer")
    rows = found.values("reviewer__name", "reviewer").annotate(
        asked=Count("pk", filter=Q(has_conflict=False)),
        done=Count("pk", filter=Q(done_at__isnull=False)),
        conflicts=Count("pk", filter=Q(has_conflict=True)),
    )
    return [
        Progress(row["reviewer__name"], row["asked"], row["done"], row["conflicts"]) for row in rows
    ]


@dataclass(frozen=True)
class Panel:
    """What reviewers said of one nominee. `medians` and `spreads` are by criterion."""

    medians: Mapping[int, Fraction] = field(default_factory=dict)
    spreads: Mapping[int, int] = field(default_factory=dict)
    total: Fraction | None = None  # the weighted median, 0 to 5
    done: int = 0
    asked: int = 0

    @property
    def disagrees(self) -> bool:
        return max(self.spreads.values(), default=0) >= rules.DISAGREEMENT


def panels(edition: Edition, nominations: Iterable[int] | None = None) -> dict[int, Panel]:
    """What the reviewers said, by nomination; of all, or of these."""
    of_these = {} if nominations is None else {"nomination__in": list(nominations)}
    reviews = Review.objects.filter(edition=edition, has_conflict=False, **of_these)
    counted = (
        reviews.order_by()
        .values("nomination")
        .annotate(asked=Count("pk"), done=Count("pk", filter=Q(done_at__isnull=False)))
    )
    marks: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    given = Mark.objects.filter(review__in=reviews, review__done_at__isnull=False)
    for nomination, criterion, value in given.values_list(
        "review__nomination", "criterion", "value"
    ):
        marks[nomination][criterion].append(value)
    weights = {one.pk: Fraction(one.weight) for one in criteria_of(edition)}
    return {
        row["nomination"]: _panel(
            marks[row["nomination"]], weights, asked=row["asked"], done=row["done"]
        )
        for row in counted
    }


def _panel(
    marks: Mapping[int, list[int]], weights: Mapping[int, Fraction], *, asked: int, done: int
) -> Panel:
    medians = {key: rules.exact_median(values) for key, values in marks.items()}
    return Panel(
        medians=medians,
        spreads={key: rules.spread(values) for key, values in marks.items()},
        total=rules.weighted_median(medians, weights),
        done=done,
        asked=asked,
    )


def median_in_score(
    edition: Edition, *, nominations: Iterable[Nomination]
) -> tuple[list[ScorePart], dict[str, Fraction]]:
    """The part of the score that the panel gives, and its medians by key; none while it is only shown."""
    weight = plan_of(edition).median_weight
    if weight is None:
        return [], {}
    said, standing = panels(edition), {one.pk for one in nominations}
    medians = {
        str(key): panel.total
        for key, panel in said.items()
        if panel.total is not None and key in standing
    }
    return [ScorePart("given", Fraction(weight), full_at=rules.TOP)], medians


@dataclass(frozen=True)
class Statement:
    """An answer of the person's application."""

    question: Question
    text: str


def statements_of(nomination: Nomination) -> list[Statement]:
    """The level of the organisation and what the person states; none without an application."""
    found = Application.objects.filter(
        edition=nomination.edition_id, person=nomination.person_id
    ).exclude(state__in=UNSENT)
    application = found.select_related("form").first()
    if application is None or application.form is None:
        return []
    wanted = (LEVEL, *STATEMENTS)
    questions = {one.key: one for one in applications.parsed(application.form).questions}
    answers = application.answers
    return [
        Statement(questions[key], str(answers[key]))
        for key in wanted
        if key in questions and answers.get(key)
    ]
