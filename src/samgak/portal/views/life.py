import rules
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import resolve, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samgak.core import clock
from samgak.core.errors import RuleBroken
from samgak.portal.forms import ReasonedStepForm, StepForm
from samgak.portal.rules.mending import MENDED_AT
from samgak.programmes import phrases, services
from samgak.programmes import queries as programmes
from samgak.programmes.models import Edition
from samgak.programmes.permissions import Access, edition_page
from samgak.programmes.rules import State
from samgak.reporting import queries as reporting


@require_safe
@edition_page("programmes.see_life")
def page(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The life of the edition as a stepper, and the steps that may be taken from here."""
    facts = reporting.facts_of_life(edition, at=clock.now(request))
    steps = programmes.next_steps(edition, roles=request.access.roles, facts=facts)
    mended_at = _mended_at(request.access)
    return render(
        request,
        "portal/life.html",
        {
            "edition": edition,
            "life": programmes.life(edition),
            "next_steps": [
                (step, [(guard, met, mended_at.get(guard, "")) for guard, met in step.guards])
                for step in steps
                if not step.needs_reason
            ],
            "asides": [step for step in steps if step.needs_reason and step.is_mine],
            "steps_taken": edition.steps.select_related("taken_by"),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@edition_page("programmes.move_edition")
def move(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Take one step of the life cycle, or say why it is not possible; steps aside ask for a reason."""
    if request.method != "POST":
        return _ask(request, edition, ReasonedStepForm(initial=request.GET.dict()))
    form = StepForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose a step."))
        return redirect("portal:life", code=edition.code)
    at = clock.now(request)
    try:
        services.move(
            edition,
            to=form.cleaned_data["to"],
            by=request.user,
            at=at,
            reason=form.cleaned_data["reason"],
            facts=reporting.facts_of_life(edition, at=at),
        )
    except RuleBroken as broken:
        if broken.code == "reason_missing":
            return _ask(request, edition, ReasonedStepForm(request.POST))
        messages.error(request, phrases.sentence(broken))
    else:
        messages.success(request, _("The step is taken."))
    return redirect("portal:life", code=edition.code)


def _ask(request: HttpRequest, edition: Edition, form: ReasonedStepForm) -> HttpResponse:
    """Ask for the reason of a step that is possible here; any other leads back."""
    wanted = form["to"].value()
    steps = programmes.next_steps(edition, roles=request.access.roles, facts={})
    step = next((one for one in steps if one.target == wanted and one.is_mine), None)
    if step is None:
        messages.error(request, _("Choose a step."))
        return redirect("portal:life", code=edition.code)
    is_last = wanted == State.CANCELLED
    context = {"edition": edition, "step": step, "form": form, "is_last": is_last}
    return render(request, "portal/life_aside.html", context)


def _mended_at(access: Access) -> dict[str, str]:
    """For each guard the page where it is made true, where the reader may see that page."""
    code = {"code": access.edition.code if access.edition else ""}
    pages = {guard: reverse(name, kwargs=code) for guard, name in MENDED_AT.items()}
    return {
        guard: url
        for guard, url in pages.items()
        if rules.has_perm(resolve(url).func.permission, access)
    }
