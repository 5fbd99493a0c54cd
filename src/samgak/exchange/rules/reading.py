"""How a tree is read: every fault is noted with its place, and reading goes on to find the next."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import date
from typing import NoReturn, TypeVar, cast, overload
from zoneinfo import ZoneInfo

from samgak.exchange.rules.faults import Fault
from samgak.exchange.rules.tree import Mapping, Node, Scalar, Sequence

T = TypeVar("T")


class UnreadableError(Exception):
    """The value at hand is faulty; the fault is noted already."""


@dataclass
class Reading:
    """What has been found so far, and what later values are read against."""

    faults: list[Fault] = field(default_factory=list)
    working: str = "en"
    zone: ZoneInfo | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    # For each kind of thing the codes the file defines, faulty things included.
    defined: dict[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Place:
    """A node, the key path that leads to it, and the reading it belongs to."""

    node: Node
    path: str
    reading: Reading

    @property
    def line(self) -> int:
        return self.node.line

    def note(self, code: str, **params: object) -> None:
        self.reading.faults.append(Fault(self.line, self.path, code, params))

    def refuse(self, code: str, **params: object) -> NoReturn:
        self.note(code, **params)
        raise UnreadableError

    def at(self, node: Node, key: str) -> "Place":
        path = f"{self.path}{key}" if key.startswith("[") or not self.path else f"{self.path}.{key}"
        return Place(node, path, self.reading)


Read = Callable[[Place], T]


class Fields:
    """The values of a mapping by key; unknown, repeated and keyless ones are noted at once."""

    def __init__(self, place: Place, *known: str) -> None:
        self.place = place
        self._values = _values(place)
        for key in [key for key in self._values if key not in known]:
            where = place.at(self._values.pop(key).node, key)
            where.note("unknown_key", key=key, known=", ".join(known))

    def need(self, key: str, read: Read[T]) -> T:
        """The value; None where it is missing or faulty, for then the file is refused anyhow."""
        if key not in self._values:
            missing = self.place.at(self.place.node, key)
            missing.note("missing_key", key=key)
            return cast(T, None)
        return cast(T, self._read(key, read))

    @overload
    def may(self, key: str, read: Read[T], default: T) -> T: ...
    @overload
    def may(self, key: str, read: Read[T]) -> T | None: ...
    def may(self, key: str, read: Read[T], default: T | None = None) -> T | None:
        """The value, or the default where the key is absent."""
        return self._read(key, read) if key in self._values else default

    def has(self, key: str) -> bool:
        return key in self._values

    def note(self, key: str, code: str, **params: object) -> None:
        """Note a fault at a key's value, or at the mapping where the key is absent."""
        where = self._values.get(key) or self.place.at(self.place.node, key)
        where.note(code, **params)

    def _read(self, key: str, read: Read[T]) -> T | None:
        try:
            return read(self._values[key])
        except UnreadableError:
            return None


def _values(place: Place) -> dict[str, Place]:
    if not isinstance(place.node, Mapping):
        place.refuse("not_mapping")
    values: dict[str, Place] = {}
    for key, node in place.node.pairs:
        here = place.at(node, key.text)
        if key.text in values:
            place.at(key, key.text).note("repeated_key", key=key.text)
        values[key.text] = here
    return values


def each(
    read: Read[T], *, unique: Callable[[T], Hashable] | None = None, key: str = ""
) -> Read[tuple[T, ...]]:
    """A reader of lists; two items with the same `unique` value are a fault, noted at `key`."""

    def read_list(place: Place) -> tuple[T, ...]:
        if not isinstance(place.node, Sequence):
            place.refuse("not_list")
        items: list[T] = []
        met: set[Hashable] = set()
        for index, node in enumerate(place.node.items):
            where = place.at(node, f"[{index}]")
            try:
                item = read(where)
            except UnreadableError:
                continue
            items.append(item)
            if unique:
                _note_repetition(where, unique(item), met, key)
        return tuple(items)

    return read_list


def each_once(read: Read[str]) -> Read[tuple[str, ...]]:
    """A reader of a list of words none of which may be repeated."""
    return each(read, unique=str)


def _note_repetition(where: Place, value: Hashable, met: set[Hashable], key: str) -> None:
    if value is None:
        return
    if value in met:
        node = dict(_pairs(where.node)).get(key, where.node)
        shown = value if isinstance(value, str) else ""
        (where.at(node, key) if key else where).note(
            "repeated_value" if shown else "repeated_entry", value=shown
        )
    met.add(value)


def _pairs(node: Node) -> list[tuple[str, Node]]:
    return [(key.text, value) for key, value in node.pairs] if isinstance(node, Mapping) else []


def item_with(place: Place, key: str, value: str, *, shown: str) -> Place:
    """The place of `shown` in the item of a list whose `key` has the value."""
    items = place.node.items if isinstance(place.node, Sequence) else []
    for index, node in enumerate(items):
        pairs = dict(_pairs(node))
        found = pairs.get(key)
        if isinstance(found, Scalar) and found.text == value:
            return place.at(node, f"[{index}]").at(pairs.get(shown, node), shown)
    return place


def entries(place: Place) -> list[tuple[str, Place]]:
    """The pairs of a mapping whose keys are free, such as codes; repeated keys are noted."""
    return list(_values(place).items())


def codes_defined(root: Node, key: str) -> frozenset[str]:
    """The codes that a list of things with `code`, or a mapping by code, defines under `key`."""
    found: set[str] = set()
    for name, node in _pairs(root):
        if name == key and isinstance(node, Mapping):
            found |= {code for code, _ in _pairs(node)}
        elif name == key and isinstance(node, Sequence):
            written = [
                value for item in node.items for name, value in _pairs(item) if name == "code"
            ]
            found |= {value.text.strip() for value in written if isinstance(value, Scalar)}
    return frozenset(found)


def node_at(root: Node, *keys: str) -> Node | None:
    """The node a path of keys leads to, or None."""
    node: Node | None = root
    for key in keys:
        node = dict(_pairs(node)).get(key) if node else None
    return node


def line_of(root: Node, key: str) -> int:
    """The line at which a section of the file begins; the first line where it has none."""
    pairs = root.pairs if isinstance(root, Mapping) else []
    return next((name.line for name, _ in pairs if name.text == key), 1)
