from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samgak.core import clock
from samgak.core.errors import RuleBroken
from samgak.portal.forms import StepForm
from samgak.programmes import phrases, services
from samgak.programmes import queries as programmes
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page
from samgak.reporting import queries as reporting


@edition_page("programmes.see_life")
def page(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The life of the edition as a stepper, and the steps that may be taken from here."""
    facts = reporting.facts_of_life(edition, at=clock.now(request))
    return render(
        request,
        "portal/life.html",
        {
            "edition": edition,
            "life": programmes.life(edition),
            "next_steps": programmes.next_steps(edition, roles=request.access.roles, facts=facts),
            "steps_taken": edition.steps.select_related("taken_by"),
        },
    )


@require_POST
@edition_page("programmes.move_edition")
def move(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Take one step of the life cycle, or say why it is not possible."""
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
        messages.error(request, phrases.sentence(broken))
    else:
        messages.success(request, _("The step is taken."))
    return redirect("portal:life", code=edition.code)
