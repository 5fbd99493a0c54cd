"""Who is eligible, what they score, and the order that breaks ties. Values in, answer out."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from hashlib import sha256
from math import lcm

from samgak.planning.selection.problem import (
    LEVELS,
    SCREENING,
    Eligibility,
    Exact,
    Nominee,
    Problem,
    ScorePart,
)


def eligible_from(trained_on: date, years: int) -> date:
    """The date on which `years` whole years have passed: 1 March where 29 February is missing."""
    try:
        return trained_on.replace(year=trained_on.year + years)
    except ValueError:
        return date(trained_on.year + years, 3, 1)


def reaches(level: str | None, at_least: str) -> bool:
    return level is not None and LEVELS.index(level) >= LEVELS.index(at_least)


def barriers(nominee: Nominee, problem: Problem) -> dict[str, dict[str, object]]:
    """What keeps the nominee out: the rules missed, or `screening` where a person found so; none: eligible.

    What a person found goes before what is computed.
    """
    if nominee.key in problem.found_eligible:
        return {}
    missed = missed_rules(nominee, problem.eligibility, on=problem.starts_on)
    if not missed and nominee.key in problem.found_ineligible:
        return {SCREENING: {}}
    return missed


def reasons_not_eligible(nominee: Nominee, rules: Eligibility, *, on: date) -> tuple[str, ...]:
    """A code for every rule the nominee misses on that date; empty when eligible."""
    return tuple(missed_rules(nominee, rules, on=on))


def missed_rules(nominee: Nominee, rules: Eligibility, *, on: date) -> dict[str, dict[str, object]]:
    """Every rule missed on that date and all else that lacks: the code, what is asked, what is there."""
    missed: dict[str, dict[str, object]] = {}
    asked, years = rules.minimum_years_in_service, nominee.years_in_service
    if asked is not None and years < asked:
        missed["minimum_years_in_service"] = {"asked": asked, "has": years}
    gap, trained_on = rules.years_since_training_abroad, nominee.last_training_on
    if gap is not None and trained_on is not None and eligible_from(trained_on, gap) > on:
        opens_on = eligible_from(trained_on, gap)
        missed["years_since_training_abroad"] = {
            "asked": gap,
            "has": trained_on,
            "eligible_from": opens_on,
        }
    if language := rules.language:
        level = nominee.languages.get(language.code)
        if not reaches(level, language.at_least):
            missed["language"] = {"code": language.code, "asked": language.at_least, "has": level}
    return missed | {code: {} for code in nominee.lacks}


def scores(problem: Problem) -> dict[str, Fraction]:
    """The exact score in points of everyone imported, by key."""
    whole, unit = whole_scores(problem)
    return {key: Fraction(score, unit) for key, score in whole.items()}


def whole_scores(problem: Problem) -> tuple[dict[str, int], int]:
    """The same scores as whole numbers of one unit, by key, and how many units make a point."""
    last_rank: dict[str, int] = {}
    for nominee in problem.nominees:
        last_rank[nominee.country] = max(nominee.rank, last_rank.get(nominee.country, 0))
    parts = [_points(part, last_rank, problem.given_scores) for part in problem.score_parts]
    values = {n.key: [points(n) for points in parts] for n in problem.nominees}
    unit = lcm(*{value.denominator for own in values.values() for value in own})
    whole = {
        key: sum(value.numerator * (unit // value.denominator) for value in own)
        for key, own in values.items()
    }
    return whole, unit


def _points(
    part: ScorePart, last_rank: Mapping[str, int], given: Mapping[str, Exact]
) -> Callable[[Nominee], Fraction]:
    weight = Fraction(part.weight)
    if part.part == "given":
        top = Fraction(part.full_at or 1)
        by_mark = cache(lambda mark: weight * Fraction(mark) / top)
        return lambda nominee: by_mark(given.get(nominee.key, 0))
    if part.part == "focal_point_rank":
        by_rank = cache(lambda rank, last: weight * _rank_value(rank, last))
        return lambda nominee: by_rank(nominee.rank, last_rank[nominee.country])
    if part.part == "years_in_service":
        full_at = Fraction(part.full_at or 1)
        by_years = cache(lambda years: weight * min(Fraction(years), full_at) / full_at)
        return lambda nominee: by_years(nominee.years_in_service)
    by_level = {level: weight * Fraction(i, 3) for i, level in enumerate(LEVELS)}
    nothing = Fraction(0)
    code = part.code or ""
    return lambda nominee: by_level.get(nominee.languages.get(code, ""), nothing)


def _rank_value(rank: int, last: int) -> Fraction:
    return Fraction(1) if last == 1 else 1 - Fraction(rank - 1, last - 1)


def digest(nominee: Nominee, tie_seed: str) -> bytes:
    """SHA-256 of `tie_seed:CC:family given:YYYY-MM-DD`, the passport name in lower case."""
    name = f"{nominee.family} {nominee.given}".lower()
    text = f"{tie_seed}:{nominee.country}:{name}:{nominee.born_on.isoformat()}"
    return sha256(text.encode()).digest()


def in_digest_order(nominees: Iterable[Nominee], tie_seed: str) -> list[Nominee]:
    """The published order of people whose scores can't tell them apart."""
    return sorted(nominees, key=lambda nominee: (digest(nominee, tie_seed), nominee.key))
