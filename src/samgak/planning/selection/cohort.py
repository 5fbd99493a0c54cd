"""From a closed call to the cohort, its reserves and everybody's reason."""

from collections.abc import Mapping
from fractions import Fraction

from samgak.planning.selection import clashes, locks, reasons, rules, solver
from samgak.planning.selection.problem import Cohort, NoCohort, Nominee, Problem
from samgak.planning.selection.quotas import Exchanges, limits_of


def choose(problem: Problem) -> Cohort | NoCohort:
    """The cohort of highest total score under all quota lines, or why there is none.

    Scores are exact; equal totals are settled by the digest order. The same problem gives the same
    answer whatever the order of its nominees. Raises ValueError for quota lines of one name that
    contradict each other. Source: "Choosing the cohort" of the edition file's definition.
    """
    limits = limits_of(problem.quota_lines)
    not_eligible = _reasons_not_eligible(problem)
    eligible = rules.in_digest_order(
        (n for n in problem.nominees if n.key not in not_eligible), problem.tie_seed
    )
    points, unit = rules.whole_scores(problem)
    people, locked = locks.candidates(problem, eligible)
    own = [points[n.key] for n in people]
    best = solver.best_cohort(people, own, limits, problem.seats, locked)
    if best is None:
        return clashes.explain(people, limits, problem.seats, locked, eligible)
    passed = {*best.chosen, *locked.barred}
    selected = [people[i] for i in best.chosen]
    left = [nominee for i, nominee in enumerate(people) if i not in passed]
    exchanges = Exchanges(selected, limits, fixed=problem.locked_in)
    return Cohort(
        selected=tuple(n.key for n in sorted(selected, key=lambda one: -points[one.key])),
        scores={key: Fraction(score, unit) for key, score in points.items()},
        eligible=tuple(n.key for n in eligible),
        positions={n.key: position for position, n in enumerate(eligible, start=1)},
        total=Fraction(sum(points[n.key] for n in selected), unit),
        reserves=reasons.reserves(
            left,
            points,
            exchanges,
            countries=(n.country for n in problem.nominees),
            per_country=problem.reserves_per_country,
        ),
        reasons=_reasons(problem, not_eligible, left, points, exchanges),
        proven=best.proven,
    )


def _reasons(
    problem: Problem,
    not_eligible: Mapping[str, str],
    left: list[Nominee],
    points: Mapping[str, int],
    exchanges: Exchanges,
) -> dict[str, str]:
    left_out = dict.fromkeys(sorted(problem.locked_out), reasons.LEFT_OUT)
    kept = {key: code for key, code in not_eligible.items() if key not in problem.locked_in}
    return left_out | kept | reasons.reasons_not_selected(left, points, exchanges)


def _reasons_not_eligible(problem: Problem) -> dict[str, str]:
    return {
        nominee.key: "not-eligible/" + ",".join(missed)
        for nominee in problem.nominees
        if (
            missed := rules.reasons_not_eligible(nominee, problem.eligibility, on=problem.starts_on)
        )
    }
