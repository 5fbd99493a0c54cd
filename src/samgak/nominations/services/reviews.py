"""Reviewing: the plan, the criteria, who reviews whom, conflicts of interest and marks."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from samgak.core import audit
from samgak.core.errors import RuleBroken
from samgak.nominations.models import Criterion, Mark, Nomination, Review, ReviewPlan
from samgak.nominations.queries import reviews as queries
from samgak.nominations.rules import reviews as rules
from samgak.nominations.rules.screening import SCREENED_IN
from samgak.nominations.services.selections import supersede
from samgak.programmes.models import Edition

MOST_CRITERIA = 12
ENDS = ("screening_until", "review_until")


@transaction.atomic
def save_plan(edition: Edition, *, values: Mapping[str, Any], reason: str) -> ReviewPlan:
    """Keep the phases and the ways of the panel; an end that was said moves away with a reason only."""
    edition = _arranging(edition)
    plan = queries.plan_of(edition)
    extended = any(rules.is_extended(getattr(plan, end), values[end]) for end in ENDS)
    if extended and plan.pk and not reason.strip():
        raise RuleBroken("extension_needs_a_reason")
    if plan.median_weight != values["median_weight"]:
        supersede(edition)
    for name, value in values.items():
        setattr(plan, name, value)
    with audit.because(reason.strip()):
        plan.save()
    return plan


@transaction.atomic
def put_criterion(
    edition: Edition, *, values: Mapping[str, Any], criterion: Criterion | None = None
) -> Criterion:
    """Add a criterion, or change one; whose marks exist keeps its weight and words."""
    edition = _arranging(edition)
    if criterion is None:
        known = Criterion.objects.filter(edition=edition)
        if known.count() >= MOST_CRITERIA:
            raise RuleBroken("too_many_criteria")
        last = known.aggregate(last=Max("position"))["last"] or 0
        criterion = Criterion(edition=edition, position=last + 1)
    _refuse_once_marked(edition)
    for name, value in values.items():
        setattr(criterion, name, value)
    criterion.save()
    return criterion


@transaction.atomic
def remove_criterion(criterion: Criterion) -> None:
    """Take a criterion out before anybody has marked."""
    _refuse_once_marked(_arranging(criterion.edition))
    criterion.delete()


@transaction.atomic
def assign(edition: Edition, *, reviewers: Collection[int]) -> int:
    """Ask these people to review, spread evenly; how many reviews are new.

    Whoever is no longer named loses what is not done yet; what is done and every conflict stays.
    """
    edition = _arranging(edition)
    if not Criterion.objects.filter(edition=edition).exists():
        raise RuleBroken("no_criteria")
    mine = Review.objects.filter(edition=edition)
    mine.filter(done_at__isnull=True, has_conflict=False).exclude(reviewer__in=reviewers).delete()
    known = list(mine.values_list("nomination", "reviewer", "has_conflict"))
    standing = Nomination.objects.standing().filter(edition=edition)
    pairs = rules.assignments(
        list(standing.values_list("pk", flat=True)),
        sorted(reviewers),
        each=queries.plan_of(edition).each_nominee,
        standing=[(one, who) for one, who, has_conflict in known if not has_conflict],
        conflicts=[(one, who) for one, who, has_conflict in known if has_conflict],
    )
    Review.objects.bulk_create(
        [Review(edition=edition, nomination_id=one, reviewer_id=who) for one, who in pairs],
        batch_size=1_000,
    )
    return len(pairs)


@transaction.atomic
def declare_conflict(review: Review, *, reason: str, at: datetime) -> Review:
    """A conflict of interest: from now on the reviewer neither sees nor marks this nominee."""
    review = _reviewing(review, at=at)
    if not reason.strip():
        raise RuleBroken("conflict_needs_a_reason")
    review.marks.all().delete()
    review.has_conflict, review.done_at = True, None
    review.reason = reason.replace("\0", "").strip()
    review.save()
    return review


@transaction.atomic
def mark(review: Review, *, marks: Mapping[int, int], at: datetime) -> Review:
    """Keep the marks of all criteria, from 0 to 5 each; a later marking takes their place."""
    review = _reviewing(review, at=at)
    criteria = queries.criteria_of(review.edition)
    if {one.pk for one in criteria} != set(marks):
        raise RuleBroken("criteria_have_changed")
    if not all(0 <= value <= rules.TOP for value in marks.values()):
        raise RuleBroken("no_such_mark")
    for criterion in criteria:
        Mark.objects.update_or_create(
            review=review, criterion=criterion, defaults={"value": marks[criterion.pk]}
        )
    review.done_at = at
    review.save(update_fields=["done_at"])
    return review


def _arranging(edition: Edition) -> Edition:
    edition = Edition.objects.select_for_update(of=("self",), no_key=True).get(pk=edition.pk)
    if edition.state not in ("call_open", *SCREENED_IN):
        raise RuleBroken("edition_is_not_screening")
    return edition


def _reviewing(review: Review, *, at: datetime) -> Review:
    locked = Review.objects.select_for_update(of=("self",)).select_related("edition")
    review = locked.get(pk=review.pk)
    edition = review.edition
    if edition.state not in SCREENED_IN:
        raise RuleBroken("edition_is_not_screening")
    if review.has_conflict:
        raise RuleBroken("conflict_is_declared")
    plan = queries.plan_of(edition)
    on = at.astimezone(edition.zone).date()
    if not rules.is_open(plan.review_from, plan.review_until, on=on):
        raise RuleBroken("review_is_not_open")
    return review


def _refuse_once_marked(edition: Edition) -> None:
    if Mark.objects.filter(review__edition=edition).exists():
        raise RuleBroken("criteria_are_marked")
