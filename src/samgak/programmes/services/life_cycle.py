from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from samgak.core import audit
from samgak.core.errors import RuleBroken
from samgak.programmes import queries, rules
from samgak.programmes.models import Edition, EditionStep
from samgak.programmes.permissions import access_of
from samgak.programmes.rules import State


@transaction.atomic
def move(
    edition: Edition,
    *,
    to: State,
    by,
    at: datetime,
    reason: str = "",
    facts: Mapping[str, bool] | None = None,
) -> EditionStep:
    """Take one step of the life cycle; refuses a step the table lacks, or whose guards fail.

    `facts` are what higher apps know (tests in, reports valid); the edition's own are added here.
    """
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    before = State(edition.state_before) if edition.state_before else None
    step = rules.step_between(State(edition.state), to, state_before=before)
    if step is None:
        raise RuleBroken("no_such_step", source=edition.state, target=to)
    known = {**queries.own_facts(edition, at=at), **(facts or {})}
    roles = access_of(by, edition, on=at.date()).roles
    if reasons := rules.reasons_not_to_move(step, roles=roles, facts=known, reason=reason):
        raise RuleBroken(reasons[0], source=edition.state, target=to, all=reasons)
    return _take(edition, to=to, by=by, at=at, reason=reason)


@transaction.atomic
def move_by_clock(*, at: datetime) -> list[EditionStep]:
    """Take every step whose moment has come and that needs nobody: calls open and close."""
    taken = []
    waiting = [step.source for step in rules.FORWARD if step.by_clock]
    for edition in Edition.objects.select_for_update().filter(state__in=waiting):
        while step := next(
            (one for one in rules.steps_from(State(edition.state)) if one.by_clock), None
        ):
            facts = queries.own_facts(edition, at=at)
            if not all(facts.get(guard) for guard in step.guards):
                break
            taken.append(_take(edition, to=step.target, by=None, at=at, reason=""))
    return taken


@transaction.atomic
def take_back_by_clock(*, at: datetime) -> list[Edition]:
    """Undo the clock's own last steps that lie after a moment, as if it had not come yet.

    For the demonstration, whose clock goes back too; what a person did since stays, and all before it.
    """
    back = []
    for edition in Edition.objects.select_for_update(no_key=True):
        steps = edition.steps.order_by("-taken_at", "-pk")
        while (last := steps.first()) and last.taken_by_id is None and last.taken_at > at:
            edition.state = last.from_state
            edition.save(update_fields=["state"])
            last.delete()
            back.append(edition)
    return back


def _take(edition: Edition, *, to: State, by, at: datetime, reason: str) -> EditionStep:
    aside = to in (State.SUSPENDED, State.POSTPONED)
    step = EditionStep.objects.create(
        edition=edition,
        from_state=edition.state,
        to_state=to,
        taken_by=by,
        taken_at=at,
        reason=reason.strip(),
    )
    edition.state_before = (edition.state_before or edition.state) if aside else ""
    edition.state = to
    with audit.because(reason):
        edition.save(update_fields=["state", "state_before"])
    return step
