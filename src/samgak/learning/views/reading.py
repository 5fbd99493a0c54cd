from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samgak.core import clock, texts
from samgak.core.downloads import kept_file, rows_file
from samgak.documents import markdown
from samgak.learning import offline as offline_copy
from samgak.learning import (
    permissions,
    phrases,
    queries,
    services,
)
from samgak.learning.forms import SearchForm
from samgak.learning.models import Lesson, LessonFile
from samgak.learning.rules import files
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page
from samgak.spreadsheets import Column
from samgak.uploads import MEDIA_TYPES, ending


@edition_page("learning.read_lessons")
def library(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The sessions with their lessons, and the whole library with its search."""
    seat = queries.seat_of(request.user, edition)
    search = SearchForm(request.GET or None)
    wanted = search.cleaned_data if search.is_valid() else {}
    return render(
        request,
        "learning/library.html",
        {
            "edition": edition,
            "materials": () if any(wanted.values()) else queries.materials(edition, seat=seat),
            "cards": queries.library(edition, **wanted, seat=seat),
            "search": search,
            "is_searched": any(wanted.values()),
            "may_write": bool(permissions.WRITERS & request.access.roles),
        },
    )


@edition_page("learning.read_lessons")
def lesson(request: HttpRequest, edition: Edition, key: str) -> HttpResponse:
    """One lesson in the wanted language or the nearest there is, which it names."""
    found = lesson_or_404(edition, key)
    seat = queries.seat_of(request.user, edition)
    reader = get_language() or "en"
    page = queries.page(
        edition, found, reader=reader, wanted=request.GET.get("read_in", ""), seat=seat
    )
    return render(
        request,
        "learning/lesson.html",
        {
            "edition": edition,
            "page": page,
            "seat": seat,
            "body": body_of(edition, found, page.body, page.language),
            "competencies": [phrases.COMPETENCY_TEXTS[one] for one in found.competencies],
            "may_write": bool(permissions.WRITERS & request.access.roles),
        },
    )


@require_POST
@edition_page("learning.mark_reading")
def mark(request: HttpRequest, edition: Edition, key: str) -> HttpResponse:
    """The participant says that the lesson is read, or takes that back."""
    found, seat = lesson_or_404(edition, key), queries.seat_of(request.user, edition)
    if seat is None:
        raise Http404
    if "unread" in request.POST:
        services.mark_unread(seat, found)
    else:
        services.mark_read(seat, found, at=clock.now(request))
    return redirect("learning:lesson", code=edition.code, key=key)


@edition_page("learning.read_lessons")
def file(request: HttpRequest, edition: Edition, key: str, file_name: str) -> HttpResponseBase:
    """A file of a lesson: pictures in the browser, everything else as a download."""
    try:
        found = queries.file_of(lesson_or_404(edition, key), name=file_name)
    except LessonFile.DoesNotExist:
        raise Http404 from None
    return kept_file(
        bytes(found.content),
        name=found.name,
        media_type=MEDIA_TYPES[ending(found.name)],
        is_shown=files.is_picture(found.name),
    )


@edition_page("learning.see_reading")
def overview(request: HttpRequest, edition: Edition) -> HttpResponseBase:
    """How many have read each lesson of each session; nobody is named."""
    found = queries.reading_of(edition)
    if kind := request.GET.get("download"):
        return _file_of_reading(kind, edition, found)
    return render(request, "learning/overview.html", {"edition": edition, "rows": found})


@edition_page("learning.read_lessons")
def offline(request: HttpRequest, edition: Edition) -> HttpResponseBase:
    """The edition's lessons and agenda in the reader's language, to be read without network."""
    return offline_copy.response(edition, language=get_language() or "en")


def lesson_or_404(edition: Edition, key: str) -> Lesson:
    """A lesson of the edition's library."""
    try:
        return queries.lesson_of(edition, key=key)
    except Lesson.DoesNotExist:
        raise Http404 from None


def body_of(edition: Edition, lesson: Lesson, text: str, language: str) -> str:
    """The Markdown as HTML whose links lead to pages of this edition."""

    def address(name: str, **more: str) -> str:
        return reverse(name, kwargs={"code": edition.code, **more})

    kept = queries.files_of(lesson) if lesson.pk else ()
    targets = markdown.Targets(
        files={
            one.name: address("learning:file", key=lesson.key, file_name=one.name) for one in kept
        },
        lessons={key: address("learning:lesson", key=key) for key in queries.keys_of(edition)},
    )
    title = texts.shown(lesson.title, reader=language, working=edition.working_language).text
    # Made of escaped text and cleaned by nh3.
    return mark_safe(markdown.render(text, targets, name=title))  # noqa: S308


def _file_of_reading(
    kind: str, edition: Edition, found: tuple[queries.Reading, ...]
) -> HttpResponseBase:
    columns = [
        Column(_("Session"), 40),
        Column(_("Lesson"), 40),
        Column(_("Have read it")),
        Column(_("Participants")),
    ]
    reader, working = get_language() or "en", edition.working_language
    rows = (
        (
            texts.shown(one.session.title, reader=reader, working=working).text,
            texts.shown(one.lesson.title, reader=reader, working=working).text,
            one.read,
            one.people,
        )
        for one in found
    )
    name, title = f"{edition.code}-reading", _("Reading")
    return rows_file(kind, name=name, title=title, columns=columns, rows=rows)
