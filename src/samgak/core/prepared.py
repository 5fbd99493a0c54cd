"""Queries that many pages ask: their SQL is worded once in each process, only the values change.

Wording such a query takes Django several times as long as asking it.
"""

from collections.abc import Callable
from copy import copy
from functools import cached_property, lru_cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Expression, QuerySet


class Given(Expression):
    """The place of a value known only when the query is asked; it is never None."""

    def __init__(self, name: str):
        super().__init__()
        self.name = name

    def as_sql(self, compiler, connection):
        return "%s", [self]


class GivenKeys(Given):
    """The place of many primary keys, of none too: `filter(pk__in=GivenKeys("people"))`."""

    def as_sql(self, compiler, connection):
        return "(SELECT unnest(%s::bigint[]))", [self]


class Prepared:
    """A query made of a function that words it; called with what is given, it answers with the rows.

    The function runs once: nothing in it may depend on the reader, the day or the settings of a test.
    """

    def __init__(self, query: Callable[[], QuerySet]):
        self._query = query
        # Where a part begins and ends stands in the SQL itself.
        self._parts = lru_cache(maxsize=64)(
            lambda start, stop: Prepared(lambda: query()[start:stop])
        )

    @cached_property
    def _worded(self) -> tuple[QuerySet, Any, str, tuple]:
        found = self._query()
        if found._prefetch_related_lookups:
            raise ValueError("a prepared query asks once")
        compiler = found.query.get_compiler(DEFAULT_DB_ALIAS)
        return found, compiler, *compiler.as_sql()

    def __call__(self, **given: object) -> list[Any]:
        found, worded, sql, places = self._worded
        values = tuple(given[one.name] if isinstance(one, Given) else one for one in places)
        compiler = copy(worded)
        compiler.connection = connections[DEFAULT_DB_ALIAS]
        compiler.as_sql = lambda: (sql, values)
        asked: QuerySet = QuerySet(found.model, query=_Asked(compiler))
        asked._fields = found._fields
        return list(found._iterable_class(asked))

    def first(self, **given: object) -> Any | None:
        """The first row, None where there is none."""
        return next(iter(self(**given)), None)

    def part(self, start: int, stop: int, **given: object) -> list[Any]:
        """The rows from `start` on, before `stop`, as of a slice."""
        return self._parts(start, stop)(**given) if start < stop else []


class _Asked:
    """In the place of the query that Django would word: what the rows are read with."""

    def __init__(self, compiler: Any):
        self._compiler = compiler
        self.selected = compiler.query.selected  # the names of `values()`

    def get_compiler(self, *_using: object, **_how: object) -> Any:
        return self._compiler
