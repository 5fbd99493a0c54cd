"""A site with a database of its own, as `make run` has it, for browsers that look at it."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from psycopg.conninfo import make_conninfo

from samgak.database import Server, location

PATIENCE_SECONDS = 300
QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str:
    """The Chromium of CHROMIUM or of the machine; raises LookupError without one."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if not found:
        raise LookupError("There is no Chromium: set CHROMIUM, or let `make test` look for one.")
    return found


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def demonstration_site(*, prepared: str = ""):
    """Serve the demonstration on a free port of loopback, after running `prepared` in it; yields its address."""
    return served_site({"SAMGAK_DEMONSTRATION": "1"}, prepared)


def empty_site(*, prepared: str):
    """Serve a site with what `prepared` puts into it, and no demonstration; yields its address."""
    return served_site({}, prepared)


@contextmanager
def served_site(settings: dict[str, str], prepared: str) -> Iterator[str]:
    home = Path(tempfile.mkdtemp(prefix="samgak-test-site-"))
    home.chmod(0o755)  # started by root, the server runs as another user
    server = Server(home, **QUICK)
    server.join()
    port = free_port()
    ours = {"DATABASE_URL", "SAMGAK_DEMONSTRATION"}
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    environment = kept | {
        "SAMGAK_DATA": str(home),
        "DJANGO_SETTINGS_MODULE": "samgak.config.settings",
        "PORT": str(port),
        **settings,
    }
    _migrate(server)
    log = home / "site.log"
    with log.open("w") as opened:
        served = subprocess.Popen(
            [sys.executable, "-m", "samgak.config", "serve"],
            env=environment,
            stdout=opened,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait(served, f"http://127.0.0.1:{port}/healthz", log)
        if prepared:
            shell = [sys.executable, "-m", "django", "shell", "--no-imports", "-c", prepared]
            subprocess.run(shell, env=environment, check=True)
        yield f"http://127.0.0.1:{port}"
    finally:
        served.terminate()
        served.wait(timeout=240)
        print(log.read_text("utf-8")[-4000:])
        server.leave()
        server.stop()
        shutil.rmtree(home, ignore_errors=True)


def _migrate(server: Server) -> None:
    """Give the site its tables from the file that the tests keep, where no migration has changed."""
    address = make_conninfo("", host=str(server.sockets), user=location.USER, dbname="postgres")
    code = f"from samgak.database.scratch import make_scratch; make_scratch({location.NAME!r})"
    subprocess.run(
        [sys.executable, "-m", "django", "shell", "--no-imports", "-c", code],
        env=os.environ
        | {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "samgak.config.settings"},
        check=True,
    )


def _wait(served: subprocess.Popen, address: str, log: Path) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        if served.poll() is not None:
            raise RuntimeError(f"The site ended: {log.read_text('utf-8')[-2000:]}")
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - loopback, ours
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.3)
    raise RuntimeError("The site did not answer in time.")
