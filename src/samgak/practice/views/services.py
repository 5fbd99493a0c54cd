from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samgak.core import clock
from samgak.core.errors import RuleBroken
from samgak.drawing.swimlane import draw
from samgak.measures.changes import Need
from samgak.measures.journeys import Journey
from samgak.practice.forms.services import ServiceForm
from samgak.practice.models import ServiceModel
from samgak.practice.phrases.drawings import days, drawing_of, lane_of, span
from samgak.practice.phrases.services import (
    CHANNEL_TEXTS,
    fault_sentence,
    items_text,
    number,
    sentence,
)
from samgak.practice.queries import journeys
from samgak.practice.services import services
from samgak.practice.views.base import (
    WORK,
    context_of,
    read_in,
    refuse_strangers,
    service_page,
    team_of,
    titles_of,
    work_page,
    written_in,
)
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page


@require_safe
@service_page
def service(request: HttpRequest, edition: Edition, service: ServiceModel) -> HttpResponseBase:
    """A service as it is, or a redesign: its drawing, its steps, where to go from here."""
    context = context_of(request, edition, service) | journey_context(service)
    return render(request, "practice/service.html", context)


@require_safe
@service_page
def sheet(request: HttpRequest, edition: Edition, service: ServiceModel) -> HttpResponseBase:
    """The drawing and the steps on one sheet, to print."""
    context = context_of(request, edition, service) | journey_context(service)
    return render(request, "practice/service_sheet.html", context)


@require_safe
@service_page
def drawing(request: HttpRequest, edition: Edition, service: ServiceModel) -> HttpResponseBase:
    """The swim-lane as a file of its own."""
    svg = journey_context(service)["svg"]
    response = HttpResponse(svg, content_type="image/svg+xml", status=200 if svg else 404)
    response["Content-Disposition"] = f'attachment; filename="practice-service-{service.pk}.svg"'
    return response


@edition_page(WORK)
def add(request: HttpRequest, edition: Edition, team_key: str) -> HttpResponseBase:
    """A new service of a team."""
    team = team_of(edition, team_key)
    refuse_strangers(request, team)
    form = ServiceForm(request.POST or None)
    if form.is_valid():
        try:
            made = services.add_service(
                team, values=form.values(), by=request.user, at=clock.now(request)
            )
        except RuleBroken as broken:
            form.add_error(None, sentence(broken))
        else:
            messages.success(request, _("The service is entered. Write down its steps."))
            return redirect("practice:steps", code=edition.code, service_id=made.pk)
    context = {"edition": edition, "team": team, "form": form}
    return render(request, "practice/service_form.html", context)


@work_page
def change(request: HttpRequest, edition: Edition, service: ServiceModel) -> HttpResponseBase:
    """What a service is called, how many ask for it, what an hour is worth."""
    if service.is_redesign:
        return redirect("practice:service", code=edition.code, service_id=service.pk)
    form = ServiceForm(request.POST or None, service=service, text=written_in(service.team))
    if form.is_valid():
        try:
            services.change_service(
                service,
                values=form.values(),
                by=request.user,
                at=clock.now(request),
                seen=form.cleaned_data["seen"] or 0,
            )
        except RuleBroken as broken:
            form.add_error(None, sentence(broken))
        else:
            messages.success(request, _("Your changes are kept."))
            return redirect("practice:service", code=edition.code, service_id=service.pk)
    context = context_of(request, edition, service) | {"form": form}
    return render(request, "practice/service_form.html", context)


@work_page
def remove(request: HttpRequest, edition: Edition, service: ServiceModel) -> HttpResponseBase:
    """Asks before a service or a redesign goes."""
    if request.method == "POST":
        back = {"code": edition.code, "team_key": service.team.key}
        services.remove_service(service)
        messages.success(request, _("The service is removed."))
        return redirect("practice:team", **back)
    return render(request, "practice/service_remove.html", context_of(request, edition, service))


def journey_context(service: ServiceModel) -> dict:
    """The journey of a service: its drawing, its rows, and what keeps it from being measured."""
    titles = titles_of(service)
    source = journeys.source_of(service)
    faults = [fault_sentence(one, titles) for one in journeys.faults_of(service)]
    refusal = ""
    needs: tuple[Need, ...] = ()
    journey = journeys.journey_of(source)
    if service.operations and not faults:
        try:
            done = journeys.redesign_of(service)
        except RuleBroken as broken:
            refusal = sentence(broken)
        else:
            journey, needs = done.journey, done.needs
    read = read_in(service.team)
    drawn = journey.steps and drawing_of(journey, title=read(service.title), titles=titles)
    return {
        "titles": titles,
        "journey": journey,
        "faults": faults,
        "refusal": refusal,
        "needs": needs,
        "svg": draw(drawn) if drawn else "",
        "rows": step_rows(journey, titles),
    }


def step_rows(journey: Journey, titles: dict[str, str]) -> list[list[str]]:
    """The steps as a table, for a page and for a file."""
    return [
        [
            titles.get(step.code) or step.name or step.code,
            lane_of(step),
            str(CHANNEL_TEXTS[step.channel]),
            items_text((*step.documents, *step.fields)),
            items_text(step.fetched),
            span(step.active_minutes),
            days(step.waiting_days) if step.waiting_days.high else "",
            number(step.fee, places=2) if step.fee else "",
            _("yes") if step.is_visit else "",
        ]
        for step in journey.steps
    ]
