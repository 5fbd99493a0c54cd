from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.db import transaction

from samgak.core.errors import RuleBroken
from samgak.partners.models import Organisation
from samgak.programmes.models import Edition
from samgak.reporting import queries
from samgak.reporting.models import ReportingSnapshot
from samgak.standards.iati import checks, write
from samgak.standards.iati.model import Activity
from samgak.standards.iati.plain import from_plain, to_plain


@transaction.atomic
def freeze(edition: Edition, *, organisation: Organisation, by, at: datetime) -> ReportingSnapshot:
    """Keep what the organisation reports as it stands now; refuses while a check fails."""
    if not queries.reporting_organisations(edition).filter(pk=organisation.pk).exists():
        raise RuleBroken("nothing_to_report", organisation=str(organisation))
    activity = queries.activity(edition, organisation=organisation)
    found = checks.problems(activity, today=at.date())
    if found:
        raise RuleBroken("report_has_problems", count=len(found))
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


def _activities(snapshots: Iterable[ReportingSnapshot]) -> Iterator[Activity]:
    for snapshot in snapshots:
        yield from_plain(snapshot.activity)
