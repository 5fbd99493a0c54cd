"""The best whole-numbered answer of a linear programme, found with floats and proven in integers.

    maximise  cost . x   where  in every row the sum of coefficient . x is the right side,
                                low <= x <= high,  x whole

HiGHS solves relaxations in floats; what they say is only a guide. Every claim rests on a bound in
integers of any size: whatever the prices y of the rows are, no answer can exceed

    y . right + sum over columns of max(r . low, r . high),   r = cost - y . column

(Lagrangian duality: Nemhauser, Wolsey, 1988, II.3.6; as a safe bound behind a float solver: Neumaier,
Shcherbina, Mathematical Programming 99, 2004). Prices get as exact as the proof needs, because each
relaxation is solved for the residuals r of the last one at the scale of the gap that is left
(Gleixner, Steffy, Wolter: Iterative refinement for linear programming, 2016). Columns whose residual
exceeds the gap are fixed; the few others are branched on.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from samgak.planning.selection.relaxations import Column, Part, Relaxation

FINE = 20  # bits by which costs are multiplied, so that prices have a fraction
NODES = 50_000  # of the search; beyond them the answer is not proven
WHOLE = 1e-5  # how far from whole a float may be that means a whole number


@dataclass(frozen=True)
class Programme:
    """Columns of few kinds: `kind` says which of `kinds` a column is, its cost and bounds are its own.

    `most`: no answer's total is further from 0. All sequences over columns have one length; columns of
    one kind have the same entries (row, coefficient).
    """

    cost: Sequence[int]
    kind: Sequence[int]
    kinds: Sequence[Column]
    low: Sequence[int]
    high: Sequence[int]
    right: Sequence[int]
    most: int

    def keeps(self, values: Sequence[int]) -> bool:
        """Whether these values of all columns keep every bound and row."""
        for value, low, high in zip(values, self.low, self.high, strict=True):
            if not low <= value <= high:
                return False
        return not any(self.missing(values))

    def missing(self, values: Sequence[int]) -> list[int]:
        """What each row is short of its right side."""
        right = list(self.right)
        for j, value in enumerate(values):
            if value:
                for row, coefficient in self.kinds[self.kind[j]]:
                    right[row] -= coefficient * value
        return right

    def total(self, values: Sequence[int]) -> int:
        return sum(cost * value for cost, value in zip(self.cost, values, strict=True) if value)


@dataclass(frozen=True)
class Solution:
    """The `values` of all columns; `open`: columns whose value may differ in another best answer.

    `prices`: of the rows, times 2 ** FINE: a start for a programme that differs a little.
    """

    values: list[int]
    total: int
    proven: bool
    open: list[int]
    prices: list[int]


@dataclass
class Node(Part):
    """What is still free; what is fixed is taken off `right` and counted in `constant`."""

    constant: int
    prices: list[int]
    fixed: list[tuple[int, int]] = field(default_factory=list)
    bound: int = 0


def improved(programme: Programme, start: Sequence[int], prices: Sequence[int]) -> Solution:
    """An answer of the greatest total, given one that is known and prices near those it ends with."""
    found = best(programme, start=start, prices=prices)
    if found is None:
        raise ArithmeticError("an answer that was known is lost")
    return found


def best(
    programme: Programme,
    *,
    start: Sequence[int] | None = None,
    prices: Sequence[int] | None = None,
    above: int | None = None,
    nodes: int = NODES,
) -> Solution | None:
    """An answer of the greatest total, or None when there is none (`above`: none that exceeds this).

    `start`: an answer that is known; `prices`: those of an earlier solution. When `nodes` branches did
    not suffice the solution is not `proven`. Raises ArithmeticError when by then none was found.
    """
    return _Search(programme, start, above, nodes).run(prices)


class _Search:
    def __init__(
        self, programme: Programme, start: Sequence[int] | None, above: int | None, nodes: int
    ) -> None:
        self.programme = programme
        self.cost = [cost << FINE for cost in programme.cost]
        self.relaxation = Relaxation(programme.kind, programme.kinds, len(programme.right))
        self.most_nodes = nodes
        self.values = None if start is None else list(start)
        least = -programme.most - 1 if above is None else above
        self.total = least if start is None else programme.total(start)

    def run(self, prices: Sequence[int] | None) -> Solution | None:
        p = self.programme
        root = Node(
            free=list(range(len(p.cost))),
            residual=list(self.cost),
            low=list(p.low),
            high=list(p.high),
            right=list(p.right),
            constant=0,
            prices=[0] * len(p.right) if prices is None else list(prices),
        )
        waiting = self._root(root)
        nodes = 0
        while waiting and nodes < self.most_nodes:
            nodes += 1
            node = waiting.pop()
            waiting += self._branches(node, self._relaxed(node))
        if self.values is None and waiting:
            raise ArithmeticError("neither an answer nor the proof that there is none")
        return self._solution(root, proven=not waiting)

    def _root(self, root: Node) -> list[Node]:
        guess = self._relaxed(root, ties=True)
        if guess is None:
            return []
        better = self.relaxation.whole(root)
        if better is not None:
            self._try(root, better)
        guess = self._relaxed(root, ties=True)
        return self._branches(root, guess)

    def _solution(self, root: Node, *, proven: bool) -> Solution | None:
        if self.values is None:
            return None
        spare = root.bound - (self.total << FINE)
        still = [j for j, r in zip(root.free, root.residual, strict=True) if abs(r) <= spare]
        return Solution(self.values, self.total, proven, still, root.prices)

    def _relaxed(self, node: Node, *, ties: bool = False) -> list[float] | None:
        """Lower the node's bound as far as floats help; the last guess, or None when it is settled."""
        while self._tighten(node, ties=ties):
            if not node.free:
                self._try(node, [])
                return None
            spare = node.bound - (self.total << FINE)
            solved = self.relaxation.solve(node, spare)
            if solved is None:
                return [float(low) for low in node.low]
            guess, prices = solved
            known = self.total
            self._try(node, guess)
            self._reprice(node, prices)
            if not node.free:
                continue
            now = node.bound - (self.total << FINE)
            if self.total == known and 8 * now > 7 * spare:
                return guess if self._is_open(node) else None
        return None

    def _is_open(self, node: Node) -> bool:
        """Whether the node may hold something better than what is known."""
        return node.bound >> FINE > self.total

    def _tighten(self, node: Node, *, ties: bool) -> bool:
        """Fix what the bound decides; False when nothing better is left. `ties` leaves equals free."""
        self._appraise(node)
        spare = node.bound - ((self.total + (not ties)) << FINE)
        if spare < 0:
            return False
        keep: list[int] = []
        for i, r in enumerate(node.residual):
            low, high = node.low[i], node.high[i]
            if abs(r) > spare:  # no step away from the preferred bound is worth it
                low = high = high if r > 0 else low
            elif r and high - low > 1:
                steps = spare // abs(r)
                low, high = (
                    (max(low, high - steps), high) if r > 0 else (low, min(high, low + steps))
                )
            node.low[i], node.high[i] = low, high
            if low < high:
                keep.append(i)
        if len(keep) < len(node.free):
            self._fix(node, keep)
        return self._is_open(node)

    def _fix(self, node: Node, keep: Sequence[int]) -> None:
        kept = set(keep)
        for i, j in enumerate(node.free):
            if i not in kept and node.low[i]:
                value = node.low[i]
                node.fixed.append((j, value))
                node.constant += self.cost[j] * value
                for row, coefficient in self.programme.kinds[self.programme.kind[j]]:
                    node.right[row] -= coefficient * value
        for name in ("free", "low", "high", "residual"):
            own = getattr(node, name)
            setattr(node, name, [own[i] for i in keep])

    def _appraise(self, node: Node) -> None:
        """The residuals of the free columns and the bound, at the node's prices."""
        node.residual, node.bound = self._bound(node, node.prices)

    def _bound(self, node: Node, prices: Sequence[int]) -> tuple[list[int], int]:
        kind, cost = self.programme.kind, self.cost
        fees = [sum(c * prices[row] for row, c in entries) for entries in self.programme.kinds]
        residual = [cost[j] - fees[kind[j]] for j in node.free]
        bound = node.constant + sum(y * b for y, b in zip(prices, node.right, strict=True))
        for r, low, high in zip(residual, node.low, node.high, strict=True):
            value = high if r > 0 else low
            if value:
                bound += r * value
        return residual, bound

    def _reprice(self, node: Node, steps: Sequence[int]) -> None:
        prices = [old + step for old, step in zip(node.prices, steps, strict=True)]
        residual, bound = self._bound(node, prices)
        if bound < node.bound:
            node.prices, node.residual, node.bound = prices, residual, bound

    def _try(self, node: Node, guess: Sequence[float]) -> None:
        """Take the guess as an answer if it is whole, keeps all rows and is better."""
        whole = [round(value) for value in guess]
        if any(abs(value - n) > WHOLE for value, n in zip(guess, whole, strict=True)):
            return
        values = [0] * len(self.cost)
        for j, value in node.fixed:
            values[j] = value
        for j, value in zip(node.free, whole, strict=True):
            values[j] = value
        total = self.programme.total(values)
        if total > self.total and self.programme.keeps(values):
            self.total, self.values = total, values

    def _branches(self, node: Node, guess: Sequence[float] | None) -> list[Node]:
        """The two halves of the node at its least whole column, the likelier one last."""
        if guess is None:
            return []
        off = [min(value % 1, 1 - value % 1) for value in guess]
        i = max(range(len(off)), key=off.__getitem__)
        if off[i] <= WHOLE:  # all whole, and yet not proven: part the most undecided column
            i = min(range(len(off)), key=lambda k: abs(node.residual[k]))
        below = min(max(int(guess[i] // 1), node.low[i]), node.high[i] - 1)
        halves = [self._half(node, i, high=below), self._half(node, i, low=below + 1)]
        return halves if guess[i] - below >= 0.5 else halves[::-1]

    def _half(self, node: Node, i: int, low: int | None = None, high: int | None = None) -> Node:
        """The node with one bound moved; of columns alike the dearer go first, so they follow."""
        half = replace(
            node,
            free=list(node.free),
            low=list(node.low),
            high=list(node.high),
            right=list(node.right),
            fixed=list(node.fixed),
        )
        kind, cost = self.programme.kind, self.cost
        own = node.free[i]
        for k, j in enumerate(node.free):
            if kind[j] != kind[own]:
                continue
            if low is not None and cost[j] > cost[own]:
                half.low[k] = half.high[k]
            if high is not None and cost[j] < cost[own]:
                half.high[k] = half.low[k]
        half.low[i] = node.low[i] if low is None else low
        half.high[i] = node.high[i] if high is None else high
        return half
