"""An office is simulated in both layouts, and what came of it is kept with what it was asked with."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction

from samgak.core.errors import RuleBroken
from samgak.measures import queues
from samgak.practice.models import OfficeSimulation, ServiceModel
from samgak.practice.rules import offices
from samgak.practice.rules.offices import Plan

MOST_KEPT = 20


def results_of(
    plan: Plan, *, progress: Callable[[int, int], None] | None = None
) -> dict[str, dict[str, Any]]:
    """Layout -> results as plain data; refuses a plan with faults by the code of the first.

    progress: called with (days done, days to do) of both layouts together.
    """
    layouts = _layouts(plan)
    found = {}
    for at, (layout, office) in enumerate(layouts.items()):

        def told(done: int, days: int, before: int = at) -> None:
            if progress:
                progress(before * days + done, len(layouts) * days)

        try:
            results = queues.simulate(
                office,
                days=plan.days,
                seed=plan.seed,
                target_minutes=plan.target_minutes,
                progress=told,
            )
        except queues.Unworkable as refused:
            raise _broken(refused.faults[0], plan) from refused
        found[layout] = asdict(results)
    return found


@transaction.atomic
def simulate(
    service: ServiceModel,
    *,
    plan: Plan,
    by,
    at: datetime,
    progress: Callable[[int, int], None] | None = None,
) -> OfficeSimulation:
    """Simulate the office and keep it; of a service the twenty newest are kept."""
    results = results_of(plan, progress=progress)
    kept = OfficeSimulation.objects.create(
        service=service, inputs=offices.plain(plan), results=results, made_at=at, made_by=by
    )
    older = service.simulations.values_list("pk", flat=True)[MOST_KEPT:]
    OfficeSimulation.objects.filter(pk__in=list(older)).delete()
    return kept


def refuse_unworkable(plan: Plan) -> None:
    """Refuse a plan that can't be simulated, without simulating it."""
    for office in _layouts(plan).values():
        if found := queues.faults(office, days=plan.days):
            raise _broken(found[0], plan)


def _layouts(plan: Plan) -> dict[str, queues.Office]:
    if any(not line.low <= line.likely <= line.high for line in plan.lines):
        raise RuleBroken("minutes-out-of-order")
    if plan.in_turn and plan.all_round:
        raise RuleBroken(queues.offices.DESK_UNCLEAR)
    return offices.layouts(plan)


def _broken(fault: queues.Fault, plan: Plan) -> RuleBroken:
    named = {f"line-{at}": line.title for at, line in enumerate(plan.lines, start=1)}
    titles = ", ".join(named[item] for item in fault.items if item in named)
    return RuleBroken(
        fault.code, lines=titles, percent=round(100 * fault.load) if fault.load else 0
    )
