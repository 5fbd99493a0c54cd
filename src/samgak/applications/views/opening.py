"""Pages that a signed link opens without an account."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods

from samgak.applications import links, queries
from samgak.applications.models import Application
from samgak.core import clock
from samgak.partners.models import Role
from samgak.programmes.models import EditionRole

METHODS = ["GET", "HEAD", "POST"]
MISTYPED, OVER, SOMEBODY_ELSES = "mistyped", "over", "somebody_elses"


def link_page(purpose: str) -> Callable:
    """View decorator: the application that the link opens, or a page that says why it opens none."""

    def decorate(view: Callable) -> Callable:
        @require_http_methods(METHODS)
        @wraps(view)
        def opened(request: HttpRequest, token: str, **more: object) -> HttpResponse:
            held = links.held_by(token, purpose=purpose, at=clock.now(request))
            found = queries.application_by(held.pk) if held and not held.is_over else None
            refusal = _refusal(request, held, found, purpose)
            if refusal or found is None or held is None:
                context = {"refusal": refusal}
                response = render(request, "applications/link_gone.html", context, status=404)
            else:
                response = view(request, found, token=token, held=held, **more)
            add_never_cache_headers(response)
            # Not no-referrer: browsers then send a form with the origin "null", which is refused.
            response["Referrer-Policy"] = "same-origin"
            response["X-Robots-Tag"] = "noindex"
            return response

        return opened

    return decorate


def _refusal(
    request: HttpRequest, held: links.Held | None, found: Application | None, purpose: str
) -> str:
    """Why the link opens nothing for whoever holds it; empty when it opens."""
    if held is not None and held.is_over:
        return OVER
    if held is None or found is None:
        return MISTYPED
    if held.reader != links.reader_of(found, purpose=purpose, user_id=held.user_id):
        return OVER  # a newer one was sent, or the application is another by now
    user = request.user
    if purpose == links.FOCAL_POINT:
        role = EditionRole.objects.filter(
            edition=found.edition,
            user_id=held.user_id,
            role=Role.FOCAL_POINT,
            country=found.person.country,
        )
        is_theirs = role.on(clock.now(request).date()).exists()
        return "" if is_theirs and user.pk in (None, held.user_id) else SOMEBODY_ELSES
    if purpose == links.SUPERVISOR:
        # Nobody endorses oneself.
        return SOMEBODY_ELSES if user.pk and user.pk == found.person.user_id else ""
    return SOMEBODY_ELSES if user.pk and user.pk != found.person.user_id else ""
