from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from samgak.core import texts, versions
from samgak.core.errors import RuleBroken
from samgak.documents import markdown
from samgak.learning import queries
from samgak.learning.models import Lesson, LessonFile, LessonUse, ReadingMark
from samgak.learning.rules import competencies, files
from samgak.learning.rules.content import Content, File, search_text
from samgak.participants.models import Participant
from samgak.programmes.models import Edition, Programme
from samgak.timetable.models import Session

MOST_FILES = 40


@dataclass(frozen=True)
class Loaded:
    lesson: Lesson
    is_made: bool
    is_changed: bool


@transaction.atomic
def load_lesson(edition: Edition, content: Content, *, at: datetime) -> Loaded:
    """Put a whole lesson into the library and into the edition's sessions; the same key is updated.

    The same content again changes nothing. What it holds was checked where it was read.
    """
    programme = _held_programme(edition)
    lesson = Lesson.objects.filter(programme=programme, key=content.key).first()
    is_made = lesson is None
    lesson = lesson or Lesson(programme=programme, key=content.key)
    before = _held(lesson)
    _write(lesson, content)
    is_changed = is_made or _held(lesson) != before
    if is_changed:
        lesson.changed_at = at
        lesson.save()
    is_changed |= _keep_files(lesson, content.files)
    is_changed |= _keep_uses(edition, lesson, content)
    return Loaded(lesson, is_made, is_changed)


@transaction.atomic
def write_lesson(
    edition: Edition,
    *,
    key: str,
    language: str,
    title: str,
    summary: str,
    body: str,
    tasks: Iterable[str],
    tagged: Collection[str],
    seen: str,
    at: datetime,
) -> Lesson:
    """Keep one language of a lesson, new or known; refuses what the author must mend (`faults`).

    Raises changed_meanwhile when another has written since the version `seen`.
    """
    programme = _held_programme(edition)
    known = Lesson.objects.filter(programme=programme, key=key).first()
    versions.refuse_if_changed(seen, queries.version_of(known))
    lesson = known or Lesson(programme=programme, key=key)
    names = frozenset(queries.files_of(lesson).values_list("name", flat=True)) if known else set()
    keys = queries.keys_of(edition) | {key}
    if faults := markdown.faults(body, files=frozenset(names), lessons=keys):
        raise RuleBroken("lesson_has_faults", faults=faults)
    content = Content(
        key=key,
        title=_with(texts.versions(lesson.title, working=language), language, title),
        summary=_with(lesson.summary, language, summary),
        bodies=_with(lesson.bodies, language, body),
        tasks=_tasks(lesson.tasks, language, list(tasks)),
        competencies=tuple(code for code in competencies.COMPETENCIES if code in tagged),
    )
    sources = lesson.sources
    _write(lesson, content)
    lesson.sources, lesson.changed_at = sources, at
    lesson.save()
    return lesson


@transaction.atomic
def add_file(lesson: Lesson, file: File) -> LessonFile:
    """Add a file, or put another in the place of the one of that name; its content is looked at."""
    lesson = Lesson.objects.select_for_update(no_key=True).get(pk=lesson.pk)
    if fault := files.fault_of(file.name, file.content):
        raise RuleBroken(fault.code, **fault.params)
    others = LessonFile.objects.filter(lesson=lesson).exclude(name=file.name)
    if others.count() >= MOST_FILES:
        raise RuleBroken("too_many_files", most=MOST_FILES)
    if files.is_picture(file.name) and not any(file.alt.values()):
        raise RuleBroken("picture_without_words", name=file.name)
    return _keep_file(lesson, file)


