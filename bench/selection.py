"""How long a proven cohort takes: `.venv/bin/python -m bench.selection` prints a table."""

import os
import random
import statistics
import time
from datetime import date
from fractions import Fraction

from samgak.planning.selection import (
    Cohort,
    Eligibility,
    LanguageRule,
    Nominee,
    Problem,
    QuotaLine,
    ScorePart,
    choose,
)

REPEATS = 5
LEVELS = ("poor", "fair", "good", "excellent")


def nominee(chance: random.Random, number: int, country: int, rank: int) -> Nominee:
    trained = date(chance.randint(2012, 2024), chance.randint(1, 12), chance.randint(1, 28))
    return Nominee(
        key=str(number),
        country=f"C{country:02}",
        family=f"Family{number}",
        given="Given",
        born_on=date(1970 + number % 30, 1 + number % 12, 1 + number % 28),
        sex="F" if chance.random() < 0.38 else "M",
        organisation=f"Office {chance.randint(1, 40)}",
        rank=rank,
        years_in_service=chance.randint(0, 25),
        languages={"ru": chance.choice(LEVELS)},
        last_training_on=trained if chance.random() < 0.4 else None,
    )


def call(*, seats: int, people: int, countries: int, seed: int) -> Problem:
    """A closed call with a quota line for each country, one for women and one for organisations."""
    chance = random.Random(seed)
    share = seats // countries
    lines = [
        QuotaLine(country=f"C{i:02}", minimum=max(0, share - 2), maximum=share + 2)
        for i in range(countries)
    ]
    lines.append(QuotaLine(sex="F", minimum=seats * 9 // 20, maximum=seats * 12 // 20))
    lines.append(QuotaLine(each_organisation=True, maximum=2))
    return Problem(
        seats=seats,
        nominees=tuple(
            nominee(chance, i, i % countries, 1 + i // countries) for i in range(people)
        ),
        tie_seed=f"bench-{seed}",
        starts_on=date(2025, 8, 25),
        quota_lines=tuple(lines),
        eligibility=Eligibility(2, 3, LanguageRule("ru", "fair")),
        score_parts=(
            ScorePart("focal_point_rank", 50),
            ScorePart("years_in_service", 30, full_at=10),
            ScorePart("language", Fraction(20), code="ru"),
        ),
        reserves_per_country=2,
    )


CALLS = {
    "20 of 400, 7 lines": {"seats": 20, "people": 400, "countries": 5},
    "500 of 10,000, 40 lines": {"seats": 500, "people": 10_000, "countries": 38},
}


def seconds(problem: Problem) -> float:
    begun = time.perf_counter()
    answer = choose(problem)
    took = time.perf_counter() - begun
    if not (isinstance(answer, Cohort) and answer.proven):
        raise SystemExit("no proven cohort: the benchmark says nothing")
    return took


def main() -> None:
    load = ", ".join(f"{value:.2f}" for value in os.getloadavg())
    print(f"Choosing the cohort, {REPEATS} calls each; {os.cpu_count()} cores, load {load}")
    print(f"{'call':<26}{'median s':>10}{'worst s':>10}  proven")
    for name, size in CALLS.items():
        took = [seconds(call(**size, seed=seed)) for seed in range(REPEATS)]
        print(f"{name:<26}{statistics.median(took):>10.3f}{max(took):>10.3f}  all")


if __name__ == "__main__":
    main()
