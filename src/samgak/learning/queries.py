from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Prefetch, Q, QuerySet, prefetch_related_objects

from samgak.core import texts, versions
from samgak.core.prepared import Given, Prepared
from samgak.learning.models import Lesson, LessonFile, LessonUse, ReadingMark
from samgak.participants import queries as participants
from samgak.participants import rules as participants_rules
from samgak.participants.models import Participant
from samgak.programmes.models import Edition
from samgak.timetable.models import Session

VERSIONED = ("title", "summary", "bodies", "tasks", "competencies", "sources")


@dataclass(frozen=True)
class Card:
    """A lesson in a list: whether the reader has read it, and in which languages it can be read."""

    lesson: Lesson
    is_read: bool = False
    languages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Material:
    """A session with its lessons."""

    session: Session
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Reading:
    """How many of those who take part have read a lesson of a session."""

    session: Session
    lesson: Lesson
    read: int
    people: int


@dataclass(frozen=True)
class Page:
    """A lesson as somebody reads it: the body in one language, and which others there are."""

    lesson: Lesson
    language: str
    body: str
    languages: tuple[str, ...]
    files: tuple[LessonFile, ...]
    sessions: tuple[Session, ...]
    is_read: bool = False
    missing: Sequence[str] = field(default_factory=list)


def lessons_of(edition: Edition):
    """The library of the edition's programme, without the bytes of files; empty without a programme."""
    return Lesson.objects.filter(programme_id=edition.programme_id).defer("search_text")


def lesson_of(edition: Edition, *, key: str) -> Lesson:
    """A lesson of the library; raises DoesNotExist for one of another programme."""
    return lessons_of(edition).get(key=key)


def library(
    edition: Edition, *, words: str = "", competency: str = "", seat: Participant | None = None
) -> tuple[Card, ...]:
    """The lessons in which every word stands, in whatever language, and that train the competency."""
    found = lessons_of(edition)
    for word in words.casefold().split()[:10]:
        found = found.filter(search_text__contains=word)
    if competency:
        found = found.filter(competencies__contains=[competency])
    return _cards(found, _read_by(seat))


def materials(edition: Edition, *, seat: Participant | None = None) -> tuple[Material, ...]:
    """The sessions that use lessons, in the order of the agenda; cancelled ones aside."""
    read = _read_by(seat)
    by_session: dict[Session, list[Lesson]] = {}
    for use in _uses(edition):
        by_session.setdefault(use.session, []).append(use.lesson)
    return tuple(
        Material(session, _cards(lessons, read)) for session, lessons in by_session.items()
    )


def lessons_in_use(edition: Edition) -> tuple[Lesson, ...]:
    """Every lesson of the edition's sessions once, in the order of the agenda."""
    return tuple(dict.fromkeys(use.lesson for use in _uses(edition)))


def reading_of(edition: Edition) -> tuple[Reading, ...]:
    """How far the reading is, a row for each lesson of each session."""
    everyone = Q(participant__edition=edition, participant__state__in=participants_rules.PRESENT)
    counted = ReadingMark.objects.filter(everyone).values_list("lesson").annotate(n=Count("pk"))
    read, people = dict(counted.order_by()), participants.participants(edition).count()
    return tuple(
        Reading(use.session, use.lesson, read.get(use.lesson_id, 0), people)
        for use in _uses(edition)
    )


def page(
    edition: Edition, lesson: Lesson, *, reader: str, wanted: str = "", seat: Participant | None
) -> Page:
    """The lesson in the wanted language, else the reader's or the nearest there is."""
    shown = texts.shown(lesson.bodies, reader=reader, working=edition.working_language)
    language = wanted if lesson.bodies.get(wanted) else shown.language
    sessions = Session.objects.filter(edition=edition, is_cancelled=False)
    return Page(
        lesson=lesson,
        language=language,
        body=lesson.bodies.get(language, ""),
        languages=written_in(lesson),
        files=tuple(files_of(lesson)),
        sessions=tuple(sessions.filter(pk__in=lesson.uses.values("session"))),
        is_read=lesson.pk in _read_by(seat),
    )


def files_of(lesson: Lesson):
    """The files of the lesson without their bytes."""
    return LessonFile.objects.filter(lesson=lesson).defer("content")


def file_of(lesson: Lesson, *, name: str) -> LessonFile:
    """One file with its bytes; raises DoesNotExist."""
    return LessonFile.objects.get(lesson=lesson, name=name)


def keys_of(edition: Edition) -> frozenset[str]:
    """The keys of the library, for links from lesson to lesson."""
    return frozenset(lessons_of(edition).values_list("key", flat=True))


def written_in(lesson: Lesson) -> tuple[str, ...]:
    """The languages in which the body is written, in the order of the interface."""
    return tuple(language for language in texts.LANGUAGES if lesson.bodies.get(language))


def completeness(lesson: Lesson) -> list[tuple[str, Mapping[str, bool]]]:
    """For each language of the interface what is written in it: title, summary, tasks, body."""
    title = texts.versions(lesson.title, working="en")
    return [
        (
            language,
            {
                "title": language in title,
                "summary": bool(lesson.summary.get(language)),
                "tasks": bool(lesson.tasks) and all(task.get(language) for task in lesson.tasks),
                "body": bool(lesson.bodies.get(language)),
            },
        )
        for language in texts.LANGUAGES
    ]


def version_of(lesson: Lesson | None) -> str:
    """The stamp of what a writer of the lesson has seen."""
    return versions.stamp([lesson], fields=VERSIONED) if lesson else ""


def seat_of(user, edition: Edition) -> Participant | None:
    """The reader's own seat on the edition."""
    if not user.is_authenticated:
        return None
    return participants.participants(edition).filter(person__user=user).first()


def session_choices(edition: Edition):
    """The sessions that may use a lesson, in the order of the agenda."""
    return Session.objects.filter(edition=edition, is_cancelled=False).order_by(
        "starts_at", "position"
    )


def uses_of(edition: Edition, lesson: Lesson):
    return LessonUse.objects.filter(session__edition=edition, lesson=lesson)


def _uses(edition: Edition) -> list[LessonUse]:
    uses = _uses_of_sessions(edition=edition.pk)
    prefetch_related_objects(uses, Prefetch("lesson", Lesson.objects.defer("search_text")))
    return uses


@Prepared
def _uses_of_sessions() -> QuerySet[LessonUse]:
    held = LessonUse.objects.filter(session__edition=Given("edition"), session__is_cancelled=False)
    in_order = ("session__starts_at", "session__position", "position", "lesson__key")
    return held.select_related("session").order_by(*in_order)


def _read_by(seat: Participant | None) -> frozenset[int]:
    if seat is None:
        return frozenset()
    return frozenset(_marks(participant=seat.pk))


@Prepared
def _marks() -> QuerySet:
    marks = ReadingMark.objects.filter(participant=Given("participant"))
    return marks.order_by().values_list("lesson_id", flat=True)


def _cards(lessons: Iterable[Lesson], read: frozenset[int]) -> tuple[Card, ...]:
    return tuple(Card(one, one.pk in read, written_in(one)) for one in lessons)
