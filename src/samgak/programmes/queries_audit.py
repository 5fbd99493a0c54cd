"""Who changed what on an edition, when and why: read from the trail that the database itself keeps."""

# ruff: noqa: S608 - the names are those of our models, the values are bound

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from django.db import connection, models

from samgak.accounts.models import User
from samgak.programmes import trail
from samgak.programmes.models import Edition

OUTSIDE, PROGRAM = "outside", "samgak"
# Made from other fields, or of no meaning to people.
UNSAID = frozenset({"id", "name_key", "search_text", "version", "position", "sequence"})
# From the most to the least telling.
NAMING = ("title", "name", "native_name", "subject", "file_name", "number", "code", "item", "email")
# Where nothing else names an object, not even another that it points at.
AT_LEAST = ("to_state", "country", "currency", "part", "sex", "kind")


@dataclass(frozen=True)
class Filters:
    """What to show: of whom (an account's key, `outside` or `samgak`), which kind, which days."""

    person: str = ""
    kind: str = ""
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True)
class Place:
    """Where in the trail a page begins: below this entry."""

    at: datetime
    kind: str
    pk: int

    def __str__(self) -> str:
        return f"{self.at.isoformat()}~{self.kind}~{self.pk}"

    @classmethod
    def read(cls, text: str) -> "Place | None":
        """The place an address names, or None where it names none."""
        try:
            at, kind, pk = text.split("~")
            return cls(datetime.fromisoformat(at), kind, int(pk))
        except ValueError:
            return None


@dataclass(frozen=True)
class Change:
    """A field, and what it held before and after as the database wrote it."""

    field: models.Field
    before: object
    after: object


@dataclass(frozen=True)
class Entry:
    """One act on one object."""

    place: Place
    key: str
    act: str  # insert, update, delete
    user_id: int | None
    origin: str  # empty for a person
    reason: str
    row: Mapping[str, object]
    changes: tuple[Change, ...]

    @property
    def at(self) -> datetime:
        return self.place.at

    @property
    def kind(self) -> str:
        return self.place.kind


@dataclass(frozen=True)
class Trail:
    """A page of the trail, with the names of all it speaks of: by kind and key."""

    entries: tuple[Entry, ...]
    names: Mapping[tuple[str, str], object]
    next_place: Place | None = None


@dataclass
class _Branches:
    """The parts of a UNION ALL and the values they name."""

    parts: list[str] = field(default_factory=list)
    values: dict[str, object] = field(default_factory=dict)

    def rows(self, order: str = "") -> list[tuple]:
        if not self.parts:
            return []
        union = " UNION ALL ".join(self.parts)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM ({union}) AS found {order}", self.values)
            return cursor.fetchall()


def trail_of(
    edition: Edition,
    *,
    filters: Filters,
    count: int,
    below: Place | None = None,
    key: int | None = None,
) -> Trail:
    """The latest acts on the edition and all that belongs to it, in a constant number of queries."""
    found = _keys(edition, filters, count + 1, below, key)
    entries = _entries(found[:count])
    following = entries[-1].place if len(found) > count else None
    return Trail(entries, _names(entries), following)


def whole_trail(edition: Edition, *, filters: Filters, chunk: int = 500) -> Iterator[Trail]:
    """All of it, page by page."""
    below = None
    while True:
        page = trail_of(edition, filters=filters, count=chunk, below=below)
        yield page
        if (below := page.next_place) is None:
            return


def _keys(
    edition: Edition, filters: Filters, count: int, below: Place | None, key: int | None
) -> list[tuple]:
    wanted = [filters.kind] if filters.kind in trail.kinds() else list(trail.kinds())
    branches = _Branches(values={"edition": edition.pk, "count": count})
    where = _where(edition, filters, branches.values)
    if key is not None:
        where += " AND e.pgh_obj_id = %(key)s"
        branches.values["key"] = key
    for kind in wanted:
        branches.parts.append(_branch(kind, where, below, branches.values))
    # Kinds in the order in which Python compares them.
    return branches.rows('ORDER BY at DESC, kind COLLATE "C", pk DESC LIMIT %(count)s')


