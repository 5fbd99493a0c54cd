"""What an exchange of one selected person for another would break."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from samgak.planning.selection.problem import EACH_ORGANISATION, Nominee
from samgak.planning.selection.quotas import FREE, Quotas

Lines = int  # a set of lines, one bit each
Home = tuple[str, str]  # country and organisation
NONE: Lines = 0


class Exchanges:
    """Which lines break when one selected person leaves and another enters; the `fixed` never leave."""

    def __init__(
        self, selected: Sequence[Nominee], quotas: Quotas, fixed: Collection[str] = ()
    ) -> None:
        self.quotas = quotas
        wishes = [(one.name, one.limit) for one in quotas.wishes if one.name != EACH_ORGANISATION]
        lines = [*quotas.limits.items(), *wishes]
        self.names = [name for name, _ in lines]
        self.demanded = (1 << len(quotas.limits)) - 1
        self.bits = Counter[str]()
        for i, name in enumerate(self.names):
            self.bits[name] |= 1 << i
        free = [n for n in selected if n.key not in fixed]
        self.leavers = [n.key for n in free]
        self.places = Counter((n.country, self._place(n)) for n in free)
        self.houses = Counter((n.country, n.organisation) for n in selected)
        self.rooms = Counter(((n.country, n.organisation), self._place(n)) for n in free)
        counts = Counter(name for n in selected for name in quotas.lines_of(n))
        self.full = self.bare = NONE
        for i, (name, limit) in enumerate(lines):
            if name != EACH_ORGANISATION:
                self.full |= (limit.high is not None and counts[name] >= limit.high) << i
                self.bare |= (counts[name] <= limit.low) << i
        self._known: dict[tuple[str, Lines, Home | None], frozenset[Lines]] = {}

    def broken(self, nominee: Nominee) -> frozenset[Lines]:
        """For every exchange that lets the nominee in, the lines it breaks or the wishes it misses more."""
        home = self._full_home(nominee)
        key = (nominee.country if home else "", self._place(nominee), home)
        if key not in self._known:
            self._known[key] = frozenset(self._exchanges(key[1], home, self.places))
        return self._known[key]

    def may_replace_a_compatriot(self, nominee: Nominee) -> bool:
        """Whether one selected person of the same country can give way with every quota kept."""
        own = [leaver for leaver in self.places if leaver[0] == nominee.country]
        found = self._exchanges(self._place(nominee), self._full_home(nominee), own)
        return any(lines & self.demanded == NONE for lines in found)

    def in_the_way(self, nominee: Nominee) -> tuple[str, ...]:
        """The lines of the exchanges that break least, in the order of the call; empty when one breaks none."""
        return self._least({lines & self.demanded for lines in self.broken(nominee)})

    def against_wishes(self, nominee: Nominee) -> tuple[str, ...]:
        """The wishes that exchanges which break no line miss more, in the same way."""
        broken = self.broken(nominee)
        return self._least({lines for lines in broken if lines & self.demanded == NONE})

    def _least(self, broken: set[Lines]) -> tuple[str, ...]:
        least = [one for one in broken if not any(o & one == o != one for o in broken)]
        named = (name for i, name in enumerate(self.names) if any(1 << i & one for one in least))
        return tuple(dict.fromkeys(named))

    def _place(self, nominee: Nominee) -> Lines:
        return sum(self.bits[name] for name in self.quotas.lines_of(nominee))

    def _full_home(self, nominee: Nominee) -> Home | None:
        """The organisation of the nominee if it can send nobody else."""
        high = self.quotas.limits.get(EACH_ORGANISATION, FREE).high
        home = (nominee.country, nominee.organisation)
        return home if high is not None and self.houses[home] >= high else None

    def _exchanges(
        self, place: Lines, home: Home | None, leavers: Iterable[tuple[str, Lines]]
    ) -> Iterator[Lines]:
        full, bare = self.full, self.bare
        for country, leaving in leavers:
            lines = place & ~leaving & full | leaving & ~place & bare
            # Only somebody of the same full organisation makes room in it.
            if home and not (country == home[0] and self.rooms[home, leaving]):
                lines |= self.bits[EACH_ORGANISATION]
            yield lines
