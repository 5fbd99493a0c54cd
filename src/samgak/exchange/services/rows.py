"""Brings the rows of a table in line with a file: what is the same stays untouched."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from pghistory.models import Event

from samgak.exchange.rules import Fault, FileRefused
from samgak.exchange.rules.reading import line_of
from samgak.exchange.rules.tree import tree


@dataclass(frozen=True)
class Change:
    """How many things of one section of the file were made, changed and removed."""

    section: str
    made: int
    changed: int
    removed: int


class Ledger:
    """Keeps count of what a load does, and of what it must not do."""

    def __init__(self, text: str) -> None:
        self._root = tree(text)
        self._counts: dict[str, Counter[str]] = defaultdict(Counter)
        self._faults: list[Fault] = []

    def count(self, section: str, act: str) -> None:
        self._counts[section][act] += 1

    def note(self, section: str, code: str, **params: object) -> None:
        self._faults.append(Fault(line_of(self._root, section), section, code, params))

    def refuse_if_faulty(self) -> None:
        if self._faults:
            raise FileRefused(self._faults)

    @property
    def changes(self) -> tuple[Change, ...]:
        return tuple(
            Change(section, made=acts["made"], changed=acts["changed"], removed=acts["removed"])
            for section, acts in self._counts.items()
        )


def save(
    row: models.Model, values: dict[str, Any], *, section: str, ledger: Ledger
) -> models.Model:
    """Give a row these values; it is written only when it is new or one of them differs."""
    is_made = row._state.adding
    different = [name for name, value in values.items() if getattr(row, name) != value]
    for name in different:
        setattr(row, name, values[name])
    if is_made:
        row.save()
        ledger.count(section, "made")
    elif different:
        row.save(update_fields=different)
        ledger.count(section, "changed")
    return row


def settle(
    rows: models.QuerySet,
    wanted: Iterable[dict[str, Any]],
    *,
    key: tuple[str, ...],
    section: str,
    ledger: Ledger,
    **scope: models.Model,
) -> tuple[list[models.Model], list[models.Model]]:
    """Make and change rows until there is one for each wanted; return those, and the rows left over.

    Rows and wanted values with an equal key belong together, in their order.
    """
    free: dict[tuple[str, ...], list[models.Model]] = defaultdict(list)
    for row in rows:
        free[_key(vars(row), key)].append(row)
    kept = []
    for position, values in enumerate(wanted):
        same = free[_key(values, key)]
        row = same.pop(0) if same else rows.model(**scope)
        kept.append(save(row, values | {"position": position}, section=section, ledger=ledger))
    return kept, [row for same in free.values() for row in same]


def _key(values: dict[str, Any], key: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(str(values[name]) for name in key)


def remove(
    rows: Iterable[models.Model],
    *,
    section: str,
    ledger: Ledger,
    own: frozenset[type] = frozenset(),
) -> None:
    """Delete rows that nothing points at but tables of their `own`; note a fault for the others."""
    for row in rows:
        if is_used(row, own=own):
            ledger.note(section, "still_used", name=str(getattr(row, "code", row)))
        else:
            row.delete()
            ledger.count(section, "removed")


def is_used(row: models.Model, *, own: frozenset[type]) -> bool:
    """Whether any row elsewhere points at this one; its history and its `own` tables aside."""
    relations = [
        field
        for field in row._meta.get_fields(include_hidden=True)
        if field.auto_created and (field.one_to_many or field.one_to_one) and not field.concrete
    ]
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: row.pk}).exists()
        for relation in relations
        if not issubclass(relation.related_model, Event)
        and not relation.related_model._meta.auto_created
        and relation.related_model not in own
    )
