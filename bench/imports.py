"""What the preview, the import and the undoing of a large workbook cost.

Run as `.venv/bin/python -m bench.imports [--ending xlsx] [rows ...]`; works in a scratch database of
its own, each act in a process of its own. Seconds are those of the processor in that process and in
the database, and those that passed; "MB" is how far the process grew at its highest above its size
before; "said" counts how often the progress was told.
"""

import argparse
import csv
import io
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path, PurePath

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samgak.config.settings")
os.environ["SAMGAK_DEMONSTRATION"] = ""

import django

django.setup()

from django.db import connection, connections
from django.utils import timezone

from bench.pages import edition_with_an_open_call, row
from bench.setting.machine import described
from samgak import database
from samgak.database.scratch import drop_scratch, make_scratch
from samgak.nominations import services
from samgak.nominations.models import Nomination, WorkbookImport
from samgak.spreadsheets import Column, write_xlsx

SIZES = (1_000, 10_000, 50_000)
ACTS = ("preview", "import", "undo")
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


def as_xlsx(content: bytes) -> bytes:
    """The same rows as an .xlsx file."""
    headings, *rows = csv.reader(io.StringIO(content.decode(), newline=""))
    target = io.BytesIO()
    write_xlsx(target, [Column(heading) for heading in headings], rows, title="Nominees")
    return target.getvalue()


def prepare(rows: int, ending: str) -> None:
    """An edition with an open call, and the workbook taken in."""
    content = workbook(rows)
    services.upload(
        edition_with_an_open_call(),
        country="KZ",
        file_name=f"nominations-kz.{ending}",
        content=as_xlsx(content) if ending == "xlsx" else content,
        by=None,
        at=timezone.now(),
    )


def megabytes(of: str) -> float:
    """Memory of this process now (VmRSS) or at its highest (VmHWM)."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    [kilobytes] = [line.split()[1] for line in lines if line.startswith(of)]
    return int(kilobytes) / 1024


def database_seconds() -> float:
    """Processor time that the database has spent on this connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        [pid] = cursor.fetchone()
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure(act: str, rows: int) -> None:
    """Do one act in this process, and print the row."""
    taken = WorkbookImport.objects.defer("content").select_related("edition").get()
    at, said = timezone.now(), []

    def progress(done: int, total: int) -> None:
        assert (said[-1] if said else 0) <= done <= total
        said.append(done)

    acts = {
        "preview": partial(services.preview, at=at, progress=progress),
        "import": partial(services.import_workbook, by=None, at=at, progress=progress),
        "undo": partial(services.undo_import, by=None, at=at, progress=progress),
    }
    empty, begun = megabytes("VmRSS"), time.perf_counter()
    here, there = time.process_time(), database_seconds()
    acts[act](taken)
    here, there = time.process_time() - here, database_seconds() - there
    seconds, peak = time.perf_counter() - begun, megabytes("VmHWM")
    assert Nomination.objects.count() == (rows if act == "import" else 0)
    cells = (f"{here:.1f}", f"{there:.1f}", f"{seconds:.1f}", f"{peak - empty:.0f}", len(said))
    row(f"{rows:,} {PurePath(taken.file_name).suffix} {act}", *cells)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="*", type=int, default=SIZES)
    parser.add_argument("--ending", choices=("csv", "xlsx"), default="csv")
    parser.add_argument("--here", choices=("prepare", *ACTS), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.here == "prepare":
        prepare(asked.rows[0], asked.ending)
    elif asked.here:
        measure(asked.here, asked.rows[0])
    else:
        measure_all(asked.rows, asked.ending)


def measure_all(sizes: Sequence[int], ending: str) -> None:
    database.ensure_running()
    print(f"Imports; {described()}")
    row("rows, file, act", "CPU s", "database", "all s", "MB", "said")
    for rows in sizes:
        name = f"samgak_bench_{os.getpid()}"
        address = make_scratch(name)
        try:
            for act in ("prepare", *ACTS):
                command = [sys.executable, "-m", "bench.imports", str(rows), "--ending", ending]
                environment = os.environ | {"DATABASE_URL": address}
                subprocess.run([*command, "--here", act], check=True, env=environment)
        finally:
            connections["default"].close()
            drop_scratch(name)


if __name__ == "__main__":
    main()
