from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from samgak.core import clock
from samgak.participants import queries as participants
from samgak.portal.context import HAT
from samgak.portal.queries import hats, sessions, workspace

# Where people are sent who hold this role alone, on one edition alone.
OWN_PAGE = {"participant": "portal:my_page", "focal_point": "nominations:desk"}


@never_cache
@login_required
def page(request: HttpRequest) -> HttpResponse:
    """What waits for the person today, edition by edition."""
    at = clock.now(request)
    posts = workspace.posts_of(request.user, on=at.date())
    worn = workspace.wearing(posts, hat=request.session.get(HAT, ""))
    desks = workspace.desks(worn or posts, at=at)
    seats = participants.seats_of(request.user)
    if own_page := _own_page(desks):
        return redirect(own_page, code=desks[0].edition.code)
    return render(
        request,
        "portal/workspace.html",
        {
            "desks": desks,
            "duties": sessions.duties_of(request.user, at=at),
            "seats": seats,
            "has_tasks": any(desk.tasks for desk in desks),
        },
    )


@require_POST
@login_required
def wear(request: HttpRequest) -> HttpResponse:
    """Put one of the person's hats on, or take it off."""
    role = request.POST.get("role", "")
    if role and role not in hats.roles_of(request.user, on=clock.now(request).date()):
        raise Http404
    request.session[HAT] = role
    return redirect("portal:workspace")


def _own_page(desks: tuple[workspace.Desk, ...]) -> str:
    roles = {role for desk in desks for role in desk.roles}
    return OWN_PAGE.get(roles.pop(), "") if len(desks) == 1 and len(roles) == 1 else ""
