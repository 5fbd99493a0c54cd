import rules
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samgak.core import clock, jobs
from samgak.core.errors import RuleBroken
from samgak.nominations import permissions, queries, services  # noqa: F401 - registers permissions
from samgak.nominations.forms.imports import MappingForm, UploadForm
from samgak.nominations.jobs import imports as tasks
from samgak.nominations.models import WorkbookImport
from samgak.nominations.phrases import imports as phrases
from samgak.nominations.views.asking import (
    countries_of,
    found_or_404,
    gate_before,
    must_be_ready,
    nominee_form,
    scope_of,
)
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page

ROWS_ON_A_PAGE = 200
WORKBOOKS_ON_A_PAGE = 50


@edition_page("nominations.nominate")
def workbooks(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The workbooks mailed so far, and the way in for the next one."""
    countries, own = countries_of(request, edition), scope_of(request)
    if own and request.method != "POST":
        gate = gate_before(request, edition, min(own), to="workbook")
        if gate:
            return gate
    form = UploadForm(
        request.POST or None,
        request.FILES or None,
        countries=countries,
        is_bound_to_countries=scope_of(request) is not None,
    )
    if form.is_valid():
        try:
            workbook = services.upload(
                edition,
                country=form.cleaned_data["country"],
                file_name=form.cleaned_data["file"].name,
                content=form.cleaned_data["file"].read(),
                by=request.user,
                at=clock.now(request),
            )
        except RuleBroken as broken:
            form.add_error(None, phrases.sentence(broken))
        else:
            return _hand_over(request, workbook, tasks.read_workbook)
    found = queries.workbooks(edition, countries=scope_of(request))
    page = Paginator(found, WORKBOOKS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"edition": edition, "form": form, "page_obj": page}
    return render(request, "nominations/workbooks.html", context)


def _hand_over(request: HttpRequest, workbook: WorkbookImport, task) -> HttpResponse:
    work = jobs.begin(
        task,
        by=request.user,
        at=clock.now(request),
        edition_code=workbook.edition.code,
        workbook_id=workbook.pk,
        language=get_language(),
    )
    return redirect("portal:work", pk=work.pk)


def _workbook(request: HttpRequest, edition: Edition, pk: int) -> WorkbookImport:
    return found_or_404(queries.import_of, edition, pk=pk, countries=scope_of(request))


@require_safe
@edition_page("nominations.nominate")
def workbook(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """What a workbook would do, or did, row by row."""
    found = _workbook(request, edition, pk)
    counts = queries.counts_of(found)
    is_preview = found.state == WorkbookImport.State.PREVIEWED
    sentences = phrases.preview_sentences if is_preview else phrases.import_sentences
    fault = RuleBroken(found.fault_code, **found.fault_params)
    return render(
        request,
        "nominations/workbook.html",
        {
            "edition": edition,
            "workbook": found,
            "counts": counts,
            "sentences": sentences(counts),
            "fault": phrases.sentence(fault) if found.fault_code else "",
            "page_obj": Paginator(queries.rows_of(found), ROWS_ON_A_PAGE).get_page(
                request.GET.get("page")
            ),
            "may_be_mapped": bool(
                is_preview
                and (found.sheet["unrecognised"] or found.sheet["questions"] or found.mapping)
            ),
            "may_import": is_preview and bool(found.sheet["fields"]),
            "may_merge": rules.has_perm("nominations.merge_people", request.access),  # type: ignore[attr-defined]
        },
    )


@edition_page("nominations.nominate")
def mapping(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Say what columns hold and what words for levels mean; the workbook is read again."""
    found = _workbook(request, edition, pk)
    if found.state not in (WorkbookImport.State.PREVIEWED, WorkbookImport.State.UPLOADED):
        return redirect("nominations:import", code=edition.code, pk=found.pk)
    form = MappingForm(
        request.POST if request.method == "POST" else None,
        workbook=found,
        languages=queries.language_codes(edition),
    )
    if form.is_valid():
        try:
            services.set_mapping(found, mapping=form.mapping, answers=form.answers)
        except RuleBroken as broken:
            form.add_error(None, phrases.sentence(broken))
        else:
            return _hand_over(request, found, tasks.read_workbook)
    context = {"edition": edition, "workbook": found, "form": form}
    return render(request, "nominations/workbook_mapping.html", context)


@require_POST
@edition_page("nominations.nominate")
def confirm(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Import what the preview showed; a worker does it."""
    found = _workbook(request, edition, pk)
    gate = gate_before(request, edition, found.country, to="workbook")
    return gate or _hand_over(request, found, tasks.import_workbook)


@edition_page("nominations.nominate")
def undo(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """What undoing an import takes back, and the button."""
    found = _workbook(request, edition, pk)
    if request.method == "POST":
        return _hand_over(request, found, tasks.undo_import)
    context = {"edition": edition, "workbook": found, "counts": queries.counts_of(found)}
    return render(request, "nominations/workbook_undo.html", context)


@edition_page("nominations.nominate")
def mend(request: HttpRequest, edition: Edition, pk: int, row_pk: int) -> HttpResponse:
    """A reported row as a form: put right, it becomes a nomination."""
    found = _workbook(request, edition, pk)
    row = found_or_404(queries.row_of, found, pk=row_pk)
    form = nominee_form(
        request,
        edition,
        found.country,
        initial=row.values,
        own_answers=queries.answers_of_row(edition, country=found.country, values=row.values),
    )
    if form.is_valid():
        try:
            nomination = services.mend(
                row,
                values=form.values,
                own_answers=form.own_answers,
                by=request.user,
                at=clock.now(request),
            )
        except RuleBroken as broken:
            form.add_error(None, phrases.sentence(broken))
        else:
            messages.success(
                request, _("%(name)s is nominated.") % {"name": nomination.person.passport_name}
            )
            return redirect("nominations:import", code=edition.code, pk=found.pk)
    context = {"edition": edition, "workbook": found, "row": row, "form": form}
    context["must_be_ready"] = must_be_ready(request, edition, found.country)
    return render(request, "nominations/workbook_mend.html", context)
