from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from samgak.core import clock
from samgak.core.downloads import made_file
from samgak.core.errors import RuleBroken
from samgak.practice.forms.cases import (
    ApplicationForm,
    DecisionForm,
    IdentityForm,
    TaskForm,
    VerifyForm,
)
from samgak.practice.models import PracticeCase
from samgak.practice.phrases import cases as phrases
from samgak.practice.phrases.services import item_text
from samgak.practice.queries import blueprints
from samgak.practice.queries import cases as queries
from samgak.practice.rules import registers
from samgak.practice.services import cases as services
from samgak.practice.services import documents
from samgak.practice.views.base import context_of, service_of
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page


@edition_page("practice.play")
def front(request: HttpRequest, edition: Edition, service_id: int) -> HttpResponse:
    """The way in to a service that works: apply as an invented person, or serve as an officer."""
    service = service_of(edition, service_id)
    people = registers.identities(services.seed_of(service))
    form = IdentityForm(request.POST or None, identities=people)
    fault, plan = "", None
    try:
        plan = blueprints.blueprint_of(service)
        if request.method == "POST" and form.is_valid():
            case = services.begin(
                service,
                identity=form.cleaned_data["identity"],
                by=request.user,
                at=clock.now(request),
            )
            return redirect("practice:case", code=edition.code, number=case.number)
    except RuleBroken as broken:
        fault = phrases.sentence(broken)
    return render(
        request,
        "practice/front.html",
        context_of(request, edition, service)
        | {
            "plan": plan,
            "form": form,
            "fault": fault,
            "own_cases": queries.own_cases(service, request.user),
            "waiting": queries.waiting_tasks(service).exclude(case__applicant=request.user).count(),
        },
    )


@edition_page("practice.play")
def case(request: HttpRequest, edition: Edition, number: UUID) -> HttpResponse:
    """An application: to be filled in and sent by who began it, then its way, its notice, its log."""
    found = _case(request, edition, number)
    if found.state == PracticeCase.State.DRAFT:
        return _application(request, edition, found)
    if request.method == "POST":
        messages.error(request, phrases.RULE_TEXTS["case_is_sent"])
        return redirect("practice:case", code=edition.code, number=found.number)
    return render(
        request,
        "practice/case.html",
        _case_context(request, edition, found) | {"is_mine": found.applicant_id == request.user.pk},
    )


@edition_page("practice.play")
def desk(request: HttpRequest, edition: Edition, service_id: int) -> HttpResponse:
    """What waits for the officers of a service, in all its offices or in one."""
    service = service_of(edition, service_id)
    tasks = [
        task for task in queries.waiting_tasks(service) if task.case.applicant_id != request.user.pk
    ]
    offices = sorted({task.office for task in tasks})
    office = request.GET.get("office", "")
    return render(
        request,
        "practice/desk.html",
        context_of(request, edition, service)
        | {
            "offices": offices,
            "office": office,
            "tasks": [task for task in tasks if office in ("", task.office)],
        },
    )


@edition_page("practice.play")
def task(request: HttpRequest, edition: Edition, number: UUID, position: int) -> HttpResponse:
    """One task of an office: what is known of the case, and what the officer does with it."""
    found = _case(request, edition, number)
    if found.state == PracticeCase.State.DRAFT:
        raise Http404
    work = get_object_or_404(found.tasks, position=position)
    kind = DecisionForm if work.is_decision else TaskForm
    form = kind(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _do(request, found, position, form)
            messages.success(request, _("Done. The applicant sees it at once."))
            return redirect("practice:desk", code=edition.code, service_id=found.service_id)
        except RuleBroken as broken:
            form.add_error(None, phrases.sentence(broken))
    is_current = work.done_at is None and found.applicant_id != request.user.pk
    return render(
        request,
        "practice/task.html",
        _case_context(request, edition, found)
        | {"task": work, "form": form, "is_current": is_current},
    )


@edition_page("practice.play")
def document(request: HttpRequest, edition: Edition, number: UUID) -> HttpResponse:
    """The document that was issued, as PDF."""
    found = _case(request, edition, number)
    if found.state != PracticeCase.State.GRANTED:
        raise Http404
    try:
        content = documents.document(found, item_names=_item_names(found))
    except RuleBroken as broken:
        messages.error(request, phrases.sentence(broken))
        return redirect("practice:case", code=edition.code, number=found.number)
    response = made_file(content, name=f"{found.label}.pdf")
    response["Cache-Control"] = "private, no-store"
    return response


@edition_page("practice.play")
def verify(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Whether a number belongs to a document of the practice."""
    form = VerifyForm(request.GET if "number" in request.GET else None)
    checked = form.is_bound and form.is_valid()
    return render(
        request,
        "practice/verify.html",
        {
            "edition": edition,
            "form": form,
            "checked": checked,
            "found": queries.issued(edition, form.cleaned_data["number"]) if checked else None,
        },
    )


def _case(request: HttpRequest, edition: Edition, number: UUID) -> PracticeCase:
    return get_object_or_404(queries.cases(edition, request.user), number=number)


def _application(request: HttpRequest, edition: Edition, found: PracticeCase) -> HttpResponse:
    try:
        plan = blueprints.blueprint_of(found.service)
    except RuleBroken as broken:
        messages.error(request, phrases.sentence(broken))
        return redirect("practice:try", code=edition.code, service_id=found.service_id)
    form = ApplicationForm(
        request.POST if request.method == "POST" else None, questions=plan.questions
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.submit(found, answers=form.answers(), at=clock.now(request))
            messages.success(request, _("Your application is with the offices."))
        except RuleBroken as broken:
            messages.error(request, phrases.sentence(broken))
        return redirect("practice:case", code=edition.code, number=found.number)
    return render(
        request,
        "practice/application.html",
        _case_context(request, edition, found) | {"form": form, "plan": plan},
    )


def _do(request: HttpRequest, found: PracticeCase, position: int, form) -> None:
    given, at = form.cleaned_data, clock.now(request)
    if "outcome" in given:
        services.decide(
            found,
            position=position,
            is_granted=given["outcome"] == "granted",
            reason=given["reason"],
            by=request.user,
            at=at,
        )
    else:
        services.finish_task(found, position=position, note=given["note"], by=request.user, at=at)


def _item_names(found: PracticeCase) -> dict[str, str]:
    return {item: item_text(item) for item in (*found.known, *found.answers)}


def _case_context(request: HttpRequest, edition: Edition, found: PracticeCase) -> dict[str, object]:
    return context_of(request, edition, found.service) | {
        "case": found,
        "identity": registers.identity(services.seed_of(found.service), found.identity),
        "tasks": list(found.tasks.all()),
        "readings": list(found.readings.all()),
        "state_text": phrases.STATE_TEXTS[found.state],
        "state_colour": phrases.STATE_COLOURS[found.state],
    }
