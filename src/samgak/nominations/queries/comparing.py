"""Two proposals of an edition beside each other."""

from dataclasses import dataclass
from fractions import Fraction

from django.db.models import QuerySet

from samgak.nominations.models import Selection, SelectionLine
from samgak.nominations.queries import selections as queries
from samgak.programmes.models import Edition, QuotaLine

State, Outcome = Selection.State, SelectionLine.Outcome


def comparable(edition: Edition) -> QuerySet[Selection]:
    """The proposals that named a cohort, the latest first, whatever became of them."""
    found = Selection.objects.filter(edition=edition).exclude(total_score="")
    found = found.select_related("proposed_by", "decided_by").order_by("-pk")
    return found.exclude(state__in=[State.COMPUTING, State.IMPOSSIBLE])


@dataclass(frozen=True)
class Changed:
    """Somebody with a seat in one of two proposals: `other` is what the other one says of the person."""

    line: SelectionLine
    other: SelectionLine | None


@dataclass(frozen=True)
class QuotaCounts:
    """How many people of a quota line each of two proposals seats."""

    line: QuotaLine
    first: int
    second: int


@dataclass(frozen=True)
class Compared:
    """From the first proposal to the second; `gain` in points."""

    first: Selection
    second: Selection
    entering: list[Changed]
    leaving: list[Changed]
    staying: list[SelectionLine]
    gain: Fraction
    quotas: list[QuotaCounts]


def compared(edition: Edition, first: Selection, second: Selection) -> Compared:
    """Who enters, leaves and stays, the totals, and the quotas of the call as it is now."""
    before, after = _by_nomination(first), _by_nomination(second)
    seated = Outcome.SELECTED
    was = {pk: line for pk, line in before.items() if line.outcome == seated}
    is_now = {pk: line for pk, line in after.items() if line.outcome == seated}
    filled = [queries.quota_states(edition, one) for one in (first, second)]
    return Compared(
        first=first,
        second=second,
        entering=[Changed(line, before.get(pk)) for pk, line in is_now.items() if pk not in was],
        leaving=[Changed(line, after.get(pk)) for pk, line in was.items() if pk not in is_now],
        staying=[line for pk, line in is_now.items() if pk in was],
        gain=Fraction(second.total_score) - Fraction(first.total_score),
        quotas=[
            QuotaCounts(one.line, one.now, other.now) for one, other in zip(*filled, strict=True)
        ],
    )


def _by_nomination(selection: Selection) -> dict[int, SelectionLine]:
    return {line.nomination_id: line for line in queries.selection_rows(selection)}
