"""A table is sent, put right, described, published, and taken back."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.db import transaction

from samgak.core.errors import RuleBroken
from samgak.core.versions import CHANGED
from samgak.measures.tables import fixes
from samgak.measures.tables.fixes import Fix, FixRefusedError
from samgak.measures.tables.table import Table, TableRefusedError, make
from samgak.practice.models import Dataset, Release, Team
from samgak.practice.queries import datasets as queries
from samgak.practice.rules import tables
from samgak.spreadsheets import Limits, Unreadable, read

LIMITS = Limits(bytes_sent=5_000_000, bytes_unpacked=40_000_000, rows=20_100, cells=450_000)
MOST_DATASETS_OF_A_TEAM = 20
MOST_FIXES = 200


@transaction.atomic
def upload(team: Team, *, file_name: str, content: bytes, by: Any, at: datetime) -> Dataset:
    """Keep a table of the team as it was sent; refuses what can't be read, naming why."""
    team = Team.objects.select_for_update(no_key=True).get(pk=team.pk)
    if team.datasets.count() >= MOST_DATASETS_OF_A_TEAM:
        raise RuleBroken("too_many_datasets", most=MOST_DATASETS_OF_A_TEAM)
    table = _read(file_name, content)
    return Dataset.objects.create(
        team=team,
        file_name=_short(file_name),
        original=content,
        table=tables.packed(table),
        profile=tables.report(table),
        saved_at=at,
        saved_by=by,
    )


@transaction.atomic
def replace(
    dataset: Dataset,
    *,
    file_name: str,
    content: bytes,
    by: Any,
    at: datetime,
    seen: int | None = None,
) -> Dataset:
    """Put a newer file in the place of the table; the fixes that fit are made again."""
    dataset = _locked(dataset, seen)
    table, kept = _read(file_name, content), []
    for fix in map(tables.fix_of, dataset.fixes):
        try:
            done = fixes.apply(table, fix)
        except FixRefusedError:
            continue
        table = done.table
        kept.append(tables.done_fix(fix, changed=done.changed, rows=len(table.rows)))
    dataset.original, dataset.file_name, dataset.fixes = content, _short(file_name), kept
    return _keep(dataset, table, by=by, at=at)


@transaction.atomic
def fix(
    dataset: Dataset,
    *,
    code: str,
    column: str = "",
    value: str = "",
    by: Any,
    at: datetime,
    seen: int | None = None,
) -> Dataset:
    """Make one change to the table and write down what it did."""
    dataset = _locked(dataset, seen)
    if len(dataset.fixes) >= MOST_FIXES:
        raise RuleBroken("too_many_fixes", most=MOST_FIXES)
    if code == fixes.PSEUDONYMISE:
        value = secrets.token_hex(
            32
        )  # kept with the fix, so that it can be repeated; never published
    wanted = Fix(code, column, value)
    try:
        done = fixes.apply(queries.table_of(dataset), wanted)
    except FixRefusedError as refused:
        raise RuleBroken(refused.code) from refused
    dataset.fixes = [
        *dataset.fixes,
        tables.done_fix(wanted, changed=done.changed, rows=len(done.table.rows)),
    ]
    return _keep(dataset, done.table, by=by, at=at)


def fix_whole(
    dataset: Dataset, *, code: str, by: Any, at: datetime, seen: int | None = None
) -> Dataset:
    """Make one change to the whole table; refuses one that is for a single column."""
    if code not in fixes.OF_THE_TABLE:
        raise RuleBroken("no-such-change")
    return fix(dataset, code=code, by=by, at=at, seen=seen)


@transaction.atomic
def undo(dataset: Dataset, *, by: Any, at: datetime, seen: int | None = None) -> Dataset:
    """Take back the last change: the table is made again from the original without it."""
    dataset = _locked(dataset, seen)
    if not dataset.fixes:
        raise RuleBroken("nothing_to_undo")
    dataset.fixes = dataset.fixes[:-1]
    table = _read(dataset.file_name, bytes(dataset.original))
    table = fixes.replay(table, [tables.fix_of(one) for one in dataset.fixes])
    return _keep(dataset, table, by=by, at=at)


