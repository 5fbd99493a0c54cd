"""Who is in which team, and what the teams have."""

from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from samgak.participants.models import Participant
from samgak.practice import permissions
from samgak.practice.models import ServiceModel, Team, TeamMember
from samgak.programmes.models import Edition
from samgak.programmes.permissions import Access

GONE = ("declined", "withdrawn", "dismissed")


@dataclass(frozen=True)
class TeamRow:
    """A team of the list: its members, how many services and redesigns it has, whether it is the reader's.

    is_known: the reader may know its members by name.
    """

    team: Team
    members: tuple[Participant, ...]
    services: int
    redesigns: int
    is_own: bool
    is_known: bool


def teams(edition: Edition, *, access: Access) -> list[TeamRow]:
    """Every team of the edition, the reader's own first."""
    found = _with_members(Team.objects.filter(edition=edition)).annotate(
        service_count=Count("services", filter=Q(services__base=None), distinct=True),
        redesign_count=Count("services", filter=Q(services__base__isnull=False), distinct=True),
    )
    rows = [
        TeamRow(
            team=one,
            members=members_of(one),
            services=one.service_count,
            redesigns=one.redesign_count,
            is_own=is_member(one, access=access),
            is_known=may_work_in(one, access=access),
        )
        for one in found
    ]
    return sorted(rows, key=lambda row: not row.is_own)


def team(edition: Edition, *, key: str) -> Team:
    """One team with its members; raises Team.DoesNotExist."""
    return _with_members(Team.objects.filter(edition=edition)).get(key=key)


def members_of(team: Team) -> tuple[Participant, ...]:
    return tuple(one.participant for one in team.members.all())


def services_of(team: Team) -> QuerySet[ServiceModel]:
    """The services of a team as they are, each with its redesigns."""
    redesigns = ServiceModel.objects.order_by("pk")
    return (
        ServiceModel.objects.filter(team=team, base=None)
        .annotate(step_count=Count("steps"))
        .prefetch_related(Prefetch("redesigns", redesigns))
        .order_by("pk")
    )


def service(edition: Edition, *, service_id: int) -> ServiceModel:
    """A service or redesign of the edition with its steps; raises ServiceModel.DoesNotExist."""
    return (
        ServiceModel.objects.select_related("team", "base__team")
        .prefetch_related("steps", "base__steps", "team__members__participant__person")
        .get(pk=service_id, team__edition=edition)
    )


def may_work_in(team: Team, *, access: Access) -> bool:
    """Whether the reader works in the team: one of its members, or who leads the practice."""
    return permissions.leads(access) or is_member(team, access=access)


def is_member(team: Team, *, access: Access) -> bool:
    """Whether the reader is one of the team."""
    if access.user_id is None:
        return False
    return any(one.participant.person.user_id == access.user_id for one in team.members.all())


def free_participants(edition: Edition, *, but_of: Team | None = None) -> list[Participant]:
    """Who takes part and is in no team, or in this one."""
    elsewhere = TeamMember.objects.filter(team__edition=edition)
    if but_of:
        elsewhere = elsewhere.exclude(team=but_of)
    found = (
        Participant.objects.filter(edition=edition)
        .exclude(pk__in=elsewhere.values("participant"))
        .exclude(state__in=GONE)
        .select_related("person")
    )
    return sorted(found, key=lambda one: (one.person.country, str(one.person)))


def _with_members(found: QuerySet[Team]) -> QuerySet[Team]:
    members = TeamMember.objects.select_related("participant__person").order_by(
        "participant__person__country", "pk"
    )
    return found.prefetch_related(Prefetch("members", members))
