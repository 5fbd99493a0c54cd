from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samgak.core import clock
from samgak.core import jobs as core_jobs
from samgak.core.downloads import rows_file
from samgak.core.errors import RuleBroken
from samgak.practice import jobs
from samgak.practice.forms.offices import LineFormSet, OfficeForm, initial_of, plan_from
from samgak.practice.models import OfficeSimulation, ServiceModel
from samgak.practice.phrases import offices as phrases
from samgak.practice.phrases.cases import sentence as case_sentence
from samgak.practice.phrases.files import invented_note
from samgak.practice.queries import offices as queries
from samgak.practice.queries import teams
from samgak.practice.rules import offices as rules
from samgak.practice.rules.offices import Plan
from samgak.practice.services import offices as services
from samgak.practice.views import comparison
from samgak.practice.views.base import context_of, service_of
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page


@edition_page("practice.see")
def office(request: HttpRequest, edition: Edition, service_id: int) -> HttpResponseBase:
    """The office of a service: what it is simulated with, and both layouts side by side."""
    service = service_of(edition, service_id)
    may_work = teams.may_work_in(service.team, access=request.access)
    shown = _chosen(request, service)
    if shown and (kind := request.GET.get("download")):
        return _file(kind, service, shown)
    if request.method == "POST" and not may_work:
        raise PermissionDenied
    form, lines, fault = _forms(request, service, shown)
    if request.method == "POST" and form.is_valid() and lines.is_valid():
        try:
            return _simulate(request, service, plan_from(form, lines))
        except RuleBroken as broken:
            form.add_error(None, phrases.sentence(broken))
    return render(
        request,
        "practice/office.html",
        context_of(request, edition, service)
        | {
            "form": form,
            "lines": lines,
            "fault": fault,
            "shown": shown,
            "comparison": comparison.Comparison.of(shown) if shown else None,
            "simulations": queries.simulations(service),
        },
    )


@require_POST
@edition_page("practice.see")
def what_if(request: HttpRequest, edition: Edition, service_id: int) -> HttpResponse:
    """What a few days say of the numbers that are just being typed; nothing is kept."""
    service_of(edition, service_id)
    form, lines = OfficeForm(request.POST), LineFormSet(request.POST, prefix="line")
    found, fault = None, ""
    if form.is_valid() and lines.is_valid():
        plan = rules.shortened(plan_from(form, lines))
        try:
            found = services.results_of(plan)
        except RuleBroken as broken:
            fault = phrases.sentence(broken)
    return render(
        request,
        "practice/what_if.html",
        {"finding": phrases.finding(found) if found else "", "fault": fault},
    )


def _simulate(request: HttpRequest, service: ServiceModel, plan: Plan) -> HttpResponse:
    services.refuse_unworkable(plan)
    code = service.team.edition.code
    if rules.is_quick(plan):
        services.simulate(service, plan=plan, by=request.user, at=clock.now(request))
        address = reverse("practice:office", kwargs={"code": code, "service_id": service.pk})
        return redirect(f"{address}#results")
    work = core_jobs.begin(
        jobs.simulate_office,
        by=request.user,
        at=clock.now(request),
        edition_code=code,
        service_id=service.pk,
        plan=rules.plain(plan),
    )
    return redirect("portal:work", pk=work.pk)


def _chosen(request: HttpRequest, service: ServiceModel) -> OfficeSimulation | None:
    asked = request.GET.get("simulation", "")
    if asked.isdecimal() and len(asked) < 10:
        return get_object_or_404(queries.simulations(service), pk=int(asked))
    return queries.latest(service)


def _forms(request: HttpRequest, service: ServiceModel, shown: OfficeSimulation | None):
    """The form and its lines, filled with what was last simulated or with what the model suggests."""
    fault = ""
    around: dict[str, object] = {}
    rows: list[dict[str, object]] = []
    try:
        plan = rules.plan_of(shown.inputs) if shown else queries.suggested_plan(service)
        around, rows = initial_of(plan)
    except RuleBroken as broken:
        fault = case_sentence(broken)
    data = request.POST if request.method == "POST" else None
    return OfficeForm(data, initial=around), LineFormSet(data, initial=rows, prefix="line"), fault


def _file(kind: str, service: ServiceModel, shown: OfficeSimulation) -> HttpResponseBase:
    table = comparison.Comparison.of(shown)
    return rows_file(
        kind,
        name=f"{service.team.key}-office",
        title=_("Office"),
        columns=comparison.columns(),
        rows=((row.label, row.separate, row.pooled) for row in table.rows),
        note=invented_note(),
    )
