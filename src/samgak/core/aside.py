"""Objects put aside while there are too many of them for memory."""

import pickle
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import Any, Generic, Self, TypeVar

MOST_IN_MEMORY = (
    1_000_000  # bytes; more of them go to a file without a name, gone when it is closed
)

Thing = TypeVar("Thing")


class Aside(Generic[Thing]):
    """Things put down one after the other and taken up again in the same order.

    with Aside() as aside:
        aside.put(thing)
        for thing in aside: ...
    """

    def __init__(self) -> None:
        self._file: Any = SpooledTemporaryFile(max_size=MOST_IN_MEMORY)  # noqa: SIM115 - closed by `with`
        self._count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def put(self, thing: Thing) -> None:
        """Put one thing more down, before the first is taken up."""
        pickle.dump(thing, self._file, protocol=pickle.HIGHEST_PROTOCOL)
        self._count += 1

    def __iter__(self) -> Iterator[Thing]:
        self._file.seek(0)
        for _ in range(self._count):
            yield pickle.load(self._file)  # noqa: S301 - what this process wrote, to a file it alone has
