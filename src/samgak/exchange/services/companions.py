"""What stands beside an edition file in its directory: the lessons."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from samgak.core import audit
from samgak.core.errors import RuleBroken
from samgak.exchange.rules.lessons import Around, LessonRefused, read
from samgak.learning import queries
from samgak.learning import services as learning
from samgak.learning.rules.content import Content
from samgak.programmes.models import Edition
from samgak.timetable.models import Session

FOLDER = "lessons"
# No file of a lesson may be larger; more is not even read.
MOST_BYTES = 15_000_001
MOST_FILES = 200


@dataclass(frozen=True)
class Outcome:
    """The keys of the lessons made, changed, and as they were; and the folders refused."""

    made: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    refused: tuple[LessonRefused, ...] = ()


def load_companions(edition: Edition, directory: Path, *, at: datetime) -> Outcome:
    """Load every lesson of the directory; a folder with a fault is refused whole, the others are not.

    Raises RuleBroken when the edition has no library.
    """
    folders = sorted(one for one in (directory / FOLDER).glob("*/") if one.is_dir())
    contents, refused = _read(edition, folders)
    if contents and edition.programme_id is None:
        raise RuleBroken("edition_without_programme")
    with audit.because("samgak load-companions"):
        loaded = [learning.load_lesson(edition, content, at=at) for content in contents]
    return Outcome(
        made=tuple(one.lesson.key for one in loaded if one.is_made),
        changed=tuple(one.lesson.key for one in loaded if one.is_changed and not one.is_made),
        kept=tuple(one.lesson.key for one in loaded if not one.is_changed),
        refused=tuple(refused),
    )


def _read(edition: Edition, folders: list[Path]) -> tuple[list[Content], list[LessonRefused]]:
    sessions = Session.objects.filter(edition=edition).values_list("code", flat=True)
    around = Around(
        working=edition.working_language,
        sessions=frozenset(sessions),
        lessons=queries.keys_of(edition) | {folder.name for folder in folders},
    )
    contents, refused = [], []
    for folder in folders:
        try:
            contents.append(read(folder.name, _held(folder), around))
        except LessonRefused as one:
            refused.append(one)
    return contents, refused


def _held(folder: Path) -> dict[str, bytes]:
    held = {}
    for path in sorted(folder.iterdir())[:MOST_FILES]:
        if path.is_file() and not path.is_symlink() and not path.name.startswith("."):
            with path.open("rb") as file:
                held[path.name] = file.read(MOST_BYTES)
    return held
