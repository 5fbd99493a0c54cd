"""Who takes the seat of somebody who declines or does not come, with every quota kept."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from samgak.planning.selection.prepared import Prepared
from samgak.planning.selection.problem import EACH_ORGANISATION, Nominee, Problem
from samgak.planning.selection.quotas import Quotas

Source = Literal["reserve", "reserve_elsewhere", "nominee"]


@dataclass(frozen=True)
class Replacement:
    """Whom to offer the seat (`key`; None: nobody), and why.

    `source`: a reserve of the same country, of another one, or an eligible nominee who is no reserve;
    `passed_over`: by key, in the order asked, the lines that each earlier one would have broken. When
    there is nobody, all who were asked are in it; when it is empty too, nobody was left to ask.
    """

    key: str | None
    source: Source | None = None
    passed_over: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def lines(self) -> tuple[str, ...]:
        """All lines that stood in the way of those passed over, in the order first met."""
        return tuple(dict.fromkeys(name for lines in self.passed_over.values() for name in lines))


def replacement(
    problem: Problem,
    *,
    seated: Collection[str],
    gone: str,
    reserves: Mapping[str, Sequence[str]],
    unavailable: Collection[str] = (),
) -> Replacement:
    """The best replacement for `gone`, one of the `seated` (keys), that keeps every quota.

    Asked are, in this order: the reserves of the country of `gone` as they are ordered; the reserves of
    other countries, then eligible people who are no reserves, each by score and digest order. Nobody is
    asked who is seated, left out by exception or `unavailable` (declined before, say). A line that is
    broken already must not be broken further. Raises ValueError when `gone` is not seated, KeyError for
    an unknown key.
    """
    if gone not in seated:
        raise ValueError(f"{gone} has no seat")
    ready = Prepared.of(problem)
    people = {nominee.key: nominee for nominee in problem.nominees}
    seats = _Seats([people[key] for key in seated], people[gone], ready.quotas)
    out = {*seated, *unavailable, *problem.locked_out}
    passed_over: dict[str, tuple[str, ...]] = {}
    for key, source in _candidates(ready, people[gone].country, reserves):
        if key in out or key in passed_over:
            continue
        broken = seats.broken(people[key])
        if not broken:
            return Replacement(key, source, passed_over)
        passed_over[key] = broken
    return Replacement(None, None, passed_over)


def _candidates(
    ready: Prepared, country: str, reserves: Mapping[str, Sequence[str]]
) -> list[tuple[str, Source]]:
    place = {nominee.key: number for number, nominee in enumerate(ready.pool.people)}

    def by_score(key: str) -> tuple[int, int]:
        return -ready.points[key], place.get(key, len(place))

    own = list(reserves.get(country, ()))
    others = [key for home, keys in reserves.items() if home != country for key in keys]
    rest = {nominee.key for nominee in ready.eligible} - {*own, *others}
    found: list[tuple[str, Source]] = [(key, "reserve") for key in own]
    found += [(key, "reserve_elsewhere") for key in sorted(others, key=by_score)]
    return found + [(key, "nominee") for key in sorted(rest, key=by_score)]


class _Seats:
    """The seated without the one who goes, as the lines count them."""

    def __init__(self, seated: Sequence[Nominee], gone: Nominee, quotas: Quotas) -> None:
        self.quotas = quotas
        self.before = Counter(name for one in seated for name in quotas.lines_of(one))
        self.leaving = set(quotas.lines_of(gone))
        self.homes = Counter((one.country, one.organisation) for one in seated)
        self.home = (gone.country, gone.organisation)

    def broken(self, nominee: Nominee) -> tuple[str, ...]:
        """The lines that the nominee in that seat would break, in the order of the call."""
        entering = set(self.quotas.lines_of(nominee))
        return tuple(
            name
            for name, limit in self.quotas.limits.items()
            if (
                self._is_full(nominee)
                if name == EACH_ORGANISATION
                else limit.missed(self.before[name] + (name in entering) - (name in self.leaving))
                > limit.missed(self.before[name])
            )
        )

    def _is_full(self, nominee: Nominee) -> bool:
        home, high = (nominee.country, nominee.organisation), self.quotas.per_organisation.high
        return high is not None and home != self.home and self.homes[home] >= high
