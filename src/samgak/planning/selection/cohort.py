"""From a closed call to the cohort, its reserves and everybody's reason."""

from collections.abc import Collection, Mapping
from fractions import Fraction

from samgak.planning.selection import clashes, reasons, rules, solver
from samgak.planning.selection.exchanges import Exchanges
from samgak.planning.selection.prepared import Prepared
from samgak.planning.selection.problem import Cohort, NoCohort, Nominee, Problem


def choose(problem: Problem) -> Cohort | NoCohort:
    """The cohort of highest total score, less the penalties of wishes, under all quota lines, or why there is none.

    Scores are exact; equal totals are settled by the digest order. The same problem gives the same
    answer whatever the order of its nominees. Raises ValueError for quota lines of one name that
    contradict each other. Source: "Choosing the cohort" of the edition file's definition.
    """
    ready = Prepared.of(problem)
    quotas, points, people = ready.quotas, ready.points, ready.pool.people
    best = solver.best_cohort(ready.pool, quotas)
    if best is None:
        return clashes.explain(ready.pool, quotas, ready.eligible)
    selected = [people[i] for i in best.chosen]
    passed = {*best.chosen, *ready.pool.locks.barred}
    left = [nominee for i, nominee in enumerate(people) if i not in passed]
    exchanges = Exchanges(selected, quotas, fixed=problem.locked_in)
    positions = {n.key: position for position, n in enumerate(ready.eligible, start=1)}
    return Cohort(
        selected=tuple(n.key for n in sorted(selected, key=lambda one: -points[one.key])),
        scores={key: Fraction(score, ready.pool.unit) for key, score in points.items()},
        eligible=tuple(positions),
        positions=positions,
        total=ready.total([n.key for n in selected]),
        reserves=reasons.reserves(
            left,
            points,
            exchanges,
            countries=(n.country for n in problem.nominees),
            per_country=problem.reserves_per_country,
        ),
        reasons=_reasons(problem, positions, left, points, exchanges),
        proven=best.proven,
        missed=solver.missed(quotas, selected),
        penalty=solver.penalty(quotas, selected),
    )


def _reasons(
    problem: Problem,
    positions: Mapping[str, int],
    left: list[Nominee],
    points: Mapping[str, int],
    exchanges: Exchanges,
) -> dict[str, str]:
    left_out = dict.fromkeys(sorted(problem.locked_out), reasons.LEFT_OUT)
    not_eligible = _reasons_not_eligible(problem, positions)
    kept = {key: code for key, code in not_eligible.items() if key not in problem.locked_in}
    return left_out | kept | reasons.reasons_not_selected(left, points, exchanges)


def _reasons_not_eligible(problem: Problem, eligible: Collection[str]) -> dict[str, str]:
    return {
        nominee.key: "not-eligible/" + ",".join(rules.barriers(nominee, problem))
        for nominee in problem.nominees
        if nominee.key not in eligible
    }
