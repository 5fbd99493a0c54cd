from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from rules import has_perm

from samgak.actionplans import (
    permissions,  # noqa: F401 - registers what may be done here
    phrases,
    phrases_files,
    queries,
    rules,
    services,
)
from samgak.actionplans.forms import (
    ActionPlanForm,
    Activities,
    AdoptionForm,
    CommentForm,
    DisseminationForm,
    Indicators,
    initial_of,
)
from samgak.actionplans.models import ActionPlan
from samgak.actionplans.rules import milestones
from samgak.core import clock, texts
from samgak.core.downloads import made_file
from samgak.core.errors import RuleBroken
from samgak.participants import queries as participants_queries
from samgak.printing.typeface import Unprintable
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page
from samgak.timetable.models import Session

WRITE, READ, READ_ALL, VERIFY = (
    "actionplans.write_plan",
    "actionplans.read_plan",
    "actionplans.read_plans",
    "actionplans.verify",
)


@edition_page(WRITE)
def my_plan(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The participant's own plan: a form while it is a draft, a printed page once submitted."""
    seat = get_object_or_404(participants_queries.seats_of(request.user), edition=edition)
    plan = queries.plan_of(seat)
    is_final = "submit" in request.POST
    is_draft = request.method == "POST" and not is_final
    form = ActionPlanForm(
        request.POST or None,
        is_draft=is_draft,
        sessions=_sessions(edition),
        initial=initial_of(plan),
    )
    rows = _rows_of(request, plan)
    if form.is_valid() and all(one.is_valid() for one in rows.values()):
        act = services.submit if is_final else services.save
        try:
            act(seat, **_written(form, rows, at=clock.now(request)))
        except RuleBroken as broken:
            _show(form, broken)
        else:
            text = _("Your plan is submitted.") if is_final else _("Your draft is saved.")
            messages.success(request, text)
            return redirect("actionplans:my_plan", code=edition.code)
    context = {
        "edition": edition,
        "participant": seat,
        "plan": plan,
        "form": form,
        **rows,
        "is_open": edition.state in rules.OPEN_STATES,
        "letters": len(form["text"].value() or ""),
        "most_letters": rules.MOST_LETTERS,
        "event_form": DisseminationForm(),
        "milestones": queries.milestones_of(plan, today=clock.now(request).date()),
    }
    return render(request, "actionplans/my_plan.html", context)


def _sessions(edition: Edition) -> list[tuple[int, str]]:
    reader, working = get_language() or "en", edition.working_language
    return [
        (one.pk, texts.shown(one.title, reader=reader, working=working).text)
        for one in Session.objects.filter(edition=edition).order_by("starts_at", "pk")
    ]


def _rows_of(request: HttpRequest, plan: ActionPlan | None) -> dict[str, Any]:
    # A program that sends no rows leaves those there are.
    sent = request.POST if "activities-TOTAL_FORMS" in request.POST else None
    return (
        {
            "activities": Activities(
                sent, initial=plan.activities if plan else [], prefix="activities"
            ),
            "indicators": Indicators(
                sent, initial=plan.indicators if plan else [], prefix="indicators"
            ),
        }
        if sent or request.method != "POST"
        else {}
    )


def _written(form: ActionPlanForm, rows: dict[str, Any], *, at: datetime) -> dict[str, Any]:
    return {
        "title": form.cleaned_data["title"],
        "text": form.cleaned_data["text"],
        "parts": form.parts() | {name: one.values() for name, one in rows.items()},
        "language": get_language() or "en",
        "at": at,
    }


@require_POST
@edition_page(WRITE)
def act(request: HttpRequest, edition: Edition, what: str) -> HttpResponse:
    """What the owner does with a submitted plan: ask the supervisor, give up, take up again, tell of an event."""
    seat = get_object_or_404(participants_queries.seats_of(request.user), edition=edition)
    plan = queries.plan_of(seat)
    if plan is None or plan.submitted_at is None:
        raise Http404
    try:
        said = _acts(request, plan, what)
    except RuleBroken as broken:
        messages.error(request, phrases.sentence(broken))
    else:
        messages.success(request, said)
    return redirect("actionplans:my_plan", code=edition.code)


def _acts(request: HttpRequest, plan: ActionPlan, what: str) -> str:
    at = clock.now(request)
    if what == "ask":
        services.ask_supervisor(plan, at=at)
        return _("Your supervisor is written to.")
    if what == "abandon":
        services.abandon(plan)
        return _("The plan is given up. You can take it up again.")
    if what == "resume":
        services.resume(plan)
        return _("The plan is taken up again.")
    form = DisseminationForm(request.POST)
    if what != "event":
        raise Http404
    if not form.is_valid():
        raise RuleBroken("event_incomplete")
    services.record_dissemination(plan, **form.cleaned_data, by=request.user, at=at)
    return _("The event is recorded.")


@edition_page(READ_ALL)
def plans(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Everyone, and how far the plan of each is."""
    today = clock.now(request).date()
    rows = [(one, _progress(one.plan, today)) for one in queries.plans(edition)]
    return render(request, "actionplans/plans.html", {"edition": edition, "plans": rows})


def _progress(plan: ActionPlan | None, today: date) -> dict[str, int]:
    """How many milestones a submitted plan has, how many are done, and how many due without an answer."""
    if plan is None or plan.submitted_at is None:
        return {}
    states = [one.state for one in queries.milestones_of(plan, today=today)]
    return {
        "every": len(states),
        "done": states.count(milestones.DONE),
        "unanswered": states.count(milestones.NOT_ANSWERED),
    }


@edition_page(READ)
def shared(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The plans that the reader may read and comment on."""
    found = queries.readable_plans(edition, access=request.access)
    context = {"edition": edition, "plans": found.order_by("participant__person__country", "pk")}
    return render(request, "actionplans/shared.html", context)


@edition_page(READ)
def plan(request: HttpRequest, edition: Edition, participant_id: int) -> HttpResponse:
    """One submitted plan, on one sheet when printed, with what is said of it and how it stands."""
    found = _plan(request, edition, participant_id)
    form = CommentForm(request.POST if "comment" in request.POST else None)
    if form.is_valid():
        services.comment(
            found,
            text=form.cleaned_data["text"],
            language=get_language() or "en",
            by=request.user,
            at=clock.now(request),
        )
        messages.success(request, _("Your comment is kept."))
        return redirect("actionplans:plan", code=edition.code, participant_id=participant_id)
    may_verify = has_perm(VERIFY, request.access)
    context = {
        "edition": edition,
        "plan": found,
        "form": form,
        "may_verify": may_verify,
        "adoption_form": AdoptionForm() if may_verify else None,
        "milestones": queries.milestones_of(found, today=clock.now(request).date()),
        "may_compare": has_perm(READ_ALL, request.access),
    }
    return render(request, "actionplans/plan.html", context)


@edition_page(READ)
def word(request: HttpRequest, edition: Edition, participant_id: int) -> HttpResponse:
    """The plan as a Word file."""
    found = _plan(request, edition, participant_id)
    return word_file(found)


@edition_page(READ)
def pdf(request: HttpRequest, edition: Edition, participant_id: int) -> HttpResponse:
    """The plan to print."""
    found = _plan(request, edition, participant_id)
    back = redirect("actionplans:plan", code=edition.code, participant_id=participant_id)
    return pdf_file(request, found) or back


@edition_page(WRITE)
def my_word(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The participant's own plan as a Word file, drafts too."""
    seat = get_object_or_404(participants_queries.seats_of(request.user), edition=edition)
    found = queries.plan_of(seat)
    if found is None:
        raise Http404
    return word_file(found)


@edition_page(WRITE)
def my_pdf(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The participant's own plan to print, drafts too."""
    seat = get_object_or_404(participants_queries.seats_of(request.user), edition=edition)
    found = queries.plan_of(seat)
    if found is None:
        raise Http404
    return pdf_file(request, found) or redirect("actionplans:my_plan", code=edition.code)


def word_file(found: ActionPlan) -> HttpResponse:
    return made_file(phrases_files.plan_document(found), name=f"action-plan-{found.pk}.docx")


def pdf_file(request: HttpRequest, found: ActionPlan) -> HttpResponse | None:
    """The plan to print; nothing, and a message, when a letter of it can't be shown."""
    try:
        content = phrases_files.plan_paper(found, on=clock.now(request).date())
    except Unprintable:
        messages.error(request, _("The PDF cannot show a letter of this plan. The Word file can."))
        return None
    return made_file(content, name=f"action-plan-{found.pk}.pdf")


@require_POST
@edition_page(VERIFY)
def verify(request: HttpRequest, edition: Edition, participant_id: int) -> HttpResponse:
    """Say that a plan was carried out, or what it became."""
    found = _plan(request, edition, participant_id)
    at = clock.now(request)
    try:
        if "adoption" in request.POST:
            form = AdoptionForm(request.POST)
            if not form.is_valid():
                raise RuleBroken("adoption_incomplete")
            services.record_adoption(found, **form.cleaned_data, by=request.user, at=at)
        else:
            services.verify(found, actor=_actor(request), by=request.user, at=at)
    except RuleBroken as broken:
        messages.error(request, phrases.sentence(broken))
    else:
        messages.success(request, _("It is recorded."))
    return redirect("actionplans:plan", code=edition.code, participant_id=participant_id)


def _actor(request: HttpRequest) -> str:
    roles = request.access.roles  # type: ignore[attr-defined]
    return "evaluator" if "evaluation_officer" in roles else "focal_point"


def _plan(request: HttpRequest, edition: Edition, participant_id: int) -> ActionPlan:
    try:
        return queries.submitted_plan(
            edition,
            participant_id=participant_id,
            access=request.access,  # type: ignore[attr-defined]
        )
    except ActionPlan.DoesNotExist:
        raise Http404 from None


def _show(form: ActionPlanForm, broken: RuleBroken) -> None:
    field = next((key for key in ("title", "text") if key in broken.code), None)
    form.add_error(field, phrases.sentence(broken))
