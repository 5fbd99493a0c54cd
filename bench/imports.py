"""What the import of a large workbook costs: seconds, and memory above that of the empty process.

Run as `.venv/bin/python -m bench.imports [rows ...]`; works in a scratch database of its own, each
size in a process of its own. "said" counts how often the progress was written down.
"""

import argparse
import csv
import io
import os
import resource
import subprocess
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samgak.config.settings")
os.environ["SAMGAK_DEMONSTRATION"] = ""

import django

django.setup()

from django.db import connections
from django.utils import timezone

from bench.pages import edition_with_an_open_call, row
from bench.setting.machine import described
from samgak import database
from samgak.database.scratch import drop_scratch, make_scratch
from samgak.nominations import services
from samgak.nominations.models import Nomination

SIZES = (1_000, 10_000, 50_000)
HEADINGS = (
    "Rank",
    "Surname",
    "Given names",
    "Native name",
    "Sex",
    "Date of birth",
    "Organisation",
    "Years in service",
    "Email",
    "Russian",
)


def workbook(rows: int) -> bytes:
    """A .csv file with this many invented people."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(HEADINGS)
    for number in range(rows):
        letters = "".join("abcdefghij"[int(digit)] for digit in f"{number:06}")
        born = f"{1 + number % 28:02}.{1 + number % 12:02}.{1960 + number % 38}"
        name = (f"Bench{letters}", "Aigul", f"Бенч{letters}", "FM"[number % 2], born)
        work = (f"Ministry {number % 40}", number % 20, f"{letters}@bench.invalid", "good")
        # A rank of five digits is taken for a slip of the hand.
        writer.writerow((1 + number % 9_999, *name, *work))
    return stream.getvalue().encode()


def peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(rows: int) -> None:
    """Upload, preview and import one workbook in this process, and print the row."""
    edition, at = edition_with_an_open_call(), timezone.now()
    content = workbook(rows)
    empty = peak_megabytes()
    taken = services.upload(
        edition, country="KZ", file_name="nominations-kz.csv", content=content, by=None, at=at
    )
    begun = time.perf_counter()
    services.preview(taken, at=at)
    read = time.perf_counter()
    after_reading = peak_megabytes()
    said: list[int] = []
    services.import_workbook(taken, by=None, at=at, progress=lambda done, _total: said.append(done))
    written = time.perf_counter()
    assert Nomination.objects.filter(edition=edition).count() == rows
    row(
        f"{rows:,}",
        f"{read - begun:.1f}",
        f"{written - read:.1f}",
        f"{after_reading - empty:.0f}",
        f"{peak_megabytes() - empty:.0f}",
        len(said),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="*", type=int, default=SIZES)
    parser.add_argument("--here", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.here:
        measure(asked.here)
        return
    database.ensure_running()
    print(f"Imports; {described()}")
    row("rows", "preview s", "import s", "MB read", "MB peak", "said")
    for rows in asked.rows:
        name = f"samgak_bench_{os.getpid()}"
        address = make_scratch(name)
        try:
            command = [sys.executable, "-m", "bench.imports", "--here", str(rows)]
            subprocess.run(command, check=True, env=os.environ | {"DATABASE_URL": address})
        finally:
            connections["default"].close()
            drop_scratch(name)


if __name__ == "__main__":
    main()
