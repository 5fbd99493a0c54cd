from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext, ngettext

from samgak.attendance import permissions, phrases, queries, services
from samgak.attendance.forms import SheetForm
from samgak.core import clock
from samgak.core.downloads import rows_file
from samgak.core.errors import RuleBroken
from samgak.core.places import country_name
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page
from samgak.spreadsheets import Column
from samgak.timetable.models import Session


@edition_page("attendance.see_attendance")
def overview(request: HttpRequest, edition: Edition) -> HttpResponseBase:
    """The sheets of all sessions, and the attendance of everyone; lecturers see their sheets."""
    found = queries.overview(edition)
    sees_everyone = permissions.may_see_everyone(request.access)
    if kind := request.GET.get("download"):
        if not sees_everyone:
            raise PermissionDenied
        return _file(kind, edition, found)
    sessions = [
        (one, permissions.may_record(request.access, one.session))
        for one in found.sessions
        if sees_everyone or permissions.may_record(request.access, one.session)
    ]
    return render(
        request,
        "attendance/overview.html",
        {
            "edition": edition,
            "sessions": sessions,
            "people": found.people if sees_everyone else (),
            "sees_everyone": sees_everyone,
            "now": clock.now(request),
        },
    )


@edition_page("attendance.record_attendance")
def sheet(request: HttpRequest, edition: Edition, session_code: str) -> HttpResponseBase:
    """One session's sheet: a mark for each person, saved together."""
    session = _session(request, edition, session_code)
    at = clock.now(request)
    form = SheetForm(request.POST or None, session=session, rows=queries.sheet(session))
    if form.is_valid():
        marks = form.marks_of_all() if "all_present" in request.POST else form.marks()
        try:
            count = services.record(
                session, marks=marks, late_minutes=form.late_minutes(), by=request.user, at=at
            )
        except RuleBroken as broken:
            form.add_error(None, phrases.sentence(broken))
        else:
            messages.success(request, _saved(count))
            return redirect("attendance:overview", code=edition.code)
    return render(
        request,
        "attendance/sheet.html",
        {
            "edition": edition,
            "session": session,
            "form": form,
            "obstacles": [phrases.RULE_TEXTS[one] for one in queries.obstacles(session, at=at)],
        },
    )


def _session(request: HttpRequest, edition: Edition, session_code: str) -> Session:
    try:
        session = queries.session(edition, session_code=session_code)
    except Session.DoesNotExist:
        raise Http404 from None
    if not permissions.may_record(request.access, session):
        raise PermissionDenied
    return session


def _saved(count: int) -> str:
    if not count:
        return gettext("Everything was as before; nothing is changed.")
    return ngettext("%(count)s mark is saved.", "%(count)s marks are saved.", count) % {
        "count": count
    }


def _file(kind: str, edition: Edition, found: queries.Overview) -> HttpResponseBase:
    columns = [
        Column(gettext("Country")),
        Column(gettext("Passport name"), 30),
        Column(gettext("Native name"), 30),
        Column(gettext("Minutes present")),
        Column(gettext("Minutes held")),
        Column(gettext("Attendance, percent")),
    ]
    rows = (
        (
            country_name(one.participant.person.country, get_language() or "en"),
            one.participant.person.passport_name,
            one.participant.person.native_name,
            one.attendance.minutes_present,
            one.attendance.minutes_held,
            one.attendance.percent,
        )
        for one in found.people
    )
    title = gettext("Attendance")
    name = f"{edition.code}-attendance"
    return rows_file(kind, name=name, title=title, columns=columns, rows=rows)
