"""The supervisor and the focal point read an application by their link and say whether they endorse it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from samgak.accounts.models import User
from samgak.applications import links, phrases, services
from samgak.applications.models import Application
from samgak.applications.rules import states
from samgak.applications.views.opening import link_page
from samgak.applications.views.reading import answers_of
from samgak.core import clock
from samgak.core.errors import RuleBroken

WAITS_FOR = {
    states.SUPERVISOR: (states.SUBMITTED,),
    states.FOCAL_POINT: (states.SUPERVISOR_ENDORSED,),
}
# Whose words are read before one speaks.
BEFORE = {states.FOCAL_POINT: states.SUPERVISOR}


@link_page(links.SUPERVISOR)
def supervisor(request: HttpRequest, application: Application, **_more) -> HttpResponse:
    """The supervisor at home."""
    return _endorse(request, application, acts_as=states.SUPERVISOR, by=None)


@link_page(links.FOCAL_POINT)
def focal_point(
    request: HttpRequest, application: Application, held: links.Held, **_more
) -> HttpResponse:
    """A focal point of the person's country."""
    by = User.objects.get(pk=held.user_id)
    return _endorse(request, application, acts_as=states.FOCAL_POINT, by=by)


def _endorse(request: HttpRequest, application: Application, *, acts_as: str, by) -> HttpResponse:
    refusal, words = "", request.POST.get("words", "")
    if request.method == "POST":
        at = clock.now(request)
        try:
            if "decline" in request.POST:
                services.decline(application, acts_as=acts_as, by=by, reason=words, at=at)
            else:
                services.endorse(application, acts_as=acts_as, by=by, words=words, at=at)
        except RuleBroken as broken:
            refusal = phrases.sentence(broken)
        else:
            return redirect(request.path)
    context = {
        "application": application,
        "edition": application.edition,
        "answers": answers_of(application, for_officers=False),
        "own_step": _step_of(application, acts_as),
        "step_before": _step_of(application, BEFORE.get(acts_as, "")),
        "may_act": application.state in WAITS_FOR[acts_as],
        "refusal": refusal,
        "words": words,
        "state": phrases.STATE_TEXTS[application.state],
    }
    return render(request, "applications/endorse.html", context)


def _step_of(application: Application, acts_as: str):
    own = [step for step in application.steps.all() if step.acts_as == acts_as]
    return own[-1] if own else None
