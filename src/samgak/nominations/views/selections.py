import rules
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samgak.core import clock, jobs
from samgak.core.downloads import rows_file
from samgak.core.errors import RuleBroken
from samgak.nominations import permissions  # noqa: F401 - registers what the pages ask for
from samgak.nominations.forms.selections import (
    ApprovalForm,
    FilterForm,
    OverrideForm,
    RejectionForm,
)
from samgak.nominations.jobs import selections as tasks
from samgak.nominations.models import Nomination, Override, Selection
from samgak.nominations.phrases import selections as phrases
from samgak.nominations.queries import draws
from samgak.nominations.queries import selections as queries
from samgak.nominations.queries.agencies import is_of_one_agency
from samgak.nominations.services import selections as services
from samgak.programmes.models import Call, Edition
from samgak.programmes.permissions import edition_page
from samgak.programmes.rules import State
from samgak.spreadsheets import Column

ROWS_ON_A_PAGE = 50


@require_safe
@edition_page("nominations.see_selection")
def page(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The nominees beside the proposal: quotas, scores, reasons, and what may be done now."""
    selection = queries.latest_selection(edition)
    outcomes = queries.outcomes(selection) if selection else {}
    has_rows = any(outcomes.values())
    form = FilterForm(request.GET, countries=queries.countries(edition), has_outcomes=has_rows)
    if selection and has_rows:
        sort = request.GET.get("sort", "")
        found = queries.filtered_rows(selection, filters=form.wanted, sort=sort)
    else:
        found = queries.filtered_nominees(edition, filters=form.wanted)
    page_obj = Paginator(found, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    exceptions = queries.overrides(edition)
    return render(
        request,
        "nominations/selection.html",
        {
            "edition": edition,
            "selection": selection,
            "outcomes": outcomes,
            "has_rows": has_rows,
            "quotas": queries.quota_states(edition, selection),
            "filter_form": form,
            "filters_on": _filters_on(request, form),
            "page_obj": page_obj,
            "rows": queries.page_rows(page_obj.object_list, exceptions=exceptions),
            "exceptions": list(exceptions.values()),
            "by_lot": draws.method_of(edition).replace(Call.Method.SCORE, ""),
            "files": [(part, phrases.FILE_TEXTS[part]) for part in queries.FILES],
            **_acts(request, edition, selection),
        },
    )


def _filters_on(request: HttpRequest, form: FilterForm) -> list[dict[str, str]]:
    filters = []
    for name in form.wanted:
        query = request.GET.copy()
        query.pop(name)
        query.pop("page", None)
        text = _("%(filter)s: %(value)s") % {
            "filter": form.fields[name].label,
            "value": form.words(name),
        }
        filters.append({"text": text, "url": f"?{query.urlencode()}"})
    return filters


def _acts(request: HttpRequest, edition: Edition, selection: Selection | None) -> dict[str, bool]:
    """What the asker may do here and now."""
    is_selecting = edition.state == State.SELECTING
    is_proposed = selection is not None and selection.state == Selection.State.PROPOSED
    decides = is_selecting and is_proposed and _may(request, "nominations.decide_selection")
    is_own = bool(selection and selection.proposed_by_id == request.user.pk)
    is_of_one = False
    if decides and selection and not is_own:
        is_of_one = is_of_one_agency(selection, approver=request.user, at=clock.now(request))
    return {
        "may_propose": is_selecting and _may(request, "nominations.propose_selection"),
        "may_decide": decides and not is_own and not is_of_one,
        "another_agency_decides": is_of_one,
        "may_not_decide_alone": decides and is_own,
        "may_override": is_selecting and _may(request, "nominations.override_selection"),
    }


def _may(request: HttpRequest, permission: str) -> bool:
    return rules.has_perm(permission, request.access)  # type: ignore[attr-defined]


@require_POST
@edition_page("nominations.propose_selection")
def propose(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Ask for a proposal; a worker computes it."""
    work = jobs.begin(
        tasks.propose_selection,
        by=request.user,
        at=clock.now(request),
        edition_code=edition.code,
        edition_id=edition.pk,
        language=get_language(),
    )
    return redirect("portal:work", pk=work.pk)


@edition_page("nominations.decide_selection")
def approve(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """What approving means, and the button; a worker enrols and drafts the letters."""
    selection = _selection(edition, pk)
    form = ApprovalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        work = jobs.begin(
            tasks.approve_selection,
            by=request.user,
            at=clock.now(request),
            edition_code=edition.code,
            selection_id=selection.pk,
            reason=form.cleaned_data["reason"],
            language=get_language(),
        )
        return redirect("portal:work", pk=work.pk)
    context = {
        "edition": edition,
        "selection": selection,
        "form": form,
        "outcomes": queries.outcomes(selection),
    }
    return render(request, "nominations/selection_approve.html", context)


@edition_page("nominations.decide_selection")
def reject(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Send a proposal back with a reason."""
    selection = _selection(edition, pk)
    form = RejectionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.reject(
                selection,
                by=request.user,
                at=clock.now(request),
                reason=form.cleaned_data["reason"],
            )
        except RuleBroken as broken:
            form.add_error(None, phrases.sentence(broken))
        else:
            messages.success(request, _("The proposal is sent back."))
            return redirect("nominations:selection", code=edition.code)
    return render(
        request,
        "nominations/selection_reject.html",
        {"edition": edition, "selection": selection, "form": form},
    )


@edition_page("nominations.override_selection")
def override(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Seat one nominee or leave one out, with a reason."""
    nomination = _nomination(edition, pk)
    exception = queries.overrides(edition).get(nomination.pk)
    known = {"kind": exception.kind, "reason": exception.reason} if exception else {}
    if request.GET.get("kind") in Override.Kind.values:
        known["kind"] = request.GET["kind"]
    form = OverrideForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_valid():
        try:
            services.override(
                nomination, by=request.user, at=clock.now(request), **form.cleaned_data
            )
        except RuleBroken as broken:
            form.add_error(None, phrases.sentence(broken))
        else:
            messages.success(request, _("The exception is kept. Ask for a new proposal now."))
            return redirect("nominations:selection", code=edition.code)
    return render(
        request,
        "nominations/selection_override.html",
        {"edition": edition, "nomination": nomination, "exception": exception, "form": form},
    )


@require_POST
@edition_page("nominations.override_selection")
def remove_override(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Take an exception back."""
    try:
        services.remove_override(_nomination(edition, pk), by=request.user, at=clock.now(request))
    except RuleBroken as broken:
        messages.error(request, phrases.sentence(broken))
    else:
        messages.success(request, _("The exception is taken back. Ask for a new proposal now."))
    return redirect("nominations:selection", code=edition.code)


@require_safe
@edition_page("nominations.see_outcome")
def outcome(request: HttpRequest, edition: Edition) -> HttpResponse:
    """What was decided, once it is approved: all countries for officers, the own for a focal point."""
    access = request.access  # type: ignore[attr-defined]
    selection = queries.approved_selection(edition)
    seen = None if access.sees_all_countries else access.countries
    page_obj, rows = None, []
    if selection:
        found = queries.outcome_rows(selection, countries=seen)
        page_obj = Paginator(found, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
        rows = queries.page_rows(page_obj.object_list, exceptions=queries.overrides(edition))
    return render(
        request,
        "nominations/selection_outcome.html",
        {"edition": edition, "selection": selection, "page_obj": page_obj, "rows": rows},
    )


@require_safe
@edition_page("nominations.see_selection")
def download(request: HttpRequest, edition: Edition, part: str, kind: str) -> HttpResponseBase:
    """The cohort, the reserves or those not selected as XLSX or CSV."""
    selection = queries.latest_selection(edition)
    if selection is None or part not in queries.FILES:
        raise Http404
    names, rows_of = queries.FILES[part]
    columns = [Column(name) for name in names]
    name = f"{edition.code}-{part}"
    return rows_file(kind, name=name, title=part, columns=columns, rows=rows_of(selection))


def _selection(edition: Edition, pk: int) -> Selection:
    selection = queries.latest_selection(edition)
    if selection is None or selection.pk != pk:
        raise Http404
    return selection


def _nomination(edition: Edition, pk: int) -> Nomination:
    try:
        return queries.standing_nomination(edition, pk=pk)
    except Nomination.DoesNotExist:
        raise Http404 from None
