"""A closed call as a pool to draw a cohort from: who takes part, and what every cohort must keep. Pure.

By lot among all eligible people, every cohort that keeps the quotas can be drawn. Among people of
equal score, every cohort that takes as many of each score as the best one: so its total stays the
greatest, whoever is drawn. Wishes, which a cohort may miss, count only in the second case: each is
met or missed as in the best cohort.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from hashlib import sha256
from typing import Any

from samgak.planning import draw
from samgak.planning.draw.publication import text_of, with_draw
from samgak.planning.draw.reading import json_of
from samgak.planning.draw.verify import Verified, verify
from samgak.planning.selection import Cohort, Nominee, Problem
from samgak.planning.selection.prepared import Prepared
from samgak.planning.selection.problem import EACH_ORGANISATION
from samgak.planning.selection.quotas import Keys, Limit

TIES, LOTTERY = "ties", "lottery"
SEAT, SURE = "seat", "sure"  # whoever has a seat without the lot
EQUAL = "equal"  # a group of people of equal score
ORGANISATION = "organisation"
LONGEST_SEED = 200
LEAST_WAIT = timedelta(
    hours=1
)  # from the act to the seed: so long may the computation wait and take


@dataclass(frozen=True)
class Ballot:
    """What is drawn from; `keys` are the nominees in the order of their numbers, from 1."""

    problem: draw.Problem
    keys: tuple[str, ...]


def ballot(problem: Problem, best: Cohort, *, method: str) -> Ballot | None:
    """The pool of a call; None where nobody is of equal score with somebody left out.

    `best` is chosen from `problem`. Raises ValueError for a pool too large to draw from.
    """
    ready = Prepared.from_cohort(problem, best)
    marks = _marks(ready, best, method)
    people = [one for one in ready.pool.people if one.key in marks]
    if not any(EQUAL in mark or not mark for mark in marks.values()):
        return None
    homes = _homes(ready, people)
    asked = sorted({key for keys in ready.quotas.keys.values() for key, _ in keys})
    lines = {
        line.name: line
        for line in (
            *_quotas(ready, best, method),
            *(_line({ORGANISATION: code}, high=_most(ready)) for code in homes.values()),
            *_fixed(marks, best),
        )
    }
    pool = tuple(
        draw.Person(str(number), _attributes(one, asked, homes) | marks[one.key])
        for number, one in enumerate(people, start=1)
    )
    return Ballot(
        draw.Problem(problem.seats, pool, tuple(lines.values())), tuple(one.key for one in people)
    )


def _marks(ready: Prepared, best: Cohort, method: str) -> dict[str, dict[str, str]]:
    """Of everybody who takes part: nothing, a seat for sure, or the group of equal score."""
    locks = ready.pool.locks
    seated = {ready.pool.people[number].key for number in locks.kept}
    open_to = [
        one.key
        for number, one in enumerate(ready.pool.people)
        if number not in locks.barred and number not in locks.kept
    ]
    marks: dict[str, dict[str, str]] = {key: {SEAT: SURE} for key in seated}
    if method == LOTTERY:
        return marks | {key: {} for key in open_to}
    selected = set(best.selected)
    there = Counter(ready.points[key] for key in open_to)
    taken = Counter(ready.points[key] for key in open_to if key in selected)
    groups = [score for score in sorted(there, reverse=True) if 0 < taken[score] < there[score]]
    number = {score: str(place) for place, score in enumerate(groups, start=1)}
    for key in open_to:
        score = ready.points[key]
        if score in number:
            marks[key] = {EQUAL: number[score]}
        elif taken[score]:
            marks[key] = {SEAT: SURE}
    return marks


def _quotas(ready: Prepared, best: Cohort, method: str) -> Iterator[draw.QuotaLine]:
    for name, limit in ready.quotas.limits.items():
        if name != EACH_ORGANISATION:
            yield _line(dict(ready.quotas.keys[name]), limit.low, limit.high)
    if method == TIES:
        seated = [one for one in ready.pool.people if one.key in set(best.selected)]
        counts = Counter(name for one in seated for name in ready.quotas.lines_of(one))
        for wish in ready.quotas.wishes:
            if wish.name != EACH_ORGANISATION:
                met = counts[wish.name]
                yield _line(dict(ready.quotas.keys[wish.name]), met, met)


def _fixed(marks: Mapping[str, Mapping[str, str]], best: Cohort) -> Iterator[draw.QuotaLine]:
    """As many of each group of equal score as the best cohort takes, and all whose seat is sure."""
    selected = set(best.selected)
    there = Counter(pair for mark in marks.values() for pair in mark.items())
    taken = Counter(pair for key, mark in marks.items() if key in selected for pair in mark.items())
    for (key, value), number in sorted(there.items()):
        seats = number if key == SEAT else taken[key, value]
        yield _line({key: value}, seats, seats)


def _homes(ready: Prepared, people: Sequence[Nominee]) -> dict[tuple[str, str], str]:
    """A code for each organisation of which more take part than may sit."""
    most = _most(ready)
    if most is None:
        return {}
    sent = Counter((one.country, one.organisation) for one in people)
    full = sorted(home for home, number in sent.items() if number > most)
    return {home: f"{home[0]}-{place}" for place, home in enumerate(full, start=1)}


def _most(ready: Prepared) -> int | None:
    return ready.quotas.limits.get(EACH_ORGANISATION, Limit()).high


def _attributes(
    nominee: Nominee, asked: Sequence[str], homes: Mapping[tuple[str, str], str]
) -> dict[str, str]:
    own = {"country": nominee.country, "sex": nominee.sex, **nominee.attributes}
    found = {key: own[key] for key in asked if key in own}
    home = homes.get((nominee.country, nominee.organisation))
    return found | ({ORGANISATION: home} if home else {})


def _line(where: Mapping[str, str], low: int = 0, high: int | None = None) -> draw.QuotaLine:
    return draw.QuotaLine(tuple(sorted(where.items())), low, high)


@dataclass(frozen=True)
class Kind:
    """People whom no quota tells apart: what the lines that count them ask, and their chance."""

    lines: tuple[Keys, ...]
    people: int
    chance: Fraction


def kinds(document: Mapping[str, Any]) -> list[Kind]:
    """The groups of a publication without anybody's number, the least chance first."""
    people = {one["number"]: one for one in document["people"]}
    lines = [tuple(sorted(one["where"].items())) for one in document["quotas"]]
    found = []
    for keys in document["groups"]:
        first = people[keys[0]]
        own = first["attributes"].items()
        mine = tuple(line for line in lines if own >= set(line))
        found.append(Kind(mine, len(keys), Fraction(first["probability"])))
    return sorted(found, key=lambda kind: kind.chance)


