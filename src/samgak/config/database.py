"""`samgak database ...`: the embedded server by hand, backups, and an SQL shell."""

import argparse
import os
from pathlib import Path

from samgak import database
from samgak.config import transfer


def main(words: list[str]) -> int:
    """Run one act; returns the exit code."""
    parser = argparse.ArgumentParser(prog="samgak database", description=__doc__)
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    acts.add_parser("start", help="start the embedded server and keep it until `stop`")
    acts.add_parser("stop", help="stop the embedded server, unless someone uses it")
    acts.add_parser("status", help="say whether it runs and where it is")
    acts.add_parser("shell", help="type SQL")
    backup = acts.add_parser(
        "backup", help="write everything to FILE (plain SQL when it ends in .sql)"
    )
    backup.add_argument("file", type=Path)
    restore = acts.add_parser("restore", help="put the backup in FILE in place of the database")
    restore.add_argument("file", type=Path)
    chosen = parser.parse_args(words)
    if chosen.act in {"start", "stop", "status"}:
        return _control(chosen.act)
    database.ensure_running()
    if chosen.act == "shell":
        return transfer.shell()
    if chosen.act == "backup":
        transfer.backup(chosen.file)
        print(f"The database is saved in {chosen.file}.")
    else:
        transfer.restore(chosen.file)
        print(f"The database is now as it was when {chosen.file} was made.")
    return 0


def _control(act: str) -> int:
    if os.environ.get("DATABASE_URL"):
        raise database.DatabaseFault("not-embedded")
    server = database.Server(database.home())
    if act == "start":
        server.join()
        server.keep()
    elif act == "stop":
        server.stop()
    if not server.is_ready():
        print("The embedded database is stopped.")
        return 3 if act == "status" else 0
    print(f"The embedded database runs: host={server.sockets} user=samgak dbname=samgak")
    return 0
