"""The server as `samgak serve` runs it, with two workers, and how many questions it answers."""

import http.client
import itertools
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bench.setting.visitor import Question

HOST = "127.0.0.1"
WORKERS = "2"
READY_WITHIN = 60  # seconds


@contextmanager
def running(database_url: str) -> Iterator[int]:
    """A server on a free port, which is handed over; it ends with the block."""
    with socket.create_server((HOST, 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST]
    command += ["--port", str(port), "--workers", WORKERS, "--blocking-threads", "4"]
    command += ["--log-level", "warning", "--no-ws", "samgak.config.wsgi:application"]
    served = subprocess.Popen(command, env=os.environ | {"DATABASE_URL": database_url})
    try:
        _wait_for(port)
        _warm(port)
        yield port
    finally:
        served.terminate()
        try:
            served.wait(timeout=20)
        except subprocess.TimeoutExpired:
            served.kill()


def _wait_for(port: int) -> None:
    until = time.monotonic() + READY_WITHIN
    while time.monotonic() < until:
        try:
            with socket.create_connection((HOST, port), timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the server did not answer")


def _warm(port: int) -> None:
    """Let both workers load what they load once; each connection may meet another worker."""
    for _ in range(40):
        connection = http.client.HTTPConnection(HOST, port, timeout=60)
        connection.request("GET", "/en/")
        connection.getresponse().read()
        connection.close()


def requests_a_second(
    port: int, question: Callable[[], Question], *, seconds: float = 3, clients: int = 4
) -> float:
    """Ask from a few threads for some seconds; those who ask share the processors with the server."""
    asked, until = itertools.count(), time.monotonic() + seconds

    def keep_asking() -> None:
        connection = http.client.HTTPConnection(HOST, port, timeout=20)
        while time.monotonic() < until:
            one = question()
            method = "GET" if one.values is None else "POST"
            connection.request(method, one.address, body=one.body, headers=one.headers)
            answer = connection.getresponse()
            answer.read()
            if answer.status not in (200, 302):
                raise SystemExit(f"{one.address}: {answer.status}")
            next(asked)
        connection.close()

    began = time.monotonic()
    threads = [threading.Thread(target=keep_asking) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return next(asked) / (time.monotonic() - began)
