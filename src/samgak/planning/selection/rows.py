"""Rows of a programme that count people under limits."""

from collections.abc import Iterable, Sequence

from samgak.planning.selection.quotas import Limit
from samgak.planning.selection.relaxations import Column


class Rows:
    """Rows under limits, with the columns that take up what lies between them.

    `size`: no row counts more people. Kinds of columns are numbered as they come.
    """

    def __init__(self, size: int) -> None:
        self.size = size
        self.right: list[int] = []
        self.kinds: dict[Column, int] = {}
        self.cost: list[int] = []
        self.kind: list[int] = []
        self.high: list[int] = []
        self.most = 0  # that all these columns can cost
        self.slack: list[int] = []  # by row, the column of what lies between the bounds
        self.gives: dict[int, tuple[int, int]] = {}  # by row, the columns of too few and too many
        self.named: dict[str, int] = {}

    def kind_of(self, column: Iterable[tuple[int, int]]) -> int:
        return self.kinds.setdefault(tuple(column), len(self.kinds))

    def add(
        self, limit: Limit, penalty: int | None = None, *, name: str = "", keep: int = 0
    ) -> int:
        """A row for so many people; with a penalty for each too few (not below `keep`) or too many."""
        row = len(self.right)
        low, high = limit.low, self.reach(limit)
        self.right.append(high)
        self.slack.append(self._column(row, 1, high - low, 0))
        if penalty is not None:
            few, many = max(0, low - keep), self.size
            self.gives[row] = (
                self._column(row, 1, few, -penalty),
                self._column(row, -1, many, -penalty - bool(name)),
            )
            self.named[name] = row
            self.most += (penalty + 1) * (few + many)
        return row

    def reach(self, limit: Limit) -> int:
        """The greatest number that a row under the limit counts."""
        high = self.size if limit.high is None else limit.high
        return max(limit.low, min(high, self.size))

    def filled(self, counts: Sequence[int]) -> list[int]:
        """The values of all these columns when the rows count so many people."""
        values = [0] * len(self.cost)
        for row, (right, count) in enumerate(zip(self.right, counts, strict=True)):
            width = self.high[self.slack[row]]
            if row in self.gives:
                few, many = self.gives[row]
                values[few] = max(0, right - width - count)
                values[many] = max(0, count - right)
            given = values[few] - values[many] if row in self.gives else 0
            values[self.slack[row]] = right - count - given
        return values

    def _column(self, row: int, coefficient: int, high: int, cost: int) -> int:
        self.cost.append(cost)
        self.kind.append(self.kind_of([(row, coefficient)]))
        self.high.append(high)
        return len(self.cost) - 1
