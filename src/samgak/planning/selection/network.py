"""The cohort as an exact flow of people: seats -> country -> organisation -> country and sex -> sex.

Every quota line is a gate that one unit of flow passes for each person selected, so the best cohort
is a cheapest flow (Ahuja, Magnanti, Orlin: Network Flows, 1993, chapters 9 and 10). All numbers are
integers of any size: no rounding, no tolerance. Organisations are many and touch only the nodes of
their own country; they are folded into direct steps between those, the best one on top of a heap.
"""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from itertools import pairwise

from samgak.planning.selection.problem import (
    EACH_ORGANISATION,
    Nominee,
    country_and_sex_line,
    country_line,
    sex_line,
)
from samgak.planning.selection.quotas import FREE, Limit, Limits

START, END = 0, 1
Step = tuple[int, int]
Room = tuple[str, str, str]  # country, organisation, sex


@dataclass
class Gate:
    """One quota line (or the free passage where no line stands) and the people who pass it."""

    name: str
    tail: int
    head: int
    limit: Limit
    flow: int = 0


@dataclass
class House:
    """One organisation of one country: its people by node, best first, and how many are taken."""

    country: int
    high: int | None
    people: dict[int, list[int]] = field(default_factory=dict)
    taken: dict[int, int] = field(default_factory=dict)
    version: int = 0

    @property
    def flow(self) -> int:
        return sum(self.taken.values())

    @property
    def has_room(self) -> bool:
        return self.high is None or self.flow < self.high

    def next_of(self, node: int) -> int | None:
        people, taken = self.people[node], self.taken[node]
        return people[taken] if taken < len(people) else None

    def last_of(self, node: int) -> int | None:
        taken = self.taken[node]
        return self.people[node][taken - 1] if taken else None


class NegativeCycle(Exception):
    """The flow is not the cheapest one."""


