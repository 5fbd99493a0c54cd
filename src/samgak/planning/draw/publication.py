"""What is published before a draw and after it, so that anyone can check both."""

import json
from fractions import Fraction
from hashlib import sha256
from typing import Any

from samgak.planning.draw.problem import Lottery, Problem
from samgak.planning.draw.seeds import RULE, drawn_cohort, drawn_people

FORMAT = "samgak-draw/1"
AFTERWARDS = (
    "digest",
    "drawn",
)  # all but these is published, and digested, before the seed is known


def published(problem: Problem, lottery: Lottery, *, seed_source: str) -> dict[str, Any]:
    """The publication of a lottery, as JSON can keep it; `seed_source` says where the seed will come from."""
    document: dict[str, Any] = {
        "format": FORMAT,
        "seats": problem.seats,
        "quotas": [
            {"where": dict(line.where), "min": line.minimum, "max": line.maximum}
            for line in problem.lines
        ],
        "people": [
            {
                "number": person.key,
                "attributes": dict(person.attributes),
                "probability": str(lottery.probabilities[person.key]),
            }
            for person in problem.people
        ],
        "groups": [list(keys) for keys in lottery.groups],
        "cohorts": [
            {
                "probability": str(ticket.probability),
                "takes": [[group, count] for group, count in enumerate(ticket.counts) if count],
            }
            for ticket in lottery.tickets
        ],
        "proof": {
            "maximin": lottery.maximin.value,
            "leximin": lottery.leximin.value,
            "prices": [
                {name: str(price) for name, price in prices.items()} for prices in lottery.prices
            ],
        },
        "seed": {"source": seed_source, "rule": RULE},
    }
    return document | {"digest": digest_of(document)}


def digest_of(document: dict[str, Any]) -> str:
    """SHA-256 of what was published beforehand: JSON with sorted keys and no spaces, in UTF-8."""
    before = {key: value for key, value in document.items() if key not in AFTERWARDS}
    text = json.dumps(before, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(text.encode()).hexdigest()


def with_draw(document: dict[str, Any], seed: str) -> dict[str, Any]:
    """The publication with the cohort that the seed draws from it."""
    groups = document["groups"]
    shares = [Fraction(cohort["probability"]) for cohort in document["cohorts"]]
    place = drawn_cohort(document["digest"], seed, shares)
    taken = dict(document["cohorts"][place]["takes"])
    counts = [taken.get(group, 0) for group in range(len(groups))]
    people = drawn_people(document["digest"], seed, groups, counts)
    return document | {"drawn": {"seed": seed, "cohort": place + 1, "people": people}}


def text_of(document: dict[str, Any]) -> str:
    """The file's text, one person and one cohort on a line."""
    parts = []
    for key, value in document.items():
        if isinstance(value, list):
            rows = ",\n  ".join(json.dumps(row, ensure_ascii=False) for row in value)
            text = f"[\n  {rows}\n ]" if value else "[]"
        else:
            text = json.dumps(value, ensure_ascii=False)
        parts.append(f" {json.dumps(key)}: {text}")
    return "{\n" + ",\n".join(parts) + "\n}\n"
