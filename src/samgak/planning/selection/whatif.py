"""What if: one person seated, one more of a line, another quota; and two cohorts beside each other."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from samgak.planning.selection import clashes, solver
from samgak.planning.selection.cohort import choose
from samgak.planning.selection.crowd import Crowd
from samgak.planning.selection.neighbours import Variation
from samgak.planning.selection.prepared import Prepared
from samgak.planning.selection.problem import (
    EACH_ORGANISATION,
    SEATS,
    Cohort,
    NoCohort,
    Problem,
    line_of,
)
from samgak.planning.selection.quotas import FREE, Limit, Quotas


@dataclass(frozen=True)
class Comparison:
    """From one cohort to another: who enters, leaves and stays (keys), and what it costs in points.

    `cost`: what the second is worth less than the first, `score` of it by the scores, the rest by wishes.
    """

    entering: tuple[str, ...]
    leaving: tuple[str, ...]
    staying: tuple[str, ...]
    cost: Fraction
    score: Fraction


@dataclass(frozen=True)
class WhatIf:
    """The best cohort in that case, beside the one that was chosen; `proven`: none is better."""

    selected: tuple[str, ...]
    total: Fraction
    missed: dict[str, int]
    penalty: Fraction
    proven: bool
    comparison: Comparison

    @property
    def cost(self) -> Fraction:
        """What the case costs, in points; never below 0 unless a quota was loosened."""
        return self.comparison.cost


@dataclass(frozen=True)
class Range:
    """The least and the greatest number; between them a few may be impossible when lines interlock."""

    least: int
    most: int


def compare(first: Cohort | WhatIf, second: Cohort | WhatIf) -> Comparison:
    """What changes from the first cohort to the second; each list in the order of its cohort."""
    before, after = set(first.selected), set(second.selected)
    score = first.total - second.total
    return Comparison(
        entering=tuple(key for key in second.selected if key not in before),
        leaving=tuple(key for key in first.selected if key not in after),
        staying=tuple(key for key in first.selected if key in after),
        cost=score - first.penalty + second.penalty,
        score=score,
    )


def what_if_seated(problem: Problem, cohort: Cohort, key: str) -> WhatIf | NoCohort:
    """The best cohort with this person in it, whether eligible or not; `cohort` is chosen from `problem`.

    NoCohort when no cohort with the person keeps all quotas. Raises KeyError for an unknown person.
    """
    if key not in cohort.scores:
        raise KeyError(key)
    if key not in cohort.positions or key in problem.locked_out:
        return _chosen_anew(_seating(problem, key), cohort)
    prepared = Prepared.from_cohort(problem, cohort)
    variation = Variation(kept=[prepared.number[key]])
    return _tried(prepared, cohort, prepared.quotas, variation) or _none(_seating(problem, key))


def what_if_one_more(problem: Problem, cohort: Cohort, line: str) -> WhatIf | NoCohort:
    """The best cohort with at least one more person of a line, given by its name such as sex=F.

    The line's own maximum gives way if it must; the line need not be one of the call. NoCohort when
    the other lines allow no more. Raises ValueError for a name of no line, or each organisation.
    """
    if line == EACH_ORGANISATION:
        raise ValueError(f"{line}: one more of what?")
    keys = line_of(line, minimum=0).keys
    prepared = Prepared.from_cohort(problem, cohort)
    quotas = prepared.quotas
    quotas = quotas.demanding(line, quotas.limits.get(line, FREE), keys)
    selected = set(cohort.selected)
    seated = [n for n in prepared.pool.people if n.key in selected]
    low = 1 + sum(line in quotas.lines_of(n) for n in seated)
    high = quotas.limits[line].high
    limit = Limit(low, None if high is None else max(low, high))
    return _with_limit(prepared, cohort, quotas, line, limit)


def what_if_quota(
    problem: Problem,
    cohort: Cohort,
    line: str,
    *,
    minimum: int | None = None,
    maximum: int | None = None,
) -> WhatIf | NoCohort:
    """The best cohort when the demanded line of this name had these bounds (none: no such line).

    The line need not be one of the call. Raises ValueError for bounds or a name that mean nothing.
    """
    limit = FREE
    if minimum is not None or maximum is not None:
        limit = Limit(minimum or 0, maximum)
    keys = line_of(line, minimum=minimum, maximum=99 if limit == FREE else maximum).keys
    prepared = Prepared.from_cohort(problem, cohort)
    quotas = prepared.quotas
    if line == EACH_ORGANISATION and limit != FREE and quotas.per_organisation == FREE:
        # What was prepared never counted the people of an organisation.
        return _chosen_anew(_with_line(problem, line, limit), cohort)
    quotas = quotas.demanding(line, quotas.limits.get(line, FREE), keys)
    return _with_limit(prepared, cohort, quotas, line, limit)


def feasible_range(problem: Problem, line: str) -> Range | None:
    """Between which numbers of people of a line (by name) cohorts exist, all other lines kept.

    Of `seats`: the sizes of cohort that are possible. Of each organisation: from the least maximum that
    leaves a cohort to the greatest that still changes something. None when there is no cohort whatever
    the line says. Raises ValueError for a name of no line.
    """
    return feasible_ranges(problem, [line])[line]


def feasible_ranges(problem: Problem, lines: Sequence[str]) -> dict[str, Range | None]:
    """The feasible range of each of these lines; much faster than one by one."""
    prepared = Prepared.of(problem)
    quotas = prepared.quotas
    for name in lines:
        if name not in (SEATS, EACH_ORGANISATION):
            keys = line_of(name, minimum=0).keys
            quotas = quotas.demanding(name, quotas.limits.get(name, FREE), keys)
    crowd = Crowd.under_locks(prepared.pool, quotas)
    seats = problem.seats
    limits = {**prepared.quotas.limits, SEATS: Limit(seats, seats)}
    found: dict[str, Range | None] = {}
    for name in lines:
        others = {one: limit for one, limit in limits.items() if one != name}
        if name == EACH_ORGANISATION:
            least = clashes.least_per_organisation(crowd, others)
            most = min(seats, crowd.largest_home)
            found[name] = None if least is None else Range(least, max(least, most))
        else:
            both = crowd.least_and_most(name, others)
            found[name] = None if both is None else Range(*both)
    return found


def _with_limit(
    prepared: Prepared, cohort: Cohort, quotas: Quotas, line: str, limit: Limit
) -> WhatIf | NoCohort:
    found = _tried(prepared, cohort, quotas, Variation(limits={line: limit}))
    if found is not None:
        return found
    return _none(_with_line(prepared.problem, line, limit))


def _with_line(problem: Problem, line: str, limit: Limit) -> Problem:
    """The call with these bounds of a demanded line, in place of those it has."""
    lines = [one for one in problem.quota_lines if one.name != line or one.weight is not None]
    lines.append(line_of(line, minimum=limit.low, maximum=limit.high))
    return replace(problem, quota_lines=tuple(lines))


def _tried(
    prepared: Prepared, cohort: Cohort, quotas: Quotas, variation: Variation
) -> WhatIf | None:
    found = prepared.neighbours(cohort.selected, quotas).best(variation)
    if found is None:
        return None
    people = [prepared.pool.people[number] for number in found.chosen]
    points = prepared.points
    selected = tuple(n.key for n in sorted(people, key=lambda one: -points[one.key]))
    return _answer(
        cohort,
        selected,
        total=prepared.total(selected),
        missed=solver.missed(quotas, people),
        penalty=solver.penalty(quotas, people),
        proven=found.proven,
    )


def _answer(
    cohort: Cohort,
    selected: tuple[str, ...],
    *,
    total: Fraction,
    missed: dict[str, int],
    penalty: Fraction,
    proven: bool,
) -> WhatIf:
    nothing = Comparison((), (), (), Fraction(0), Fraction(0))
    answer = WhatIf(selected, total, missed, penalty, proven, nothing)
    return replace(answer, comparison=compare(cohort, answer))


def _seating(problem: Problem, key: str) -> Problem:
    return replace(
        problem, locked_in=problem.locked_in | {key}, locked_out=problem.locked_out - {key}
    )


def _chosen_anew(problem: Problem, cohort: Cohort) -> WhatIf | NoCohort:
    found = choose(problem)
    if isinstance(found, NoCohort):
        return found
    return _answer(
        cohort,
        found.selected,
        total=found.total,
        missed=found.missed,
        penalty=found.penalty,
        proven=found.proven,
    )


def _none(problem: Problem) -> NoCohort:
    prepared = Prepared.of(problem)
    return clashes.explain(prepared.pool, prepared.quotas, prepared.eligible)
