"""A folder of an edition's lessons as content of the library; the format is in docs/edition-file.md."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from samgak.core.errors import RuleBroken
from samgak.documents import markdown
from samgak.exchange.rules import times, tree, values
from samgak.exchange.rules.faults import Fault, FileRefused
from samgak.exchange.rules.model import PartialDate, Text
from samgak.exchange.rules.reading import (
    Fields,
    Place,
    Read,
    Reading,
    UnreadableError,
    each,
    each_once,
)
from samgak.learning.rules import files
from samgak.learning.rules.competencies import COMPETENCIES
from samgak.learning.rules.content import Content, File, Source

DESCRIPTION = "lesson.yaml"
BODY = re.compile(r"([a-z]{2})\.md")
KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LANGUAGES = ("en", "ko", "ru", "kk", "ky", "uz", "tg", "tk")
KEYS = ("title", "summary", "sessions", "order", "tasks", "competencies", "sources", "files")
WEB = re.compile(r"https?://\S+", re.IGNORECASE)


@dataclass(frozen=True)
class Around:
    """What a lesson may refer to: the edition's working language and sessions, and the library."""

    working: str
    sessions: frozenset[str]
    lessons: frozenset[str]


@dataclass(frozen=True)
class LessonFault:
    """A fault and the file of the folder in which it stands."""

    file: str
    fault: Fault


class LessonRefused(RuleBroken):
    """The folder is refused whole; `faults` lists everything found, by file and line."""

    def __init__(self, key: str, faults: list[LessonFault]) -> None:
        self.key = key
        self.faults = tuple(sorted(faults, key=lambda one: (one.file, one.fault.line)))
        super().__init__("lesson_refused", key=key)


def read(key: str, held: Mapping[str, bytes], around: Around) -> Content:
    """The lesson that the files of a folder, by name, make up; raises LessonRefused."""
    faults: list[LessonFault] = []
    if not KEY.fullmatch(key) or len(key) > 64:
        faults.append(LessonFault(DESCRIPTION, Fault(1, "", "not_edition_code", {"value": key})))
    bodies = _bodies(held, faults)
    content = _described(key, held, bodies, around, faults)
    if content:
        _check_bodies(content, around, faults)
        _check_names(content, held, faults)
    if faults or content is None:
        raise LessonRefused(key, faults)
    return content


def _bodies(held: Mapping[str, bytes], faults: list[LessonFault]) -> dict[str, str]:
    bodies = {}
    for name in sorted(held):
        found = BODY.fullmatch(name)
        if not found:
            continue
        if found[1] not in LANGUAGES:
            faults.append(
                LessonFault(name, Fault(1, "", "not_a_choice", {"choices": ", ".join(LANGUAGES)}))
            )
            continue
        try:
            bodies[found[1]] = tree.decoded(held[name]).replace("\r\n", "\n")
        except FileRefused as refused:
            faults += [LessonFault(name, fault) for fault in refused.faults]
    return bodies


def _described(
    key: str,
    held: Mapping[str, bytes],
    bodies: Mapping[str, str],
    around: Around,
    faults: list[LessonFault],
) -> Content | None:
    if DESCRIPTION not in held:
        faults.append(LessonFault(DESCRIPTION, Fault(1, "", "lesson_file_missing")))
        return None
    reading = Reading(working=around.working, defined={"sessions": around.sessions})
    try:
        root = tree.tree(tree.decoded(held[DESCRIPTION]))
        content = _content(key, Place(root, "", reading), held, bodies)
    except FileRefused as refused:
        faults += [LessonFault(DESCRIPTION, fault) for fault in refused.faults]
        return None
    except UnreadableError:
        content = None
    faults += [LessonFault(DESCRIPTION, fault) for fault in reading.faults]
    return None if reading.faults else content


def _content(
    key: str, place: Place, held: Mapping[str, bytes], bodies: Mapping[str, str]
) -> Content:
    fields = Fields(place, *KEYS)
    return Content(
        key=key,
        title=fields.need("title", _text(150)),
        summary=fields.may("summary", _text(1_000), {}),
        bodies=bodies,
        tasks=fields.may("tasks", each(_text(500)), ()),
        competencies=fields.may("competencies", each_once(values.one_of(*COMPETENCIES)), ()),
        sources=fields.may("sources", each(_source), ()),
        files=fields.may("files", each(_file_of(held), unique=lambda file: file.name), ()),
        sessions=fields.may("sessions", each_once(values.reference("sessions")), ()),
        order=fields.may("order", values.whole(0, 30_000), 100),
    )


def _text(limit: int) -> Read[Text]:
    read_text = values.text(limit)

    def read_languages(place: Place) -> Text:
        found = read_text(place)
        for language in found:
            if language not in LANGUAGES:
                place.refuse("not_a_choice", choices=", ".join(LANGUAGES))
        return found

    return read_languages


def _source(place: Place) -> Source:
    fields = Fields(place, "title", "url", "reference", "on")
    title = fields.need("title", values.words(500))
    url = fields.may("url", _web, "")
    reference = fields.may("reference", values.written(500), "")
    on = fields.may("on", times.partial_date)
    if not fields.has("url") and not fields.has("reference"):
        place.note("source_leads_nowhere")
    return Source(title or "", url or "", reference or "", _written(on) if on else "")


def _web(place: Place) -> str:
    found = values.written(1_000)(place)
    return found if WEB.fullmatch(found) else place.refuse("not_web_address", value=found)


def _written(on: PartialDate) -> str:
    length = {"year": 4, "month": 7, "day": 10}[on.precision]
    return on.day.isoformat()[:length]


def _file_of(held: Mapping[str, bytes]) -> Read[File]:
    def read_file(place: Place) -> File:
        fields = Fields(place, "file", "title", "alt")
        name = fields.need("file", values.written(100))
        title: Text = fields.may("title", _text(150), {})
        alt: Text = fields.may("alt", _text(500), {})
        if not name:
            raise UnreadableError
        if name not in held:
            place.refuse("lesson_file_missing")
        if fault := files.fault_of(name, held[name]):
            fields.note("file", fault.code, **fault.params)
        if files.is_picture(name) and not fields.has("alt"):
            place.note("missing_key", key="alt")
        return File(name, held[name], title or {}, alt or {})

    return read_file


def _check_bodies(content: Content, around: Around, faults: list[LessonFault]) -> None:
    names = frozenset(file.name for file in content.files)
    for language, body in content.bodies.items():
        for one in markdown.faults(body, files=names, lessons=around.lessons):
            fault = Fault(one.line, "", one.code, one.params)
            faults.append(LessonFault(f"{language}.md", fault))


def _check_names(content: Content, held: Mapping[str, bytes], faults: list[LessonFault]) -> None:
    named = {file.name for file in content.files}
    for name in held:
        if name != DESCRIPTION and not BODY.fullmatch(name) and name not in named:
            faults.append(LessonFault(name, Fault(1, "", "file_not_named", {"name": name})))
