"""The supervisor of `make run`, with real processes."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from samgak.config import serve

STAY = [sys.executable, "-c", "import time; time.sleep(600)"]


def wait_until(condition, seconds=90):
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.05)


@pytest.fixture
def port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def test_a_child_that_falls_is_started_again_after_a_pause():
    child = serve.Child("pages", STAY)
    child.watch()
    first = child.process
    os.kill(first.pid, signal.SIGKILL)
    first.wait()

    child.watch()
    assert child.process is None
    wait_until(lambda: child.watch() or child.process)

    assert child.process.pid != first.pid
    serve.end_all([child])
    assert child.process.poll() is not None


def test_a_child_that_falls_after_a_long_run_is_not_hopeless(monkeypatch):
    monkeypatch.setattr(serve, "STEADY_SECONDS", 0)
    child = serve.Child("pages", [sys.executable, "-c", ""])
    for _ in range(serve.FALLS_ALLOWED):
        child.due_at = 0
        child.watch()
        child.process.wait()
        child.watch()

    assert not child.is_hopeless


def test_a_child_that_always_falls_ends_all_with_a_sentence(monkeypatch, capfd, port):
    monkeypatch.setattr(serve, "FALLS_ALLOWED", 2)
    staying = serve.Child("worker", STAY)

    code = serve.supervise(
        [staying, serve.Child("pages", [sys.executable, "-c", "1/0"])], "127.0.0.1", port
    )

    assert code == 1
    assert "The pages process ended 2 times" in capfd.readouterr().err
    assert staying.process.poll() is not None


def test_a_taken_port_is_told_before_anything_starts(capfd, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "host=/nowhere")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        number = taken.getsockname()[1]

        assert serve.main(["--port", str(number)]) == 1

    assert f"PORT={number + 1} make run" in capfd.readouterr().err


@pytest.mark.parametrize(("how", "code"), [(signal.SIGINT, 0), (signal.SIGKILL, -9)])
@pytest.mark.django_db
def test_nothing_is_left_when_the_supervisor_ends(port, how, code):
    words = [sys.executable, "-m", "samgak.config", "serve", "--port", str(port)]
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    served = subprocess.Popen(
        words,
        env=os.environ | {"SAMGAK_STATICFILES": plain},
        preexec_fn=hear_ctrl_c,  # noqa: PLW1509 - this process has one thread
    )
    try:
        wait_until(lambda: served.poll() is not None or answers(port))
    finally:
        served.send_signal(how)

    assert served.wait(timeout=240) == code
    wait_until(lambda: not serve.is_taken("127.0.0.1", port))


def hear_ctrl_c():
    """A shell that runs the tests in the background lets its children ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def answers(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/en/", timeout=30) as answer:
            return answer.status == 200
    except urllib.error.HTTPError:
        raise
    except OSError:
        return False