def _branch(kind: str, where: str, below: Place | None, values: dict[str, object]) -> str:
    table = connection.ops.quote_name(trail.kinds()[kind]._meta.db_table)
    if below:
        values |= {"below_at": below.at, "below_pk": below.pk}
        if kind == below.kind:
            tied = "e.pgh_created_at = %(below_at)s AND e.pgh_id < %(below_pk)s"
        else:
            tied = "e.pgh_created_at = %(below_at)s" if kind > below.kind else "false"
        where += f" AND (e.pgh_created_at < %(below_at)s OR ({tied}))"
    return (
        f"(SELECT e.pgh_created_at AS at, '{kind}' AS kind, e.pgh_id AS pk, e.pgh_obj_id::text, e.pgh_label,"
        " (SELECT c.metadata FROM pghistory_context c WHERE c.id = e.pgh_context_id)"
        f" FROM {table} e WHERE {trail.condition(kind, 'e')}{where}"
        " ORDER BY e.pgh_created_at DESC, e.pgh_id DESC LIMIT %(count)s)"
    )


def _where(edition: Edition, filters: Filters, values: dict[str, object]) -> str:
    where = ""
    if filters.first_day:
        values["since"] = _midnight(edition, filters.first_day)
        where += " AND e.pgh_created_at >= %(since)s"
    if filters.last_day:
        values["until"] = _midnight(edition, filters.last_day + timedelta(days=1))
        where += " AND e.pgh_created_at < %(until)s"
    if filters.person == OUTSIDE:
        return where + " AND e.pgh_context_id IS NULL"
    if filters.person:
        values["user"] = None if filters.person == PROGRAM else filters.person
        where += (
            " AND e.pgh_context_id IN (SELECT c.id FROM pghistory_context c"
            " WHERE c.metadata->>'user' IS NOT DISTINCT FROM %(user)s)"
        )
    return where


def _midnight(edition: Edition, day: date) -> datetime:
    return datetime.combine(day, time(), edition.zone)


def _entries(found: list[tuple]) -> tuple[Entry, ...]:
    rows = _rows(found)
    return tuple(_entry(one, *rows[one[1], one[2]]) for one in found)


def _rows(found: list[tuple]) -> dict[tuple[str, int], tuple[dict, dict | None]]:
    wanted = defaultdict(list)
    for _at, kind, pk, *_more in found:
        wanted[kind].append(pk)
    branches = _Branches()
    for number, (kind, keys) in enumerate(wanted.items()):
        table = connection.ops.quote_name(trail.kinds()[kind]._meta.db_table)
        branches.values[f"keys_{number}"] = keys
        branches.parts.append(
            f"SELECT '{kind}', e.pgh_id, to_jsonb(e), (SELECT to_jsonb(p) FROM {table} p"
            " WHERE p.pgh_obj_id = e.pgh_obj_id AND p.pgh_id < e.pgh_id"
            f" ORDER BY p.pgh_id DESC LIMIT 1) FROM {table} e WHERE e.pgh_id = ANY(%(keys_{number})s)"
        )
    return {(kind, pk): (_json(row), _json(before)) for kind, pk, row, before in branches.rows()}


def _entry(found: tuple, row: dict, before: dict | None) -> Entry:
    at, kind, pk, key, act, metadata = found
    context = _json(metadata)
    user = context.get("user") if context else None
    return Entry(
        place=Place(at, kind, pk),
        key=key,
        act=act,
        user_id=int(user) if user else None,
        origin="" if user else OUTSIDE if context is None else PROGRAM,
        reason=str((context or {}).get("reason") or ""),
        row=row,
        changes=_changes(kind, act, row, before if act == "update" else None),
    )


