"""Databases for a while, migrated and otherwise empty.

Migrating takes half a minute, so what it made is kept as a file: the next one takes a second.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
from pathlib import Path

from django.db.migrations.loader import MigrationLoader

from samgak.database import client
from samgak.database.faults import DatabaseFault
from samgak.database.location import home

# The programs of our wheel write SQL that older servers don't read.
OLDEST_SERVER_FOR_FILES = 170000


def make_scratch(name: str) -> str:
    """Make a database of that name (an older one is dropped); returns its words for DATABASE_URL."""
    client.create_empty(name)
    with client.server_itself() as server:
        reads_files = server.info.server_version >= OLDEST_SERVER_FOR_FILES
    home().mkdir(parents=True, exist_ok=True)
    file = home() / f"empty-{_digest_of_migrations()}.sql"
    with (home() / "scratch.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # who comes second waits, and uses the file
        if file.exists() and reads_files:
            words = ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"]
            client.run_tool("psql", *words, "--output=/dev/null", f"--file={file}", dbname=name)
        else:
            _migrate(name)
            if reads_files:
                _keep(name, file)
    return client.full_address(name)


def drop_scratch(name: str) -> None:
    """Drop the database, whoever uses it."""
    client.drop(name)


def _digest_of_migrations() -> str:
    digest = hashlib.sha256()
    migrations = MigrationLoader(None).disk_migrations
    for (app, name), migration in sorted(migrations.items()):
        source = sys.modules[type(migration).__module__].__file__ or ""
        digest.update(f"{app}.{name}".encode() + Path(source).read_bytes())
    return digest.hexdigest()[:16]


def _migrate(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--noinput", "--verbosity", "0"],
        env=os.environ | {"DATABASE_URL": client.full_address(name)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        detail = (done.stderr.strip().splitlines() or ["it said nothing."])[-1]
        raise DatabaseFault("tool-failed", tool="migrate", detail=detail)


def _keep(name: str, file: Path) -> None:
    part = file.with_suffix(".part")
    client.run_tool("pg_dump", "--format=plain", "--no-owner", f"--file={part}", dbname=name)
    for older in file.parent.glob("empty-*.sql"):
        older.unlink()
    part.replace(file)
