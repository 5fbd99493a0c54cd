"""Opinion groups of 1,000 people and 300 statements: `python -m bench.opinions`, seconds of the best of five."""

import time

import numpy as np

from samgak.measures.opinions import landscape

PEOPLE, STATEMENTS = 1_000, 300


def votes() -> np.ndarray:
    """Three camps with their own leanings, 40 % of the votes missing."""
    chance = np.random.default_rng(11)
    leaning = chance.uniform(-1, 1, (3, STATEMENTS))[chance.integers(0, 3, PEOPLE)]
    made = np.sign(leaning + chance.normal(0, 0.4, leaning.shape))
    made[chance.random(made.shape) < 0.4] = np.nan
    return made


def main() -> None:
    given, countries = votes(), ["KZ", "KG", "TJ", "UZ", "TM"] * (PEOPLE // 5)
    took = []
    for _round in range(5):
        began = time.perf_counter()
        found = landscape(given, countries)
        took.append(time.perf_counter() - began)
    print(f"groups {found.group_sizes}, silhouette {found.silhouette:.2f}: {min(took):.3f} s")


if __name__ == "__main__":
    main()
