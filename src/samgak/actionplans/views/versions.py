"""Two versions of a plan beside each other, for its owner and for the officers."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from samgak.actionplans import queries
from samgak.actionplans.models import ActionPlan
from samgak.participants import queries as participants_queries
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page


@require_safe
@edition_page("actionplans.read_plans")
def versions(request: HttpRequest, edition: Edition, participant_id: int) -> HttpResponse:
    """What changed between two versions of somebody's plan."""
    try:
        found = queries.submitted_plan(
            edition,
            participant_id=participant_id,
            access=request.access,  # type: ignore[attr-defined]
        )
    except ActionPlan.DoesNotExist:
        raise Http404 from None
    return _page(request, edition, found, is_own=False)


@require_safe
@edition_page("actionplans.write_plan")
def my_versions(request: HttpRequest, edition: Edition) -> HttpResponse:
    """What changed between two versions of the own plan."""
    seat = get_object_or_404(participants_queries.seats_of(request.user), edition=edition)
    found = queries.plan_of(seat)
    if found is None:
        raise Http404
    return _page(request, edition, found, is_own=True)


def _page(
    request: HttpRequest, edition: Edition, plan: ActionPlan, *, is_own: bool
) -> HttpResponse:
    older, newer = request.GET.get("older", ""), request.GET.get("newer", "")
    context = {
        "edition": edition,
        "plan": plan,
        "is_own": is_own,
        "found": queries.versions(plan, older=older, newer=newer),
    }
    return render(request, "actionplans/versions.html", context)
