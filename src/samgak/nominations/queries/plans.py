"""What the import of a workbook would do, read and planned in batches, whatever its size."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from itertools import islice
from typing import TypeVar

from django.db.models import BinaryField, Func, Value
from django.db.models.functions import Length

from samgak import spreadsheets
from samgak.core.aside import Aside
from samgak.nominations.models import Nomination, WorkbookImport, WorkbookRow
from samgak.nominations.queries.imports import (
    imports_of_the_same_file,
    languages_asked,
    nominations_most,
)
from samgak.nominations.queries.known import known_of
from samgak.nominations.queries.own import form_of
from samgak.nominations.rules import own
from samgak.nominations.rules.nominees import NomineeRow, ReportedRow
from samgak.nominations.rules.planning import Circumstances, Planner, Question
from samgak.nominations.rules.plans import PlannedRow
from samgak.nominations.rules.rows import Outline, outline_of, read_rows
from samgak.questionnaires.definition import Form

BATCH = 250  # rows that are in memory together
BYTES_AT_ONCE = 250_000

Progress = Callable[[int, int], None]
Item = TypeVar("Item")


@dataclass(frozen=True)
class Plan:
    """What a workbook says, and what its import would do: batches of rows, to be taken once."""

    outline: Outline
    questions: tuple[Question, ...]
    batches: Iterator[list[PlannedRow]]


@contextmanager
def plan_of(
    workbook: WorkbookImport, *, at: datetime, progress: Progress | None = None
) -> Iterator[Plan]:
    """Read the workbook against what is known now; raises Unreadable.

    Every row is planned and put aside before the first is given, so that what is written meanwhile
    changes nothing in the plan. Reading the rows is half of the progress, taking them the other.
    """
    edition = workbook.edition
    tables = spreadsheets.tables(_content_of(workbook), name=workbook.file_name)
    form = form_of(edition, country=workbook.country)
    asked = own.columns(form) if form else {}
    mapping = asked | {int(column): name for column, name in workbook.mapping.items()}
    outline = outline_of(tables, mapping=mapping)
    rows = read_rows(
        outline,
        country=workbook.country,
        today=at.astimezone(edition.zone).date(),
        answers=workbook.answers,
    )
    planner = Planner(_circumstances(workbook, form))
    steps = _Steps(outline.table.count, progress)
    with Aside[list[PlannedRow]]() as aside:
        for batch in _batches(rows):
            aside.put(planner.plan(batch, known_of(edition, workbook.country, _people(batch))))
            steps.read(batch[-1].row)
        yield Plan(outline, planner.questions, _settled(aside, planner, steps))


def _settled(
    aside: Iterable[list[PlannedRow]], planner: Planner, steps: "_Steps"
) -> Iterator[list[PlannedRow]]:
    for batch in aside:
        yield [planner.settled(planned) for planned in batch]
        steps.took(batch[-1].row)
    steps.end()


class _Steps:
    """How far a workbook is, in rows of its sheet: half of a row when it is read, half when it is taken."""

    def __init__(self, rows: int, progress: Progress | None) -> None:
        self._rows, self._progress = rows, progress

    def read(self, row: int) -> None:
        self._say(min(row, self._rows))

    def took(self, row: int) -> None:
        self._say(self._rows + min(row, self._rows))

    def end(self) -> None:
        self._say(2 * self._rows)

    def _say(self, done: int) -> None:
        if self._progress:
            self._progress(done // 2, self._rows)


def _circumstances(workbook: WorkbookImport, form: Form | None) -> Circumstances:
    edition, earlier = workbook.edition, imports_of_the_same_file(workbook)
    nominated = Nomination.objects.filter(edition=edition, country=workbook.country)
    mended = WorkbookRow.objects.filter(workbook__in=earlier, mended_at__isnull=False)
    return Circumstances(
        most=nominations_most(edition),
        standing=nominated.present().count(),
        read_before=bool(earlier),
        mended=frozenset(mended.values_list("row", flat=True)),
        languages=languages_asked(edition),
        form=form,
        working=edition.working_language,
    )


def _people(rows: Sequence[NomineeRow | ReportedRow]) -> list[NomineeRow]:
    return [row for row in rows if isinstance(row, NomineeRow)]


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    rest = iter(items)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _content_of(workbook: WorkbookImport) -> bytes:
    """The file, fetched in pieces: in one it would come as text of twice its length."""
    found = WorkbookImport.objects.filter(pk=workbook.pk)
    content = BytesIO()
    for start in range(0, found.values_list(Length("content"), flat=True).get(), BYTES_AT_ONCE):
        piece = Func(
            "content",
            Value(start + 1),
            Value(BYTES_AT_ONCE),
            function="substring",
            output_field=BinaryField(),
        )
        content.write(found.values_list(piece, flat=True).get())
    return content.getvalue()
