"""The fair draw: fixed before its seed is known, cast by the seed, decided on by another person."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from samgak.core import audit
from samgak.core.errors import RuleBroken
from samgak.core.models import Work
from samgak.nominations.models import FairDraw, Selection
from samgak.nominations.queries import diversity
from samgak.nominations.queries import draws as queries
from samgak.nominations.rules import draws as rules
from samgak.nominations.rules.draws import Ballot
from samgak.nominations.services import selections
from samgak.planning.draw import NoLottery, fairest_lottery
from samgak.planning.draw.publication import published, text_of
from samgak.planning.selection.drawn import drawn_cohort
from samgak.programmes.models import Edition

State = FairDraw.State
Say = Callable[[int], None]


def commit(
    edition: Edition,
    *,
    seed_source: str,
    seed_at: datetime,
    by,
    at: datetime,
    work: Work | None = None,
) -> FairDraw:
    """Fix and publish everybody's probability before the seed is known.

    The file with its digest stays as it is from now on, whoever writes. While the probabilities of a
    large pool are computed nobody waits; who is nominated meanwhile is found, and it is refused.
    """
    if not seed_source.strip():
        raise RuleBroken("seed_source_missing")
    if seed_at < at + rules.LEAST_WAIT:
        raise RuleBroken("seed_is_known_already")
    ballot = _ballot(edition)
    selections.say(work, 1)
    lottery = fairest_lottery(ballot.problem)
    if isinstance(lottery, NoLottery):
        raise RuleBroken("no_cohort_to_draw")
    selections.say(work, 3)
    document = published(ballot.problem, lottery, seed_source=seed_source.strip())
    with transaction.atomic():
        edition = selections.selecting(edition)
        if _ballot(edition) != ballot:
            raise RuleBroken("nominees_changed_meanwhile")
        selections.supersede(edition)
        made = FairDraw.objects.create(
            edition=edition,
            method=queries.method_of(edition),
            made_at=at,
            made_by=by,
            seed_source=seed_source.strip(),
            seed_at=seed_at,
            digest=document["digest"],
            publication=text_of(document),
            numbered=[int(key) for key in ballot.keys],
            own_words=diversity.own_words(edition),
        )
    selections.say(work, selections.STEPS)
    return made


def _ballot(edition: Edition) -> Ballot:
    """Who would be drawn from, as of now; refuses an edition that can hold no draw."""
    selections.refuse_unless_selecting(edition)
    if queries.open_draw(edition):
        raise RuleBroken("draw_is_open")
    ballot = queries.drawable(edition).ballot
    if ballot is None:
        raise RuleBroken("nobody_is_of_equal_score")
    return ballot


@transaction.atomic
def cast(draw: FairDraw, *, seed: str, by, at: datetime, work: Work | None = None) -> Selection:
    """Draw the cohort by the seed and propose it; the seed is entered once and never before its time."""
    edition = selections.selecting(draw.edition)
    draw = _locked(draw)
    if draw.state != State.COMMITTED:
        raise RuleBroken("draw_is_not_open")
    if at < draw.seed_at:
        raise RuleBroken("seed_is_not_known_yet")
    seed = " ".join(seed.split())
    if not 1 <= len(seed) <= rules.LONGEST_SEED:
        raise RuleBroken("seed_missing")
    found = queries.drawable(edition)
    if not queries.is_still_of_the_call(draw, found):
        raise RuleBroken("draw_is_out_of_date")
    selections.say(work, 1)
    draw.seed, draw.cast_by, draw.cast_at, draw.state = seed, by, at, State.DRAWN
    draw.save(update_fields=["seed", "cast_by", "cast_at", "state"])
    drawn = [str(draw.numbered[int(number) - 1]) for number in queries.drawn_numbers(draw)]
    numbers = [str(number) for number in range(1, len(draw.numbered) + 1)]
    order = rules.in_order_of_lots(numbers, digest=draw.digest, seed=seed)
    cohort = drawn_cohort(
        found.problem,
        found.best,
        drawn,
        [str(draw.numbered[int(number) - 1]) for number in order],
        by_score=draw.method == FairDraw.Method.TIES,
    )
    selections.say(work, 2)
    selections.supersede(edition)
    selection = Selection(
        edition=edition,
        proposed_by=by,
        proposed_at=at,
        seats=found.problem.seats,
        draw=draw,
        own_words=draw.own_words,
    )
    chances = dict(zip(draw.numbered, rules.chances(queries.document(draw)), strict=True))
    selections.store(
        selection, found.problem, cohort, work, chances=chances, explained_by=found.best
    )
    selections.say(work, selections.STEPS)
    return selection


@transaction.atomic
def take_back(draw: FairDraw, *, reason: str, by, at: datetime) -> None:
    """Let a draw no longer count, with a reason that is published; possible until the cohort is approved."""
    if not reason.strip():
        raise RuleBroken("reason_missing")
    edition = selections.selecting(draw.edition)
    draw = _locked(draw)
    if not draw.is_open:
        raise RuleBroken("draw_is_not_open")
    draw.state, draw.state_reason = State.TAKEN_BACK, reason.strip()
    draw.state_changed_by, draw.state_changed_at = by, at
    with audit.because(reason):
        draw.save(update_fields=["state", "state_reason", "state_changed_by", "state_changed_at"])
    selections.supersede(edition)


def _locked(draw: FairDraw) -> FairDraw:
    return FairDraw.objects.select_for_update(of=("self",)).get(pk=draw.pk)
