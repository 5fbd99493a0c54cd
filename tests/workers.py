"""Real workers for tests: processes of their own, that a test may kill."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest
from django.db import connection
from psycopg.conninfo import make_conninfo

PATIENCE_SECONDS = 90


def database_address():
    """The test database of this process, for programs that it starts."""
    names = {"dbname": "NAME", "host": "HOST", "port": "PORT", "user": "USER"}
    settings = connection.settings_dict
    return make_conninfo(
        "", **{key: settings[name] for key, name in names.items() if settings[name]}
    )


@pytest.fixture
def empty_queue(transactional_db):
    """No jobs before and none after: the queue outlives the tests that commit."""
    forget_jobs()
    yield
    forget_jobs()


def forget_jobs():
    """Empty the queue, which outlives the tests that commit."""
    with connection.cursor() as cursor:
        # What a killed worker had just said may still be under way.
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")


@contextmanager
def worker(module="samgak.config", **environment):
    """A running worker that knows the tasks of `module`; killed at the end if it still runs."""
    process = subprocess.Popen(
        [sys.executable, "-m", module, "procrastinate", "worker"],
        env=os.environ | {"DATABASE_URL": database_address()} | environment,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()


def kill(process):
    """End the worker as a power cut does."""
    process.send_signal(signal.SIGKILL)
    process.wait()


def let_its_silence_be_noticed():
    """Half an hour passes: the heart of a dead worker has not beaten for so long."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '30 minutes'"
        )


def wait_until(is_so, what):
    """Wait until it is so, and fail with words when it does not come."""
    until = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < until, f"It did not come: {what}"
        time.sleep(0.05)
