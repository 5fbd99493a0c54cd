"""The best cohort with its proof, and whether lines can hold together at all: exact in both."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow

from samgak.planning.selection.locks import NO_LOCKS, Locks
from samgak.planning.selection.network import END, START, NegativeCycle, Network
from samgak.planning.selection.problem import EACH_ORGANISATION, Nominee, country_line
from samgak.planning.selection.quotas import FREE, Limit, Limits, lines_of

# A country's houses that look alike: of each sex how many people, and how many who must be in.
Houses = Counter[tuple[str, tuple[tuple[str, int, int], ...]]]


@dataclass(frozen=True)
class Best:
    """Numbers of the people taken, ascending, and whether the bound proves that no cohort is better."""

    chosen: tuple[int, ...]
    proven: bool


def best_cohort(
    people: Sequence[Nominee],
    points: Sequence[int],
    limits: Limits,
    seats: int,
    locks: Locks = NO_LOCKS,
) -> Best | None:
    """The cohort of highest total score, ties by the positions of `people`; None when there is none.

    People come in digest order, points are their scores in whole units, locks go by their numbers.
    Equal totals: least sum of positions, then first list of positions.
    """
    # One weight for total and positions: no sum of positions can outweigh a unit of score.
    span = seats * len(people) + 1
    weighed = locks.weighed(points, seats)
    weights = [score * span - position for position, score in enumerate(weighed)]
    network = Network(people, weights, limits)
    if not network.fill(seats) or not locks.hold(network.chosen()):
        return None
    network.reweigh(_with_list_order(network))
    try:
        potentials = network.potentials()
    except NegativeCycle:  # other lists of equal total and positions come first: fill anew
        network = Network(people, network.weights, limits)
        network.fill(seats)
        potentials = network.potentials()
    chosen = network.chosen()
    bound = upper_bound(people, network.weights, limits, seats, prices_of(network, potentials))
    return Best(tuple(chosen), bound == sum(network.weights[number] for number in chosen))


def _with_list_order(network: Network) -> list[int]:
    """Weights that also prefer the first sorted list of positions.

    Two lists first differ at the smallest position that only one of them has, so halving from
    person to person decides. People with a gain or a loss are in all best cohorts or in none
    (complementary slackness): only those at the margin need a place in the series.
    """
    potentials = network.potentials()
    entries = {id(house): network.entry_price(house, potentials) for house, _ in network.place}
    marginal = [
        number
        for number, (house, node) in enumerate(network.place)
        if entries[id(house)] == network.weights[number] + potentials[node]
    ]
    weights = [weight << len(marginal) for weight in network.weights]
    for bit, number in enumerate(reversed(marginal)):
        weights[number] += 1 << bit
    return weights


@dataclass(frozen=True)
class Prices:
    """What one place costs: of each line, of each country's organisation, and of each seat."""

    lines: Mapping[str, int]
    organisations: Mapping[tuple[str, str], int]
    seat: int


def prices_of(network: Network, potentials: Mapping[int, int]) -> Prices:
    """The prices that the potentials of a cheapest network mean."""
    lines = {
        gate.name: potentials[gate.head] - potentials[gate.tail] for gate in network.gates.values()
    }
    organisations = {}
    for name, house in network.houses.items():
        entry = network.entry_price(house, potentials)
        if entry is None:  # nobody may enter: a price that nobody would pay
            worth = (
                network.weights[i] + potentials[n] for n, own in house.people.items() for i in own
            )
            entry = max(worth)
        organisations[name] = entry - potentials[house.country]
    return Prices(lines, organisations, potentials[START] - potentials[END])


def upper_bound(
    people: Sequence[Nominee],
    weights: Sequence[int],
    limits: Limits,
    seats: int,
    prices: Prices,
) -> int | None:
    """A total that no cohort can exceed, whatever the prices are (None: they bound nothing).

    A person is worth the weight less the prices of the own seat and lines; a cohort is worth at most
    all positive worths, and pays at most what full lines (price above 0) or barely met ones
    (price below 0) pay. Lagrangian duality: Nemhauser, Wolsey, 1988, II.3.6.
    """
    high = limits.get(EACH_ORGANISATION, FREE).high
    bound = seats * prices.seat
    priced = [(limits.get(name, FREE), price) for name, price in prices.lines.items()]
    priced += [(Limit(0, high), price) for price in prices.organisations.values()]
    for limit, price in priced:
        if price > 0 and limit.high is None:
            return None
        bound += price * ((limit.high or 0) if price > 0 else limit.low)
    fees: dict[tuple[str, str, str], int] = {}
    for person, weight in zip(people, weights, strict=True):
        organisation = person.organisation if high is not None else ""
        key = (person.country, person.sex, organisation)
        if key not in fees:
            own = sum(prices.lines[name] for name in lines_of((person.country, person.sex)))
            fees[key] = prices.seat + own + prices.organisations[person.country, organisation]
        bound += max(0, weight - fees[key])
    return bound


