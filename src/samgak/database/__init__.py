"""The database: the server of DATABASE_URL, or a PostgreSQL of our own beside the data."""

import os

from samgak.database.faults import DatabaseFault
from samgak.database.location import connection, django_settings, home
from samgak.database.server import Server

__all__ = ["DatabaseFault", "Server", "connection", "django_settings", "ensure_running", "home"]

_joined: dict[str, Server] = {}


def ensure_running() -> None:
    """Start the embedded server, or share the running one until this process ends.

    Nothing happens when DATABASE_URL names a server; raises DatabaseFault.
    """
    if not os.environ.get("DATABASE_URL"):
        _joined.setdefault(str(home()), Server(home())).join()
