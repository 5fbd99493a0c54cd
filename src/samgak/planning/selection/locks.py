"""Exceptions that people made: who has a seat and who has none, whatever the scores say."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from samgak.planning.selection.problem import Nominee, Problem


@dataclass(frozen=True)
class Locks:
    """The numbers of those who must be in the cohort, and of those who must not."""

    kept: frozenset[int] = frozenset()
    barred: frozenset[int] = frozenset()


NO_LOCKS = Locks()


def candidates(problem: Problem, eligible: Sequence[Nominee]) -> tuple[list[Nominee], Locks]:
    """Whom the solver may see, and the locks by number: the eligible, then others who are seated.

    So the eligible keep their positions in the digest order, and with them the same ties.
    """
    known = {nominee.key for nominee in eligible}
    others = (n for n in problem.nominees if n.key in problem.locked_in and n.key not in known)
    people = [*eligible, *sorted(others, key=lambda nominee: nominee.key)]
    return people, Locks(_numbers(people, problem.locked_in), _numbers(people, problem.locked_out))


def _numbers(people: Sequence[Nominee], keys: Collection[str]) -> frozenset[int]:
    return frozenset(number for number, nominee in enumerate(people) if nominee.key in keys)
