"""PostgreSQL's client programs and a connection for the server itself, on the database in use."""

import os
import subprocess

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from samgak.database.faults import DatabaseFault
from samgak.database.location import connection
from samgak.database.owner import programs


def run_tool(tool: str, *words: str, dbname: str | None = None) -> None:
    """Run a client program of PostgreSQL on the database in use, or another of its server."""
    where = [] if tool == "pg_restore" else [f"--dbname={address(dbname)}"]
    done = subprocess.run(
        [str(programs() / tool), *where, *words],
        env=environment(),
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


def address(dbname: str | None = None) -> str:
    """libpq's words in one string, without the password."""
    words = connection() | ({"dbname": dbname} if dbname else {})
    words.pop("password", None)  # a command line is there for all to see
    return make_conninfo("", **words)


def full_address(dbname: str) -> str:
    """libpq's words in one string, for DATABASE_URL of another process."""
    return make_conninfo("", **connection() | {"dbname": dbname})


def environment() -> dict[str, str]:
    """What a client program needs besides its words."""
    password = connection().get("password")
    return os.environ | ({"PGPASSWORD": password} if password else {})


def server_itself() -> psycopg.Connection:
    """A connection for statements about databases; raises DatabaseFault when none is had."""
    try:
        return psycopg.connect(
            make_conninfo("", **connection() | {"dbname": "postgres"}), autocommit=True
        )
    except psycopg.OperationalError as error:
        raise DatabaseFault("unreachable", detail=str(error).splitlines()[0]) from error


def create_empty(name: str) -> None:
    """Make a database without tables; one of that name is dropped first."""
    drop(name)
    with server_itself() as server:
        server.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name))
        )


def drop(name: str) -> None:
    """Drop the database, whoever uses it; nothing happens when there is none."""
    with server_itself() as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} (FORCE)").format(sql.Identifier(name)))
