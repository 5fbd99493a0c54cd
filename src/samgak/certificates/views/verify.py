from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django.views.decorators.http import require_safe

from samgak.certificates import queries
from samgak.certificates.forms import NumberForm

STATUS_OF_OUTCOME = {queries.MISTYPED: 404, queries.UNKNOWN: 404}
# Enough for a hall of people who mistype; too few to find a number by trying.
MISSES_ALLOWED = 30
SECONDS = 600


@require_safe
def form(request: HttpRequest) -> HttpResponse:
    """A field for the number; a number leads to its page."""
    number = NumberForm(request.GET or None)
    if number.is_valid():
        return redirect("certificates:verify", number=_in_path(number.cleaned_data["number"]))
    return _unlisted(render(request, "certificates/verify_form.html", {"form": number}))


@require_safe
def verify(request: HttpRequest, number: str) -> HttpResponse:
    """What the register says of a number, for anybody, without signing in."""
    misses = _misses_key(request)
    if cache.get(misses, 0) >= MISSES_ALLOWED:
        response = render(request, "certificates/verify_too_many.html", status=429)
        response["Retry-After"] = str(SECONDS)
        return _unlisted(response)
    found = queries.verification(number)
    status = STATUS_OF_OUTCOME.get(found.outcome, 200)
    if found.outcome == queries.UNKNOWN:
        cache.add(misses, 0, SECONDS)
        cache.incr(misses)
    context = {"found": found, "form": NumberForm(initial={"number": number})}
    return _unlisted(render(request, "certificates/verify.html", context, status=status))


@require_safe
def short(request: HttpRequest, number: str) -> HttpResponse:
    """The printed address, which has no language: on to the page in the reader's own."""
    response = _unlisted(redirect("certificates:verify", number=_in_path(number)))
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


def _in_path(number: str) -> str:
    # A slash would be another address.
    return number.replace("/", "-").strip() or "-"


def _misses_key(request: HttpRequest) -> str:
    return f"verify-misses:{get_adapter(request).get_client_ip(request)}"


def _unlisted(response: HttpResponse) -> HttpResponse:
    """Never from a cache, for a certificate can be revoked, and never in a search engine."""
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
