"""Checking a publication from its own words alone: no solver, whole numbers only."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from samgak.planning.draw.pool import Pool, Whole, chances, pool_of
from samgak.planning.draw.problem import MOST_LINES, MOST_PEOPLE, Person, Problem, Proof
from samgak.planning.draw.proofs import Levels
from samgak.planning.draw.publication import FORMAT, digest_of, with_draw
from samgak.planning.draw.reading import DrawFault, json_of, problem_of, quota_of, rows_of, texts_of

MOST_COHORTS = 20_000
FRACTION = re.compile(r"-?[0-9]{1,1200}(/[1-9][0-9]{0,1199})?")


@dataclass(frozen=True)
class Verified:
    """What a publication that holds says of itself; `drawn` is empty before the draw."""

    people: int
    cohorts: int
    minimum: Fraction
    digest: str
    proof: Proof  # EXACT only when the prices in the file prove it
    seed: str
    drawn: tuple[str, ...]


def verify(text: str) -> Verified:
    """Recompute everything a publication claims; raises DrawFault for the first claim that fails."""
    document = json_of(text)
    if document.get("format") != FORMAT:
        raise DrawFault("draw_format_unknown", format=FORMAT)
    if document.get("digest") != digest_of(document):
        raise DrawFault("draw_digest_differs")
    problem = _problem(document)
    groups = _groups(document, problem)
    cohorts = _cohorts(document, problem, groups)
    _check_probabilities(document, groups, cohorts)
    return Verified(
        people=len(problem.people),
        cohorts=len(cohorts),
        minimum=min(_fraction(row.get("probability")) for row in document["people"]),
        digest=document["digest"],
        proof=_proof(document, groups, cohorts),
        seed=_drawn(document).get("seed", ""),
        drawn=tuple(_drawn(document).get("people", ())),
    )


def _problem(document: Mapping[str, Any]) -> Problem:
    people = []
    for row in rows_of(document, "people", MOST_PEOPLE):
        attributes = row.get("attributes")
        if not isinstance(attributes, dict) or not isinstance(row.get("number"), str):
            raise DrawFault("draw_number_missing")
        people.append(Person(row["number"], texts_of(attributes)))
    quotas = [quota_of(row) for row in rows_of(document, "quotas", MOST_LINES)]
    if not people:
        raise DrawFault("draw_list_expected", key="people")
    return problem_of(document.get("seats"), people, quotas)


def _groups(document: Mapping[str, Any], problem: Problem) -> Pool:
    """The problem in numbers, its groups as published: everybody once, and alike under all lines."""
    pool = pool_of(problem)
    groups = document.get("groups")
    if not isinstance(groups, list) or len(groups) > MOST_PEOPLE:
        raise DrawFault("draw_list_expected", key="groups")
    if tuple(tuple(map(str, keys)) if isinstance(keys, list) else () for keys in groups) != (
        pool.members
    ):
        raise DrawFault("draw_groups_differ")
    return pool


def _cohorts(
    document: Mapping[str, Any], problem: Problem, pool: Pool
) -> list[tuple[Whole, Fraction]]:
    cohorts = []
    for number, row in enumerate(rows_of(document, "cohorts", MOST_COHORTS), start=1):
        counts = np.zeros(len(pool.members), dtype=np.int64)
        takes = row.get("takes")
        for pair in takes if isinstance(takes, list) else ():
            if not _is_pair(pair, len(counts), problem.seats) or counts[pair[0]]:
                raise DrawFault("draw_cohort_unreadable", number=number)
            counts[pair[0]] = pair[1]
        share = _fraction(row.get("probability"))
        if share <= 0:
            raise DrawFault("draw_cohort_unreadable", number=number)
        if not pool.holds(counts):
            raise DrawFault("draw_cohort_breaks_quotas", number=number)
        cohorts.append((counts, share))
    if sum((share for _, share in cohorts), Fraction(0)) != 1:
        raise DrawFault("draw_sum_is_not_one")
    return cohorts


def _is_pair(pair: object, groups: int, seats: int) -> bool:
    if not isinstance(pair, list) or len(pair) != 2 or not all(type(n) is int for n in pair):
        return False
    group, count = pair
    return bool(0 <= group < groups and 0 < count <= seats)


def _check_probabilities(
    document: Mapping[str, Any], pool: Pool, cohorts: list[tuple[Whole, Fraction]]
) -> None:
    told = {row["number"]: _fraction(row.get("probability")) for row in document["people"]}
    for keys, chance in zip(pool.members, chances(pool, cohorts), strict=True):
        for key in keys:
            if told[key] != chance:
                raise DrawFault("draw_probability_differs", number=key)


def _proof(document: Mapping[str, Any], pool: Pool, cohorts: list[tuple[Whole, Fraction]]) -> Proof:
    proof = document.get("proof")
    claim = proof.get("leximin") if isinstance(proof, dict) else None
    if claim not in set(Proof):
        raise DrawFault("draw_proof_fails")
    if not isinstance(proof, dict) or claim != Proof.EXACT:
        return Proof(claim)
    levels = Levels(pool, chances(pool, cohorts))
    rows = rows_of(proof, "prices", MOST_PEOPLE)
    if len(rows) != len(levels.values):
        raise DrawFault("draw_proof_fails")
    for level, row in enumerate(rows):
        prices = {name: _fraction(price) for name, price in row.items()}
        if not levels.are_proven_by(level, prices):
            raise DrawFault("draw_proof_fails")
    return Proof.EXACT


def _drawn(document: dict[str, Any]) -> dict[str, Any]:
    """The draw as published, checked by drawing again; empty before there is one."""
    drawn = document.get("drawn")
    if drawn is None:
        return {}
    seed = drawn.get("seed") if isinstance(drawn, dict) else None
    if not isinstance(seed, str) or with_draw(document, seed)["drawn"] != drawn:
        raise DrawFault("draw_drawn_differs")
    return dict(drawn)


def _fraction(text: object) -> Fraction:
    if not isinstance(text, str) or not FRACTION.fullmatch(text):
        raise DrawFault("draw_number_expected", value=str(text)[:40])
    return Fraction(text)
