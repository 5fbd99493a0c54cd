"""The embedded server: started by who comes first, shared by all, stopped by who leaves last.

Every command that uses the server holds a shared lock on `database.users`; the kernel drops it
however the command ends. Who leaves and can take the lock alone is the last one, and stops the
server, unless `samgak database start` asked to keep it. `database.lock` guards the start.
"""

import atexit
import fcntl
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from samgak.database import location, processes
from samgak.database.faults import DatabaseFault
from samgak.database.owner import Owner, make_place, owner_of_server, programs_for

START_SECONDS = 120
FREE_BYTES = 200 * 1024 * 1024
LOG_BYTES = 10 * 1024 * 1024
OPTIONS = {
    "listen_addresses": "",
    "log_checkpoints": "off",
    "log_timezone": "UTC",
    "timezone": "UTC",
    "shared_buffers": "128MB",
    "work_mem": "8MB",
    "max_wal_size": "512MB",
    "log_min_duration_statement": "2s",
    "log_line_prefix": "%m [%p] %d ",
}
NOTICE = "# Written by Samgak at every start; lasting changes: ALTER SYSTEM.\n"


class Server:
    """The PostgreSQL server of one home folder, shared by the processes that join it."""

    def __init__(self, home: Path, **options: str) -> None:
        self.home = home
        self.data = home / "postgres" / "data"
        self.log = home / "postgres" / "server.log"
        self.sockets = location.socket_folder(home)
        self.options = OPTIONS | options
        self._users: IO | None = None

    @property
    def is_kept(self) -> bool:
        return (self.home / "database.keep").exists()

    def keep(self) -> None:
        """Leave the server running when the last user leaves."""
        (self.home / "database.keep").touch()

    def is_ready(self) -> bool:
        """Whether the server answers; costs less than a millisecond."""
        try:
            lines = processes.postmaster_lines(self.data)
        except PermissionError:
            self._raise_other_owner()
        if len(lines) < 8 or lines[7].strip() != "ready":
            return False
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(2)
            return line.connect_ex(str(self.sockets / location.SOCKET)) == 0

    def join(self) -> None:
        """Use the server until this process leaves or ends; start it when it is not running."""
        if self._users:
            return
        self._users = self._lock_file("database.users")
        fcntl.flock(self._users, fcntl.LOCK_SH)
        os.register_at_fork(after_in_child=self._forget)
        atexit.register(self.leave)
        try:
            if not self.is_ready():
                self._start()
        except BaseException:
            self._forget()
            raise

    def leave(self) -> None:
        """Stop using the server; the last one to leave stops it."""
        if not self._users:
            return
        try:
            fcntl.flock(self._users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if not self.is_kept:
                self._stop()
        except BlockingIOError:
            pass  # others use it
        finally:
            self._forget()

    def stop(self) -> None:
        """Stop the server, unless another process uses it."""
        if not self.home.exists():
            return
        with self._lock_file("database.users") as users:
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise DatabaseFault("in-use") from None
            (self.home / "database.keep").unlink(missing_ok=True)
            self._stop()

    def _forget(self) -> None:
        if self._users:
            self._users.close()
            self._users = None

    def _lock_file(self, name: str) -> IO:
        path = self.home / name
        try:
            self.home.mkdir(parents=True, exist_ok=True)
            file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+")
            if os.geteuid() == 0:  # the folder's own user must be able to lock it next time
                os.fchown(file.fileno(), self.home.stat().st_uid, self.home.stat().st_gid)
        except PermissionError:
            raise DatabaseFault("no-permission", path=path) from None
        except OSError as error:
            raise _as_fault(error, self.home) from error
        return file

    @contextmanager
    def _alone(self) -> Iterator[IO]:
        with self._lock_file("database.lock") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield file

    def _start(self) -> None:
        with self._alone() as lock:
            if self._settle():
                return
            owner = owner_of_server(self.home)
            try:
                self._prepare(owner, lock)
                self._launch(owner)
            except OSError as error:
                raise _as_fault(error, self.home) from error

    def _settle(self) -> bool:
        """Wait until a server that is coming answers, or nothing is left of one that is going."""
        began = time.monotonic()
        while (waited := time.monotonic() - began) < START_SECONDS:
            if self.is_ready():
                return True
            if not processes.inhabitants(self.data):
                return False
            processes.end_orphans(self.data, waited_seconds=waited)
            time.sleep(0.05)
        raise DatabaseFault("not-answering", seconds=START_SECONDS, log=self.log)

    def _prepare(self, owner: Owner, lock: IO) -> None:
        folder = make_place(self.home, owner)
        if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
            self._raise_other_owner()
        if shutil.disk_usage(folder).free < FREE_BYTES:
            raise DatabaseFault("disk-full", place=folder)
        if not self.data.exists():
            self._create(owner, lock)
        self._check_version(owner)
        self._write_configuration(owner)
        self._clear_leftovers(owner)
        if self.log.exists() and self.log.stat().st_size > LOG_BYTES:
            self.log.replace(self.log.with_suffix(".log.before"))

    def _create(self, owner: Owner, lock: IO) -> None:
        """Make the folder under another name first: a half-made one is never taken for whole."""
        folder = self.data.parent.resolve()
        for half_made in folder.glob("making-*"):
            shutil.rmtree(half_made)
        part = Path(tempfile.mkdtemp(prefix="making-", dir=folder))
        owner.takes(part)
        words = ["--username", location.USER, "--auth=peer", "--encoding=UTF8", "--no-instructions"]
        words += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        if self.options.get("fsync") == "off":
            words.append("--no-sync")
        # Letters beyond ASCII count as letters in pg_trgm only where the system has this locale.
        # The programs share the lock: should we die, the next one waits for them to end.
        made = self._run(owner, "initdb", "-D", part, *words, "--lc-ctype=C.UTF-8", lock=lock)
        if made.returncode:
            made = self._run(owner, "initdb", "-D", part, *words, lock=lock)
        if not made.returncode:
            says = f"CREATE DATABASE {location.NAME}\n"
            alone = ["--single", "-D", part, "postgres"]
            made = self._run(owner, "postgres", *alone, says=says, lock=lock)
        if made.returncode:
            shutil.rmtree(part)
            self._raise_start_failed(made.stdout)
        part.rename(folder / "data")

    def _check_version(self, owner: Owner) -> None:
        found = (self.data / "PG_VERSION").read_text().strip()
        brought = self._run(owner, "postgres", "--version").stdout.split()[-1].split(".")[0]
        if found != brought:
            raise DatabaseFault("other-version", place=self.data, found=found, brought=brought)

    def _write_configuration(self, owner: Owner) -> None:
        values = self.options | {"unix_socket_directories": str(self.sockets.resolve())}
        quoted = {name: value.replace("'", "''") for name, value in values.items()}
        lines = {
            "postgresql.conf": [f"{name} = '{value}'" for name, value in quoted.items()],
            "pg_hba.conf": ["local all all peer map=samgak"],
            "pg_ident.conf": [f'samgak "{name}" {location.USER}' for name in {"root", owner.name}],
        }
        for name, content in lines.items():
            path = self.data / name
            path.write_text(NOTICE + "\n".join(content) + "\n")
            owner.takes(path)

    def _clear_leftovers(self, owner: Owner) -> None:
        """Remove notes of a killed server: its number may be another process's by now."""
        if self.sockets != self.data.parent:
            self.sockets.mkdir(mode=0o700, exist_ok=True)
            if self.sockets.stat().st_uid == os.geteuid():
                owner.takes(self.sockets)
        found = self.sockets.lstat() if self.sockets != self.data.parent else self.sockets.stat()
        if found.st_uid != owner.uid or found.st_mode & 0o077 or not self.sockets.is_dir():
            raise DatabaseFault("socket-taken", path=self.sockets)
        for note in (self.sockets / location.SOCKET, self.sockets / f"{location.SOCKET}.lock"):
            note.unlink(missing_ok=True)
        (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _launch(self, owner: Owner) -> None:
        data, log = self.data.resolve(), self.log.parent.resolve() / self.log.name
        waiting = ["-w", "-s", "-t", START_SECONDS]
        launched = self._run(owner, "pg_ctl", "start", "-D", data, "-l", log, *waiting)
        if launched.returncode or not self.is_ready():
            tail = log.read_text(errors="replace")[-4000:] if log.exists() else ""
            self._raise_start_failed(tail or launched.stdout)

    def _stop(self) -> None:
        if processes.postmaster(self.data):
            owner, data = owner_of_server(self.home), self.data.resolve()
            stopped = self._run(owner, "pg_ctl", "stop", "-D", data, "-m", "fast", "-w", "-t", 60)
            if stopped.returncode and processes.postmaster(self.data):
                raise DatabaseFault("not-answering", seconds=60, log=self.log)

    def _run(
        self, owner: Owner, program: str, *words: object, says: str = "", lock: IO | None = None
    ) -> subprocess.CompletedProcess[str]:
        clean = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}
        with tempfile.TemporaryFile("w+") as heard:  # a pipe would stay open as long as the server
            done = subprocess.run(
                [str(programs_for(owner) / program), *map(str, words)],
                **({"input": says} if says else {"stdin": subprocess.DEVNULL}),
                stdout=heard,
                stderr=subprocess.STDOUT,
                text=True,
                cwd="/",
                env=clean,
                pass_fds=[lock.fileno()] if lock else [],
                start_new_session=True,  # Ctrl-C in a terminal ends commands, not the server
                check=False,
                **owner.identity,
            )
            heard.seek(0)
            done.stdout = heard.read()
        return done

    def _raise_other_owner(self) -> None:
        folder = self.home / "postgres"
        raise DatabaseFault("other-owner", place=folder, owner=folder.owner()) from None

    def _raise_start_failed(self, output: str) -> None:
        if "No space left on device" in output:
            raise DatabaseFault("disk-full", place=self.data.parent)
        said = [line for line in output.splitlines() if "FATAL" in line or "error" in line.lower()]
        detail = (said or output.splitlines() or ["it said nothing"])[-1].strip()
        raise DatabaseFault("start-failed", detail=detail, log=self.log)


def _as_fault(error: OSError, home: Path) -> Exception:
    """A full disk and a missing right become sentences; anything else stays the bug it is."""
    if error.errno == 28:
        return DatabaseFault("disk-full", place=home)
    if isinstance(error, PermissionError):
        return DatabaseFault("no-permission", path=error.filename or home)
    return error
