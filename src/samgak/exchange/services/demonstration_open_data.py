"""The example team's table: one as it was sent, for visitors to put right, and one published already."""

from dataclasses import dataclass
from datetime import date, datetime
from json import loads
from pathlib import Path
from typing import Any

from samgak.exchange.queries import demonstration as queries
from samgak.practice.models import Dataset, Team
from samgak.practice.services import datasets
from samgak.programmes.models import Edition

FILE_NAME = "practice-visits.csv"


@dataclass(frozen=True)
class Example:
    """An invented table with faults, what they call for, and how it is described."""

    content: bytes
    team: dict[str, str]
    about: dict[str, Any]
    fixes: list[dict[str, str]]


def example(directory: Path | None = None) -> Example:
    """The example that ships with the demonstration."""
    directory = directory or queries.DIRECTORY
    said = loads((directory / "practice-visits.json").read_text(encoding="utf-8"))
    about = said["about"]
    for name in ("covers_from", "covers_until"):
        about[name] = date.fromisoformat(about[name])
    content = (directory / FILE_NAME).read_bytes()
    return Example(content, said["team"], about, said["fixes"])


def add(edition: Edition, *, at: datetime) -> None:
    """Give the example team its table twice: as it was sent, and as it is on the portal."""
    found = example()
    team = Team.objects.filter(edition=edition).first() or Team.objects.create(
        edition=edition, key="example", name=found.team, language="en"
    )
    upload(team, found, by=None, at=at)
    datasets.publish(
        put_right(upload(team, found, by=None, at=at), found, by=None, at=at), by=None, at=at
    )


def upload(team: Team, found: Example, *, by: Any, at: datetime) -> Dataset:
    """The table as it was sent."""
    return datasets.upload(team, file_name=FILE_NAME, content=found.content, by=by, at=at)


def put_right(dataset: Dataset, found: Example, *, by: Any, at: datetime) -> Dataset:
    """The table with all its fixes, described."""
    for one in found.fixes:
        dataset = datasets.fix(dataset, **one, by=by, at=at)
    return datasets.describe(dataset, values=found.about, by=by, at=at)
