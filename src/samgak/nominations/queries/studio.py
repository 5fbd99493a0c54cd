"""What the studio asks: the cohort that stands, how far each quota can go, and the nominees."""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.cache import cache

from samgak.nominations.models import Nomination, Selection
from samgak.nominations.queries import selections as queries
from samgak.nominations.queries.diversity import Unanswered, unanswered
from samgak.nominations.rules import studio as rules
from samgak.participants.folding import folded
from samgak.planning.selection import (
    Cohort,
    NoCohort,
    Problem,
    Range,
    choose,
    feasible_range,
)
from samgak.programmes.models import Edition, QuotaLine

KEPT_FOR = 600  # seconds; only numbers of nominations, no names
NOT_KEPT = object()
STANDING = (Selection.State.PROPOSED, Selection.State.APPROVED)


def base_of(problem: Problem) -> Cohort | NoCohort:
    """What the engine chooses from the call as it is now."""
    return standing_of(problem)[0]


def standing_of(problem: Problem) -> tuple[Cohort | NoCohort, list[int]]:
    """What the engine chooses, and all nominations: those with a seat first, then by score."""
    found: tuple[Cohort | NoCohort, list[int]] = _kept(
        ("standing",), problem, lambda: _standing(problem)
    )
    return found


def _standing(problem: Problem) -> tuple[Cohort | NoCohort, list[int]]:
    base = choose(problem)
    return base, rules.by_standing(problem, base)


def range_of(problem: Problem, line: str) -> Range | None:
    """Between which numbers of people of a line cohorts exist, all other lines kept."""
    found: Range | None = _kept(("range", line), problem, lambda: feasible_range(problem, line))
    return found


def _kept(what: tuple[str, ...], problem: Problem, compute: Callable[[], Any]) -> Any:
    key = f"studio:{':'.join(what)}:{rules.digest(problem)}".replace(" ", "_")
    found = cache.get(key, NOT_KEPT)
    if found is NOT_KEPT:
        found = compute()
        cache.set(key, found, KEPT_FOR)
    return found


def standing_selection(edition: Edition, base: Cohort | NoCohort) -> Selection | None:
    """The last proposal or decision, where the call as it is now would give the same cohort."""
    latest = queries.latest_selection(edition)
    if latest is None or latest.state not in STANDING or isinstance(base, NoCohort):
        return None
    chosen = latest.lines.filter(outcome=queries.Outcome.SELECTED)
    keys = {str(pk) for pk in chosen.values_list("nomination", flat=True)}
    return latest if keys == set(base.selected) else None


def matching(edition: Edition, order: list[int], *, name: str) -> list[int]:
    """Those nominations of the order that match words of a name."""
    if not folded(name):
        return order
    found = Nomination.objects.standing().filter(edition=edition)
    for word in folded(name).split():
        found = found.filter(search_text__contains=word)
    wanted = set(found.order_by().values_list("pk", flat=True))
    return [pk for pk in order if pk in wanted]


def unanswered_of(edition: Edition, lines: list[QuotaLine]) -> list[Unanswered]:
    """The questions that these lines count, with how many of the nominees have not answered."""
    return unanswered(Nomination.objects.standing().filter(edition=edition), lines)


def nominations_of(keys: Iterable[str | int]) -> list[Nomination]:
    """These nominations in the order given."""
    wanted = [int(key) for key in keys]
    found = Nomination.objects.filter(pk__in=wanted).select_related("person").in_bulk()
    return [found[pk] for pk in wanted if pk in found]
