from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samgak.actionplans import (
    permissions,  # noqa: F401 - registers what may be done here
    phrases,
    queries,
    rules,
    services,
)
from samgak.actionplans.forms import ActionPlanForm
from samgak.actionplans.models import ActionPlan
from samgak.core import clock
from samgak.core.errors import RuleBroken
from samgak.participants import queries as participants_queries
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page


@edition_page("actionplans.write_plan")
def my_plan(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The participant's own plan: a form while it is a draft, a printed page once submitted."""
    seat = get_object_or_404(participants_queries.seats_of(request.user), edition=edition)
    plan = queries.plan_of(seat)
    initial = {"title": plan.title, "text": plan.text} if plan else None
    is_final = "submit" in request.POST
    is_draft = request.method == "POST" and not is_final
    form = ActionPlanForm(request.POST or None, is_draft=is_draft, initial=initial)
    if form.is_valid():
        act = services.submit if is_final else services.save
        try:
            act(
                seat,
                **form.cleaned_data,
                language=get_language() or "en",
                at=clock.now(request),
            )
        except RuleBroken as broken:
            _show(form, broken)
        else:
            text = _("Your plan is submitted.") if is_final else _("Your draft is saved.")
            messages.success(request, text)
            return redirect("actionplans:my_plan", code=edition.code)
    return render(
        request,
        "actionplans/my_plan.html",
        {
            "edition": edition,
            "participant": seat,
            "plan": plan,
            "form": form,
            "is_open": edition.state in rules.OPEN_STATES,
            "letters": len(form["text"].value() or ""),
            "most_letters": rules.MOST_LETTERS,
        },
    )


@edition_page("actionplans.read_plans")
def plans(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Everyone, and how far the plan of each is."""
    found = queries.plans(edition)
    return render(request, "actionplans/plans.html", {"edition": edition, "plans": found})


@edition_page("actionplans.read_plans")
def plan(request: HttpRequest, edition: Edition, participant_id: int) -> HttpResponse:
    """One submitted plan, on one sheet when printed."""
    try:
        found = queries.submitted_plan(edition, participant_id=participant_id)
    except ActionPlan.DoesNotExist:
        raise Http404 from None
    return render(request, "actionplans/plan.html", {"edition": edition, "plan": found})


def _show(form: ActionPlanForm, broken: RuleBroken) -> None:
    field = next((key for key in form.fields if key in broken.code), None)
    form.add_error(field, phrases.sentence(broken))
