"""What a page costs: processor time and queries of one request, requests a second with two workers.

Run as `.venv/bin/python -m bench.pages [--small]`; works in a scratch database of its own. The time is
that of the process which answers, all middleware included; the database's own is not in it.
"""

import argparse
import itertools
import os
import statistics
from collections.abc import Callable
from datetime import timedelta
from importlib import resources
from urllib.parse import quote

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samgak.config.settings")
os.environ["SAMGAK_DEMONSTRATION"] = ""

import django

django.setup()

from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench.setting import server
from bench.setting.exporting import downloads
from bench.setting.machine import described
from bench.setting.people import nominate
from bench.setting.visitor import Answer, Pages, Question, cookies_of
from samgak import database
from samgak.accounts.models import User
from samgak.database.scratch import drop_scratch, make_scratch
from samgak.exchange import services as exchange
from samgak.participants import services as seats
from samgak.participants.models import Person
from samgak.participants.rules import OFFICER
from samgak.programmes.models import Call, Edition, EditionRole
from samgak.timetable import services as timetable

REQUESTS = 100
WARM = 10
FEW = 500
WIDTHS = (28, 9, 9, 9, 9, 9, 9)
REPEATS = 5  # of a page that takes long
SEARCHED = {"Latin": "ospanova1", "Cyrillic": "оспанова1", "Hangul": "김민서1"}


def row(*cells: object) -> None:
    first, *others = (str(cell) for cell in cells)
    print(first.ljust(WIDTHS[0]), *map(str.rjust, others, WIDTHS[1:]), flush=True)


class Measures:
    """The rows of the table, each page asked in this process and then of the server."""

    def __init__(self, port: int):
        self.port, self.pages = port, Pages()
        row("page", "CPU ms", "least ms", "all ms", "queries", "kB", "req/s")

    def of(
        self,
        name: str,
        question: Callable[[], Question],
        *,
        status: int = 200,
        times: int = REQUESTS,
    ) -> float:
        """Print a row; the median of the processor's milliseconds."""

        def ask() -> Answer:
            answer = self.pages.ask(question())
            if answer.status != status:
                raise SystemExit(f"{name}: {answer.status}")
            return answer

        size = [ask().size for _ in range(min(WARM, times))][-1]
        with CaptureQueriesContext(connection) as queries:
            ask()
        asked = len(queries)
        answers = [ask() for _ in range(times)]
        spent = [one.milliseconds for one in answers]
        middle, passed = (
            statistics.median(spent),
            statistics.median(one.passed for one in answers),
        )
        # A page that takes seconds is asked by nobody else at that moment.
        is_quick = times == REQUESTS
        a_second = f"{server.requests_a_second(self.port, question):.0f}" if is_quick else "-"
        taken = [f"{value:.1f}" for value in (middle, min(spent), passed)]
        row(name, *taken, asked, f"{size / 1000:.1f}", a_second)
        return middle


def edition_with_an_open_call() -> Edition:
    folder = resources.files("samgak.exchange") / "demonstration" / "astana-2025"
    edition = exchange.load((folder / "edition.yaml").read_text("utf-8")).edition
    now = timezone.now()
    timetable.make(edition, at=now)
    Edition.objects.filter(pk=edition.pk).update(state="call_open")
    Call.objects.filter(edition=edition).update(
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=30),
        nominations_per_country_max=None,
    )
    edition.refresh_from_db()
    return edition


def signed_in(edition: Edition, role: str, **more: str) -> str:
    user = User.objects.create_user(f"{role}@bench.invalid", name=role)
    EditionRole.objects.create(user=user, edition=edition, role=role, **more)
    return cookies_of(user)


def participant(edition: Edition) -> str:
    now = timezone.now()
    seat = seats.enrol(edition=edition, person=Person.objects.first(), at=now)
    seats.change_state(seat, to="accepted", acts_as=OFFICER, at=now)
    return cookies_of(seat.person.user)


def invented_nominee(number: int) -> dict[str, str]:
    letters = "".join("abcdefghij"[int(digit)] for digit in f"{number:05}")
    return {
        "rank": "1",
        "family": f"Bench{letters}",
        "given": "Aigul",
        "native": f"Бенч{letters}",
        "sex": "F",
        "born_on": f"0{1 + number % 9}.05.{1960 + number % 35}",
        "organisation": "Ministry of Digital Development",
        "position": "Officer",
        "years_in_service": "7",
        "email": f"{letters}@bench.invalid",
        "language_en": "good",
        "language_ru": "good",
    }


def measure_pages(edition: Edition, port: int, *, most: int) -> None:
    nominate(edition, count=FEW, at=timezone.now())
    base = f"/en/editions/{edition.code}/"
    officer = signed_in(edition, "programme_officer")
    listed = Question(f"{base}nominees/", officer)
    focal_point, numbers = signed_in(edition, "focal_point", country="KZ"), itertools.count()
    own = Question(f"{base}me/", participant(edition))

    measures = Measures(port)
    measures.of("public edition page", lambda: Question(base))
    measures.of("agenda", lambda: Question(f"{base}agenda/"))
    measures.of("participant's page", lambda: own)
    few = measures.of(f"nominees, {FEW}", lambda: listed)
    nominate(edition, count=most, at=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    many = measures.of(f"nominees, {most:,}", lambda: listed)
    measure_search(measures, listed)
    desk = Question(f"{base}nominations/", focal_point)
    measures.of(f"desk, {most // 5:,} of a country", lambda: desk)
    studio = Question(f"{base}selection/studio/", officer)
    measures.of(f"studio, {most:,}", lambda: studio, times=REPEATS)
    measures.of(
        "nomination, POST",
        lambda: Question(f"{base}nominations/add/", focal_point, invented_nominee(next(numbers))),
        status=302,
    )
    print(f"\nThe list of {most:,} takes {100 * (many - few) / few:+.0f} % of the list of {FEW}.")
    measure_export(Question(f"{base}nominees/export.xlsx", officer))


def measure_search(measures: Measures, listed: Question) -> None:
    for script, name in SEARCHED.items():
        found = Question(f"{listed.address}?name={quote(name)}", listed.cookies)
        measures.of(f"search, {script}", lambda found=found: found)


def measure_export(everybody: Question) -> None:
    some = Question(f"{everybody.address}?name=ospanova1", everybody.cookies)
    print("\nXLSX of nominees, in a process of its own")
    row("rows", "CPU s", "MB", "peak MB")
    found = downloads([some, everybody])
    for name, (seconds, size, peak) in zip(("a few", "everybody"), found, strict=True):
        row(name, f"{seconds:.1f}", f"{size / 1e6:.2f}", f"{peak:.0f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true", help="5,000 nominees instead of 50,000")
    most = 5_000 if parser.parse_args().small else 50_000
    database.ensure_running()
    name = f"samgak_bench_{os.getpid()}"
    address = make_scratch(name)
    connections["default"].close()
    connections["default"].settings_dict["NAME"] = name
    os.environ["DATABASE_URL"] = address  # of the processes begun from here
    print(f"Pages; {described()}")
    try:
        edition = edition_with_an_open_call()
        with server.running(address) as port:
            measure_pages(edition, port, most=most)
        print(described())
    finally:
        connections["default"].close()
        drop_scratch(name)


if __name__ == "__main__":
    main()
