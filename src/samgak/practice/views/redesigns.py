from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samgak.core import clock
from samgak.core.downloads import rows_file
from samgak.core.errors import RuleBroken
from samgak.drawing.swimlane import draw
from samgak.measures.redesigns import Comparison
from samgak.practice.forms.redesigns import ChangeForm
from samgak.practice.forms.services import RedesignForm
from samgak.practice.models import ServiceModel
from samgak.practice.phrases.comparisons import comparison_table
from samgak.practice.phrases.drawings import drawing_of
from samgak.practice.phrases.files import invented_note
from samgak.practice.phrases.results import numbers_of
from samgak.practice.phrases.services import (
    CHANGE_HINTS,
    CHANGE_TEXTS,
    NEED_TEXTS,
    need_about,
    operation_text,
    sentence,
)
from samgak.practice.queries import journeys
from samgak.practice.rules.operations import CODES
from samgak.practice.services import services
from samgak.practice.views.base import (
    context_of,
    read_in,
    service_page,
    titles_of,
    work_page,
)
from samgak.programmes.models import Edition
from samgak.spreadsheets import Column


@require_safe
@service_page
def redesigns(request: HttpRequest, edition: Edition, service: ServiceModel) -> HttpResponseBase:
    """The service as it is beside its redesigns; one of them beside it with its changes."""
    source = journeys.source_of(service)
    read, titles = read_in(service.team), titles_of(service)
    chosen = [service] if service.is_redesign else list(source.redesigns.order_by("pk"))
    for one in chosen:
        one.base = source
    context = context_of(request, edition, service) | {
        "alternatives": chosen,
        "changes": [(code, CHANGE_TEXTS[code], CHANGE_HINTS[code]) for code in CODES],
        "operations": [operation_text(one, titles) for one in service.operations],
    }
    try:
        found = journeys.comparison_of(source, chosen)
    except RuleBroken as broken:
        context["refusal"] = sentence(broken)
    else:
        names = {str(one.pk): read(one.title) for one in chosen}
        columns, rows = comparison_table(found, names, currency=source.currency)
        if kind := request.GET.get("download"):
            return rows_file(
                kind,
                name=f"practice-comparison-{service.pk}",
                title="comparison",
                columns=[Column(one, 28) for one in columns],
                rows=rows,
                note=invented_note(),
            )
        context |= {"columns": columns, "rows": rows}
        if service.is_redesign:
            context |= _side_by_side(found, read(source.title), read(service.title), titles)
            context |= _numbers(found, source.currency)
    return render(request, "practice/redesigns.html", context)


def _side_by_side(found: Comparison, before: str, after: str, titles: dict[str, str]) -> dict:
    (alternative,) = found.alternatives
    return {
        "before": draw(drawing_of(found.before.journey, title=before, titles=titles)),
        "after": draw(drawing_of(alternative.journey, title=after, titles=titles)),
        "needs": [
            (NEED_TEXTS[one.code], CHANGE_TEXTS[one.change], need_about(one, titles))
            for one in alternative.needs
        ],
    }


def _numbers(found: Comparison, currency: str) -> dict:
    """The three numbers before and after, as they stand largest."""
    (alternative,) = found.alternatives
    return {
        "numbers_before": numbers_of(found.before.measures, currency),
        "numbers_after": numbers_of(alternative.measures, currency),
    }


@work_page
def add(request: HttpRequest, edition: Edition, service: ServiceModel) -> HttpResponseBase:
    """A copy of the service to be changed."""
    form = RedesignForm(request.POST or None)
    if form.is_valid():
        try:
            made = services.add_redesign(
                service, title=form.cleaned_data["title"], by=request.user, at=clock.now(request)
            )
        except RuleBroken as broken:
            form.add_error(None, sentence(broken))
        else:
            messages.success(request, _("The redesign is begun. Make its first change."))
            return redirect("practice:redesigns", code=edition.code, service_id=made.pk)
    context = context_of(request, edition, service) | {"form": form}
    return render(request, "practice/redesign_form.html", context)


@work_page
def add_change(
    request: HttpRequest, edition: Edition, service: ServiceModel, change: str
) -> HttpResponseBase:
    """One more change to a redesign."""
    if change not in CODES or not service.is_redesign:
        raise Http404
    try:
        journey = journeys.redesign_of(service).journey
    except RuleBroken as broken:
        messages.error(request, sentence(broken))
        return redirect("practice:redesigns", code=edition.code, service_id=service.pk)
    form = ChangeForm(
        request.POST or None,
        change=change,
        journey=journey,
        titles=titles_of(service),
        initial={"seen": service.version},
    )
    if form.is_valid():
        try:
            services.add_operation(
                service,
                operation=form.operation,
                by=request.user,
                at=clock.now(request),
                seen=form.cleaned_data["seen"] or 0,
            )
        except RuleBroken as broken:
            form.add_error(None, sentence(broken))
        else:
            messages.success(request, _("The change is made."))
            return redirect("practice:redesigns", code=edition.code, service_id=service.pk)
    context = context_of(request, edition, service) | {
        "form": form,
        "title": CHANGE_TEXTS[change],
        "hint": CHANGE_HINTS[change],
    }
    return render(request, "practice/change_form.html", context)


@require_POST
@work_page
def undo_change(
    request: HttpRequest, edition: Edition, service: ServiceModel, position: int
) -> HttpResponseBase:
    """Take one change of a redesign back."""
    seen = request.POST.get("seen", "")
    try:
        services.undo_operation(
            service,
            position=position,
            by=request.user,
            at=clock.now(request),
            seen=int(seen) if seen.isdigit() and len(seen) < 10 else 0,
        )
    except RuleBroken as broken:
        messages.error(request, sentence(broken))
    else:
        messages.success(request, _("The change is taken back."))
    return redirect("practice:redesigns", code=edition.code, service_id=service.pk)
