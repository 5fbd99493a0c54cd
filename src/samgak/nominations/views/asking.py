"""Who asks: the countries somebody speaks for, and the objects of those countries."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse

from samgak.nominations import queries
from samgak.programmes.models import Edition

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def countries_of(request: HttpRequest, edition: Edition) -> list[str]:
    """The countries the asker may act for: all of the edition's, or the own."""
    access = request.access  # type: ignore[attr-defined]
    if access.sees_all_countries:
        return queries.nominating_countries(edition)
    return sorted(access.countries)


def scope_of(request: HttpRequest) -> frozenset[str] | None:
    """The countries whose objects the asker may see; None means all."""
    access = request.access  # type: ignore[attr-defined]
    return None if access.sees_all_countries else access.countries


def country_asked(request: HttpRequest, edition: Edition) -> str:
    """The country of the address, or the first the asker speaks for; 404 for any other."""
    allowed = countries_of(request, edition)
    country = request.GET.get("country", "") or next(iter(allowed), "")
    if country not in allowed:
        raise Http404
    return country


def found_or_404(query: Any, *args: Any, **keywords: Any) -> Any:
    """What a query finds; nobody learns whether there is one they may not see."""
    try:
        return query(*args, **keywords)
    except ObjectDoesNotExist:
        raise Http404 from None


def attachment(content: bytes, *, name: str, content_type: str) -> HttpResponse:
    """A file to keep."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)
