"""When the database checks what rows refer to."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

# As Django declares its foreign keys.
WAITING = "SELECT DISTINCT conname FROM pg_constraint WHERE condeferred"


@contextmanager
def checked_at_once() -> Iterator[None]:
    """Check foreign keys with each statement, for many thousands of rows in one transaction.

    Checks that wait for its end are kept in a list, and the list is gone through at every block of a
    trigger that may fail, as those of the audit trail are: with each row, each further row costs more.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        yield
        cursor.execute(WAITING)
        names = ", ".join(connection.ops.quote_name(name) for (name,) in cursor.fetchall())
        cursor.execute(f"SET CONSTRAINTS {names} DEFERRED")
