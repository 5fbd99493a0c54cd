from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from samgak.core import clock
from samgak.portal import permissions  # noqa: F401 - registers who may see the page
from samgak.portal.queries import participation
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page


@never_cache
@edition_page("portal.see_own_page")
def page(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Where the participant stands, what is owed, and the agenda in the participant's time zone."""
    at = clock.now(request)
    country = participation.country_of(request.user)
    zones = participation.zones(edition, country=country, own=request.user.timezone)
    wanted = request.GET.get("zone", request.user.timezone)
    zone = wanted if wanted in zones else edition.venue_timezone
    try:
        own = participation.own_page(request.user, edition, zone=ZoneInfo(zone), at=at)
    except participation.NotOnTheEditionError:
        raise Http404 from None
    return render(
        request,
        "portal/my_page.html",
        {
            "edition": edition,
            "own": own,
            "zone": zone,
            "zones": zones,
            "today": at.astimezone(ZoneInfo(zone)).date(),
        },
    )
