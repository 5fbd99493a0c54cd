"""The edition file's definition by trying everything: slow, short, and shares no code with the solver."""

from fractions import Fraction
from hashlib import sha256
from itertools import combinations

from samgak.planning.selection import Nominee, Problem, QuotaLine


def belongs(nominee: Nominee, line: QuotaLine) -> bool:
    named = all(nominee.attributes.get(key) == value for key, value in line.attributes.items())
    return named and line.country in (None, nominee.country) and line.sex in (None, nominee.sex)


def keeps(people, line: QuotaLine) -> bool:
    if line.each_organisation:
        houses = [(n.country, n.organisation) for n in people]
        return all(houses.count(house) <= line.maximum for house in houses)
    number = sum(belongs(n, line) for n in people)
    return (line.minimum or 0) <= number <= (len(people) if line.maximum is None else line.maximum)


def score(problem: Problem, nominee: Nominee) -> Fraction:
    last = max(n.rank for n in problem.nominees if n.country == nominee.country)
    total = Fraction(0)
    for part in problem.score_parts:
        if part.part == "focal_point_rank":
            value = 1 if last == 1 else 1 - Fraction(nominee.rank - 1, last - 1)
        elif part.part == "given":
            value = Fraction(problem.given_scores.get(nominee.key, 0)) / Fraction(part.full_at)
        elif part.part == "years_in_service":
            value = Fraction(min(nominee.years_in_service, part.full_at)) / Fraction(part.full_at)
        else:
            level = nominee.languages.get(part.code, "poor")
            value = Fraction(["poor", "fair", "good", "excellent"].index(level), 3)
        total += Fraction(part.weight) * value
    return total


def in_digest_order(problem: Problem) -> list[Nominee]:
    """Those who are eligible under a minimum of years, the only rule these small calls have."""

    def digest(n):
        name = f"{n.family} {n.given}".lower()
        line = f"{problem.tie_seed}:{n.country}:{name}:{n.born_on:%Y-%m-%d}"
        return sha256(line.encode()).hexdigest()

    least = problem.eligibility.minimum_years_in_service or 0
    return sorted((n for n in problem.nominees if n.years_in_service >= least), key=digest)


def demands(problem: Problem):
    return [line for line in problem.quota_lines if line.weight is None]


def missed(people, line: QuotaLine) -> int:
    """How many too few or too many, over all organisations where the line speaks of each."""
    if line.each_organisation:
        houses = [(n.country, n.organisation) for n in people]
        return sum(max(0, houses.count(house) - line.maximum) for house in set(houses))
    number = sum(belongs(n, line) for n in people)
    high = number if line.maximum is None else line.maximum
    return max(0, (line.minimum or 0) - number, number - high)


def penalty(problem: Problem, people) -> Fraction:
    wishes = [line for line in problem.quota_lines if line.weight is not None]
    return sum((Fraction(line.weight) * missed(people, line) for line in wishes), Fraction(0))


def worth(problem: Problem, people) -> Fraction:
    return sum(score(problem, n) for n in people) - penalty(problem, people)


def cohorts(problem: Problem):
    """Every group of the right size that keeps all quotas, as numbers in the digest order."""
    order = in_digest_order(problem)
    for numbers in combinations(range(len(order)), problem.seats):
        if all(keeps([order[i] for i in numbers], line) for line in demands(problem)):
            yield numbers


def best_cohort(problem: Problem):
    order = in_digest_order(problem)
    best = min(
        cohorts(problem),
        key=lambda c: (-worth(problem, [order[i] for i in c]), sum(c), c),
        default=None,
    )
    return None if best is None else {order[i].key for i in best}


def broken(problem: Problem, people) -> set[str]:
    return {line.name for line in demands(problem) if not keeps(people, line)}


def exchanges(problem: Problem, selected, nominee):
    """The person who leaves and the lines that this breaks, for every exchange of one person."""
    for leaver in selected:
        yield leaver, broken(problem, [n for n in selected if n != leaver] + [nominee])


def holds(people, lines, fewest: int, most: int) -> bool:
    return any(
        all(keeps(group, line) for line in lines)
        for size in range(fewest, min(most, len(people)) + 1)
        for group in combinations(people, size)
    )
