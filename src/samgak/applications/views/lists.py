"""The applications of an edition: who applies, how far each is, one of them with all answers."""

from typing import Any

import rules
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samgak.applications import papers, permissions, phrases, queries, services  # noqa: F401 - registers permissions
from samgak.applications.forms.lists import FilterForm, ReasonForm
from samgak.applications.models import Application
from samgak.applications.rules import states
from samgak.applications.views.reading import answer_file, answers_of, is_shown
from samgak.core import clock
from samgak.core.downloads import rows_file
from samgak.core.errors import RuleBroken
from samgak.core.places import country_name
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page
from samgak.spreadsheets import Column

ROWS_ON_A_PAGE = 50
# What officers and focal points do by hand here; what screeners and approvers do has pages of its own.
BY_HAND = frozenset({states.OFFICER, states.FOCAL_POINT})


@require_safe
@edition_page("applications.see_applications")
def applications(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Who applies and how far each is; what is asked stays in the address."""
    access = request.access  # type: ignore[attr-defined]
    form = FilterForm(request.GET, countries=queries.countries(edition, access=access))
    found = queries.applications(edition, access=access, filters=form.filters)
    page = Paginator(found, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    counted = queries.count_by_state(edition, access=access)
    context = {
        "edition": edition,
        "are_asked": queries.are_asked(edition),
        "page_obj": page,
        "counts": [
            (text, counted[code]) for code, text in phrases.STATE_TEXTS.items() if code in counted
        ],
        "filter_form": form,
        "selected": _selected(request, form),
        "query": request.GET.urlencode(),
        "may_invite": rules.has_perm("applications.invite", access),
        "may_change_form": rules.has_perm("applications.change_form", access),
        "may_print": rules.has_perm("applications.print_forms", access),
    }
    return render(request, "applications/applications.html", context)


def _selected(request: HttpRequest, form: FilterForm) -> list[dict[str, str]]:
    found = []
    for name in form.fields:
        if form.cleaned_data.get(name):
            query = request.GET.copy()
            query.pop(name, None)
            query.pop("page", None)
            found.append({"text": form.words(name), "url": f"?{query.urlencode()}"})
    return found


@require_safe
@edition_page("applications.see_applications")
def export(
    request: HttpRequest, edition: Edition, kind: str
) -> HttpResponse | StreamingHttpResponse:
    """The same rows as a file, with the filter that is on."""
    access = request.access  # type: ignore[attr-defined]
    form = FilterForm(request.GET, countries=queries.countries(edition, access=access))
    found = queries.applications(edition, access=access, filters=form.filters)
    reader = get_language() or "en"
    columns = [
        Column(_("Name")),
        Column(_("Name as in the passport")),
        Column(_("Country")),
        Column(_("State")),
        Column(_("Submitted")),
    ]
    rows = (
        [
            str(one.person),
            one.person.passport_name,
            country_name(one.person.country, reader),
            str(phrases.STATE_TEXTS[one.state]),
            one.submitted_at.astimezone(edition.zone).date() if one.submitted_at else "",
        ]
        for one in found.iterator(chunk_size=1000)
    )
    return rows_file(
        kind,
        name=f"applications-{edition.code}",
        title=_("Applications"),
        columns=columns,
        rows=rows,
    )


@require_safe
@edition_page("applications.see_applications")
def application(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """One application: its answers, what became of it, and what the reader may do."""
    found = _found(request, edition, pk)
    return _page(request, edition, found, ReasonForm())


@require_safe
@edition_page("applications.see_applications")
def file(request: HttpRequest, edition: Edition, pk: int, key: str) -> HttpResponse | FileResponse:
    """A file of a submitted application, for those who may read the application."""
    found = _found(request, edition, pk)
    kept = queries.file_of(found, key=key) if found.submitted_at else None
    if kept is None or not is_shown(found, key, for_officers=_is_officer(request)):
        raise Http404
    return answer_file(kept)


@require_POST
@edition_page("applications.handle_applications")
def step(request: HttpRequest, edition: Edition, pk: int, to: str) -> HttpResponse:
    """Take a step by hand: endorse, decline to, give back."""
    found = _found(request, edition, pk)
    form = ReasonForm(request.POST)
    acts_as = dict(_steps(request, found)).get(to)
    if acts_as is None:
        messages.error(request, phrases.RULE_TEXTS["application_has_no_such_step"])
        return redirect("applications:application", code=edition.code, pk=pk)
    if form.is_valid():
        try:
            _take(request, found, to, acts_as, form.cleaned_data["reason"])
        except RuleBroken as broken:
            form.add_error("reason", phrases.sentence(broken))
        else:
            return redirect("applications:application", code=edition.code, pk=pk)
    return _page(request, edition, found, form)


@require_POST
@edition_page("applications.handle_applications")
def renew(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Send the applicant a new link; the old one opens nothing from now on."""
    found = _found(request, edition, pk)
    try:
        services.renew_link(found, by=request.user, at=clock.now(request))
    except RuleBroken as broken:
        messages.error(request, phrases.sentence(broken))
    else:
        messages.success(
            request, _("A new link is on its way; the old one opens nothing any more.")
        )
    return redirect("applications:application", code=edition.code, pk=pk)


@require_POST
@edition_page("applications.change_form")
def ask(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Take applications beside nominations from now on, or nominations only again."""
    try:
        if "no_more" in request.POST:
            services.ask_no_more(edition)
        else:
            services.ask_for_applications(edition, by=request.user, at=clock.now(request))
    except RuleBroken as broken:
        messages.error(request, phrases.sentence(broken))
    return redirect("applications:applications", code=edition.code)


def _found(request: HttpRequest, edition: Edition, pk: int) -> Application:
    try:
        return queries.application_of(edition, pk=pk, access=request.access)  # type: ignore[attr-defined]
    except Application.DoesNotExist:
        raise Http404 from None


def _steps(request: HttpRequest, found: Application) -> list[tuple[str, str]]:
    """Where the reader may take it by hand, and in which role."""
    roles = request.access.roles & BY_HAND  # type: ignore[attr-defined]
    # What is decided elsewhere is no step by hand, whatever the table lets an officer do.
    steps = states.targets(found.state, acts_as=roles)
    return [(to, role) for to, role in steps if to in phrases.STEP_TEXTS]


def _take(request: HttpRequest, found: Application, to: str, acts_as: str, reason: str) -> None:
    words: dict[str, Any] = {"acts_as": acts_as, "by": request.user, "at": clock.now(request)}
    if to == states.RETURNED:
        services.give_back(found, reason=reason, **words)
    elif to == states.NOT_ENDORSED:
        services.decline(found, reason=reason, **words)
    elif to in (states.SUPERVISOR_ENDORSED, states.FOCAL_POINT_ENDORSED):
        services.endorse(found, words=reason, **words)
    else:
        services.move(found, to=to, reason=reason, **words)


def _is_officer(request: HttpRequest) -> bool:
    return states.OFFICER in request.access.roles  # type: ignore[attr-defined]


def _page(
    request: HttpRequest, edition: Edition, found: Application, form: ReasonForm
) -> HttpResponse:
    access = request.access  # type: ignore[attr-defined]
    may_handle = rules.has_perm("applications.handle_applications", access)
    context = {
        "edition": edition,
        "application": found,
        "answers": answers_of(found, for_officers=_is_officer(request))
        if found.submitted_at
        else [],
        "steps": [
            {"to": to, "text": phrases.STEP_TEXTS[to]}
            for to, _role in (_steps(request, found) if may_handle else [])
        ],
        "form": form,
        "may_handle": may_handle,
        "official": papers.titles(
            language=get_language() or "en", own=queries.official_forms(edition)
        )
        if rules.has_perm("applications.print_forms", access)
        else [],
    }
    return render(request, "applications/application.html", context)
