"""The database of the tests: one embedded server for the whole run, started by the first test that asks.

It is quick rather than safe (no fsync) and lies in a temporary folder that the run removes. With
DATABASE_URL set, that server is used. Programs that a test starts reach its worker's own test
database through DATABASE_URL.
"""

import fcntl
import os
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import pytest
from django.db import connections
from psycopg.conninfo import make_conninfo

from samgak.database import DatabaseFault, Server
from samgak.database.scratch import drop_scratch, make_scratch

HOME = "SAMGAK_TEST_HOME"
PREFIX = "samgak-test-"
USE = pytest.StashKey()
QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
PATIENCE_SECONDS = 15
# So young a folder may belong to a run that has not yet said that it uses it.
YOUNG_SECONDS = 600


def pytest_configure(config):
    if hasattr(config, "workerinput"):
        return
    for older in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(FileNotFoundError):  # another run removed it
            if time.time() - older.stat().st_mtime > YOUNG_SECONDS:
                remove(older, patience_seconds=0)
    home = Path(tempfile.mkdtemp(prefix=PREFIX))
    home.chmod(0o755)  # started by root, the server runs as another user
    config.stash[USE] = (home / "database.users").open("w")
    fcntl.flock(config.stash[USE], fcntl.LOCK_SH)
    os.environ[HOME] = str(home)


def pytest_unconfigure(config):
    if use := config.stash.get(USE, None):
        use.close()
        remove(Path(os.environ.pop(HOME)), patience_seconds=PATIENCE_SECONDS)


def remove(home, *, patience_seconds):
    """Stop the server of a run and remove its folder, unless a run still uses it."""
    until = time.monotonic() + patience_seconds
    while home.stat().st_uid == os.geteuid():
        try:
            Server(home).stop()
        except DatabaseFault:
            if time.monotonic() > until:
                return
            time.sleep(0.1)
        else:
            shutil.rmtree(home, ignore_errors=True)
            return


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Called by pytest-django before it makes the test database of this worker."""
    settings = connections.settings["default"]
    server = None
    given = os.environ.get("DATABASE_URL")
    if not given:
        server = Server(Path(os.environ[HOME]), **QUICK)
        server.join()
        settings["HOST"] = str(server.sockets)
    os.environ["DATABASE_URL"] = address_of(settings, settings["NAME"])
    template = f"{settings['NAME']}_template_{os.getpid()}"
    make_scratch(template)
    settings["TEST"]["TEMPLATE"] = template
    # The only place that knows the suffix of this worker.
    name = connections["default"].creation._get_test_db_name()
    os.environ["DATABASE_URL"] = address_of(settings, name)
    yield
    os.environ["DATABASE_URL"] = address_of(settings, settings["NAME"])
    drop_scratch(template)
    if server:
        server.leave()
    if given:
        os.environ["DATABASE_URL"] = given
    else:
        del os.environ["DATABASE_URL"]


def address_of(settings, name):
    words = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    known = {word: settings[key] for word, key in words.items() if settings[key]}
    return make_conninfo("", dbname=name, **known, **settings["OPTIONS"])
