from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samgak.core import clock, texts
from samgak.core.errors import RuleBroken
from samgak.core.versions import CHANGED
from samgak.learning import phrases, queries, services
from samgak.learning.forms import FileForm, LessonForm, SessionsForm
from samgak.learning.models import Lesson
from samgak.learning.rules.content import File
from samgak.learning.views.reading import body_of, lesson_or_404
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page


@edition_page("learning.write_lessons")
def write(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Begin a lesson."""
    return _form_page(request, edition, None, _language(request))


@edition_page("learning.write_lessons")
def change(request: HttpRequest, edition: Edition, key: str) -> HttpResponse:
    """Go on writing a lesson, in one language at a time."""
    return _form_page(request, edition, lesson_or_404(edition, key), _language(request))


@edition_page("learning.write_lessons")
def add_file(request: HttpRequest, edition: Edition, key: str) -> HttpResponse:
    """Give the lesson a picture or document."""
    lesson = lesson_or_404(edition, key)
    initial = {"language": get_language()}
    form = FileForm(request.POST or None, request.FILES or None, initial=initial)
    if form.is_valid():
        told = form.cleaned_data
        file = File(
            name=told["file"].name,
            content=told["file"].read(),
            title={told["language"]: told["title"]} if told["title"] else {},
            alt={told["language"]: told["alt"]} if told["alt"] else {},
        )
        try:
            services.add_file(lesson, file)
        except RuleBroken as broken:
            form.add_error("file", phrases.sentence(broken))
        else:
            messages.success(request, _("The file is kept."))
            return redirect("learning:change", code=edition.code, key=key)
    context = {"edition": edition, "lesson": lesson, "form": form}
    return render(request, "learning/add_file.html", context)


@edition_page("learning.write_lessons")
def sessions(request: HttpRequest, edition: Edition, key: str) -> HttpResponse:
    """Choose the sessions of this edition that use the lesson."""
    lesson = lesson_or_404(edition, key)
    chosen = queries.uses_of(edition, lesson).values_list("session_id", flat=True)
    form = SessionsForm(
        request.POST if request.method == "POST" else None,
        initial={"sessions": list(chosen)},
        sessions=queries.session_choices(edition),
        title_of=lambda session: (
            texts.shown(
                session.title, reader=get_language() or "en", working=edition.working_language
            ).text
        ),
    )
    if form.is_valid():
        services.use_in_sessions(edition, lesson, sessions=form.cleaned_data["sessions"])
        messages.success(request, _("The sessions of the lesson are changed."))
        return redirect("learning:lesson", code=edition.code, key=key)
    context = {"edition": edition, "lesson": lesson, "form": form}
    return render(request, "learning/sessions.html", context)


def _form_page(
    request: HttpRequest, edition: Edition, lesson: Lesson | None, language: str
) -> HttpResponse:
    if edition.programme_id is None:
        messages.error(request, phrases.RULE_TEXTS["edition_without_programme"])
        return redirect("learning:library", code=edition.code)
    fresh = _form(None, lesson, language)
    form = _form(request.POST, lesson, language) if request.method == "POST" else fresh
    faults: list[str] = []
    if form.is_valid() and "preview" not in request.POST:
        key = lesson.key if lesson else form.cleaned_data["key"]
        written: dict[str, Any] = form.written()
        try:
            services.write_lesson(
                edition, key=key, language=language, at=clock.now(request), **written
            )
        except RuleBroken as broken:
            form.add_error(None, phrases.sentence(broken))
            told: Any = broken.params.get("faults", [])
            faults = [phrases.markdown_sentence(one) for one in told]
            if broken.code == CHANGED and lesson:
                form.lay_beside(fresh)
        else:
            messages.success(request, _("The lesson is kept."))
            return redirect("learning:lesson", code=edition.code, key=key)
    preview = ""
    if "preview" in request.POST:
        shown = lesson or Lesson(key="", title={language: request.POST.get("title", "")})
        preview = body_of(edition, shown, request.POST.get("body", "")[:50_000], language)
    return render(
        request,
        "learning/write.html",
        {
            "edition": edition,
            "lesson": lesson,
            "form": form,
            "faults": faults,
            "preview": preview,
            "language": language,
            "languages": settings.LANGUAGES,
            "completeness": queries.completeness(lesson) if lesson else [],
            "files": queries.files_of(lesson) if lesson else [],
        },
    )


def _form(data, lesson: Lesson | None, language: str) -> LessonForm:
    return LessonForm(
        data,
        initial=LessonForm.initial_of(lesson, language) if lesson else None,
        is_new=lesson is None,
        version=queries.version_of(lesson),
    )


def _language(request: HttpRequest) -> str:
    wanted = request.GET.get("write_in") or get_language() or "en"
    if wanted not in dict(settings.LANGUAGES):
        raise Http404
    return wanted
