"""Whether lines can hold together at all, how far they must give, and between which numbers."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from samgak.planning.selection import integers
from samgak.planning.selection.integers import Programme
from samgak.planning.selection.model import Pool
from samgak.planning.selection.problem import EACH_ORGANISATION, SEATS, Nominee
from samgak.planning.selection.quotas import FREE, Limit, Limits, Quotas
from samgak.planning.selection.rows import Rows

Place = tuple[str, ...]  # the lines that count a person
Home = tuple[str, str]  # country and organisation
Rooms = Counter[tuple[Home, Place]]  # how many people


@dataclass(frozen=True)
class Give:
    """How many people a line lacks (below 0) or has too many (above 0)."""

    by_line: dict[str, int]

    @property
    def total(self) -> int:
        return sum(map(abs, self.by_line.values()))


class Crowd:
    """How many people are alike in all that lines can see; the `kept` must be in.

    Alike means interchangeable, so a column stands for many people.
    """

    def __init__(
        self, people: Iterable[Nominee], quotas: Quotas, kept: Iterable[Nominee] = ()
    ) -> None:
        self.quotas = quotas
        # One order whatever the order of the people, so that equal answers are the same.
        self.rooms: Rooms = Counter(dict(sorted(Counter(map(self._room, people)).items())))
        self.kept = Counter(map(self._room, kept))
        self.size = sum(self.rooms.values())
        homes: Counter[Home] = Counter()
        self.places: Counter[Place] = Counter()
        for (home, place), number in self.rooms.items():
            homes[home] += number
            self.places[place] += number
        self.largest_home = max(homes.values(), default=0)

    @classmethod
    def under_locks(cls, pool: Pool, quotas: Quotas) -> "Crowd":
        """Those of the pool who may be in, the kept ones surely."""
        people, locks = pool.people, pool.locks
        able = (n for i, n in enumerate(people) if i not in locks.barred)
        return cls(able, quotas, kept=[people[i] for i in locks.kept])

    def can_hold(self, lines: Limits) -> bool:
        """Whether a group of these people keeps all lines, the `seats` among them when they stand."""
        return self.least_give(lines, rigid=lines) is not None

    def least_give(self, lines: Limits, *, rigid: Iterable[str] = ()) -> Give | None:
        """The least total by which lines that are not `rigid` must give, early lines first.

        None when the rigid ones cannot hold whatever the others give. The bound of each organisation
        counts once, whatever the number of organisations.
        """
        fixed = set(rigid)
        per_home = lines.get(EACH_ORGANISATION, FREE).high
        if per_home is None or EACH_ORGANISATION in fixed:
            return self._least_give(lines, fixed)
        best: Give | None = None
        for more in range(self.largest_home + 1):
            if best is not None and best.total <= more:
                break
            wider = {**lines, EACH_ORGANISATION: Limit(0, per_home + more)}
            found = self._least_give(wider, fixed)
            if found is not None and (best is None or found.total + more < best.total):
                best = Give({**found.by_line, **({EACH_ORGANISATION: more} if more else {})})
        return best

    def least_and_most(self, name: str, lines: Limits) -> tuple[int, int] | None:
        """The least and the greatest number of people of a line under these lines, or None."""
        found = []
        for sign in (-1, 1):
            solution = self._best(lines, frozenset(lines), counted=name, sign=sign)
            if solution is None:
                return None
            found.append(sign * solution.total)
        return found[0], found[1]

    def _room(self, nominee: Nominee) -> tuple[Home, Place]:
        return (nominee.country, nominee.organisation), self.quotas.lines_of(nominee)

    def _least_give(self, lines: Limits, rigid: set[str]) -> Give | None:
        solution = self._best(lines, frozenset(rigid))
        if solution is None:
            return None
        by_line = {}
        for name, row in solution.rows.named.items():
            few, many = solution.rows.gives[row]
            by_line[name] = solution.own[many] - solution.own[few]
        return Give({name: steps for name, steps in by_line.items() if steps})

    def _best(
        self, lines: Limits, rigid: frozenset[str], *, counted: str = "", sign: int = 0
    ) -> "_Found | None":
        """The best group, or None.

        Organisations make a row each, so that is the last resort: often some people of each, few
        enough to be taken together, do as well as all people without that line.
        """
        high = lines.get(EACH_ORGANISATION, FREE).high
        asked = _Asked(lines, rigid, counted, sign)
        if high is None:
            return self._solved(asked, _together(self.rooms))
        outer = self._solved(asked, _together(self._capped(high)))
        if outer is None:
            return None
        some = self._some(high, counted, sign)
        inner = None if some is None else self._solved(asked, _together(some))
        if inner is not None and inner.total == outer.total:
            return inner
        return self._solved(asked, self._capped(high), per_home=high)

    def _capped(self, high: int) -> Rooms:
        return Counter({room: min(number, high) for room, number in self.rooms.items()})

    @cached_property
    def _rare_first(self) -> list[tuple[Home, Place]]:
        return sorted(self.rooms, key=lambda room: self.places[room[1]])

    def _some(self, high: int, counted: str, sign: int) -> Rooms | None:
        """At most `high` people of each organisation: the kept, then whom the search likes, then rare ones."""
        left = Counter({home: high for home, _ in self.rooms})
        for (home, _), number in self.kept.items():
            left[home] -= number
        if any(number < 0 for number in left.values()):
            return None
        some: Rooms = Counter(self.kept)

        for room in sorted(self._rare_first, key=lambda one: (counted in one[1]) != (sign > 0)):
            taken = min(left[room[0]], self.rooms[room] - self.kept[room])
            some[room] += taken
            left[room[0]] -= taken
        return some

    def _solved(
        self, asked: "_Asked", rooms: Rooms, *, per_home: int | None = None
    ) -> "_Found | None":
        lines, rigid, counted, sign = asked.lines, asked.rigid, asked.counted, asked.sign
        rows = Rows(self.size)
        # Early lines give first where the totals are equal; fewer before more.
        unit = 1 + 2 * (len(lines) + 1) * (self.size + sum(limit.low for limit in lines.values()))
        of_line = {}
        for i, (name, limit) in enumerate(lines.items(), start=1):
            if name != EACH_ORGANISATION:
                price = None if name in rigid else unit + 2 * i
                of_line[name] = rows.add(limit, price, name=name, keep=int(name == SEATS))
        homes = dict.fromkeys(home for home, _ in rooms) if per_home is not None else {}
        of_home = {home: rows.add(Limit(0, per_home)) for home in homes}
        kept = self.kept if per_home is not None else _together(self.kept)
        if any(high < 0 for high in rows.high) or any(kept[room] > rooms[room] for room in rooms):
            return None
        kinds = []
        for home, place in rooms:
            own = [of_line[name] for name in (*place, SEATS) if name in of_line]
            own += [of_home[home]] if home in of_home else []
            kinds.append(rows.kind_of((row, 1) for row in own))
        gain = [sign * (counted == SEATS or counted in place) for _, place in rooms]
        solution = integers.best(
            Programme(
                cost=[*gain, *rows.cost],
                kind=[*kinds, *rows.kind],
                kinds=list(rows.kinds),
                low=[*(kept[room] for room in rooms), *([0] * len(rows.cost))],
                high=[*rooms.values(), *rows.high],
                right=rows.right,
                most=self.size + rows.most,
            )
        )
        if solution is None:
            return None
        return _Found(solution.total, solution.values[len(rooms) :], rows)


@dataclass(frozen=True)
class _Asked:
    """Under which lines, which of them `rigid`, and of which one the most (1) or the fewest (-1)."""

    lines: Limits
    rigid: frozenset[str]
    counted: str
    sign: int


def _together(rooms: Rooms) -> Rooms:
    """The same people as if of one organisation, in one order."""
    numbers: Rooms = Counter()
    for (_, place), number in rooms.items():
        numbers[("", ""), place] += number
    return numbers


@dataclass(frozen=True)
class _Found:
    """A best group: its total, and the values of the columns of the rows."""

    total: int
    own: list[int]
    rows: Rows


def widened(limit: Limit, give: int) -> Limit:
    """The limit that a group keeps which gave so much."""
    if give < 0:
        return replace(limit, low=limit.low + give)
    return replace(limit, high=None if limit.high is None else limit.high + give)
