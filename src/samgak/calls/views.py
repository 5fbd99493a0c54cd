from typing import Any

import rules as permits
from django.conf import settings
from django.contrib import messages
from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samgak.calls import (
    papers,
    permissions,  # noqa: F401 - registers what may be done here
    phrases,
    queries,
    rules,
    services,
)
from samgak.calls.forms import SectionsForm
from samgak.calls.models import CourseInformation
from samgak.calls.queries_ready import who_is_ready
from samgak.core import clock
from samgak.core.downloads import made_file
from samgak.core.errors import RuleBroken
from samgak.core.versions import CHANGED
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page

LANGUAGES = [code for code, _name in settings.LANGUAGES]
READ, WRITE, SEE_VERSIONS = "calls.read", "calls.write", "calls.see_versions"


@require_safe
@edition_page(READ)
def read(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The published course information."""
    found = queries.published(edition)
    if found is None:
        raise Http404
    return _show(request, found)


@require_safe
@edition_page(SEE_VERSIONS)
def version(request: HttpRequest, edition: Edition, number: int) -> HttpResponse:
    """A published version, and what changed in it."""
    return _show(request, _published(request, edition, number))


@require_safe
@edition_page(READ)
def file(
    request: HttpRequest, edition: Edition, number: int, language: str, form: str
) -> HttpResponse:
    """A published version as PDF or Word; earlier ones only for those who see the versions."""
    found = _published(request, edition, number)
    makers = {"pdf": papers.pdf, "docx": papers.word}
    if form not in makers or language not in found.told:
        raise Http404
    make = makers[form]
    key = f"course-information-{found.pk}-{found.published_at:%s}-{language}-{form}"
    try:
        content = caches["public"].get_or_set(key, lambda: make(found, language=language))
    except RuleBroken as broken:
        messages.error(request, phrases.sentence(broken))
        return redirect("calls:read", code=edition.code)
    return made_file(content, name=f"{edition.code}-{found.number}-{language}.{form}")


@require_safe
@edition_page(SEE_VERSIONS)
def desk(request: HttpRequest, edition: Edition) -> HttpResponse:
    """How far each language is, what is missing before publication, and all versions."""
    newest = queries.newest(edition)
    is_draft = bool(newest and not newest.published_at)
    missing = queries.reasons_not_to_publish(edition, newest) if newest and is_draft else []
    context = {
        "edition": edition,
        "newest": newest,
        "is_draft": is_draft,
        "meters": queries.meters(edition, newest, languages=LANGUAGES),
        "of": len(rules.SECTIONS),
        "missing": [phrases.MISSING_TEXTS[code] for code in missing],
        "stamp": queries.stamp(newest),
        "versions": queries.versions_of(edition).exclude(published_at=None),
        "who_is_ready": who_is_ready(edition, on=clock.now(request).date()),
        "may_write": permits.has_perm(WRITE, request.access),  # type: ignore[attr-defined]
    }
    return render(request, "calls/desk.html", context)


@edition_page(WRITE)
def write(request: HttpRequest, edition: Edition, language: str) -> HttpResponse:
    """The sections in one language."""
    _only_known(language)
    newest = queries.newest(edition)
    known = newest.sections.get(language, {}) if newest else {}
    shown: dict[str, Any] = {
        "initial": known,
        "version": queries.stamp(newest, language=language),
    }
    form = SectionsForm(request.POST, **shown) if request.POST else SectionsForm(**shown)
    if form.is_valid():
        try:
            services.write(
                edition,
                language=language,
                sections=form.sections(),
                by=request.user,
                at=clock.now(request),
                seen=form.cleaned_data["seen"],
            )
        except RuleBroken as broken:
            form.add_error(None, phrases.sentence(broken))
            if broken.code == CHANGED:
                form.lay_beside(SectionsForm(**shown))
        else:
            messages.success(request, _("The draft is saved."))
            return redirect("calls:desk", code=edition.code)
    context = {"edition": edition, "form": form, "language": language}
    return render(request, "calls/write.html", context)


@require_safe
@edition_page(SEE_VERSIONS)
def preview(request: HttpRequest, edition: Edition, language: str) -> HttpResponse:
    """The newest words with the facts of the moment, as they would be published."""
    _only_known(language)
    newest = queries.newest(edition)
    sections = newest.sections if newest else {}
    facts = queries.facts_to_tell(edition, at=clock.now(request))
    context = {
        "edition": edition,
        "language": language,
        "parts": papers.told(sections, facts, language=language),
    }
    return render(request, "calls/preview.html", context)


@require_POST
@edition_page(WRITE)
def publish(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Publish the draft that was looked at."""
    at = clock.now(request)
    newest = queries.newest(edition)
    sections = newest.sections if newest else {}
    told = papers.told_in_all(sections, queries.facts_to_tell(edition, at=at))
    seen = request.POST.get("seen", "")[:64]
    try:
        made = services.publish(edition, told=told, by=request.user, at=at, seen=seen or "none")
    except RuleBroken as broken:
        messages.error(request, phrases.sentence(broken))
    else:
        messages.success(request, _("The course information is published."))
        if made.number > 1 and edition.state in rules.TOLD_IN:
            messages.info(request, _("The letters about the new version wait in the outbox."))
    return redirect("calls:desk", code=edition.code)


def _show(request: HttpRequest, found: CourseInformation) -> HttpResponse:
    language = _language(request, found)
    before = queries.before(found)
    is_told_before = before is not None and language in before.told
    context = {
        "edition": found.edition,
        "version": found,
        "language": language,
        "languages": [code for code in LANGUAGES if code in found.told],
        "parts": found.told[language],
        "before": before,
        "changes": rules.changes(before.told[language], found.told[language])
        if before and is_told_before
        else [],
    }
    return render(request, "calls/read.html", context)


def _language(request: HttpRequest, found: CourseInformation) -> str:
    wished = (request.GET.get("language"), get_language(), found.edition.working_language, "en")
    return next((one for one in wished if one in found.told), next(iter(found.told)))


def _published(request: HttpRequest, edition: Edition, number: int) -> CourseInformation:
    newest = queries.published(edition)
    if newest and newest.number == number:
        return newest
    found = queries.versions_of(edition).filter(number=number).exclude(published_at=None).first()
    if found is None or not permits.has_perm(SEE_VERSIONS, request.access):  # type: ignore[attr-defined]
        raise Http404
    return found


def _only_known(language: str) -> None:
    if language not in LANGUAGES:
        raise Http404
