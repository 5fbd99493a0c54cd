"""Applications taken along with what was decided elsewhere, in few queries however many they are."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from samgak.applications.models import Application, ApplicationStep
from samgak.applications.rules import states
from samgak.applications.services.moving import facts_of, plain_words
from samgak.core import audit
from samgak.core.errors import RuleBroken
from samgak.participants.models import Person
from samgak.programmes.models import Call, Edition


@dataclass(frozen=True)
class Turn:
    """Where a decision takes somebody's application: who takes it there, as what, and why.

    `facts` are those that only the decision knows.
    """

    to: str
    acts_as: str
    by: Any
    reason: str = ""
    facts: Collection[str] = ()


def follow(*, edition: Edition, person: Person, at: datetime, **turn: Any) -> None:
    """Take one person's application along: a single Turn of `follow_all`."""
    follow_all(edition, {person.pk: [Turn(**turn)]}, at=at)


@transaction.atomic
def follow_all(edition: Edition, turns: Mapping[int, Sequence[Turn]], *, at: datetime) -> None:
    """Take the applications of these people, by primary key, one turn after the other by `states.way`.

    Whoever has no application, as in editions that take nominations only, is passed over.
    Costs a few queries, and two for each different step with its reason.
    """
    found = list(_locked(edition, people=turns))
    if not found:
        return
    screened_by = _screeners(found)
    call = Call.objects.filter(edition=edition).first()
    is_open = call is None or call.is_open(at)
    rounds: defaultdict[int, list[ApplicationStep]] = defaultdict(list)
    for one in found:
        screened = screened_by[one.pk]
        steps = _steps(one, turns[one.person_id], at=at, screened_by=screened, call_is_open=is_open)
        for number, step in enumerate(steps):
            rounds[number].append(step)
    for taken in rounds.values():
        _take(taken, at=at)


def _locked(edition: Edition, *, people: Mapping[int, Any]):
    found = Application.objects.filter(edition=edition, person__in=list(people))
    # In one order, so that two who decide at once wait for each other and never both.
    return found.select_for_update().order_by("pk").only("state", "person")


def _screeners(found: Sequence[Application]) -> defaultdict[int, set[int | None]]:
    taken = ApplicationStep.objects.filter(
        application__in=[one.pk for one in found], acts_as=states.SCREENER
    )
    screened_by: defaultdict[int, set[int | None]] = defaultdict(set)
    for application, by in taken.order_by().values_list("application", "taken_by"):
        screened_by[application].add(by)
    return screened_by


def _steps(
    application: Application,
    turns: Sequence[Turn],
    *,
    at: datetime,
    screened_by: set[int | None],
    call_is_open: bool,
) -> Iterator[ApplicationStep]:
    """The steps of one application in their order; raises RuleBroken with what forbids one."""
    state = application.state
    for turn in turns:
        reason = plain_words(turn.reason)
        for target in states.way(state, turn.to):
            found = facts_of(
                reason=reason, by=turn.by, screened_by=screened_by, call_is_open=call_is_open
            )
            facts = {*turn.facts, *found}
            if reasons := states.reasons_not_to_move(
                state, target, acts_as=turn.acts_as, facts=facts
            ):
                raise RuleBroken(reasons[0])
            yield ApplicationStep(
                application=application,
                from_state=state,
                to_state=target,
                acts_as=turn.acts_as,
                taken_by=turn.by,
                taken_at=at,
                reason=reason,
            )
            state = target
            if turn.acts_as == states.SCREENER:
                screened_by.add(turn.by.pk if turn.by else None)


def _take(steps: Sequence[ApplicationStep], *, at: datetime) -> None:
    """Write down the steps; those to one state for one reason at once."""
    alike: defaultdict[tuple[str, str], list[ApplicationStep]] = defaultdict(list)
    for step in steps:
        alike[step.to_state, step.reason].append(step)
    for (target, reason), some in alike.items():
        with audit.because(reason):
            moved = Application.objects.filter(pk__in=[one.application_id for one in some])
            moved.update(state=target, state_changed_at=at)
            ApplicationStep.objects.bulk_create(some)
