"""Teams score each other's services."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from samgak.core.errors import RuleBroken
from samgak.practice.models import ClosedScoring, ScoreMark, ServiceModel, ServiceScore
from samgak.practice.queries import scores as queries
from samgak.practice.rules.scores import CRITERIA
from samgak.programmes.models import Edition


@transaction.atomic
def score(
    service: ServiceModel, *, marks: Mapping[str, tuple[int, str]], by, at: datetime
) -> ServiceScore:
    """Give or change one's marks, criterion -> (mark, reason); refuses one's own service and once closed."""
    edition = Edition.objects.select_for_update(no_key=True).get(pk=service.team.edition_id)
    if queries.is_closed(edition):
        raise RuleBroken("scores_are_closed")
    if queries.is_own(service, by):
        raise RuleBroken("own_service")
    given, _ = ServiceScore.objects.update_or_create(
        service=service, scorer=by, defaults={"scored_at": at}
    )
    for criterion in CRITERIA:
        mark, reason = marks[criterion]
        ScoreMark.objects.update_or_create(
            score=given, criterion=criterion, defaults={"mark": mark, "reason": reason}
        )
    return given


@transaction.atomic
def close(edition: Edition, *, by, at: datetime) -> None:
    """From now on nobody changes a score; closing twice changes nothing."""
    Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
    ClosedScoring.objects.get_or_create(
        edition=edition, defaults={"closed_at": at, "closed_by": by}
    )


@transaction.atomic
def reopen(edition: Edition) -> None:
    """Let people score again."""
    ClosedScoring.objects.filter(edition=edition).delete()
