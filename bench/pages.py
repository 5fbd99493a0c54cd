"""What a page costs: processor time and queries for one request, requests a second with two workers.

Run as `python -m bench.pages [--small]`; works in a scratch database of its own.
"""

import argparse
import os
import resource
import socket
import statistics
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib import resources

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samgak.config.settings")
os.environ["SAMGAK_DEMONSTRATION"] = ""

import django

django.setup()

from django.conf import settings
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.machine import described
from bench.people import nominate
from samgak import database
from samgak.accounts.models import User
from samgak.database.scratch import drop_scratch, make_scratch
from samgak.exchange import services as exchange
from samgak.participants import services as seats
from samgak.participants.models import Person
from samgak.programmes.models import Edition, EditionRole
from samgak.timetable import services as timetable

REQUESTS = 60
WARM = 8
WIDTHS = (34, 8, 8, 9, 10)
AT = datetime(2025, 7, 1, 6, tzinfo=UTC)


def row(*cells: object) -> None:
    print("  ".join(str(cell).ljust(width) for cell, width in zip(cells, WIDTHS, strict=True)))


def measured(name: str, ask: Callable[[], object], *, requests: int = REQUESTS) -> float:
    """Print the median processor milliseconds, the queries and the size of the answer."""
    for _ in range(WARM):
        answer = ask()
    with CaptureQueriesContext(connection) as queries:
        ask()
    spent = []
    for _ in range(requests):
        began = time.process_time()
        answer = ask()
        spent.append((time.process_time() - began) * 1000)
    assert answer.status_code in (200, 302), (name, answer.status_code)
    size = sum(map(len, answer)) if answer.streaming else len(answer.content)
    row(name, f"{statistics.median(spent):.1f}", len(queries), f"{size / 1000:.1f}", "")
    return statistics.median(spent)


def edition_of_the_demonstration() -> Edition:
    folder = resources.files("samgak.exchange") / "demonstration" / "astana-2025"
    edition = exchange.load((folder / "edition.yaml").read_text("utf-8")).edition
    Edition.objects.filter(pk=edition.pk).update(state="call_open")
    timetable.make(edition, at=AT)
    edition.refresh_from_db()
    return edition


def signed_in(edition: Edition, role: str, **more: str) -> Client:
    user = User.objects.create_user(f"{role}@bench.invalid", name=role)
    EditionRole.objects.create(user=user, edition=edition, role=role, **more)
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def participant(edition: Edition) -> Client:
    seat = seats.enrol(edition=edition, person=Person.objects.first(), at=AT)
    client = Client()
    client.force_login(seat.person.user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def values_of_a_nominee(number: int) -> dict[str, str]:
    return {
        "rank": "1",
        "family": f"Benchova{'abcdefghij'[number % 10]}{'klmnopqrst'[number // 10 % 10]}",
        "given": "Aigul",
        "native": "Бенчова Айгүл",
        "sex": "F",
        "born_on": f"19{60 + number % 35}-05-0{1 + number % 9}",
        "organisation": "Ministry of Digital Development",
        "position": "Officer",
        "years_in_service": "7",
        "email": f"bench-form-{number}@example.org",
        "language_ru": "good",
        "language_en": "good",
    }


def measure_pages(edition: Edition, *, most: int) -> None:
    public, code = Client(), edition.code
    row("page", "CPU ms", "queries", "kB", "")
    measured("public edition page", lambda: public.get(f"/en/editions/{code}/"))
    measured("agenda", lambda: public.get(f"/en/editions/{code}/agenda/"))
    nominate(edition, count=500, at=AT)
    own = participant(edition)
    measured("participant's page", lambda: own.get(f"/en/editions/{code}/me/"))
    officer = signed_in(edition, "programme_officer")
    few = measured("nominees, 500", lambda: officer.get(f"/en/editions/{code}/nominees/"))
    focal_point = signed_in(edition, "focal_point", country="KZ")
    numbers = iter(range(1000))
    measured(
        "nomination, POST",
        lambda: focal_point.post(
            f"/en/editions/{code}/nominate/KZ/", values_of_a_nominee(next(numbers))
        ),
        requests=20,
    )
    nominate_more(edition, most)
    many = measured(f"nominees, {most:,}", lambda: officer.get(f"/en/editions/{code}/nominees/"))
    print(f"The list grew by {100 * (many - few) / few:.0f} percent of its processor time.")
    measure_export(officer, code, most)


def nominate_more(edition: Edition, most: int) -> None:
    nominate(edition, count=most, at=AT)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def measure_export(officer: Client, code: str, most: int) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began, size = time.process_time(), 0
    answer = officer.get(f"/en/editions/{code}/nominees/?export=xlsx")
    for part in answer:
        size += len(part)
    spent = time.process_time() - began
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(
        f"XLSX of {most:,} rows: {spent:.1f} s of processor time, {size / 1e6:.1f} MB, "
        f"peak memory grew by {grown:.0f} MB (status {answer.status_code})."
    )


def requests_a_second(address: str, *, seconds: float = 6, clients: int = 4) -> float:
    done, until = [0] * clients, time.monotonic() + seconds

    def ask(number: int) -> None:
        while time.monotonic() < until:
            with urllib.request.urlopen(address, timeout=10) as answer:
                answer.read()
            done[number] += 1

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done) / seconds


def measure_server(name: str, edition: Edition) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--workers", "2", "--blocking-threads", "4"]
    command += ["--log-level", "warning", "--no-ws", "samgak.config.wsgi:application"]
    served = subprocess.Popen(command, env=os.environ | {"DATABASE_URL": name})
    try:
        base = f"http://127.0.0.1:{port}/en/editions/{edition.code}/"
        wait_for(base)
        print("Requests a second with 2 workers, the asking process on the same machine:")
        for page, address in (("public edition page", base), ("agenda", f"{base}agenda/")):
            print(f"  {page.ljust(24)}{requests_a_second(address):.0f}")
    finally:
        served.terminate()
        served.wait(timeout=20)


def wait_for(address: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the server did not answer")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true", help="5,000 nominees instead of 50,000")
    most = 5_000 if parser.parse_args().small else 50_000
    database.ensure_running()
    name = f"samgak_bench_{os.getpid()}"
    address = make_scratch(name)
    connections["default"].close()
    connections["default"].settings_dict["NAME"] = name
    print(f"{described()}; {datetime.now(UTC) + timedelta():%Y-%m-%d %H:%M} UTC")
    try:
        edition = edition_of_the_demonstration()
        measure_pages(edition, most=most)
        measure_server(address, edition)
    finally:
        connections["default"].close()
        drop_scratch(name)


if __name__ == "__main__":
    main()
