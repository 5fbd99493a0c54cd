"""An activity as JSON-ready values and back, so that a frozen report can be kept and written again."""

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from samgak.standards.iati.model import Activity


def to_plain(value: Any) -> Any:
    """Return dataclasses as dicts, dates and decimals as text, tuples as lists; empty fields left out."""
    if is_dataclass(value) and not isinstance(value, type):
        held = {field.name: getattr(value, field.name) for field in fields(value)}
        return {name: to_plain(part) for name, part in held.items() if part not in (None, ())}
    if isinstance(value, Mapping):
        return {str(key): to_plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [to_plain(part) for part in value]
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def from_plain(plain: Mapping[str, Any]) -> Activity:
    """Return the activity that `to_plain` was given; raises KeyError or TypeError for anything else."""
    built: Activity = _build(Activity, plain)
    return built


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _build(kind: Any, plain: Any) -> Any:
    if get_origin(kind) in (Union, types.UnionType):
        kind = next(option for option in get_args(kind) if option is not type(None))
    if is_dataclass(kind):
        hints = _hints(kind)  # type: ignore[arg-type]
        return kind(**{name: _build(hints[name], part) for name, part in plain.items()})  # type: ignore[operator]
    if get_origin(kind) is tuple:
        return tuple(_build(get_args(kind)[0], part) for part in plain)
    if kind in (date, datetime):
        return kind.fromisoformat(plain)
    return Decimal(plain) if kind is Decimal else plain