class Crowd:
    """How many people share country, organisation and sex: all that limits can see; `kept` must be in."""

    def __init__(self, people: Iterable[Nominee], kept: Iterable[Nominee] = ()) -> None:
        self.rooms = Counter((n.country, n.organisation, n.sex) for n in people)
        self.kept = Counter((n.country, n.organisation, n.sex) for n in kept)
        self.size = sum(self.rooms.values())
        self._houses: dict[int | None, Houses] = {}

    def can_hold(self, limits: Limits, seats: Limit) -> bool:
        """Whether a group of these people keeps all limits and its size lies within `seats`.

        A circulation with lower bounds as a maximum flow (Hoffman, 1960), in whole numbers.
        """
        pipes = {**self._pipes(limits), ("end", "start"): seats}
        nodes = {name: i for i, name in enumerate({name: None for pipe in pipes for name in pipe})}
        if any(limit.low > 0 and name not in nodes for name, limit in self._beside(limits)):
            return False
        if any(self._width(limit) < 0 for limit in pipes.values()):
            return False
        source, sink = len(nodes), len(nodes) + 1
        excess: Counter[int] = Counter()
        flows: list[tuple[int, int, int]] = []
        for (tail, head), limit in pipes.items():
            flows.append((nodes[tail], nodes[head], self._width(limit)))
            excess[nodes[head]] += limit.low
            excess[nodes[tail]] -= limit.low
        flows += [(source, node, much) for node, much in excess.items() if much > 0]
        flows += [(node, sink, -much) for node, much in excess.items() if much < 0]
        tails, heads, widths = np.array(flows, dtype=np.int32).T
        graph = csr_array((widths, (tails, heads)), shape=(sink + 1, sink + 1), dtype=np.int32)
        flow = maximum_flow(graph, source, sink).flow_value
        return bool(flow == sum(much for much in excess.values() if much > 0))

    def _beside(self, limits: Limits) -> Iterable[tuple[str, Limit]]:
        return ((name, limit) for name, limit in limits.items() if name != EACH_ORGANISATION)

    def _width(self, limit: Limit) -> int:
        return (self.size if limit.high is None else min(limit.high, self.size)) - limit.low

    def _pipes(self, limits: Limits) -> dict[tuple[str, str], Limit]:
        """The quota network with one house for all organisations of a country that look alike."""
        high = limits.get(EACH_ORGANISATION, FREE).high
        if high not in self._houses:
            self._houses[high] = self._alike(high)
        pipes: dict[tuple[str, str], Limit] = {}
        for (country, people), number in self._houses[high].items():
            house = f"{country} {people}"
            at_country = country_line(country)
            pipes["start", at_country] = limits.get(at_country, FREE)
            total = _most(sum(n for _, n, _ in people), high)
            pipes[at_country, house] = Limit(0, number * total)
            for sex, n, kept in people:
                _, of_sex, both = lines_of((country, sex))
                pipes[house, both] = Limit(number * kept, number * n)
                pipes[both, of_sex] = limits.get(both, FREE)
                pipes[of_sex, "end"] = limits.get(of_sex, FREE)
        return pipes

    def _alike(self, high: int | None) -> Houses:
        houses: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        kept: Counter[tuple[str, str, str]] = Counter()
        for (country, organisation, sex), number in self.rooms.items():
            name = organisation if high is not None else ""
            houses[country, name][sex] += number
            kept[country, name, sex] += self.kept[country, organisation, sex]
        # Beyond the maximum more people change nothing, so few different houses remain.
        return Counter(
            (
                country,
                tuple(
                    sorted((s, _most(n, high), kept[country, name, s]) for s, n in house.items())
                ),
            )
            for (country, name), house in houses.items()
        )


def _most(number: int, high: int | None) -> int:
    return number if high is None else min(number, high)
