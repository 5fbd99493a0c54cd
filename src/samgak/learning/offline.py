"""The lessons of an edition as one archive that opens without network."""

import tempfile
import zipfile
from importlib import resources

from django.http import FileResponse
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import override

from samgak.core import texts
from samgak.documents import markdown
from samgak.learning import queries
from samgak.learning.models import Lesson
from samgak.programmes.models import Edition
from samgak.timetable.queries.agenda import agenda

STYLES = resources.files("samgak.learning") / "data" / "offline.css"
# The same archive for the same content, whenever it is made.
MADE_AT = (2025, 1, 1, 0, 0, 0)


def response(edition: Edition, *, language: str) -> FileResponse:
    """The archive, written to a file beside memory and streamed from there."""
    target = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed, override(language):
        write(packed, edition, language=language)
    target.seek(0)
    return FileResponse(
        target,
        as_attachment=True,
        filename=f"{edition.code}-lessons-{language}.zip",
        content_type="application/zip",
    )


def write(packed: zipfile.ZipFile, edition: Edition, *, language: str) -> None:
    """Put the first page, every lesson and its files into the archive."""
    lessons = queries.lessons_in_use(edition)
    links = {lesson.key: f"{lesson.key}.html" for lesson in lessons}
    context = {"edition": edition, "language": language}
    first = context | {"agenda": agenda(edition, language=language), "lessons": lessons}
    _put(packed, "index.html", render_to_string("learning/offline_index.html", first).encode())
    _put(packed, "style.css", STYLES.read_bytes())
    for lesson in lessons:
        page = _page(edition, lesson, language, links)
        words = render_to_string("learning/offline_lesson.html", context | page)
        _put(packed, f"{lesson.key}.html", words.encode())
        for file in lesson.files.iterator(chunk_size=1):
            _put(packed, f"files/{lesson.key}/{file.name}", bytes(file.content))


def _page(
    edition: Edition, lesson: Lesson, language: str, links: dict[str, str]
) -> dict[str, object]:
    page = queries.page(edition, lesson, reader=language, seat=None)
    title = texts.shown(lesson.title, reader=language, working=edition.working_language).text
    targets = markdown.Targets(
        files={file.name: f"files/{lesson.key}/{file.name}" for file in page.files},
        lessons=links,
    )
    # Made of escaped text and cleaned by nh3.
    body = mark_safe(markdown.render(page.body, targets, name=title))  # noqa: S308
    return {"page": page, "body": body}


def _put(packed: zipfile.ZipFile, name: str, content: bytes) -> None:
    packed.writestr(zipfile.ZipInfo(name, MADE_AT), content, zipfile.ZIP_DEFLATED)
