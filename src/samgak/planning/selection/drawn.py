"""What is to be said of a cohort that was drawn by lot in place of the best one."""

from collections.abc import Collection, Sequence

from samgak.planning.selection import reasons, solver
from samgak.planning.selection.exchanges import Exchanges
from samgak.planning.selection.prepared import Prepared
from samgak.planning.selection.problem import Cohort, Problem

DRAW = "draw"  # the reason of everybody whom the lot left out


def drawn_cohort(
    problem: Problem,
    best: Cohort,
    seated: Collection[str],
    lots: Sequence[str],
    *,
    by_score: bool,
) -> Cohort:
    """The drawn cohort with its reserves and everybody's reason; all arguments by key.

    `best` is chosen from `problem`; `lots` are those who took part in the draw, in the order in which
    the lot would have them follow. Reserves go by that order; `by_score`, of a draw among people of
    equal score, by the score first: there the total is that of the best, and its proof holds.
    """
    ready = Prepared.from_cohort(problem, best)
    people = {nominee.key: nominee for nominee in ready.pool.people}
    selected = [people[key] for key in seated]
    exchanges = Exchanges(selected, ready.quotas, fixed=problem.locked_in)
    by_lot = [people[key] for key in lots if key not in set(seated)]
    told = reasons.reasons_not_selected(
        [people[key] for key in best.positions if key not in {*seated, *lots, *problem.locked_out}],
        ready.points,
        exchanges,
    )
    left = by_lot + [people[key] for key in told]
    total = ready.total(list(seated))
    points = ready.points if by_score else dict.fromkeys(ready.points, 0)
    return Cohort(
        selected=tuple(sorted(seated, key=lambda key: (-ready.points[key], key))),
        scores=best.scores,
        eligible=best.eligible,
        positions=best.positions,
        total=total,
        reserves=reasons.reserves(
            left,
            points,
            exchanges,
            countries=(n.country for n in problem.nominees),
            per_country=problem.reserves_per_country,
        ),
        reasons=_kept(best) | told | {one.key: DRAW for one in by_lot},
        proven=by_score and best.proven and total == best.total,
        missed=solver.missed(ready.quotas, selected),
        penalty=solver.penalty(ready.quotas, selected),
    )


def _kept(best: Cohort) -> dict[str, str]:
    """The reasons that no draw changes: not eligible, or left out by an exception."""
    firm = ("not-eligible/", reasons.LEFT_OUT)
    return {key: reason for key, reason in best.reasons.items() if reason.startswith(firm)}
