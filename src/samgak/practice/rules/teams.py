"""How people are mixed into teams."""

from collections.abc import Hashable, Sequence
from itertools import zip_longest
from typing import TypeVar

Member = TypeVar("Member", bound=Hashable)
MOST_TEAMS, MOST_MEMBERS = 30, 30
MOST_SERVICES, MOST_REDESIGNS, MOST_STEPS = 20, 8, 60


def mixed(people: Sequence[tuple[str, Member]], *, teams: int) -> list[list[Member]]:
    """People (country, who) dealt out so that each team has about as many, of as many countries.

    The countries are dealt one after the other, each starting where the last one ended.
    """
    countries: dict[str, list[Member]] = {}
    for country, who in people:
        countries.setdefault(country, []).append(who)
    dealt = [who for country in sorted(countries) for who in countries[country]]
    rounds = [dealt[start : start + teams] for start in range(0, len(dealt), teams)]
    found = [[one for one in team if one is not None] for team in zip_longest(*rounds)]
    return found + [[] for _ in range(teams - len(found))]
