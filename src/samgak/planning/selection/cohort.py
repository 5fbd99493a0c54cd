"""From a closed call to the cohort, its reserves and everybody's reason."""

from fractions import Fraction

from samgak.planning.selection import clashes, reasons, rules, solver
from samgak.planning.selection.problem import Cohort, NoCohort, Problem
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
    best = solver.best_cohort(eligible, [points[n.key] for n in eligible], limits, problem.seats)
    if best is None:
        return clashes.explain(eligible, limits, problem.seats)
    taken = set(best.chosen)
    selected = [eligible[i] for i in best.chosen]
    left = [nominee for i, nominee in enumerate(eligible) if i not in taken]
    exchanges = Exchanges(selected, limits)
    lowest = min(points[n.key] for n in selected)
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
        reasons=not_eligible | reasons.reasons_not_selected(left, points, lowest, exchanges),
        proven=best.proven,
    )


def _reasons_not_eligible(problem: Problem) -> dict[str, str]:
    return {
        nominee.key: "not-eligible/" + ",".join(missed)
        for nominee in problem.nominees
        if (
            missed := rules.reasons_not_eligible(nominee, problem.eligibility, on=problem.starts_on)
        )
    }
