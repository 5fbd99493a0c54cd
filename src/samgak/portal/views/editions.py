from datetime import datetime

import rules
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from samgak.calls import queries as calls
from samgak.calls import queries_deadlines
from samgak.core import clock
from samgak.nominations.queries import draws
from samgak.portal.forms import EditionFilterForm
from samgak.portal.queries import editions
from samgak.programmes import queries as programmes
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page
from samgak.stories import queries as stories


@require_safe
@edition_page("programmes.see_edition")
def page(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The public page of an edition: what it is, who, when, and how one is nominated."""
    may_change = rules.has_perm("programmes.change_edition", request.access)
    return render(
        request,
        "portal/edition.html",
        {
            "edition": edition,
            "information": _information(request, edition),
            "is_told": stories.is_told(edition),
            "may_nominate": bool(request.access.countries),
            "completeness": editions.completeness(edition) if may_change else None,
        }
        | _call(request, edition),
    )


def _call(request: HttpRequest, edition: Edition) -> dict:
    """What is published of the call; those who are not signed in may see what it was a minute ago."""

    def found() -> dict:
        return {
            "has_course_information": calls.published(edition) is not None,
            "extension": queries_deadlines.last_extension(edition),
            "has_draw": draws.is_published(edition),
        }

    if request.user.is_authenticated:
        return found()
    return caches["public"].get_or_set(f"call-{edition.pk}-{edition.state}", found)


def _information(request: HttpRequest, edition: Edition) -> str:
    """What everybody reads; those who are not signed in may read what it was a minute ago."""
    at = clock.now(request)
    if request.user.is_authenticated:
        return _written(request, edition, at=at)
    # A step of the life cycle, and a day of the clock, are seen at once.
    key = f"edition-{edition.pk}-{edition.state}-{get_language()}-{at:%Y-%m-%d-%H}"
    return caches["public"].get_or_set(key, lambda: _written(request, edition, at=at))


def _written(request: HttpRequest, edition: Edition, *, at: datetime) -> str:
    zone = getattr(request.user, "timezone", "")
    days = editions.days_of(edition)
    return render_to_string(
        "portal/edition_information.html",
        {
            "edition": edition,
            "information": programmes.course_information(edition, at=at),
            "days": days,
            "contents": () if days else editions.contents_of(edition),
            "reader_zone": zone if zone != edition.venue_timezone else "",
        },
        request,
    )


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """All editions the reader may see: running, coming and past."""
    today = clock.now(request).date()
    seen = programmes.editions_for(request.user, on=today)
    filters = EditionFilterForm(request.GET, countries=editions.countries_of(seen))
    found = editions.filtered(seen, **filters.chosen())
    return render(
        request,
        "portal/editions.html",
        {
            "groups": editions.by_time(found, today=today, page=request.GET.get("page")),
            "filter_form": filters,
            "selected": filters.selected(),
            "may_begin": programmes.may_create_edition(request.user, on=today),
        },
    )
