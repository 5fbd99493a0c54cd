"""Teams are formed by officers and lecturers, by hand or mixed by country."""

from collections.abc import Collection

from django.db import transaction
from i18nfield.strings import LazyI18nString

from samgak.core.errors import RuleBroken
from samgak.core.versions import CHANGED
from samgak.participants.models import Participant
from samgak.practice import rules
from samgak.practice.models import Team, TeamMember
from samgak.programmes.models import Edition


@transaction.atomic
def form_team(
    edition: Edition, *, name: str, language: str, members: Collection[Participant] = ()
) -> Team:
    """A new team; whoever was in another one leaves it."""
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    if Team.objects.filter(edition=edition).count() >= rules.MOST_TEAMS:
        raise RuleBroken("too_many_teams", most=rules.MOST_TEAMS)
    number = _next_number(edition)
    words = name or f"{number}"
    team = Team.objects.create(
        edition=edition,
        key=f"team-{number}",
        name=LazyI18nString({language: words}),
        language=language,
    )
    _seat(team, members)
    return team


@transaction.atomic
def change_team(
    team: Team, *, name: str, language: str, members: Collection[Participant], seen: int
) -> Team:
    team = Team.objects.select_for_update().get(pk=team.pk)
    if seen and seen != team.version:
        raise RuleBroken(CHANGED)
    if str(team.name.localize(language)) != name or language != team.language:
        team.name = LazyI18nString({language: name})
    team.language = language
    team.version += 1
    team.save()
    _seat(team, members)
    return team


@transaction.atomic
def remove_team(team: Team) -> None:
    """Take a team away with everything it made; the audit trail keeps it."""
    team.delete()


@transaction.atomic
def mix_teams(edition: Edition, *, teams: int, names: Collection[str], language: str) -> list[Team]:
    """Deal everybody who takes part and is in no team into new teams, countries mixed."""
    taken = TeamMember.objects.filter(team__edition=edition).values("participant")
    free = (
        Participant.objects.filter(edition=edition)
        .exclude(pk__in=taken)
        .exclude(state__in=("declined", "withdrawn", "dismissed"))
        .select_related("person")
        .order_by("person__country", "pk")
    )
    if not free:
        raise RuleBroken("nobody_to_mix")
    dealt = rules.mixed([(one.person.country, one) for one in free], teams=teams)
    return [
        form_team(edition, name=name, language=language, members=members)
        for name, members in zip(names, dealt, strict=False)
        if members
    ]


def _seat(team: Team, members: Collection[Participant]) -> None:
    if len(members) > rules.MOST_MEMBERS:
        raise RuleBroken("team_too_large", most=rules.MOST_MEMBERS)
    if any(one.edition_id != team.edition_id for one in members):
        raise RuleBroken("not_of_this_edition")
    TeamMember.objects.filter(team=team).exclude(participant__in=members).delete()
    for one in members:
        TeamMember.objects.update_or_create(participant=one, defaults={"team": team})


def _next_number(edition: Edition) -> int:
    keys = Team.objects.filter(edition=edition).values_list("key", flat=True)
    return max((int(key[5:]) for key in keys if key[5:].isdigit()), default=0) + 1