def _changes(kind: str, act: str, row: dict, before: dict | None) -> tuple[Change, ...]:
    event = trail.kinds()[kind]
    said = [
        field
        for field in event.pgh_tracked_model._meta.concrete_fields
        if field.column in row and field.name not in UNSAID
    ]
    if before is not None:
        return tuple(
            Change(field, before.get(field.column), row[field.column])
            for field in said
            if before.get(field.column) != row[field.column]
        )
    written = [field for field in said if row[field.column] not in (None, "", [], {})]
    if act == "delete":
        return tuple(Change(field, row[field.column], None) for field in written)
    return tuple(Change(field, None, row[field.column]) for field in written)


def _names(entries: tuple[Entry, ...]) -> dict[tuple[str, str], object]:
    """What is known by its number in the entries, by name; two hops reach a participant's person."""
    wanted: dict[type[models.Model], set[str]] = defaultdict(set)
    for entry in entries:
        if entry.user_id:
            wanted[User].add(str(entry.user_id))
        for change in entry.changes:
            if change.field.related_model:
                values = {str(one) for one in (change.before, change.after) if one is not None}
                wanted[change.field.related_model] |= values
        naming, number = _named_by_another(trail.kinds()[entry.kind].pgh_tracked_model, entry.row)
        if naming:
            wanted[naming].add(number)
    names: dict[tuple[str, str], object] = {}
    for _hop in range(2):
        wanted = _look_up(wanted, names)
    _look_up(wanted, names)
    return names


def _look_up(wanted, names: dict[tuple[str, str], object]):
    branches = _Branches()
    by_kind = {trail.kind_of(model): model for model in wanted}
    for number, (model, keys) in enumerate(wanted.items()):
        table = connection.ops.quote_name(model._meta.db_table)
        primary = connection.ops.quote_name(model._meta.pk.column)
        type_ = model._meta.pk.rel_db_type(connection)
        branches.values[f"keys_{number}"] = sorted(keys)
        branches.parts.append(
            f"SELECT '{trail.kind_of(model)}', t.{primary}::text, to_jsonb(t) FROM {table} t"
            f" WHERE t.{primary} = ANY(%(keys_{number})s::{type_}[])"
        )
    further: dict[type[models.Model], set[str]] = defaultdict(set)
    for kind, key, found in branches.rows():
        row = _json(found)
        names[kind, key] = own_name(row) or None
        another, number = _named_by_another(by_kind[kind], row)
        if names[kind, key] is None and another:
            names[kind, key] = (trail.kind_of(another), number)
            if names[kind, key] not in names:
                further[another].add(number)
    return further


def own_name(row: Mapping[str, object]) -> object:
    """The words by which a row names itself, in one or several languages; empty where it has none."""
    if row.get("family_name") or row.get("given_name"):
        parts = (row.get("family_name"), row.get("given_name"))
        return row.get("native_name") or " ".join(str(part) for part in parts if part)
    return next((row[name] for name in NAMING if row.get(name)), "")


def least_name(row: Mapping[str, object]) -> tuple[str, object]:
    """A field that tells an object from its like, and what it holds; both empty where there is none."""
    return next(((name, row[name]) for name in AT_LEAST if row.get(name)), ("", ""))


def named_after(kind: str, row: Mapping[str, object]) -> tuple[str, str] | None:
    """The object after which a row without a name of its own is called: a seat after its person."""
    model, key = _named_by_another(trail.kinds()[kind].pgh_tracked_model, row)
    return (trail.kind_of(model), key) if model else None


def _named_by_another(model: Any, row: Mapping[str, object]):
    if own_name(row):
        return None, ""
    for one in _pointers(model):
        if row.get(one.column) is not None:
            return one.related_model, str(row[one.column])
    return None, ""


@cache
def _pointers(model: Any) -> tuple[models.Field, ...]:
    """The fields that point at something with a name; whoever acted names the act, not the object."""
    return tuple(
        one
        for one in model._meta.concrete_fields
        if one.related_model
        and one.related_model not in (Edition, model)
        and not one.name.endswith("_by")
        and _has_a_name(one.related_model)
    )


def _has_a_name(model: Any) -> bool:
    names = {one.name for one in model._meta.concrete_fields}
    return bool(names & {*NAMING, "family_name"}) or bool(_pointers(model))


def _json(value):
    return json.loads(value) if isinstance(value, str) else value
