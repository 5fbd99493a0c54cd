"""Fair draws beside sortition-algorithms: `.venv/bin/python -m bench.draw [FOLDER]` prints a table.

FOLDER holds public instances (`respondents.csv` and `categories.csv`, or `candidates.csv` and
`features.csv`, one folder each). The other program is measured when the extra `bench` is installed:
it is under the GPL and no part of Samgak, so it runs here only, in a process of its own.
"""

import csv
import importlib.util
import multiprocessing
import os
import resource
import sys
import time
from pathlib import Path

from tests.planning.draw.crowds import generated

from bench.setting import machine
from samgak.planning.draw import Lottery, Person, Problem, QuotaLine, fairest_lottery

SIZES = ((150, 22), (400, 20), (1000, 40), (2000, 200))
LONGEST = 120  # seconds of a processor that the other program is given
HEADINGS = f"{'pool':<34}{'method':<28}{'least':>9}  {'certified':<12}{'CPU s':>8}{'clock s':>9}"


def published(folder: Path) -> Problem:
    """A public instance; its seats are the number that ends the folder's name or stand in the quotas."""
    files = (("respondents.csv", "categories.csv"), ("candidates.csv", "features.csv"))
    held = next((names for names in files if (folder / names[0]).exists()), None)
    if held is None:
        raise SystemExit(
            f"{folder} holds no public instance: neither of {[one[0] for one in files]}"
        )
    pool, quotas = held
    rows = _rows(folder / quotas)
    names = ("category", "feature") if "category" in rows[0] else ("feature", "value")
    lines = tuple(
        QuotaLine(((row[names[0]], row[names[1]]),), int(row["min"]), int(row["max"]))
        for row in rows
    )
    people = tuple(Person(str(i), row) for i, row in enumerate(_rows(folder / pool), start=1))
    return Problem(20 if pool == "respondents.csv" else 22, people, lines)


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(newline="", encoding="utf-8-sig") as opened:
        return list(csv.DictReader(opened))


def ours(problem: Problem) -> tuple[float, str, float, float]:
    processor, clock = time.process_time(), time.perf_counter()
    answer = fairest_lottery(problem)
    took = time.process_time() - processor, time.perf_counter() - clock
    if not isinstance(answer, Lottery):
        raise SystemExit("no cohort: the benchmark says nothing")
    return float(answer.minimum), answer.leximin.value, *took


def theirs(problem: Problem) -> tuple[float, float, float]:
    """The least probability of their maximin (their leximin needs Gurobi), and the seconds."""
    from sortition_algorithms import Settings  # noqa: PLC0415 - only when it is installed
    from sortition_algorithms.committee_generation.maximin import (  # noqa: PLC0415
        find_distribution_maximin,
    )
    from sortition_algorithms.features import read_in_features  # noqa: PLC0415
    from sortition_algorithms.people import read_in_people  # noqa: PLC0415

    columns = sorted({attribute for line in problem.lines for attribute, _ in line.where})
    quotas = [
        {
            "feature": line.where[0][0],
            "value": line.where[0][1],
            "min": str(line.minimum),
            "max": str(line.maximum),
        }
        for line in problem.lines
    ]
    rows = [{"key": one.key, **{c: one.attributes[c] for c in columns}} for one in problem.people]
    features, name, _ = read_in_features(list(quotas[0]), quotas, problem.seats)
    people, _ = read_in_people(list(rows[0]), rows, features, Settings("key", columns), name)
    processor, clock = time.process_time(), time.perf_counter()
    found, shares, _ = find_distribution_maximin(features, people, problem.seats, [])
    took = time.process_time() - processor, time.perf_counter() - clock
    chances = dict.fromkeys((one.key for one in problem.people), 0.0)
    for cohort, share in zip(found, shares, strict=True):
        for key in cohort:
            chances[key] += share
    return min(chances.values()), *took


def _tell(problem: Problem, told) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (LONGEST, LONGEST))
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)  # it and its solver report each step
    os.dup2(silence, 2)
    told.send(theirs(problem))


def within(problem: Problem) -> tuple[float, float, float] | None:
    """Their answer from a process of its own, which may use a processor for so long only."""
    apart = multiprocessing.get_context("spawn")
    heard, told = apart.Pipe(duplex=False)
    process = apart.Process(target=_tell, args=(problem, told), daemon=True)
    process.start()
    told.close()
    try:
        return heard.recv()
    except EOFError:
        return None
    finally:
        process.join()


def pools() -> dict[str, Problem]:
    found = {}
    if len(sys.argv) > 1:
        folders = sorted(path for path in Path(sys.argv[1]).iterdir() if path.is_dir())
        found = {folder.name: published(folder) for folder in folders}
    else:
        print("No folder of public instances was given: generated pools only.")
    return found | {f"generated {n:,} / {k}": generated(n, k) for n, k in SIZES}


def main() -> None:
    print(f"Fair draws; {machine.described()}")
    is_beside = importlib.util.find_spec("sortition_algorithms") is not None
    if not is_beside:
        print("sortition-algorithms is not installed (extra `bench`): it is not measured.")
    problems = pools()
    print(HEADINGS)
    for name, problem in problems.items():
        least, certified, processor, clock = ours(problem)
        size = f"{'samgak leximin':<28}{least:>9.4f}  {certified:<12}"
        print(f"{name:<34}{size}{processor:>8.2f}{clock:>9.2f}", flush=True)
        if not is_beside:
            continue
        answer = within(problem)
        other = f"{name:<34}{'sortition-algorithms maximin':<28}"
        if answer is None:
            print(f"{other}{'-':>9}  {'-':<12}{f'> {LONGEST}':>8}{'':>9}", flush=True)
        else:
            least, processor, clock = answer
            print(f"{other}{least:>9.4f}  {'no':<12}{processor:>8.2f}{clock:>9.2f}", flush=True)


if __name__ == "__main__":
    main()
