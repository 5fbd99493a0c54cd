"""Questions of the studio put to the engine: what if a quota, a seat or a person were otherwise. Pure."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from samgak.planning.selection import (
    Cohort,
    Comparison,
    NoCohort,
    Nominee,
    Problem,
    QuotaLine,
    WhatIf,
    choose,
    compare,
    line_of,
    what_if_one_more,
    what_if_quota,
    what_if_seated,
)

QUOTA, ONE_MORE, SEAT, LEAVE_OUT = "quota", "one_more", "seat", "leave_out"


@dataclass(frozen=True)
class Question:
    """What would be otherwise: `line` a quota line by name with its bounds, or `person` a key."""

    case: str
    line: str = ""
    minimum: int | None = None
    maximum: int | None = None
    person: str = ""


@dataclass(frozen=True)
class Answer:
    """The call as asked and the best cohort then; no comparison where there is none on either side."""

    question: Question
    problem: Problem
    found: Cohort | WhatIf | NoCohort
    comparison: Comparison | None


def ask(problem: Problem, base: Cohort | NoCohort, question: Question) -> Answer:
    """What the engine answers; `base` is what it chose from `problem`.

    Raises ValueError for a line or bounds that mean nothing, KeyError for an unknown person.
    """
    changed = as_asked(problem, base, question)
    if isinstance(base, NoCohort):
        return Answer(question, changed, choose(changed), None)
    found: Cohort | WhatIf | NoCohort
    if question.case == QUOTA:
        bounds = {"minimum": question.minimum, "maximum": question.maximum}
        found = what_if_quota(problem, base, question.line, **bounds)
    elif question.case == ONE_MORE:
        found = what_if_one_more(problem, base, question.line)
    elif question.case == SEAT:
        found = what_if_seated(problem, base, question.person)
    else:
        found = choose(changed)
    between = None if isinstance(found, NoCohort) else compare(base, found)
    return Answer(question, changed, found, between)


def as_asked(problem: Problem, base: Cohort | NoCohort, question: Question) -> Problem:
    """The call in that case. Raises ValueError and KeyError as `ask` does."""
    if question.case in (QUOTA, ONE_MORE):
        low, high = question.minimum, question.maximum
        if question.case == ONE_MORE:
            low, high = _one_more(problem, base, question.line)
        return replace(problem, quota_lines=_lines_with(problem, question.line, low, high))
    if question.person not in {nominee.key for nominee in problem.nominees}:
        raise KeyError(question.person)
    person = frozenset({question.person})
    seated, left_out = problem.locked_in - person, problem.locked_out - person
    if question.case == SEAT:
        return replace(problem, locked_in=seated | person, locked_out=left_out)
    return replace(problem, locked_in=seated, locked_out=left_out | person)


def _lines_with(
    problem: Problem, name: str, low: int | None, high: int | None
) -> tuple[QuotaLine, ...]:
    """The lines of the call with this one in its place, or at the end; none without bounds."""
    own = []
    if low is not None or high is not None:
        own.append(line_of(name, minimum=low, maximum=high))
    lines: list[QuotaLine] = []
    for line in problem.quota_lines:
        if line.name != name or line.weight is not None:
            lines.append(line)
        else:
            lines.extend(own)
            own = []
    return (*lines, *own)


def _one_more(
    problem: Problem, base: Cohort | NoCohort, name: str
) -> tuple[int | None, int | None]:
    selected = () if isinstance(base, NoCohort) else base.selected
    low = 1 + counted(problem, selected, name)
    own = [line for line in problem.quota_lines if line.name == name and line.weight is None]
    maxima = [line.maximum for line in own if line.maximum is not None]
    return low, max(low, min(maxima)) if maxima else None


def counted(problem: Problem, keys: tuple[str, ...], name: str) -> int:
    """How many of these people a line counts, given by its name; not for each organisation."""
    asked = line_of(name, minimum=0).keys
    chosen = set(keys)
    return sum(
        all(_attributes(nominee).get(key) == value for key, value in asked)
        for nominee in problem.nominees
        if nominee.key in chosen
    )


def _attributes(nominee: Nominee) -> Mapping[str, str]:
    return {"country": nominee.country, "sex": nominee.sex, **nominee.attributes}


def by_standing(problem: Problem, base: Cohort | NoCohort) -> list[int]:
    """All nominees by key: those with a seat, then the eligible by score, then the others as nominated."""
    keys = [nominee.key for nominee in problem.nominees]
    if isinstance(base, NoCohort):
        return [int(key) for key in keys]
    seated, scores, able = set(base.selected), base.scores, base.positions
    keys.sort(key=lambda key: (key not in seated, key not in able, -scores.get(key, 0)))
    return [int(key) for key in keys]


def digest(problem: Problem) -> str:
    """The same for two calls from which the same cohort is chosen, whichever process asks."""
    told = [(one.name, _plain(getattr(problem, one.name))) for one in fields(problem)]
    return hashlib.sha256(repr(told).encode()).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(value)
    return sorted(value.items()) if isinstance(value, Mapping) else value
