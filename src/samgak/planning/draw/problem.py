"""What a draw is held among and the answers that can come back."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

SEATS = "seats"
MOST_PEOPLE = 50_000
MOST_LINES = 500


def _refuse_unless(holds: bool, sentence: str) -> None:
    if not holds:
        raise ValueError(sentence)


@dataclass(frozen=True)
class Person:
    """Somebody in the pool: a key of the caller's and a value for each attribute that quotas name."""

    key: str
    attributes: Mapping[str, str]


@dataclass(frozen=True)
class QuotaLine:
    """At least `minimum`, at most `maximum` (None: no limit) of those who have all values of `where`."""

    where: tuple[tuple[str, str], ...]
    minimum: int = 0
    maximum: int | None = None

    def __post_init__(self) -> None:
        _refuse_unless(bool(self.where), "a quota line names at least one attribute")
        _refuse_unless(self.minimum >= 0, f"{self.name}: a negative minimum")
        _refuse_unless(
            self.maximum is None or self.maximum >= self.minimum,
            f"{self.name}: the minimum is above the maximum",
        )

    @property
    def name(self) -> str:
        return "+".join(f"{attribute}={value}" for attribute, value in self.where)

    def counts(self, person: Person) -> bool:
        """Whether this person is one of those the line is about."""
        return all(person.attributes.get(attribute) == value for attribute, value in self.where)


@dataclass(frozen=True)
class Problem:
    """A pool, its seats and its quota lines: raises ValueError for what no draw can mean."""

    seats: int
    people: tuple[Person, ...]
    lines: tuple[QuotaLine, ...] = ()

    def __post_init__(self) -> None:
        _refuse_unless(self.seats >= 1, "a cohort has at least one seat")
        _refuse_unless(len(self.people) <= MOST_PEOPLE, f"more than {MOST_PEOPLE} people")
        _refuse_unless(len(self.lines) <= MOST_LINES, f"more than {MOST_LINES} quota lines")
        names = {line.name for line in self.lines}
        _refuse_unless(len(names) == len(self.lines), "two quota lines are about the same people")
        keys = {person.key for person in self.people}
        _refuse_unless(len(keys) == len(self.people), "two people have the same key")


class Proof(StrEnum):
    """How far it is shown that no lottery is fairer.

    EXACT: in whole numbers, by prices that anyone can check. SOLVER: as far as the solver's floating
    point numbers reach (1e-7). NONE: not shown.
    """

    EXACT = "exact"
    SOLVER = "solver"
    NONE = "none"


@dataclass(frozen=True)
class Ticket:
    """One cohort of a lottery: how many of each group it takes, and its probability."""

    counts: tuple[int, ...]
    probability: Fraction


Prices = Mapping[str, Fraction]


@dataclass(frozen=True)
class Lottery:
    """A chance for each of several cohorts, which sum to 1.

    Members of one of the `groups` are counted by the same lines: which of them sit on a group's
    seats is drawn evenly. `maximin` proves the smallest probability, `leximin` all of them; `prices`
    hold, for each level of probability from the least up, what that takes (see `proofs`).
    """

    groups: tuple[tuple[str, ...], ...]
    tickets: tuple[Ticket, ...]
    probabilities: Mapping[str, Fraction]
    maximin: Proof
    leximin: Proof
    prices: tuple[Prices, ...] = ()

    @property
    def minimum(self) -> Fraction:
        return min(self.probabilities.values())


@dataclass(frozen=True)
class NoLottery:
    """No cohort keeps all lines: these can't hold together (`seats` among them) while any fewer can."""

    clashing: tuple[str, ...]
