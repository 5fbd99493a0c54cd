"""The votes of a topic: as a matrix, as counts, and what of them may be shown."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from django.db.models import Count, Q, QuerySet, Sum

from samgak.discussions import rules
from samgak.discussions.models import Analysis, Statement, Topic, Vote
from samgak.measures.opinions import Matrix

# Of what unites or divides, the strongest are enough to read.
MOST_FINDINGS = 30


def matrix(topic: Topic) -> tuple[list[int], list[str], Matrix]:
    """Numbers of the accepted statements, the country of each voter, and the votes; NaN is unseen."""
    numbers = list(
        Statement.objects.accepted()
        .filter(topic=topic)
        .order_by("number")
        .values_list("number", flat=True)
    )
    cast = _votes(topic).values_list(
        "participant_id", "participant__person__country", "statement__number", "value"
    )
    rows: dict[int, int] = {}
    countries: list[str] = []
    cells = []
    columns = {number: at for at, number in enumerate(numbers)}
    for person, country, number, value in cast:
        if person not in rows:
            rows[person] = len(rows)
            countries.append(country)
        cells.append((rows[person], columns[number], value))
    votes = np.full((len(rows), len(numbers)), np.nan)
    for row, column, value in cells:
        votes[row, column] = value
    return numbers, countries, votes


def digest_of(topic: Topic) -> str:
    """Says whether any vote, or the list of what is voted on, is another than before."""
    numbers = Statement.objects.accepted().filter(topic=topic).values_list("pk", flat=True)
    cast = _votes(topic).order_by("pk").values_list("pk", "value")
    return hashlib.sha256(repr((sorted(numbers), list(cast))).encode()).hexdigest()


def state_of_votes(topic: Topic) -> tuple[int, int, int]:
    """People who voted, votes, and changes of mind: cheap to ask, and different after each vote."""
    found = _votes(topic).aggregate(
        people=Count("participant", distinct=True), votes=Count("pk"), changes=Sum("changes")
    )
    return found["people"], found["votes"], found["changes"] or 0


def _votes(topic: Topic):
    return Vote.objects.filter(topic=topic, statement__state=rules.ACCEPTED)


@dataclass(frozen=True)
class Counted:
    """A statement with its counts; None where fewer than five voted."""

    statement: Statement
    count: rules.Count | None


def accepted(topic: Topic) -> QuerySet[Statement]:
    """What is voted on in the topic, by number."""
    return Statement.objects.accepted().filter(topic=topic).order_by("number")


def counted(statements: Iterable[Statement]) -> list[Counted]:
    """The statements with how many agree, disagree and pass."""
    found = (
        Statement.objects.filter(pk__in=[one.pk for one in statements])
        .annotate(
            agree=Count("votes", filter=Q(votes__value=1)),
            disagree=Count("votes", filter=Q(votes__value=-1)),
            passed=Count("votes", filter=Q(votes__value=0)),
        )
        .prefetch_related("translations")
        .order_by("number")
    )
    made = []
    for one in found:
        count = rules.Count(one.agree, one.disagree, one.passed)
        made.append(Counted(one, count if count.voted >= rules.LEAST_SHOWN else None))
    return made


@dataclass(frozen=True)
class Finding:
    """A statement that unites or divides: its total and its parts, small ones together."""

    statement: Statement
    total: rules.Count
    groups: tuple[tuple[str, rules.Count], ...]
    countries: rules.Parts


def findings(analysis: Analysis, *, kind: str) -> list[Finding]:
    """What unites ("unites") or divides ("divides"), the strongest first."""
    numbers = analysis.found[kind][:MOST_FINDINGS]
    found = Statement.objects.filter(topic=analysis.topic_id, number__in=numbers)
    known = {one.number: one for one in found.prefetch_related("translations")}
    return [
        _finding(known[number], analysis.found["opinions"][str(number)])
        for number in numbers
        if number in known
    ]


def _finding(statement: Statement, opinion: Mapping) -> Finding:
    groups = rules.shown_parts(
        {chr(65 + at): rules.Count(*three) for at, three in enumerate(opinion["groups"])}
    )
    countries = {key: rules.Count(*three) for key, three in opinion["countries"].items()}
    return Finding(
        statement=statement,
        total=rules.Count(*opinion["total"]),
        groups=groups.shown,
        countries=rules.shown_parts(countries),
    )
