"""The fair draw of a cohort: what it is held from now, and what was published of it."""

import json
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from samgak.core.errors import RuleBroken
from samgak.nominations.models import FairDraw, Nomination, Selection
from samgak.nominations.models.draws import OPEN
from samgak.nominations.queries import selections
from samgak.nominations.rules import draws as rules
from samgak.planning.draw.reading import DrawFault
from samgak.planning.selection import Cohort, NoCohort, Problem, choose
from samgak.programmes.models import Call, Edition


@dataclass(frozen=True)
class Drawable:
    """The closed call, its best cohort, and what is drawn from (None: nothing is left to the lot)."""

    problem: Problem
    best: Cohort
    ballot: rules.Ballot | None


def method_of(edition: Edition) -> str:
    """How the call says the cohort is chosen; empty without a call."""
    return Call.objects.filter(edition=edition).values_list("method", flat=True).first() or ""


def drawable(edition: Edition) -> Drawable:
    """What a draw is held from now; refuses a call by score, and quotas that can't hold together."""
    method = method_of(edition)
    if method == Call.Method.SCORE:
        raise RuleBroken("cohort_is_chosen_by_score")
    problem = selections.selection_problem(edition)
    best = choose(problem)
    if isinstance(best, NoCohort):
        raise RuleBroken("no_cohort_to_draw")
    try:
        return Drawable(problem, best, rules.ballot(problem, best, method=method))
    except ValueError:
        raise RuleBroken("pool_is_too_large") from None


def is_left_to_the_lot(edition: Edition, problem: Problem, best: Cohort) -> bool:
    """Whether the call demands a draw, so that nobody may propose the best cohort instead."""
    method = method_of(edition)
    if method in ("", Call.Method.SCORE):
        return False
    return rules.ballot(problem, best, method=method) is not None


def draws_of(edition: Edition) -> QuerySet[FairDraw]:
    """Every draw of the edition, the latest first, those taken back too."""
    found = FairDraw.objects.filter(edition=edition).select_related("edition", "made_by", "cast_by")
    return found.order_by("-pk")


def open_draw(edition: Edition) -> FairDraw | None:
    """The draw that counts: fixed, or drawn."""
    return draws_of(edition).filter(state__in=OPEN).first()


def is_published(edition: Edition) -> bool:
    """Whether the public can read of a draw."""
    return FairDraw.objects.filter(edition=edition).exists()


def document(draw: FairDraw) -> dict[str, Any]:
    """What was published, as JSON holds it."""
    found: dict[str, Any] = json.loads(draw.publication)
    return found


def drawn_numbers(draw: FairDraw) -> list[str]:
    """The numbers that the seed drew; none before."""
    if not draw.seed:
        return []
    told = json.loads(rules.drawn_text(draw.publication, draw.seed))
    numbers: list[str] = told["drawn"]["people"]
    return numbers


def is_still_of_the_call(draw: FairDraw, now: Drawable) -> bool:
    """Whether the call and its nominees are still those of which the draw was fixed."""
    found = now.ballot
    return (
        found is not None
        and [int(key) for key in found.keys] == draw.numbered
        and rules.is_about(document(draw), found)
    )


def holds(selection: Selection) -> bool:
    """Whether the whole draw, repeated from its file, gives the people of this selection today."""
    draw = selection.draw
    try:
        now = drawable(selection.edition)
        told = rules.checked(draw.publication, draw.seed)
    except (RuleBroken, DrawFault):
        return False
    drawn = {draw.numbered[int(number) - 1] for number in told.drawn}
    seated = selection.lines.filter(outcome=selections.Outcome.SELECTED)
    return (
        draw.state == FairDraw.State.DRAWN
        and told.digest == draw.digest
        and drawn == set(seated.values_list("nomination", flat=True))
        and is_still_of_the_call(draw, now)
    )


@dataclass(frozen=True)
class Drawer:
    """Somebody who takes part: the number in the file, the chance, and whether drawn (None: not yet)."""

    number: int
    nomination: Nomination
    chance: Any
    is_drawn: bool | None


def people_of(draw: FairDraw, *, first: int, last: int) -> list[Drawer]:
    """Who takes part, by the numbers from `first` to `last`."""
    drawn = {int(number) for number in drawn_numbers(draw)}
    chances = rules.chances(document(draw))
    wanted = draw.numbered[first - 1 : last]
    found = Nomination.objects.filter(pk__in=wanted).select_related("person").in_bulk()
    return [
        Drawer(number, found[pk], chances[number - 1], number in drawn if draw.seed else None)
        for number, pk in enumerate(wanted, start=first)
        if pk in found
    ]
