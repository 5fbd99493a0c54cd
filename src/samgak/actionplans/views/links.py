"""Pages that a signed link opens without an account; each small enough for a slow network."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from samgak.actionplans import links, phrases, queries, rules, services
from samgak.actionplans.models import ActionPlan, CheckIn, Evidence
from samgak.actionplans.rules.evidence import POLICY
from samgak.core import clock, uploads
from samgak.core.downloads import kept_file
from samgak.core.errors import RuleBroken
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page
from samgak.uploads import MEDIA_TYPES

METHODS = ["GET", "HEAD", "POST"]


def link_page(purpose: str, find: Callable[[int], Any]) -> Callable:
    """View decorator: what the link opens, or a page that says why it opens nothing."""

    def decorate(view: Callable) -> Callable:
        @require_http_methods(METHODS)
        @wraps(view)
        def opened(request: HttpRequest, token: str) -> HttpResponse:
            held = links.held_by(token, purpose=purpose, at=clock.now(request))
            found = find(held.pk) if held and not held.is_over else None
            if held and found and held.reader != links.reader_of(_plan_of(found), purpose=purpose):
                found = None  # the supervisor or the plan is another by now
            if found is None:
                context = {"is_over": bool(held and held.is_over)}
                response = render(request, "actionplans/link_gone.html", context, status=404)
            else:
                response = view(request, found)
            add_never_cache_headers(response)
            # Not no-referrer: browsers then send a form with the origin "null", which is refused.
            response["Referrer-Policy"] = "same-origin"
            response["X-Robots-Tag"] = "noindex"
            return response

        return opened

    return decorate


def _plan_of(found: Any) -> ActionPlan:
    return found.plan if isinstance(found, CheckIn) else found


def _words(request: HttpRequest, name: str) -> str:
    # The database keeps no NUL.
    return request.POST.get(name, "").replace("\0", "")[: 2 * rules.MOST_LETTERS_OF_COMMENT]


@link_page(links.ENDORSE, queries.plan_by)
def endorse(request: HttpRequest, plan) -> HttpResponse:
    """The supervisor reads the plan and endorses it."""
    refusal = ""
    if request.method == "POST":
        try:
            services.endorse(plan, words=_words(request, "words"), at=clock.now(request))
        except RuleBroken as broken:
            refusal = phrases.sentence(broken)
        else:
            return redirect(request.path)
    context = {"plan": plan, "refusal": refusal, "may_endorse": plan.state == rules.SUBMITTED}
    return render(request, "actionplans/endorse.html", context)


@link_page(links.CHECK_IN, queries.check_in_of)
def check_in(request: HttpRequest, check_in: CheckIn) -> HttpResponse:
    """How does your plan stand? One tap."""
    given: dict[str, Any] = {
        "status": check_in.status,
        "obstacles": check_in.obstacles,
        "note": check_in.note,
        "done": check_in.activities_done
        if check_in.answered_at
        else queries.activities_done(check_in.plan),
    }
    refusal = ""
    if request.method == "POST":
        given = {
            "status": request.POST.get("status", ""),
            "obstacles": request.POST.getlist("obstacles"),
            "note": _words(request, "note"),
            "done": _activities(request, check_in.plan),
        }
        try:
            _answer(request, check_in, given)
        except RuleBroken as broken:
            refusal = phrases.sentence(broken)
        else:
            return redirect(f"{request.path}?answered=1")
    context = {
        "check_in": check_in,
        "plan": check_in.plan,
        "given": given,
        "refusal": refusal,
        "is_answered": "answered" in request.GET,
        "statuses": phrases.STATUS_TEXTS.items(),
        "obstacles": phrases.OBSTACLE_TEXTS.items(),
        "activities": [one["what"] for one in check_in.plan.activities],
        "stopped": check_in.plan.reminders_stopped_at,
    }
    return render(request, "actionplans/check_in.html", context)


def _activities(request: HttpRequest, plan: ActionPlan) -> list[str]:
    ticked = set(request.POST.getlist("done"))
    return [one["what"] for at, one in enumerate(plan.activities, 1) if str(at) in ticked]


def _answer(request: HttpRequest, check_in: CheckIn, given: dict[str, Any]) -> None:
    at = clock.now(request)
    if "stop" in request.POST:
        services.stop_reminders(check_in.plan, at=at)
        return
    sent = request.FILES.get("file")
    file = (sent.name, uploads.content_of(sent, POLICY)) if sent is not None else None
    services.answer(check_in, **given, language=get_language() or "en", at=at, file=file)


@link_page(links.CONFIRM, queries.check_in_of)
def confirm(request: HttpRequest, check_in: CheckIn) -> HttpResponse:
    """The supervisor says whether it is as the participant says."""
    refusal = ""
    if request.method == "POST":
        try:
            services.confirm(
                check_in,
                agrees="agree" in request.POST,
                remark=_words(request, "remark"),
                at=clock.now(request),
            )
        except RuleBroken as broken:
            refusal = phrases.sentence(broken)
        else:
            return redirect(request.path)
    context = {
        "check_in": check_in,
        "plan": check_in.plan,
        "status": phrases.STATUS_TEXTS.get(check_in.status, ""),
        "obstacles": phrases.obstacles_text(check_in.obstacles),
        "milestones": queries.milestones_of(check_in.plan, today=clock.now(request).date()),
        "refusal": refusal,
    }
    return render(request, "actionplans/confirm.html", context)


@require_safe
@edition_page("actionplans.read_plan")
def evidence(
    request: HttpRequest, edition: Edition, participant_id: int, pk: int
) -> HttpResponseBase:
    """A file beside an answer, for those who may read the plan."""
    allowed = queries.readable_plans(edition, access=request.access)
    found = Evidence.objects.filter(
        pk=pk,
        check_in__plan__in=allowed.filter(participant_id=participant_id).values("pk"),
    ).first()
    if found is None:
        raise Http404
    return kept_file(found.file.open("rb"), name=found.name, media_type=MEDIA_TYPES[found.kind])
