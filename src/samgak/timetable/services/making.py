"""The timetable that the planner makes."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from samgak.accounts.models import User
from samgak.core.errors import RuleBroken
from samgak.planning.timetable import problem as planner
from samgak.planning.timetable.measures import IN_ORDER
from samgak.planning.timetable.problem import NoTimetable, Placement, Problem, Timetable
from samgak.planning.timetable.solver import solve
from samgak.programmes.models import Edition
from samgak.timetable import queries, rules
from samgak.timetable.models import Hours, Making
from samgak.timetable.services.placing import accept

STEPS = 3  # the problem is read, solved, its answer stored
EFFORT = 10  # of the planner, in its own deterministic time: the same answer on every machine


def make(
    edition: Edition,
    *,
    at: datetime,
    by: User | None = None,
    effort: float | None = None,
    only_unplaced: bool = False,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Timetable | NoTimetable:
    """Work out the best timetable and place the sessions; an impossible one changes nothing.

    With `only_unplaced`, sessions that have a time keep it and their room. Raises NoAnswer when the
    effort ran out, and RuleBroken where nothing can be made.
    """
    _check_that_it_may_be_made(edition, only_unplaced=only_unplaced)
    problem = queries.planning_problem(edition)
    if not problem.sessions:
        raise RuleBroken("no_sessions")
    if not problem.days:
        raise RuleBroken("no_usable_days")
    if only_unplaced:
        problem = _with_placed_kept(problem, queries.placements(edition))
    progress(1, STEPS)
    answer = solve(problem, effort=EFFORT if effort is None else effort)
    progress(2, STEPS)
    if isinstance(answer, Timetable):
        with transaction.atomic():
            accept(edition, answer, at=at)
            _keep(edition, answer, made_by=by, made_at=at, only_unplaced=only_unplaced)
    progress(STEPS, STEPS)
    return answer


def _check_that_it_may_be_made(edition: Edition, *, only_unplaced: bool) -> None:
    may_be = rules.may_be_changed if only_unplaced else rules.may_be_made
    if not may_be(edition.state):
        raise RuleBroken("course_has_begun")
    if not Hours.objects.filter(edition=edition).exists():
        raise RuleBroken("hours_missing")


def _with_placed_kept(problem: Problem, placements: Mapping[str, Placement]) -> Problem:
    def kept(session: planner.Session) -> planner.Session:
        placement = placements.get(session.code)
        if placement is None:
            return session
        start = placement.starts_at.astimezone(problem.zone).replace(tzinfo=None)
        return replace(session, at=start, room=placement.room)

    return replace(problem, sessions=tuple(kept(session) for session in problem.sessions))


def _keep(edition: Edition, made: Timetable, **how: object) -> None:
    reached = {name: getattr(made, name) for name in IN_ORDER}
    bounds = {f"{name}_bound": made.bounds[name] for name in IN_ORDER}
    Making.objects.update_or_create(edition=edition, defaults={**reached, **bounds, **how})