@transaction.atomic
def describe(
    dataset: Dataset, *, values: Mapping[str, Any], by: Any, at: datetime, seen: int | None = None
) -> Dataset:
    """Keep what is said about the dataset."""
    dataset = _locked(dataset, seen)
    for name in tables.ABOUT:
        if name in values:
            setattr(dataset, name, values[name])
    if dataset.covers_from and dataset.covers_until and dataset.covers_until < dataset.covers_from:
        raise RuleBroken("period_ends_before_it_begins")
    return _save(dataset, by=by, at=at)


@transaction.atomic
def publish(
    dataset: Dataset, *, reason: str = "", by: Any, at: datetime, seen: int | None = None
) -> Release:
    """Put the dataset as it stands on the practice portal, in the place of an earlier version.

    Refuses one that lacks what readers need, or shows people without a fix or a reason.
    """
    dataset = _locked(dataset, seen)
    judged = queries.judgement(dataset, reason=reason)
    if judged.obstacles:
        raise RuleBroken(judged.obstacles[0])
    about = queries.about(dataset)
    columns = [[one["name"], one["kind"]] for one in dataset.profile["columns"]]
    last = dataset.releases.order_by("-number").first()
    dataset.releases.filter(ended_at=None).update(ended_at=at)
    return Release.objects.create(
        dataset=dataset,
        number=last.number + 1 if last else 1,
        table=bytes(dataset.table),
        columns=columns,
        row_count=dataset.profile["rows"],
        about=about,
        openness={
            "stars": judged.stars,
            "score": judged.score,
            "points": judged.points,
            "risk": judged.risk,
        },
        words=tables.words_of(about, [name for name, _ in columns]),
        reason=reason.strip() if judged.risk == "high" else "",
        published_at=at,
        published_by=by,
    )


@transaction.atomic
def withdraw(dataset: Dataset, *, at: datetime) -> None:
    """Take the dataset from the portal; it stays with the team."""
    dataset = _locked(dataset, None)
    if not dataset.releases.filter(ended_at=None).update(ended_at=at):
        raise RuleBroken("not_on_portal")


@transaction.atomic
def remove(dataset: Dataset) -> None:
    """Delete the dataset with its file and all its versions; refuses one that is on the portal."""
    dataset = _locked(dataset, None)
    if dataset.releases.filter(ended_at=None).exists():
        raise RuleBroken("still_on_portal")
    dataset.delete()


def _read(file_name: str, content: bytes) -> Table:
    try:
        sheet, *_ = read(content, name=file_name, limits=LIMITS)
        return make([row.cells for row in sheet.rows])
    except (Unreadable, TableRefusedError) as refused:
        raise RuleBroken(refused.code, **refused.params) from refused


def _short(file_name: str) -> str:
    """The name of a file, its ending kept."""
    path = PurePath(file_name.replace("\x00", ""))
    return f"{path.stem[:150]}{path.suffix[:10]}"


def _locked(dataset: Dataset, seen: int | None) -> Dataset:
    found = Dataset.objects.select_for_update(of=("self",), no_key=True).select_related(
        "team__edition"
    )
    dataset = found.get(pk=dataset.pk)
    if seen is not None and seen != dataset.version:
        raise RuleBroken(CHANGED)
    return dataset


def _keep(dataset: Dataset, table: Table, *, by: Any, at: datetime) -> Dataset:
    dataset.table, dataset.profile = tables.packed(table), tables.report(table)
    if dataset.key_column not in table.columns:
        dataset.key_column = ""
    return _save(dataset, by=by, at=at)


def _save(dataset: Dataset, *, by: Any, at: datetime) -> Dataset:
    dataset.version += 1
    dataset.saved_at, dataset.saved_by = at, by
    dataset.save()
    return dataset
