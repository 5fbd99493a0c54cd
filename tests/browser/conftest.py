"""A real site for real browsers: the pages, the worker and the demonstration, as `make run` has them."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from samgak.core.database import Server

PATIENCE_SECONDS = 240
QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in Path(item.fspath).parents:
            item.add_marker(pytest.mark.browser)
            # One site and one browser serve them all, so they stay on one worker.
            item.add_marker(pytest.mark.xdist_group("browser"))


def chromium() -> str:
    found = os.environ.get("CHROMIUM") or next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    if not found:
        pytest.fail("There is no Chromium: set CHROMIUM, or run `make test`, which looks for one.")
    return found


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def wait_until_it_answers(served, address):
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        assert served.poll() is None, "the site ended before it answered"
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.3)
    pytest.fail("the site did not answer in time")


@pytest.fixture(scope="session")
def site():
    """The address of a demonstration site with a database of its own."""
    home = Path(tempfile.mkdtemp(prefix="samgak-test-browser-"))
    home.chmod(0o755)
    server = Server(home, **QUICK)
    server.join()
    port = free_port()
    environment = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"} | {
        "SAMGAK_DATA": str(home),
        "SAMGAK_DEMONSTRATION": "1",
        "PORT": str(port),
    }
    log = (home / "site.log").open("w")
    served = subprocess.Popen(
        [sys.executable, "-m", "samgak.config", "serve"],
        env=environment,
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    try:
        wait_until_it_answers(served, f"http://127.0.0.1:{port}")
        yield f"http://127.0.0.1:{port}"
    finally:
        served.send_signal(signal.SIGINT)
        served.wait(timeout=60)
        log.close()
        print((home / "site.log").read_text()[-4000:])
        server.leave()
        server.stop()
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=chromium(),
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        )
        yield launched
        launched.close()


@pytest.fixture
def page(browser, site):
    """A fresh visitor; a page error or a refused script fails the test."""
    context = browser.new_context(base_url=site, locale="en-GB")
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on(
        "console",
        lambda said: (
            faults.append(said.text)
            if said.type == "error" and "Content Security Policy" in said.text
            else None
        ),
    )
    yield opened
    context.close()
    assert faults == []


@pytest.fixture
def visitor(browser, site):
    """Opens further visitors, each with cookies of its own."""
    contexts = []

    def open_one(**options):
        context = browser.new_context(base_url=site, locale="en-GB", **options)
        contexts.append(context)
        return context.new_page()

    yield open_one
    for context in contexts:
        context.close()
