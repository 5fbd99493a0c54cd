"""The order in which a country would send its nominees."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from samgak.core import versions
from samgak.core.errors import RuleBroken
from samgak.nominations import queries
from samgak.nominations.models import Nomination
from samgak.nominations.rules.order import placed
from samgak.nominations.services import moves
from samgak.nominations.services.window import lock_for_nominations
from samgak.programmes.models import Edition


@transaction.atomic
def set_rank(nomination: Nomination, *, rank: int, by, at: datetime) -> Nomination:
    """Give a nominee this place in the country's order; others keep theirs."""
    nomination, _ = moves.held(nomination, by=by, at=at)
    return _save_rank(nomination, rank)


@transaction.atomic
def move_up(nomination: Nomination, *, by, at: datetime) -> Nomination:
    """Exchange places with the nominee above; the first stays where it is."""
    return _exchange(nomination, -1, by=by, at=at)


@transaction.atomic
def move_down(nomination: Nomination, *, by, at: datetime) -> Nomination:
    """Exchange places with the nominee below; the last stays where it is."""
    return _exchange(nomination, 1, by=by, at=at)


@transaction.atomic
def reorder(
    edition: Edition, *, country: str, places: Mapping[int, int], seen: str, by, at: datetime
) -> int:
    """Put nominees (by number) at places counted from 1 and number the whole list; how many changed.

    `seen` is the version of the list that the places were said of (`queries.order_stamp`).
    """
    edition = lock_for_nominations(edition, country=country, by=by, at=at)
    versions.refuse_if_changed(seen, queries.order_stamp(edition, country=country))
    if any(place < 1 for place in places.values()):
        raise RuleBroken("place_is_none")
    order = _locked_order(edition, country)
    ranks = {one.pk: one.rank for one in order}
    moved = {pk: place for pk, place in places.items() if pk in ranks and ranks[pk] != place}
    changed = []
    by_key = {one.pk: one for one in order}
    for place, key in enumerate(placed(list(ranks), moved), start=1):
        one = by_key[key]
        if moved and one.rank != place:
            one.rank, one.version = place, one.version + 1
            changed.append(one)
    Nomination.objects.bulk_update(changed, ["rank", "version"], batch_size=500)
    return len(changed)


def _locked_order(edition: Edition, country: str) -> list[Nomination]:
    return list(
        Nomination.objects.select_for_update(of=("self",))
        .filter(edition=edition, country=country)
        .present()
        .order_by("rank", "pk")
    )


def _exchange(nomination: Nomination, step: int, *, by, at: datetime) -> Nomination:
    nomination, edition = moves.held(nomination, by=by, at=at)
    order = _locked_order(edition, nomination.country)
    if nomination not in order:
        raise RuleBroken("is_withdrawn_already")
    here = order.index(nomination)
    there = here + step
    if not 0 <= there < len(order):
        return nomination
    ranks = [one.rank for one in order]
    if len(set(ranks)) < len(ranks):
        ranks = list(range(1, len(ranks) + 1))
    order[here], order[there] = order[there], order[here]
    for one, rank in zip(order, ranks, strict=True):
        if one.rank != rank:
            _save_rank(one, rank)
    return order[there]


def _save_rank(nomination: Nomination, rank: int) -> Nomination:
    nomination.rank, nomination.version = rank, nomination.version + 1
    nomination.save(update_fields=["rank", "version"])
    return nomination
