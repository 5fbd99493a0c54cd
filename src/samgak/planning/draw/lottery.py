"""From a pool to the fairest lottery over its cohorts."""

from collections.abc import Iterable
from fractions import Fraction

import numpy as np

from samgak.planning.draw import clashes, generation, mending, relaxation, splitting
from samgak.planning.draw.pool import Pool, Whole, chances, pool_of
from samgak.planning.draw.problem import Lottery, NoLottery, Prices, Problem, Proof, Ticket
from samgak.planning.draw.proofs import Levels, exact_chances

FINENESS = 10**12  # the common denominator of probabilities that are known in floating point only


def fairest_lottery(problem: Problem) -> Lottery | NoLottery:
    """The leximin lottery: the least probability as great as can be, then the next, and so on.

    It is maximin too. The chances of the relaxation are the target; whole cohorts that add up to it
    exactly prove it fairest. Where none do, cohorts are generated level by level. The same problem
    gives the same answer.
    """
    pool = pool_of(problem) if problem.people else None
    relaxed = relaxation.relaxed_chances(pool) if pool else None
    if pool is None or relaxed is None:
        return clashes.explain(problem)
    found: list[Whole] = []
    target = exact_chances(pool, relaxed)
    if target is not None:
        rest = splitting.split(pool, target)
        found = mending.mend(pool, rest) if rest.mass else []
        if not rest.mass:
            return _reached(pool, target, rest)
    generated = generation.generate(pool, found)
    return _generated(pool, generated) if generated else clashes.explain(problem)


def _reached(pool: Pool, target: list[Fraction], rest: splitting.Rest) -> Lottery:
    shares = list(rest.shares())
    prices = Levels(pool, target).prices() if chances(pool, shares) == target else None
    proof = Proof.SOLVER if prices is None else Proof.EXACT
    return _lottery(pool, shares, maximin=proof, leximin=proof, prices=prices or ())


def _generated(pool: Pool, found: generation.Generated) -> Lottery:
    parts = [round(share * FINENESS) for share in found.shares.tolist()]
    whole = sum(parts)
    shares = [
        (cohort, Fraction(part, whole))
        for cohort, part in zip(found.cohorts, parts, strict=False)
        if part
    ]
    return _lottery(
        pool,
        shares,
        maximin=Proof.SOLVER if found.settled else Proof.NONE,
        leximin=Proof.SOLVER if found.is_finished else Proof.NONE,
    )


def _lottery(
    pool: Pool,
    shares: Iterable[tuple[Whole, Fraction]],
    *,
    maximin: Proof,
    leximin: Proof,
    prices: tuple[Prices, ...] = (),
) -> Lottery:
    together: dict[tuple[int, ...], Fraction] = {}
    for cohort, share in shares:
        counts = tuple(cohort.tolist())
        together[counts] = together.get(counts, Fraction(0)) + share
    of_groups = chances(pool, [(np.array(c), share) for c, share in together.items()])
    tickets = sorted(together.items(), key=lambda ticket: (-ticket[1], ticket[0]))
    return Lottery(
        groups=pool.members,
        tickets=tuple(Ticket(counts, share) for counts, share in tickets),
        probabilities={
            key: chance
            for keys, chance in zip(pool.members, of_groups, strict=True)
            for key in keys
        },
        maximin=maximin,
        leximin=leximin,
        prices=prices,
    )
