"""The quota lines of a call as limits by name, and what an exchange of one person would break."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from samgak.planning.selection.problem import (
    EACH_ORGANISATION,
    Nominee,
    QuotaLine,
    country_and_sex_line,
    country_line,
    sex_line,
)


@dataclass(frozen=True)
class Limit:
    """At least `low` people, at most `high` (None: no limit)."""

    low: int = 0
    high: int | None = None


FREE = Limit()
Limits = Mapping[str, Limit]
Place = tuple[str, str]  # country and sex: what the lines beside the organisation can see


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


def lines_of(place: Place) -> tuple[str, str, str]:
    """The names of the lines that can count a person of this country and sex."""
    country, sex = place
    return country_line(country), sex_line(sex), country_and_sex_line(country, sex)


class Exchanges:
    """Which lines break when one selected person leaves and another enters; the `fixed` never leave."""

    def __init__(
        self, selected: Sequence[Nominee], limits: Limits, fixed: Collection[str] = ()
    ) -> None:
        self.limits = limits
        self.order = {name: i for i, name in enumerate(limits)}
        free = [n for n in selected if n.key not in fixed]
        self.leavers = [n.key for n in free]
        self.places = Counter((n.country, n.sex) for n in free)
        self.houses = Counter((n.country, n.organisation) for n in selected)
        self.rooms: Counter[tuple[str, str | None, str]] = Counter(
            (n.country, n.organisation, n.sex) for n in free
        )
        self.counts: Counter[str] = Counter()
        for place, number in Counter((n.country, n.sex) for n in selected).items():
            for name in lines_of(place):
                self.counts[name] += number
        self._known: dict[tuple[Place, str | None], frozenset[frozenset[str]]] = {}

    def broken(self, nominee: Nominee) -> frozenset[frozenset[str]]:
        """For every exchange that lets the nominee in, the lines it breaks."""
        place = (nominee.country, nominee.sex)
        full = nominee.organisation if self._is_full(nominee) else None
        if (place, full) not in self._known:
            self._known[place, full] = frozenset(self._exchanges(place, full, self.places))
        return self._known[place, full]

    def may_replace_a_compatriot(self, nominee: Nominee) -> bool:
        """Whether one selected person of the same country can give way with every quota kept."""
        place = (nominee.country, nominee.sex)
        full = nominee.organisation if self._is_full(nominee) else None
        home = [leaver for leaver in self.places if leaver[0] == nominee.country]
        return any(not lines for lines in self._exchanges(place, full, home))

    def in_the_way(self, nominee: Nominee) -> tuple[str, ...]:
        """The lines of the exchanges that break least, in the order of the call; empty when one breaks none."""
        broken = self.broken(nominee)
        least = [lines for lines in broken if not any(other < lines for other in broken)]
        return tuple(sorted(frozenset().union(*least), key=self.order.__getitem__))

    def _is_full(self, nominee: Nominee) -> bool:
        high = self.limits.get(EACH_ORGANISATION, FREE).high
        return high is not None and self.houses[nominee.country, nominee.organisation] >= high

    def _exchanges(
        self, place: Place, full: str | None, leavers: Iterable[Place]
    ) -> Iterator[frozenset[str]]:
        for leaver in leavers:
            lines = self._broken_lines(place, leaver)
            country, sex = leaver
            # Only somebody of the same full organisation makes room in it.
            makes_room = country == place[0] and self.rooms[country, full, sex] > 0
            yield lines if full is None or makes_room else lines | {EACH_ORGANISATION}

    def _broken_lines(self, place: Place, leaver: Place) -> frozenset[str]:
        entering, leaving = set(lines_of(place)), set(lines_of(leaver))
        over = {n for n in entering - leaving if self.counts[n] == self._limit(n).high}
        under = {n for n in leaving - entering if self.counts[n] == self._limit(n).low}
        return frozenset((over | under) & self.order.keys())

    def _limit(self, name: str) -> Limit:
        return self.limits.get(name, FREE)