def chances(document: Mapping[str, Any]) -> list[Fraction]:
    """Everybody's probability, in the order of the numbers."""
    return [Fraction(one["probability"]) for one in document["people"]]


def is_about(document: Mapping[str, Any], found: Ballot) -> bool:
    """Whether the publication is that of this pool, its seats and its lines."""
    told = published_pool(found.problem)
    people = [(one["number"], one["attributes"]) for one in document["people"]]
    return (document["seats"], document["quotas"], people) == told


def published_pool(problem: draw.Problem) -> tuple[int, list[Any], list[Any]]:
    """Seats, quotas and people as a publication holds them."""
    quotas = [
        {"where": dict(line.where), "min": line.minimum, "max": line.maximum}
        for line in problem.lines
    ]
    return problem.seats, quotas, [(one.key, dict(one.attributes)) for one in problem.people]


def drawn_text(publication: str, seed: str) -> str:
    """The file with the cohort that the seed draws; the file as published where there is no seed."""
    return text_of(with_draw(json_of(publication), seed)) if seed else publication


def checked(publication: str, seed: str) -> Verified:
    """The whole file looked at again; raises DrawFault for the first claim that does not hold."""
    return verify(drawn_text(publication, seed))


def in_order_of_lots(numbers: Sequence[str], *, digest: str, seed: str) -> list[str]:
    """The numbers as the seed puts them, by the same rule as inside a group of the file."""
    return sorted(
        numbers, key=lambda one: (sha256(f"{digest}:{seed}:{one}".encode()).digest(), one)
    )