class Network:
    """People with integer weights on the quota network; weights differ within one organisation and sex."""

    def __init__(
        self,
        people: Sequence[Nominee],
        weights: Sequence[int],
        limits: Limits,
        chosen: Iterable[int] = (),
    ) -> None:
        self.limits = limits
        self.gates: dict[Step, Gate] = {}
        self.houses: dict[tuple[str, str], House] = {}
        self._nodes: dict[str, int] = {}
        self._house_list: list[House] = []
        rooms = {room: self._room(room) for room in {self._room_of(one): 0 for one in people}}
        self.place = [rooms[self._room_of(one)] for one in people]
        for number in sorted(range(len(people)), key=lambda i: -weights[i]):
            house, node = self.place[number]
            house.people[node].append(number)
        for number in chosen:
            self._seat(number)
        self.reweigh(weights)

    def reweigh(self, weights: Sequence[int]) -> None:
        """Give other weights, in the same order within each organisation and sex, to all people."""
        self.weights = weights
        # More than any cohort can gain or lose, so that required seats are filled first.
        self.reward = 1 + (2 * len(weights) + 2) * max(map(abs, weights), default=0)
        self.steps: list[dict[int, int]] = [{} for _ in range(len(self._nodes) + 2)]
        self._heaps: dict[Step, list[tuple[int, int, int]]] = {}
        for gate in self.gates.values():
            self._refresh_gate(gate)
        for index, house in enumerate(self._house_list):
            for step, cost in self._steps_through(house):
                self._heaps.setdefault(step, []).append((cost, index, house.version))
        for step, heap in self._heaps.items():
            heapify(heap)
            self._refresh_step(step)

    def chosen(self) -> list[int]:
        """The numbers of the people taken, ascending."""
        return sorted(
            number
            for house in self._house_list
            for node, people in house.people.items()
            for number in people[: house.taken[node]]
        )

    def fill(self, seats: int) -> bool:
        """Seat the cheapest flow of so many people; False when the limits can't all hold."""
        for _ in range(seats):
            path = self._cheapest_path()
            if path is None:
                return False
            self._push(path)
        unmet = any(gate.flow < gate.limit.low for gate in self.gates.values())
        nobody = any(line.low and name not in self._nodes for name, line in self.limits.items())
        return not unmet and not nobody

    def potentials(self) -> dict[int, int]:
        """A price for each node under which no step gains: the proof that the flow is cheapest.

        Raises NegativeCycle when it is not.
        """
        return self._distances(dict.fromkeys(range(len(self.steps)), 0))[0]

    def distances_from(self, node: int) -> dict[int, int]:
        """The cheapest way from a node to every one that can be reached without breaking a minimum."""
        distances, _ = self._distances({node: 0})
        # One reward outweighs all people together: beyond half of it a way gives one up.
        return {head: cost for head, cost in distances.items() if 2 * cost < self.reward}

    def entry_price(self, house: House, prices: Mapping[int, int]) -> int | None:
        """The cheapest way into an organisation, given those to the nodes (None: no way)."""
        ways = [prices[house.country]] if house.has_room and house.country in prices else []
        for node in house.people:
            last = house.last_of(node)
            if last is not None and node in prices:
                ways.append(prices[node] + self.weights[last])
        return min(ways, default=None)

    def _node(self, name: str) -> int:
        return self._nodes.setdefault(name, len(self._nodes) + 2)

    def _room_of(self, person: Nominee) -> Room:
        # Without a limit on organisations all of a country are one: fewer, longer lists.
        limited = self.limits.get(EACH_ORGANISATION, FREE).high is not None
        return person.country, person.organisation if limited else "", person.sex

    def _room(self, room: Room) -> tuple[House, int]:
        country, organisation, sex = room
        home = self._node(country_line(country))
        node = self._node(country_and_sex_line(country, sex))
        for tail, head, name in (
            (START, home, country_line(country)),
            (node, self._node(sex_line(sex)), country_and_sex_line(country, sex)),
            (self._node(sex_line(sex)), END, sex_line(sex)),
        ):
            if (tail, head) not in self.gates:
                self.gates[tail, head] = Gate(name, tail, head, self.limits.get(name, FREE))
        key = (country, organisation)
        if key not in self.houses:
            high = self.limits.get(EACH_ORGANISATION, FREE).high
            self.houses[key] = House(home, high)
            self._house_list.append(self.houses[key])
        house = self.houses[key]
        house.people[node] = []
        house.taken[node] = 0
        return house, node

    def _seat(self, number: int) -> None:
        house, node = self.place[number]
        house.taken[node] += 1
        sex = next(head for tail, head in self.gates if tail == node)
        for step in ((START, house.country), (node, sex), (sex, END)):
            self.gates[step].flow += 1

    def _steps_through(self, house: House) -> Iterable[tuple[Step, int]]:
        """What one person more, one fewer, or one for another costs in this organisation."""
        weights, has_room = self.weights, house.has_room
        for node in house.people:
            entering, leaving = house.next_of(node), house.last_of(node)
            if entering is not None and has_room:
                yield (house.country, node), -weights[entering]
            if leaving is None:
                continue
            yield (node, house.country), weights[leaving]
            for other in house.people:
                instead = house.next_of(other) if other != node else None
                if instead is not None:
                    yield (node, other), weights[leaving] - weights[instead]

    def _refresh_gate(self, gate: Gate) -> None:
        low, high = gate.limit.low, gate.limit.high
        out, back = self.steps[gate.tail], self.steps[gate.head]
        out.pop(gate.head, None)
        back.pop(gate.tail, None)
        if high is None or gate.flow < high:
            out[gate.head] = -self.reward if gate.flow < low else 0
        if gate.flow > 0:
            back[gate.tail] = self.reward if gate.flow <= low else 0

    def _refresh_step(self, step: Step) -> None:
        heap = self._heaps[step]
        while heap and self._house_list[heap[0][1]].version != heap[0][2]:
            heappop(heap)
        tail, head = step
        if heap:
            self.steps[tail][head] = heap[0][0]
        else:
            self.steps[tail].pop(head, None)

    def _cheapest_path(self) -> list[int] | None:
        distances, before = self._distances({START: 0})
        if END not in distances:
            return None
        path = [END]
        while path[-1] != START:
            path.append(before[path[-1]])
        return path[::-1]

    def _distances(self, distances: dict[int, int]) -> tuple[dict[int, int], dict[int, int]]:
        """Bellman and Ford with a queue: right with gains and losses as long as no cycle gains."""
        before: dict[int, int] = {}
        rounds = [0] * len(self.steps)
        waiting, is_waiting = deque(distances), set(distances)
        while waiting:
            node = waiting.popleft()
            is_waiting.remove(node)
            rounds[node] += 1
            if rounds[node] > len(self.steps):
                raise NegativeCycle
            reached = distances[node]
            for head, cost in self.steps[node].items():
                if head not in distances or reached + cost < distances[head]:
                    distances[head] = reached + cost
                    before[head] = node
                    if head not in is_waiting:
                        is_waiting.add(head)
                        waiting.append(head)
        return distances, before

    def _push(self, path: list[int]) -> None:
        """Send one person along the path: those on top of the heaps move."""
        steps = list(pairwise(path))
        moves = [(step, self._heaps[step][0][1]) for step in steps if step in self._heaps]
        for step in steps:
            if step not in self._heaps:
                self._pass_gate(step)
        for (tail, head), index in moves:
            house = self._house_list[index]
            if tail in house.taken:
                house.taken[tail] -= 1
            if head in house.taken:
                house.taken[head] += 1
        for index in {index: None for _, index in moves}:
            self._renew(index)

    def _pass_gate(self, step: Step) -> None:
        gate = self.gates.get(step)
        if gate is None:
            gate = self.gates[step[1], step[0]]
            gate.flow -= 1
        else:
            gate.flow += 1
        self._refresh_gate(gate)

    def _renew(self, index: int) -> None:
        house = self._house_list[index]
        house.version += 1
        for step, cost in self._steps_through(house):
            heappush(self._heaps.setdefault(step, []), (cost, index, house.version))
        for node in house.people:
            for step in ((house.country, node), (node, house.country)):
                self._refresh_known(step)
            for other in house.people:
                self._refresh_known((node, other))

    def _refresh_known(self, step: Step) -> None:
        if step in self._heaps:
            self._refresh_step(step)
