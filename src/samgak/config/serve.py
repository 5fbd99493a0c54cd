"""`samgak serve`: the database, the pages and the worker; Ctrl-C ends all of them."""

import argparse
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass

from samgak import database
from samgak.core.environment import LOOPBACK, flag

SAMGAK = [sys.executable, "-m", "samgak.config"]
STEADY_SECONDS = 60
FALLS_ALLOWED = 5
FAREWELL_SECONDS = 15
PR_SET_PDEATHSIG = 1


@dataclass
class Child:
    """A process that must run as long as we do; started again, later each time, when it falls."""

    name: str
    command: list[str]
    process: subprocess.Popen | None = None
    started_at: float = 0
    due_at: float = 0
    falls: int = 0  # one after the other, each soon after its start

    def start(self) -> None:
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(
            self.command,
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C reaches us alone, and we end the children in order
            preexec_fn=_die_with_parent,  # noqa: PLW1509 - this process has one thread
        )

    def watch(self) -> None:
        """Start the process when it is due, and note when it has fallen."""
        now = time.monotonic()
        if self.process is None and now >= self.due_at:
            self.start()
        elif self.process and self.process.poll() is not None:
            self.process = None
            self.falls = 1 if now - self.started_at >= STEADY_SECONDS else self.falls + 1
            self.due_at = now + 2 ** (self.falls - 1)

    @property
    def is_hopeless(self) -> bool:
        return self.falls >= FALLS_ALLOWED

    def end(self, how: signal.Signals) -> None:
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, how)


def main(words: list[str]) -> int:
    """Serve until Ctrl-C; returns the exit code."""
    parser = argparse.ArgumentParser(prog="samgak serve", description=__doc__)
    parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
    parser.add_argument("--port", type=int, default=os.environ.get("PORT", "8000"))
    chosen = parser.parse_args(words)
    if is_taken(chosen.host, chosen.port):
        return _refuse(
            f"Port {chosen.port} is taken by another program. End that program, or choose another "
            f"port: PORT={chosen.port + 1} make run"
        )
    if flag("SAMGAK_DEMONSTRATION") and chosen.host not in LOOPBACK:
        return _refuse(
            "The demonstration has known passwords and is served on this machine only: leave HOST "
            "unset, or SAMGAK_DEMONSTRATION."
        )
    os.environ["PORT"] = str(chosen.port)
    for farewell in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(farewell, _interrupt)
    database.ensure_running()
    try:
        if failed := _prepare():
            return _refuse(f"`samgak {failed}` did not succeed; its message is above.")
        return supervise(children(chosen.host, chosen.port), chosen.host, chosen.port)
    except KeyboardInterrupt:
        return 0


def is_taken(host: str, port: int) -> bool:
    """Whether another program already listens there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            line.bind((host, port))
        except OSError:
            return True
    return False


def children(host: str, port: int) -> list[Child]:
    """The pages, and the worker that does the jobs."""
    workers = os.environ.get("WEB_CONCURRENCY", "2")
    pages = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host]
    pages += ["--port", str(port), "--workers", workers, "--blocking-threads", "4"]
    pages += ["--log-level", "warning", "--no-ws", "samgak.config.wsgi:application"]
    return [Child("pages", pages), Child("worker", [*SAMGAK, "procrastinate", "worker"])]


def supervise(kept: list[Child], host: str, port: int) -> int:
    """Keep the children running until Ctrl-C, or until one falls again and again."""
    announced = False
    try:
        while True:
            for child in kept:
                child.watch()
                if child.is_hopeless:
                    return _refuse(
                        f"The {child.name} process ended {FALLS_ALLOWED} times, each within a minute of "
                        "its start; its messages are above. Everything is stopped."
                    )
            if not announced and _answers(host, port):
                announced = True
                print(f"\nSamgak is at http://{host}:{port}/en/ - Ctrl-C stops it.", flush=True)
            time.sleep(0.2)
    except KeyboardInterrupt:
        print("\nStopping.", flush=True)
        return 0
    finally:
        end_all(kept)


def end_all(kept: list[Child]) -> None:
    """Ask the children to end, and after a while make them."""
    for child in kept:
        child.end(signal.SIGTERM)
    until = time.monotonic() + FAREWELL_SECONDS
    while time.monotonic() < until and any(c.process and c.process.poll() is None for c in kept):
        time.sleep(0.05)
    for child in kept:
        child.end(signal.SIGKILL)


def _prepare() -> str:
    """Bring the database up to date; returns the command that failed."""
    steps = ["migrate --noinput --verbosity 0"]
    if flag("SAMGAK_DEMONSTRATION"):
        steps.append("demonstrate")
    for step in steps:
        if subprocess.run([*SAMGAK, *step.split()], check=False).returncode:
            return step.split()[0]
    return ""


def _answers(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as line:
        line.settimeout(1)
        return line.connect_ex((host, port)) == 0


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr, flush=True)
    return 1


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _die_with_parent() -> None:
    """Where the system can: a child hears of our sudden death, so that the port is free again."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
