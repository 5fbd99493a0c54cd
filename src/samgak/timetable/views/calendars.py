"""Calendar feeds: no sign-in, no language in the address; the programmes that ask have neither."""

from hashlib import sha256

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from samgak.participants.models import Participant
from samgak.participants.rules import PRESENT
from samgak.programmes.models import Edition
from samgak.timetable import phrases

CALENDAR = "text/calendar; charset=utf-8"


@require_safe
def edition(request: HttpRequest, code: str) -> HttpResponseBase:
    """The agenda of a public edition."""
    found = get_object_or_404(Edition, code=code)
    if not found.is_public:
        raise Http404
    content = phrases.edition_feed(found, language=request.GET.get("language", ""))
    return _answer(request, content, name=f"{code}.ics", cache="public, max-age=300")


@require_safe
def participant(request: HttpRequest, secret: str) -> HttpResponseBase:
    """What the person with this secret address attends; nothing once the seat is given up."""
    found = get_object_or_404(
        Participant.objects.select_related("edition", "person__user"),
        calendar_secret=secret,
        state__in=PRESENT,
    )
    user = found.person.user
    language = request.GET.get("language") or (user.language if user else "")
    content = phrases.participant_feed(found, language=language)
    return _answer(request, content, name="agenda.ics", cache="private, no-cache")


def _answer(request: HttpRequest, content: bytes, *, name: str, cache: str) -> HttpResponseBase:
    """The feed, or word that the asker has this very version."""
    headers = {
        "ETag": f'"{sha256(content).hexdigest()}"',
        "Cache-Control": cache,
        "Content-Disposition": f'inline; filename="{name}"',
        "X-Robots-Tag": "noindex",
    }
    response = HttpResponse(content, content_type=CALENDAR, headers=headers)
    return get_conditional_response(request, etag=headers["ETag"], response=response)
