"""Backup and restore in pg_dump's formats: custom, or plain SQL when the name ends in .sql."""

import subprocess
from pathlib import Path

from psycopg import sql

from samgak.database import DatabaseFault, client, connection
from samgak.database.owner import programs

CUSTOM_FORMAT = b"PGDMP"


def backup(file: Path) -> None:
    """Write the whole database to the file; a broken run leaves an older file as it was."""
    part = file.with_name(f"{file.name}.part")
    how = "plain" if file.suffix == ".sql" else "custom"
    try:
        part.touch(mode=0o600)
        part.chmod(0o600)
        client.run_tool("pg_dump", f"--format={how}", "--no-owner", f"--file={part}")
        part.replace(file)
    except PermissionError:
        raise DatabaseFault("no-permission", path=file.parent) from None
    except FileNotFoundError:
        raise DatabaseFault("no-file", path=file.parent) from None
    finally:
        part.unlink(missing_ok=True)


def restore(file: Path) -> None:
    """Put the backup in place of the database; a backup that can't be read changes nothing."""
    try:
        with file.open("rb") as opened:
            is_custom = opened.read(len(CUSTOM_FORMAT)) == CUSTOM_FORMAT
    except OSError:
        raise DatabaseFault("no-file", path=file) from None
    name = connection()["dbname"]
    waiting = f"{name}_restoring"
    _refuse_when_others_use(name)
    client.create_empty(waiting)
    try:
        if is_custom:
            how = [
                "pg_restore",
                "--no-owner",
                "--exit-on-error",
                f"--dbname={client.address(waiting)}",
            ]
            client.run_tool(*how, str(file))
        else:
            how = ["psql", "--no-psqlrc", "--quiet", "--single-transaction", "--output=/dev/null"]
            how += ["--set=ON_ERROR_STOP=1", f"--file={file}"]
            client.run_tool(*how, dbname=waiting)
        _refuse_when_others_use(name)
        _swap(name, waiting)
    finally:
        client.drop(waiting)


def shell() -> int:
    """Let a person type SQL; returns the exit code of psql."""
    return subprocess.call([str(programs() / "psql"), client.address()], env=client.environment())


def _refuse_when_others_use(name: str) -> None:
    with client.server_itself() as server:
        asked = "SELECT 1 FROM pg_stat_activity WHERE datname = %s LIMIT 1"
        if server.execute(asked, [name]).fetchone():
            raise DatabaseFault("in-use")


def _swap(name: str, restored: str) -> None:
    replaced = f"{name}_replaced"
    client.drop(replaced)
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    with client.server_itself() as server, server.transaction():
        server.execute(rename.format(sql.Identifier(name), sql.Identifier(replaced)))
        server.execute(rename.format(sql.Identifier(restored), sql.Identifier(name)))
    client.drop(replaced)
