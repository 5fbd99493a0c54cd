"""Where the embedded database lives and how it is reached: pure answers, nothing is started."""

import hashlib
import os
import uuid
from pathlib import Path

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from samgak.database.faults import DatabaseFault

CHECKOUT = Path(__file__).resolve().parents[3]
SOCKET = ".s.PGSQL.5432"
NAME = USER = "samgak"
# The kernel cuts a socket's path at 108 bytes (104 on some systems).
LONGEST_SOCKET_PATH = 100


def home() -> Path:
    """The folder of all this installation keeps: SAMGAK_DATA, else `var/` of the checkout."""
    return Path(os.environ.get("SAMGAK_DATA") or CHECKOUT / "var").resolve()


def socket_folder(home: Path) -> Path:
    """The folder of the server's socket: beside the data, or a short one when that path is long."""
    beside = home / "postgres"
    if len(os.fsencode(beside / SOCKET)) <= LONGEST_SOCKET_PATH:
        return beside
    digest = hashlib.sha256(os.fsencode(home)).hexdigest()[:16]
    return Path("/tmp") / f"samgak-{digest}"  # noqa: S108 - its owner and mode are checked at the start


def connection() -> dict[str, str]:
    """libpq's words for the database in use: that of DATABASE_URL, else the embedded one."""
    if not (url := os.environ.get("DATABASE_URL")):
        return {"host": str(socket_folder(home())), "port": "5432", "user": USER, "dbname": NAME}
    try:
        return {word: str(value) for word, value in conninfo_to_dict(url).items()}
    except ProgrammingError:
        raise DatabaseFault("bad-url") from None


def django_settings() -> dict:
    """Django's DATABASES["default"] for the database in use."""
    words = connection()
    names = {
        "dbname": "NAME",
        "user": "USER",
        "password": "PASSWORD",
        "host": "HOST",
        "port": "PORT",
    }
    return {
        "ENGINE": "django.db.backends.postgresql",
        **{name: words.pop(word, "") for word, name in names.items()},
        "OPTIONS": words | {"options": _signed(words.get("options", ""))},
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _signed(options: str) -> str:
    """The options by which the audit trail knows our own connections from everybody else's."""
    context = f"-c pghistory.context_id={uuid.uuid4()} -c pghistory.context_metadata={{}}"
    return f"{options} {context}".strip()
