"""What machines ask for, and the address without a language."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.vary import vary_on_headers

ROBOTS = """User-agent: *
Disallow: /*/account/
Disallow: /*/verify/
Disallow: /*/work/
Disallow: /*/workspace/
"""


@never_cache
@vary_on_headers("Accept-Language", "Cookie")
def index(request: HttpRequest) -> HttpResponse:
    """On to the home page in the reader's language."""
    chosen = getattr(request.user, "language", "") or translation.get_language_from_request(request)
    with translation.override(chosen):
        return redirect(reverse("portal:home"))


@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Whether the site and its database answer: 200, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("no database\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")


def robots(request: HttpRequest) -> HttpResponse:
    """What search engines are asked to leave alone."""
    return HttpResponse(ROBOTS, content_type="text/plain")
