import contextlib
import dataclasses
import tempfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import IO, BinaryIO

from django.db import transaction

from samgak.core import audit
from samgak.core.errors import RuleBroken
from samgak.partners.models import Organisation
from samgak.programmes.models import Edition
from samgak.reporting import queries
from samgak.reporting.models import ReportingSnapshot
from samgak.standards.iati import validate, write
from samgak.standards.iati.model import Activity
from samgak.standards.iati.plain import from_plain, to_plain


@transaction.atomic
def freeze(edition: Edition, *, organisation: Organisation, by, at: datetime) -> ReportingSnapshot:
    """Keep what the organisation reports as it stands now; refuses while a check fails.

    What is frozen already and still true is handed back, not kept twice.
    """
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    report = _ready(edition, organisation, at=at)
    _check_schema(report.activity, at=at)
    if report.frozen is not None and report.is_frozen_as_it_stands:
        return report.frozen
    activity = dataclasses.replace(report.activity, last_updated_datetime=at)
    with audit.acting(user_id=by.pk):
        return ReportingSnapshot.objects.create(
            edition=edition,
            organisation=organisation,
            standard=ReportingSnapshot.Standard.IATI,
            activity=to_plain(activity),
            frozen_at=at,
            frozen_by=by,
        )


def write_iati(
    snapshots: Iterable[ReportingSnapshot], target: Path | BinaryIO, *, at: datetime
) -> int:
    """Write the frozen activities as one IATI file, streamed; returns how many there are."""
    return write.write(target, _activities(snapshots), generated_at=at)


def draft_file(edition: Edition, *, organisation: Organisation, at: datetime) -> IO[bytes]:
    """The organisation's file of the edition as it stands now; refuses while a check fails."""
    report = _ready(edition, organisation, at=at)
    _check_schema(report.activity, at=at)
    return _file([report.activity], at=at)


def frozen_file(snapshot: ReportingSnapshot, *, at: datetime) -> IO[bytes]:
    """The file of one frozen report."""
    return _file(_activities([snapshot]), at=at)


def organisation_file(organisation: Organisation, *, at: datetime) -> IO[bytes]:
    """All that an organisation reports, one activity an edition: what is frozen, newest first."""
    snapshots = queries.newest_snapshots(organisation)
    if not snapshots.exists():
        raise RuleBroken("nothing_is_frozen")
    return _file(_activities(snapshots.iterator(chunk_size=200)), at=at)


def _ready(edition: Edition, organisation: Organisation, *, at: datetime) -> queries.Report:
    report = queries.report(edition, organisation=organisation, at=at)
    if report is None:
        raise RuleBroken("nothing_to_report")
    if not report.is_ready:
        raise RuleBroken("report_has_problems", count=len(report.problems))
    return report


def _check_schema(activity: Activity, *, at: datetime) -> None:
    """A second opinion, where the official schema is installed: our checks should have seen it all."""
    with tempfile.NamedTemporaryFile(suffix=".xml") as file:
        path = Path(file.name)
        write.write(path, [activity], generated_at=at)
        if faults := validate.schema_errors(path):
            raise RuleBroken("report_breaks_the_schema", fault=faults[0].message)


def _file(activities: Iterable[Activity], *, at: datetime) -> IO[bytes]:
    with contextlib.ExitStack() as closing:
        target = closing.enter_context(tempfile.TemporaryFile())
        write.write(target, activities, generated_at=at)
        target.seek(0)
        closing.pop_all()  # whoever sends it closes it
    return target


def _activities(snapshots: Iterable[ReportingSnapshot]) -> Iterator[Activity]:
    for snapshot in snapshots:
        yield from_plain(snapshot.activity)
