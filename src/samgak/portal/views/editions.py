import rules
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samgak.core import clock
from samgak.portal.queries import editions
from samgak.programmes import queries as programmes
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page


@edition_page("programmes.see_edition")
def page(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The public page of an edition: what it is, who, when, and how one is nominated."""
    at = clock.now(request)
    may_change = rules.has_perm("programmes.change_edition", request.access)
    zone = getattr(request.user, "timezone", "")
    return render(
        request,
        "portal/edition.html",
        {
            "edition": edition,
            "information": programmes.course_information(edition, at=at),
            "days": editions.days_of(edition),
            "contents": editions.contents_of(edition),
            "reader_zone": zone if zone != edition.venue_timezone else "",
            "completeness": editions.completeness(edition) if may_change else None,
        },
    )


def listed(request: HttpRequest) -> HttpResponse:
    """All editions the reader may see: running, coming and past."""
    today = clock.now(request).date()
    return render(
        request,
        "portal/editions.html",
        {"groups": editions.by_time(programmes.editions_for(request.user, on=today), today=today)},
    )
