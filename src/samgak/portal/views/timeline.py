from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samgak.core import clock
from samgak.portal.queries import timeline


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The partnership as a line of years: agreements, secondments, editions, what came of each."""
    found = timeline.timeline(
        request.user,
        on=clock.now(request).date(),
        partner_key=request.GET.get("partner", ""),
    )
    return render(request, "portal/timeline.html", {"timeline": found})
