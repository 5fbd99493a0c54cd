"""Which processes live in a data folder, and how leftovers of a killed server are cleared away."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

PATIENCE_SECONDS = 4


def postmaster_lines(data: Path) -> list[str]:
    """The lines of the running (or killed) server's own note; empty when there is none."""
    try:
        return (data / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return []


def postmaster(data: Path) -> int | None:
    """The server's process if it is alive; the note of a killed server says nothing."""
    lines = postmaster_lines(data)
    pid = int(lines[0]) if lines and lines[0].strip().isdigit() else 0
    return pid if pid in inhabitants(data) else None


def inhabitants(data: Path) -> set[int]:
    """The PostgreSQL processes that work in the folder, the server's children among them."""
    if sys.platform != "linux":
        return _noted_server(data)
    folder = str(data.resolve())
    return {int(proc.name) for proc in Path("/proc").glob("[0-9]*") if _works_in(proc, folder)}


def _works_in(proc: Path, folder: str) -> bool:
    try:
        # A dead process that nobody has waited for still has a number, but no folder any more.
        return (proc / "comm").read_text().startswith("postgres") and (
            os.readlink(proc / "cwd") == folder
        )
    except OSError:
        return False


def _noted_server(data: Path) -> set[int]:
    lines = postmaster_lines(data)
    if not lines:
        return set()
    asked = ["/bin/ps", "-o", "command=", "-p", lines[0].strip()]
    answer = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
    return {int(lines[0])} if "postgres" in answer else set()


def end_orphans(data: Path, *, waited_seconds: float) -> None:
    """End children that outlived their server: they leave by themselves unless deep in a query."""
    if postmaster(data) or waited_seconds < PATIENCE_SECONDS:
        return
    how = signal.SIGQUIT if waited_seconds < 2 * PATIENCE_SECONDS else signal.SIGKILL
    for pid in inhabitants(data):
        try:
            os.kill(pid, how)
        except ProcessLookupError:
            continue
    time.sleep(0.5)
