"""The quota lines of a call as limits by name, and whom each line counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property

from samgak.planning.selection.problem import EACH_ORGANISATION, Nominee, QuotaLine

Keys = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Limit:
    """At least `low` people, at most `high` (None: no limit)."""

    low: int = 0
    high: int | None = None

    def missed(self, number: int) -> int:
        """How many people too few or too many this number is."""
        over = 0 if self.high is None else number - self.high
        return max(0, self.low - number, over)


FREE = Limit()
Limits = Mapping[str, Limit]


@dataclass(frozen=True)
class Wish:
    """A line that is not demanded: each person too few or too many costs `weight` points."""

    name: str
    limit: Limit
    weight: Fraction


def limits_of(lines: Iterable[QuotaLine]) -> dict[str, Limit]:
    """The limits by name in the order of the lines; lines of one name hold together.

    Raises ValueError when lines of one name contradict each other.
    """
    limits: dict[str, Limit] = {}
    for line in lines:
        old = limits.get(line.name, FREE)
        highs = [high for high in (old.high, line.maximum) if high is not None]
        limit = Limit(max(old.low, line.minimum or 0), min(highs, default=None))
        if limit.high is not None and limit.high < limit.low:
            raise ValueError(f"{line.name}: the minimum is above the maximum")
        limits[line.name] = limit
    return limits


@dataclass(frozen=True)
class Quotas:
    """What is demanded, by name, what is wished, and the keys that a person needs to count."""

    limits: dict[str, Limit]
    wishes: tuple[Wish, ...] = ()
    keys: dict[str, Keys] = field(default_factory=dict)  # without the line of each organisation

    @classmethod
    def of(cls, lines: Iterable[QuotaLine]) -> "Quotas":
        """Raises ValueError when demanded lines of one name contradict each other."""
        lines = tuple(lines)
        return cls(
            limits=limits_of(line for line in lines if line.weight is None),
            wishes=tuple(
                Wish(line.name, Limit(line.minimum or 0, line.maximum), Fraction(line.weight))
                for line in lines
                if line.weight is not None
            ),
            keys={line.name: line.keys for line in lines if not line.each_organisation},
        )

    def demanding(self, name: str, limit: Limit | None, keys: Keys = ()) -> "Quotas":
        """The same but for one line, which may be new (then with its keys) or go (no limit)."""
        limits = {**self.limits}
        if limit is None:
            limits.pop(name, None)
        else:
            limits[name] = limit
        known = self.keys if name in self.keys or not keys else {**self.keys, name: keys}
        return replace(self, limits=limits, keys=known)

    @property
    def per_organisation(self) -> Limit:
        return self.limits.get(EACH_ORGANISATION, FREE)

    @cached_property
    def counts_organisations(self) -> bool:
        wished = any(wish.name == EACH_ORGANISATION for wish in self.wishes)
        return wished or self.per_organisation.high is not None

    @cached_property
    def is_network(self) -> bool:
        """Whether all is demanded, and of countries, sexes and organisations alone."""
        seen = {key for keys in self.keys.values() for key, _ in keys}
        return not self.wishes and seen <= {"country", "sex"}

    def lines_of(self, nominee: Nominee) -> tuple[str, ...]:
        """The names of the lines that count this person, in the order of the call."""
        values = tuple(_value(nominee, key) for key in self._asked)
        if values not in self._known:
            own = dict(zip(self._asked, values, strict=True))
            self._known[values] = tuple(
                name
                for name, keys in self.keys.items()
                if all(own[key] == value for key, value in keys)
            )
        return self._known[values]

    @cached_property
    def _asked(self) -> tuple[str, ...]:
        return tuple(sorted({key for keys in self.keys.values() for key, _ in keys}))

    @cached_property
    def _known(self) -> dict[tuple[str | None, ...], tuple[str, ...]]:
        return {}


def _value(nominee: Nominee, key: str) -> str | None:
    if key == "country":
        return nominee.country
    return nominee.sex if key == "sex" else nominee.attributes.get(key)
