from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samgak.core import clock
from samgak.portal.queries import home


def page(request: HttpRequest) -> HttpResponse:
    """What Samgak is, its editions, who makes them, and the way in."""
    today = clock.now(request).date()
    return render(
        request, "portal/home.html", {"front": home.front_page(request.user, today=today)}
    )
