"""People, lines and wishes as a whole-numbered programme."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import compress
from math import lcm

from samgak.planning.selection.integers import Programme
from samgak.planning.selection.locks import NO_LOCKS, Locks
from samgak.planning.selection.problem import EACH_ORGANISATION, Nominee
from samgak.planning.selection.quotas import Limit, Quotas
from samgak.planning.selection.rows import Rows

Home = tuple[str, str]  # country and organisation


@dataclass(frozen=True)
class Pool:
    """Whom to choose from, in digest order, with scores in whole units (`unit` of them to a point)."""

    people: Sequence[Nominee]
    points: Sequence[int]
    unit: int
    seats: int
    locks: Locks = NO_LOCKS


class Model:
    """People, lines and wishes as a programme; the first columns are the people.

    Organisations are many and few of them full: each becomes a row only once it is `watched`, because
    an answer without that row sends too many (cutting planes: Dantzig, Fulkerson, Johnson, 1954).
    """

    def __init__(self, pool: Pool, quotas: Quotas, *, by_position: bool = True) -> None:
        self.people, self.quotas, self.seats = pool.people, quotas, pool.seats
        self.locks = pool.locks
        people, seats, points, unit = pool.people, pool.seats, pool.points, pool.unit
        self.watched: dict[Home, None] = {}
        weights = [wish.weight * unit for wish in quotas.wishes]
        part = lcm(*(weight.denominator for weight in weights))
        # One weight for total and positions: no sum of positions can outweigh a unit of score.
        span = part * (seats * len(people) + 1 if by_position else 1)
        self.span = span
        self.cost = [score * span - position * by_position for position, score in enumerate(points)]
        self.penalties = [int(weight * span) for weight in weights]
        self.places = [quotas.lines_of(person) for person in people]
        self.homes = (
            [(person.country, person.organisation) for person in people]
            if quotas.counts_organisations
            else []
        )

    @cached_property
    def per_home(self) -> int:
        """The number of people from which on an organisation must be watched."""
        highs = [wish.limit.high for wish in self.quotas.wishes if wish.name == EACH_ORGANISATION]
        highs += [self.quotas.per_organisation.high, self.seats]
        return min(high for high in highs if high is not None)

    def sent(self, values: Sequence[int]) -> Counter[Home]:
        """How many people of each organisation are taken; empty when no line asks."""
        return Counter(home for home, value in zip(self.homes, values, strict=False) if value)

    def crowded(self, values: Sequence[int]) -> list[Home]:
        """Organisations not yet watched that send more than a line about them says."""
        sent = self.sent(values).items()
        return sorted(h for h, n in sent if n > self.per_home and h not in self.watched)

    def programme(self) -> Programme:
        rows = Rows(self.seats)
        rows.add(Limit(self.seats, self.seats))
        self.demanded: dict[str, list[int]] = {}
        of_line: dict[str, list[int]] = {}
        demands = [(name, limit, None) for name, limit in self.quotas.limits.items()]
        wishes = zip(self.quotas.wishes, self.penalties, strict=True)
        lines = [*demands, *((wish.name, wish.limit, penalty) for wish, penalty in wishes)]
        of_home: dict[Home, list[int]] = {}
        for name, limit, penalty in lines:
            asked = self.demanded.setdefault(name, []) if penalty is None else []
            if name != EACH_ORGANISATION:
                of_line.setdefault(name, []).append(rows.add(limit, penalty))
                asked += of_line[name][-1:]
                continue
            for home in self.watched:
                of_home.setdefault(home, []).append(rows.add(limit, penalty))
                asked += of_home[home][-1:]
        self.rows, self.of_line, self.of_home = rows, of_line, of_home
        kept, barred = self.locks.kept, self.locks.barred
        count = len(self.people)
        kind = self._kinds(rows, of_line, of_home)
        return Programme(
            cost=[*self.cost, *rows.cost],
            kind=[*kind, *rows.kind],
            kinds=list(rows.kinds),
            low=[*(int(i in kept) for i in range(count)), *([0] * len(rows.cost))],
            high=[*(int(i not in barred) for i in range(count)), *rows.high],
            right=rows.right,
            most=self.seats * max(map(abs, self.cost), default=0) + rows.most + 1,
        )

    def _kinds(
        self, rows: Rows, of_line: dict[str, list[int]], of_home: dict[Home, list[int]]
    ) -> Iterable[int]:
        own = {
            place: (0, *(row for name in place for row in of_line.get(name, ())))
            for place in dict.fromkeys(self.places)
        }
        numbers = {place: rows.kind_of([(row, 1) for row in found]) for place, found in own.items()}
        if not of_home:
            return [numbers[place] for place in self.places]
        return [
            rows.kind_of([(row, 1) for row in (*own[place], *of_home[home])])
            if home in of_home
            else numbers[place]
            for place, home in zip(self.places, self.homes, strict=True)
        ]

    def values(self, programme: Programme, chosen: Iterable[int]) -> list[int]:
        """The values of all columns of the programme (the last one made) when these people are chosen."""
        people = [0] * len(self.people)
        for number in chosen:
            people[number] = 1
        return [*people, *self.rows.filled(self.counts(programme, people))]

    def counts(self, programme: Programme, values: Sequence[int]) -> list[int]:
        """How many of the people each row counts."""
        counts = [0] * len(programme.right)
        for number in compress(range(len(self.people)), values):
            for row, one in programme.kinds[programme.kind[number]]:
                counts[row] += one
        return counts

    def rows_of(self, lines: Iterable[str], home: Home | None) -> list[int]:
        """The rows (of the last programme) that count somebody on these lines, of that organisation."""
        rows = [0, *(row for name in lines for row in self.of_line.get(name, ()))]
        return rows if home is None else rows + self.of_home.get(home, [])