@transaction.atomic
def use_in_sessions(edition: Edition, lesson: Lesson, *, sessions: Collection[Session]) -> None:
    """Make the lesson the material of these sessions of the edition and of no others."""
    if any(session.edition_id != edition.pk for session in sessions):
        raise RuleBroken("session_of_another_edition")
    kept = queries.uses_of(edition, lesson)
    kept.exclude(session__in=sessions).delete()
    known = set(kept.values_list("session_id", flat=True))
    for session in sessions:
        if session.pk not in known:
            LessonUse.objects.create(session=session, lesson=lesson)


@transaction.atomic
def mark_read(seat: Participant, lesson: Lesson, *, at: datetime) -> None:
    """The participant has read it; a second time changes nothing."""
    ReadingMark.objects.get_or_create(participant=seat, lesson=lesson, defaults={"read_at": at})


@transaction.atomic
def mark_unread(seat: Participant, lesson: Lesson) -> None:
    """The participant takes the mark back."""
    ReadingMark.objects.filter(participant=seat, lesson=lesson).delete()


def _held_programme(edition: Edition) -> Programme:
    """The programme, held so that two writers take turns."""
    if edition.programme_id is None:
        raise RuleBroken("edition_without_programme")
    return Programme.objects.select_for_update(no_key=True).get(pk=edition.programme_id)


def _write(lesson: Lesson, content: Content) -> None:
    lesson.title = dict(content.title)
    lesson.summary, lesson.bodies = dict(content.summary), dict(content.bodies)
    lesson.tasks = [dict(task) for task in content.tasks]
    lesson.competencies = list(content.competencies)
    lesson.sources = [asdict(source) for source in content.sources]
    lesson.search_text = search_text(content)


def _held(lesson: Lesson) -> tuple[object, ...]:
    title = texts.versions(lesson.title, working="en")
    return title, *(getattr(lesson, name) for name in queries.VERSIONED if name != "title")


def _keep_files(lesson: Lesson, wanted: tuple[File, ...]) -> bool:
    gone, _ = lesson.files.exclude(name__in=[file.name for file in wanted]).delete()
    known = {file.name: file for file in lesson.files.all()}
    changed = [file for file in wanted if not _is_the_same(known.get(file.name), file)]
    for file in changed:
        _keep_file(lesson, file)
    return bool(gone or changed)


def _is_the_same(known: LessonFile | None, file: File) -> bool:
    return (
        known is not None
        and bytes(known.content) == file.content
        and (known.title, known.alt) == (dict(file.title), dict(file.alt))
    )


def _keep_file(lesson: Lesson, file: File) -> LessonFile:
    kept, _ = LessonFile.objects.update_or_create(
        lesson=lesson,
        name=file.name,
        defaults={
            "title": dict(file.title),
            "alt": dict(file.alt),
            "content": file.content,
            "size_bytes": len(file.content),
        },
    )
    return kept


def _keep_uses(edition: Edition, lesson: Lesson, content: Content) -> bool:
    sessions = Session.objects.filter(edition=edition, code__in=content.sessions)
    wanted = {session.pk for session in sessions}
    kept = queries.uses_of(edition, lesson)
    gone, _ = kept.exclude(session__in=wanted).delete()
    known = dict(kept.values_list("session_id", "position"))
    changed = [pk for pk in wanted if known.get(pk) != content.order]
    for pk in changed:
        LessonUse.objects.update_or_create(
            session_id=pk, lesson=lesson, defaults={"position": content.order}
        )
    return bool(gone or changed)


def _with(text: Mapping[str, str], language: str, words: str) -> dict[str, str]:
    others = {code: said for code, said in text.items() if code != language}
    return others | ({language: words} if words else {})


def _tasks(
    known: list[dict[str, str]], language: str, words: list[str]
) -> tuple[dict[str, str], ...]:
    """The tasks line by line; the other languages of a line stay with it."""
    longest = max(len(known), len(words))
    padded = [*known, *[{}] * (longest - len(known))]
    said = [*words, *[""] * (longest - len(words))]
    made = (_with(task, language, one) for task, one in zip(padded, said, strict=True))
    return tuple(task for task in made if task)
