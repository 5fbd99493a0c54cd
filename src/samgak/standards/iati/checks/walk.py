"""Every value of an activity with its path, so that one check sees them all."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any, cast

from samgak.standards.iati.model import Activity

NOT_WRITTEN = {"partner_roles"}


@dataclass(frozen=True)
class Leaf:
    """A value, the plain object and field that hold it, and its path as in the file."""

    path: str
    owner: Any
    name: str
    value: Any


def leaves(activity: Activity) -> Iterator[Leaf]:
    """Return each value that would be written, depth first, positions counted from 1."""
    return _leaves(activity, "")


def _leaves(owner: Any, prefix: str) -> Iterator[Leaf]:
    for name, tag in _tags(cast(Hashable, type(owner))):
        value = getattr(owner, name)
        if value is None:
            continue
        if isinstance(value, tuple):
            for position, item in enumerate(value, start=1):
                yield from _below(owner, name, item, f"{prefix}{_singular(tag)}[{position}]")
        else:
            yield from _below(owner, name, value, f"{prefix}{tag}")


def _below(owner: Any, name: str, value: Any, path: str) -> Iterator[Leaf]:
    if is_dataclass(value):
        yield from _leaves(value, f"{path}/")
    else:
        yield Leaf(path, owner, name, value)


@cache
def _tags(kind: Hashable) -> tuple[tuple[str, str], ...]:
    return tuple(
        (field.name, field.name.replace("_", "-"))
        for field in fields(cast(Any, kind))
        if field.name not in NOT_WRITTEN
    )


@cache
def _singular(tag: str) -> str:
    return tag[:-3] + "y" if tag.endswith("ies") else tag.removesuffix("s")
