"""Backup and restore in pg_dump's formats: custom, or plain SQL when the name ends in .sql."""

import os
import subprocess
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from samgak.core.database.faults import DatabaseFault
from samgak.core.database.location import connection
from samgak.core.database.owner import programs

CUSTOM_FORMAT = b"PGDMP"


def backup(file: Path) -> None:
    """Write the whole database to the file; a broken run leaves an older file as it was."""
    part = file.with_name(f"{file.name}.part")
    how = "plain" if file.suffix == ".sql" else "custom"
    try:
        part.touch(mode=0o600)
        part.chmod(0o600)
        run_tool("pg_dump", f"--format={how}", "--no-owner", f"--file={part}")
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
    _create_empty(waiting)
    try:
        if is_custom:
            how = ["pg_restore", "--no-owner", "--exit-on-error", f"--dbname={_conninfo(waiting)}"]
            run_tool(*how, str(file))
        else:
            how = ["psql", "--no-psqlrc", "--quiet", "--single-transaction", "--output=/dev/null"]
            how += ["--set=ON_ERROR_STOP=1", f"--file={file}"]
            run_tool(*how, dbname=waiting)
        _refuse_when_others_use(name)
        _swap(name, waiting)
    finally:
        _drop(waiting)


def shell() -> int:
    """Let a person type SQL; returns the exit code of psql."""
    return subprocess.call([str(programs() / "psql"), _conninfo()], env=_environment())


def run_tool(tool: str, *words: str, dbname: str | None = None) -> None:
    """Run a client program of PostgreSQL on the database in use, or another of its server."""
    where = [] if tool == "pg_restore" else [f"--dbname={_conninfo(dbname)}"]
    done = subprocess.run(
        [str(programs() / tool), *where, *words],
        env=_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        if "No space left on device" in done.stderr:
            raise DatabaseFault("disk-full", place="the database or the backup")
        detail = (done.stderr.strip().splitlines() or ["it said nothing."])[0]
        raise DatabaseFault("tool-failed", tool=tool, detail=detail)


def _conninfo(dbname: str | None = None) -> str:
    words = connection() | ({"dbname": dbname} if dbname else {})
    words.pop("password", None)  # a command line is there for all to see
    return make_conninfo("", **words)


def _environment() -> dict[str, str]:
    password = connection().get("password")
    return os.environ | ({"PGPASSWORD": password} if password else {})


def _maintenance() -> psycopg.Connection:
    try:
        return psycopg.connect(
            make_conninfo("", **connection() | {"dbname": "postgres"}), autocommit=True
        )
    except psycopg.OperationalError as error:
        raise DatabaseFault("unreachable", detail=str(error).splitlines()[0]) from error


def _refuse_when_others_use(name: str) -> None:
    with _maintenance() as server:
        asked = "SELECT 1 FROM pg_stat_activity WHERE datname = %s LIMIT 1"
        if server.execute(asked, [name]).fetchone():
            raise DatabaseFault("in-use")


def _create_empty(name: str) -> None:
    _drop(name)
    with _maintenance() as server:
        server.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name))
        )


def _drop(name: str) -> None:
    with _maintenance() as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} (FORCE)").format(sql.Identifier(name)))


def _swap(name: str, restored: str) -> None:
    replaced = f"{name}_replaced"
    _drop(replaced)
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    with _maintenance() as server, server.transaction():
        server.execute(rename.format(sql.Identifier(name), sql.Identifier(replaced)))
        server.execute(rename.format(sql.Identifier(restored), sql.Identifier(name)))
    _drop(replaced)
