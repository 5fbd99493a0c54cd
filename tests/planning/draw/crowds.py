"""Invented pools of any size, for tests and measurements."""

import random

from samgak.planning.draw import Person, Problem, QuotaLine

SHARES = {
    "country": (0.3, 0.25, 0.2, 0.15, 0.1),
    "sex": (0.42, 0.58),
    "level": (0.4, 0.3, 0.2, 0.1),
    "age": (0.35, 0.3, 0.2, 0.15),
    "office": (0.3, 0.25, 0.2, 0.1, 0.1, 0.05),
}


def generated(people: int, seats: int, *, room: float = 0.15, seed: int = 1) -> Problem:
    """A pool whose quotas lie between its own shares and even ones, give or take the share `room`."""
    chance = random.Random(f"{people}/{seats}/{seed}")
    crowd = [
        Person(
            str(number),
            {
                name: str(chance.choices(range(len(shares)), shares)[0])
                for name, shares in SHARES.items()
            },
        )
        for number in range(1, people + 1)
    ]
    lines = []
    for name, shares in SHARES.items():
        for value, share in enumerate(shares):
            wanted = seats * (share + 1 / len(shares)) / 2
            low, high = int(wanted * (1 - room)), -int(-wanted * (1 + room) // 1)
            lines.append(QuotaLine(((name, str(value)),), low, high))
    return Problem(seats, tuple(crowd), tuple(lines))
