"""The scores that services got, without the names of those who gave them."""

from dataclasses import dataclass

from django.db.models import Avg, Count

from samgak.practice.models import (
    ClosedScoring,
    ScoreMark,
    ServiceModel,
    ServiceScore,
    TeamMember,
)
from samgak.practice.rules.scores import CRITERIA
from samgak.programmes.models import Edition


@dataclass(frozen=True)
class Scored:
    """A service, how many people scored it, and the mean of each criterion (None: nobody yet)."""

    service: ServiceModel
    people: int
    means: tuple[float | None, ...]
    mean: float | None


def is_closed(edition: Edition) -> bool:
    """Whether the scores of the edition are closed."""
    return ClosedScoring.objects.filter(edition=edition).exists()


def is_own(service: ServiceModel, user) -> bool:
    """Whether the person is in the team that made the service."""
    return TeamMember.objects.filter(team=service.team_id, participant__person__user=user).exists()


def marks_of(service: ServiceModel, user) -> dict[str, tuple[int, str]]:
    """The marks a person gave, criterion -> (mark, reason); empty before."""
    given = ScoreMark.objects.filter(score__service=service, score__scorer=user)
    return {one.criterion: (one.mark, one.reason) for one in given}


def scored_services(edition: Edition) -> list[Scored]:
    """Every service of the edition with its scores, the best first, those without any last."""
    services = ServiceModel.objects.filter(team__edition=edition).select_related("team__edition")
    people = dict(
        ServiceScore.objects.filter(service__team__edition=edition)
        .values_list("service")
        .annotate(Count("pk"))
    )
    means: dict[tuple[int, str], float] = {
        (service, criterion): mean
        for service, criterion, mean in ScoreMark.objects.filter(
            score__service__team__edition=edition
        )
        .values_list("score__service", "criterion")
        .annotate(Avg("mark"))
    }
    found = [_scored(service, people.get(service.pk, 0), means) for service in services]
    return sorted(found, key=lambda one: (-(one.mean or 0), one.service.pk))


def reasons(service: ServiceModel) -> dict[str, list[tuple[int, str]]]:
    """Criterion -> the marks with their reasons, the highest first; nobody is named."""
    found: dict[str, list[tuple[int, str]]] = {criterion: [] for criterion in CRITERIA}
    for one in ScoreMark.objects.filter(score__service=service).order_by("-mark", "reason"):
        found.setdefault(one.criterion, []).append((one.mark, one.reason))
    return found


def _scored(service: ServiceModel, people: int, means: dict[tuple[int, str], float]) -> Scored:
    own = tuple(means.get((service.pk, criterion)) for criterion in CRITERIA)
    given = [mean for mean in own if mean is not None]
    return Scored(service, people, own, sum(given) / len(given) if given else None)
