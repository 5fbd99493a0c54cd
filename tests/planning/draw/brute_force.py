"""The fairest lottery by trying every cohort: slow, short, and shares no code with the package."""

from itertools import combinations

import numpy as np
from scipy.optimize import linprog


def keeps(people, line):
    number = sum(all(one.attributes[a] == v for a, v in line.where) for one in people)
    return line.minimum <= number <= (len(people) if line.maximum is None else line.maximum)


def cohorts(problem):
    """Every group of the right size that keeps all lines."""
    for people in combinations(problem.people, problem.seats):
        if all(keeps(people, line) for line in problem.lines):
            yield people


def leximin(problem):
    """Everybody's probability in the leximin lottery over all cohorts; None when there is none.

    At each level everybody not yet fixed is raised alone: who can't rise stays there for good.
    """
    found = list(cohorts(problem))
    if not found:
        return None
    seats = np.array([[one in people for people in found] for one in problem.people], dtype=float)
    fixed = {}
    while len(fixed) < len(problem.people):
        free = [i for i in range(len(problem.people)) if i not in fixed]
        level = _most(seats, fixed, free, 0.0, None)
        for i in free:
            if _most(seats, fixed, free, level, i) <= level + 1e-7:
                fixed[i] = level
    return {one.key: fixed[i] for i, one in enumerate(problem.people)}


def _most(seats, fixed, free, level, raised):
    """The greatest common chance of the free, or of `raised` while the free have the level."""
    people, number = seats.shape
    last = np.zeros((people, 1))
    floor = np.zeros(people)
    for i in range(people):
        floor[i] = fixed.get(i, level) - 1e-10
        if raised is None and i in free:
            last[i], floor[i] = 1, 0
    gain = np.append(np.zeros(number), -1.0) if raised is None else -np.append(seats[raised], 0)
    answer = linprog(
        gain,
        A_ub=np.hstack([-seats, last]),
        b_ub=-floor,
        A_eq=np.append(np.ones(number), 0)[None],
        b_eq=[1],
        bounds=(0, 1),
        method="highs-ipm",
    )
    return -answer.fun
