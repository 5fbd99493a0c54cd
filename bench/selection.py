"""How long proven cohorts and the answers beside them take: `.venv/bin/python -m bench.selection`.

Seconds of processor time (one core) and by the clock; every cohort must be proven, else the run fails.
Public pools of people (ORIGIN.md in POOLS says whose) are measured when the folder is there; they have
no scores, so invented ones are added.
"""

import csv
import os
import random
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

from samgak.planning import selection
from samgak.planning.selection import (
    Cohort,
    Eligibility,
    LanguageRule,
    NoCohort,
    Nominee,
    Problem,
    QuotaLine,
    ScorePart,
    choose,
)

REPEATS = 5
LEVELS = ("poor", "fair", "good", "excellent")
POOLS = Path("/work/shared/data/benchmarks/sortition")
SPREAD = {"level": ("central", "regional", "local"), "region": ("north", "south", "east", "west")}


def nominee(chance: random.Random, number: int, country: int, rank: int, offices: int) -> Nominee:
    trained = date(chance.randint(2012, 2024), chance.randint(1, 12), chance.randint(1, 28))
    return Nominee(
        key=str(number),
        country=f"C{country:02}",
        family=f"Family{number}",
        given="Given",
        born_on=date(1970 + number % 30, 1 + number % 12, 1 + number % 28),
        sex="F" if chance.random() < 0.38 else "M",
        organisation=f"Office {chance.randint(1, offices)}",
        rank=rank,
        years_in_service=chance.randint(0, 25),
        languages={"ru": chance.choice(LEVELS)},
        last_training_on=trained if chance.random() < 0.4 else None,
        attributes={
            **{key: chance.choice(values) for key, values in SPREAD.items()},
            "first_timer": chance.choice(("yes", "yes", "no")),
        },
    )


