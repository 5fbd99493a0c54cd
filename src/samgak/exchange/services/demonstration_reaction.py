"""The reaction survey that ships with the demonstration."""

from datetime import datetime
from json import loads
from pathlib import Path
from typing import Any

from samgak.exchange.queries import demonstration as queries
from samgak.programmes.models import Edition
from samgak.surveys import services_reaction as surveys
from samgak.surveys.models import Survey

FILE_NAME = "reaction.json"


def definition(directory: Path | None = None) -> dict[str, Any]:
    """The questions: those of the directory where it has some, else ours."""
    own = directory / FILE_NAME if directory else None
    file = own if own and own.exists() else queries.DIRECTORY / FILE_NAME
    read: dict[str, Any] = loads(file.read_text(encoding="utf-8"))
    return read


def add(edition: Edition, *, at: datetime) -> Survey:
    """Give the edition the survey, not opened yet."""
    return surveys.load_survey(edition, definition=definition(), at=at)
