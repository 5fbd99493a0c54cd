from datetime import datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import rules
from django.contrib import messages
from django.core.cache import caches
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from samgak.core.downloads import made_file
from samgak.core.errors import RuleBroken
from samgak.participants import queries as participants
from samgak.participants.models import Participant
from samgak.participants.rules import PRESENT
from samgak.partners.models import Role
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page
from samgak.timetable import permissions, phrases, queries  # noqa: F401 - registers permissions


@require_safe
@edition_page("timetable.see_agenda")
def page(request: HttpRequest, edition: Edition) -> HttpResponseBase:
    """What is held when and where, by the venue's clock and by the reader's."""
    wanted = request.GET.get("zone", getattr(request.user, "timezone", ""))
    zone = wanted if _has_another_clock(wanted, edition) else ""
    main = _main(request, edition, zone=zone)
    return render(request, "timetable/agenda.html", {"edition": edition, "main": main})


def _main(request: HttpRequest, edition: Edition, *, zone: str) -> str:
    """The days; those who are not signed in may read what they were a minute ago."""
    if request.user.is_authenticated:
        return _written(request, edition, zone=zone)
    # A step of the life cycle is seen at once.
    key = f"agenda-{edition.pk}-{edition.state}-{get_language()}-{zone}"
    return caches["public"].get_or_set(key, lambda: _written(request, edition, zone=zone))


def _written(request: HttpRequest, edition: Edition, *, zone: str) -> str:
    zones = queries.zones(edition, own=getattr(request.user, "timezone", ""))
    return render_to_string(
        "timetable/agenda_days.html",
        {
            "edition": edition,
            "agenda": queries.agenda(edition, language=get_language() or "en"),
            "zone": zone,
            "zones": tuple(dict.fromkeys((*zones, zone))) if zone else zones,
            "seat": _seat(request, edition),
        },
        request,
    )


def _has_another_clock(zone: str, edition: Edition) -> bool:
    first = datetime.combine(edition.starts_on, time(12))
    try:
        there = first.replace(tzinfo=ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return there.utcoffset() != first.replace(tzinfo=edition.zone).utcoffset()


def _seat(request: HttpRequest, edition: Edition) -> Participant | None:
    access = request.access  # type: ignore[attr-defined]
    if Role.PARTICIPANT not in access.roles:
        return None
    return participants.seats_of(request.user).filter(edition=edition, state__in=PRESENT).first()


@require_safe
@edition_page("timetable.see_agenda")
def pdf(request: HttpRequest, edition: Edition) -> HttpResponseBase:
    """The agenda as a document, in the working language; for officers with the interpreters."""
    sees_all = rules.has_perm("timetable.see_timetable", request.access)  # type: ignore[attr-defined]
    try:
        content = phrases.agenda_pdf(edition, with_interpreters=sees_all)
    except RuleBroken as refused:
        messages.error(request, phrases.sentence(refused))
        return redirect("timetable:agenda", code=edition.code)
    return made_file(content, name=f"{edition.code}-agenda.pdf")