def call(
    *, seats: int, people: int, countries: int, seed: int, offices: int = 40, levels: bool = False
) -> Problem:
    """A closed call: a quota line for each country, one for women, one for organisations; or more."""
    chance = random.Random(seed)
    share = seats // countries
    lines = [
        QuotaLine(country=f"C{i:02}", minimum=max(0, share - 2), maximum=share + 2)
        for i in range(countries)
    ]
    lines.append(QuotaLine(sex="F", minimum=seats * 9 // 20, maximum=seats * 12 // 20))
    lines.append(QuotaLine(each_organisation=True, maximum=2))
    if levels:
        lines += diversity(seats, countries, share)
    return Problem(
        seats=seats,
        nominees=tuple(
            nominee(chance, i, i % countries, 1 + i // countries, offices) for i in range(people)
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


def diversity(seats: int, countries: int, share: int) -> Iterator[QuotaLine]:
    """Interlocking lines that no flow of people can express, and wishes beside them."""
    for value in SPREAD["level"]:
        yield QuotaLine(attributes={"level": value}, minimum=seats // 4, maximum=seats * 2 // 5)
    for value in SPREAD["region"]:
        yield QuotaLine(attributes={"region": value}, minimum=seats // 5, maximum=seats * 3 // 10)
    yield QuotaLine(attributes={"first_timer": "yes"}, minimum=seats * 7 // 10)
    yield QuotaLine(sex="F", attributes={"level": "central"}, minimum=seats * 3 // 20)
    yield QuotaLine(sex="F", attributes={"region": "east"}, minimum=seats // 8)
    for i in range(0, countries, 3):
        yield QuotaLine(country=f"C{i:02}", sex="F", minimum=share // 2)
    local = {"level": "local", "first_timer": "yes"}
    yield QuotaLine(attributes=local, minimum=seats * 3 // 10, weight=Fraction(3, 2))
    yield QuotaLine(sex="F", minimum=seats * 11 // 20, weight=2)


def made(size: dict[str, Any], seed: int) -> Problem:
    return call(**size, seed=seed)


CALLS: dict[str, dict[str, Any]] = {
    "20 of 400": {"seats": 20, "people": 400, "countries": 5},
    "500 of 10,000": {"seats": 500, "people": 10_000, "countries": 38},
    "500 of 10,000, levels": {
        "seats": 500,
        "people": 10_000,
        "countries": 20,
        "levels": True,
    },
    "2,000 of 100,000": {
        "seats": 2_000,
        "people": 100_000,
        "countries": 58,
        "offices": 1_800,
    },
    "2,000 of 100,000, levels": {
        "seats": 2_000,
        "people": 100_000,
        "countries": 36,
        "offices": 2_900,
        "levels": True,
    },
}


def public_calls() -> Iterator[tuple[str, Callable[[int], Problem]]]:
    """The public pools with their quotas as they are, and scores by chance."""
    for name, people, lines, seats in (
        ("example_small_20", "respondents.csv", "categories.csv", 20),
        ("sortition_algorithms_fixture_150", "candidates.csv", "features.csv", 22),
    ):
        if (POOLS / name).is_dir():
            rows = list(csv.DictReader((POOLS / name / people).open()))
            asked = list(csv.DictReader((POOLS / name / lines).open()))
            yield f"{name}, {seats} of {len(rows)}", pool(rows, asked, seats)


def pool(
    rows: list[dict[str, str]], asked: list[dict[str, str]], seats: int
) -> Callable[[int], Problem]:
    def problem(seed: int) -> Problem:
        chance = random.Random(seed)
        people = [
            Nominee(
                key=str(i),
                country="XX",
                family=f"Family{i}",
                given="Given",
                born_on=date(1980, 1, 1),
                sex="F",
                organisation="",
                rank=1,
                years_in_service=0,
                attributes={key: plain(value) for key, value in row.items()},
            )
            for i, row in enumerate(rows)
        ]
        lines = [
            QuotaLine(
                attributes={
                    line.get("category") or line["feature"]: plain(
                        line.get("value") or line["feature"]
                    )
                },
                minimum=int(line["min"]),
                maximum=int(line["max"]),
            )
            for line in asked
        ]
        return Problem(
            seats=seats,
            nominees=tuple(people),
            tie_seed=f"bench-{seed}",
            starts_on=date(2025, 8, 25),
            quota_lines=tuple(lines),
            score_parts=(ScorePart("given", 100, full_at=100),),
            given_scores={one.key: chance.randint(0, 100) for one in people},
        )

    return problem


def plain(value: str) -> str:
    return value.translate(str.maketrans("=+,;", "    "))


def seconds(act: Callable[[], object]) -> tuple[object, float, float]:
    """What it gave, seconds of the processor and seconds by the clock."""
    clock, processor = time.perf_counter(), time.process_time()
    answer = act()
    return answer, time.process_time() - processor, time.perf_counter() - clock


def line(name: str, took: list[tuple[float, float]], said: str) -> None:
    processor, clock = ([one[i] for one in took] for i in (0, 1))
    print(
        f"{name:<54}{statistics.median(processor):>10.3f}{max(processor):>10.3f}"
        f"{statistics.median(clock):>10.3f}  {said}",
        flush=True,
    )


def proven(answer: object) -> Cohort:
    if not (isinstance(answer, Cohort) and answer.proven):
        raise SystemExit("no proven cohort: the benchmark says nothing")
    return answer


def measured(name: str, problem: Callable[[int], Problem], repeats: int) -> tuple[Problem, Cohort]:
    """Choose from several calls; the last one with its cohort."""
    took = []
    for seed in range(repeats):
        asked = problem(seed)
        answer, *own = seconds(partial(choose, asked))
        cohort = proven(answer)
        took.append((own[0], own[1]))
    homes = len({(one.country, one.organisation) for one in asked.nominees})
    line(name, took, f"proven; {len(asked.quota_lines)} lines, {homes:,} organisations")
    return asked, cohort


def beside(name: str, problem: Problem, cohort: Cohort) -> None:
    """The answers that the studio asks for."""
    left = [key for key in cohort.reasons if key in cohort.positions]
    names = [one.name for one in problem.quota_lines if one.weight is None]
    seat = cohort.selected[-1]
    acts: dict[str, Callable[[], object]] = {
        "what if this person is seated": lambda: selection.what_if_seated(
            problem, cohort, left[len(left) // 2]
        ),
        "what if one more woman": lambda: selection.what_if_one_more(problem, cohort, "sex=F"),
        "what if half are women": lambda: selection.what_if_quota(
            problem, cohort, "sex=F", minimum=problem.seats // 2
        ),
        "range of one line": lambda: selection.feasible_range(problem, "sex=F"),
        f"ranges of {len(names)} lines": lambda: selection.feasible_ranges(problem, names),
        "a replacement": lambda: selection.replacement(
            problem, seated=cohort.selected, gone=seat, reserves=cohort.reserves
        ),
        f"the turning points of {len(left):,} people": lambda: selection.turning_points(
            problem, cohort
        ),
    }
    for act, ask in acts.items():
        answer, *own = seconds(ask)
        if getattr(answer, "proven", True) is not True:
            raise SystemExit(f"{act}: not proven")
        line(f"  {act}", [(own[0], own[1])], "")


def clash(problem: Problem) -> None:
    """Lines that can't hold: nearly all seats for women of few countries."""
    asked = [one for one in problem.quota_lines if one.name != "sex=F"]
    asked.append(QuotaLine(sex="F", minimum=problem.seats * 99 // 100))
    asked += [QuotaLine(country=f"C{i:02}", sex="M", minimum=5) for i in range(4)]
    hard = Problem(**{**vars(problem), "quota_lines": tuple(asked)})
    answer, *own = seconds(lambda: choose(hard))
    if not isinstance(answer, NoCohort):
        raise SystemExit("the clash is none")
    said = f"{len(answer.clashing)} clash; freed by {len(answer.relaxation or ())} changes"
    line("  a clash with its smallest changes", [(own[0], own[1])], said)


def main() -> None:
    load = ", ".join(f"{value:.2f}" for value in os.getloadavg())
    print(f"Choosing the cohort; {os.cpu_count()} cores, load {load}")
    print(f"{'seconds':<54}{'cpu, mid':>10}{'cpu, max':>10}{'clock':>10}")
    for name, size in CALLS.items():
        repeats = REPEATS if size["people"] <= 10_000 else 1
        problem, cohort = measured(name, partial(made, size), repeats)
        if size["people"] == 10_000:
            beside(name, problem, cohort)
            clash(problem)
    for name, make in public_calls():
        measured(name, make, REPEATS)


if __name__ == "__main__":
    main()
