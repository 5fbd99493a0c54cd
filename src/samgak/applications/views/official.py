"""Official forms: printed for one or for all, and written by an organisation's officer."""

from typing import Any

import rules
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samgak.applications import papers, permissions, phrases, queries, services  # noqa: F401 - registers permissions
from samgak.applications.forms.official import OfficialFormForm, PrintForm
from samgak.applications.models import Application, OfficialForm
from samgak.applications.rules.official import LayoutRefusedError
from samgak.core import clock, versions
from samgak.core.errors import RuleBroken
from samgak.core.versions import CHANGED, CHANGED_TEXT
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page
from samgak.questionnaires.model import Form

LANGUAGES = frozenset(code for code, _name in settings.LANGUAGES)


@require_safe
@edition_page("applications.print_forms")
def forms(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The forms that can be printed, for everybody who has submitted, and the way to add one."""
    access = request.access  # type: ignore[attr-defined]
    language = _language(request)
    own = list(queries.official_forms(edition))
    found = queries.applications(edition, access=access).exclude(submitted_at=None)
    may_change = rules.has_perm("applications.change_form", access)
    writable = {one.pk for one in queries.organisations_to_write_for(edition, access=access)}
    context = {
        "edition": edition,
        "form": PrintForm(initial={"language": language}),
        "language": language,
        "ours": papers.titles(language=language, own=[]),
        "own": [(one, may_change and one.organisation_id in writable) for one in own],
        "count": found.count(),
        "may_change": may_change and bool(writable),
    }
    return render(request, "applications/official_forms.html", context)


@require_safe
@edition_page("applications.print_forms")
def one(request: HttpRequest, edition: Edition, pk: int, form: str) -> HttpResponse:
    """One person's form as PDF."""
    try:
        found = queries.application_of(edition, pk=pk, access=request.access)  # type: ignore[attr-defined]
    except Application.DoesNotExist:
        raise Http404 from None
    if found.submitted_at is None:
        raise Http404
    read = queries.parsed(queries.form_of(found))
    by = _template(request, edition, form, read)
    try:
        content = papers.pdf(found, by_template=by)
    except RuleBroken as broken:
        messages.error(request, phrases.sentence(broken))
        return redirect("applications:application", code=edition.code, pk=pk)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{edition.code}-{pk}.pdf"'
    return response


@require_safe
@edition_page("applications.print_forms")
def everybody(request: HttpRequest, edition: Edition, form: str) -> StreamingHttpResponse:
    """The forms of all who have submitted, each a PDF, written as they are downloaded."""
    newest = queries.newest_form(edition)
    if newest is None:
        raise Http404
    by = _template(request, edition, form, queries.parsed(newest))
    found = queries.applications(edition, access=request.access)  # type: ignore[attr-defined]
    submitted = (
        found.exclude(submitted_at=None)
        .select_related("edition", "form")
        .prefetch_related("steps")
        .iterator(chunk_size=100)
    )
    response = StreamingHttpResponse(
        papers.archive(submitted, by_template=by), content_type="application/zip"
    )
    response["Content-Disposition"] = f'attachment; filename="{edition.code}-forms.zip"'
    return response


@edition_page("applications.change_form")
def add(request: HttpRequest, edition: Edition) -> HttpResponse:
    """A form of an organisation, written as lines."""
    return _write(request, edition, None)


@edition_page("applications.change_form")
def change(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Change one, with the newest application as an example."""
    return _write(request, edition, _own(request, edition, pk))


@require_POST
@edition_page("applications.change_form")
def remove(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Take a form away."""
    services.remove_official_form(_own(request, edition, pk))
    messages.success(request, _("The form is taken away."))
    return redirect("applications:official_forms", code=edition.code)


def _write(request: HttpRequest, edition: Edition, found: OfficialForm | None) -> HttpResponse:
    access = request.access  # type: ignore[attr-defined]
    organisations = queries.organisations_to_write_for(edition, access=access)
    newest = queries.newest_form(edition)
    if newest is None or not organisations:
        raise Http404
    read = queries.parsed(newest)
    initial = {"language": get_language() or "en"}
    if found is not None:
        initial = {name: getattr(found, name) for name in ("title", "language", "layout")}
        initial["organisation"] = str(found.organisation_id)
    page = OfficialFormForm(
        request.POST or None,
        initial=initial,
        organisations=organisations,
        language=get_language() or "en",
        version=versions.stamp([found]) if found else "",
    )
    if page.is_valid() and (saved := _saved(request, page, read, found)):
        messages.success(request, _("The form is kept."))
        return redirect("applications:change_official", code=edition.code, pk=saved.pk)
    example = queries.applications(edition, access=access).exclude(submitted_at=None).first()
    context = {
        "edition": edition,
        "form": page,
        "found": found,
        "known": papers.known_fields(read, language=get_language() or "en"),
        "example": example,
    }
    return render(request, "applications/official_write.html", context)


def _saved(
    request: HttpRequest, page: OfficialFormForm, read: Form, found: OfficialForm | None
) -> OfficialForm | None:
    try:
        return services.save_official_form(
            **page.values(),
            keys=papers.known_keys(read),
            by=request.user,
            at=clock.now(request),
            found=found,
            seen=page.cleaned_data["seen"],
        )
    except RuleBroken as broken:
        if broken.code == CHANGED and found is not None:
            page.add_error(None, CHANGED_TEXT)
            page.see(versions.stamp([OfficialForm.objects.get(pk=found.pk)]))
        elif faults := broken.params.get("faults"):
            said: Any = faults
            for fault in said[:20]:
                page.add_error("layout", phrases.layout_sentence(fault))
        else:
            page.add_error(None, phrases.sentence(broken))
    return None


def _own(request: HttpRequest, edition: Edition, pk: int) -> OfficialForm:
    """A form of an organisation for which the reader may write."""
    access = request.access  # type: ignore[attr-defined]
    found = queries.official_forms(edition).filter(
        pk=pk, organisation__in=queries.organisations_to_write_for(edition, access=access)
    )
    if (own := found.first()) is None:
        raise Http404
    return own


def _template(request: HttpRequest, edition: Edition, key: str, read: Form) -> papers.Template:
    try:
        by = papers.template(
            key, language=_language(request), own=queries.official_forms(edition), form=read
        )
    except LayoutRefusedError:
        # The questions have changed since the form was written.
        by = None
    if by is None:
        raise Http404
    return by


def _language(request: HttpRequest) -> str:
    asked = request.GET.get("language", "")
    return asked if asked in LANGUAGES else get_language() or "en"
