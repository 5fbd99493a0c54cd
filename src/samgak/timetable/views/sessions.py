from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from samgak.core import clock, versions
from samgak.core.errors import RuleBroken
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page
from samgak.timetable import permissions, phrases, queries, services  # noqa: F401 - registers permissions
from samgak.timetable.forms import MoveForm, ReasonForm
from samgak.timetable.models import Session

# The database refuses these; the other rules may be broken with a reason.
DOUBLE_BOOKINGS = ("room-shared", "lecturer-shared", "interpreter-shared", "people-shared")


@edition_page("timetable.change_timetable")
def move(request: HttpRequest, edition: Edition, session_code: str) -> HttpResponseBase:
    """When, where and with whom a session is held; says what that breaks before it is saved."""
    session = _session(edition, session_code)
    form = _move_form(request.POST if request.method == "POST" else None, edition, session)
    broken: list[str] = []
    if form.is_valid():
        broken = _check(form, is_confirmed="anyway" in request.POST)
        if form.is_valid() and ("anyway" in request.POST or not broken):
            try:
                services.move_session(session, **form.values, at=clock.now(request))
            except RuleBroken as refused:
                form.add_error(None, phrases.sentence(refused))
                if refused.code == versions.CHANGED:
                    form.lay_beside(_move_form(None, edition, _session(edition, session_code)))
            else:
                messages.success(request, _said(session, gettext("“%(title)s” is moved.")))
                return _back(edition, session)
    context = {"edition": edition, "session": session, "form": form, "broken": broken}
    return render(request, "timetable/move.html", context)


def _move_form(data, edition: Edition, session: Session) -> MoveForm:
    version = queries.version_of(session)
    return MoveForm(data, edition=edition, session=session, version=version)


def _check(form: MoveForm, *, is_confirmed: bool) -> list[str]:
    """Put double bookings into the form's errors; the sentences of other rules that break."""
    found = queries.broken_by_move(form.edition, form.session, form.placement)
    if not found:
        return []
    names = queries.names(form.edition)
    sentences: dict[bool, list[str]] = {True: [], False: []}
    for broken in found:
        is_double_booking = broken.code in DOUBLE_BOOKINGS
        sentences[is_double_booking].append(phrases.broken_sentence(broken, names))
    for sentence in sentences[True]:
        form.add_error(None, sentence)
    if sentences[False] and is_confirmed and not form.cleaned_data["reason"].strip():
        form.add_error("reason", phrases.RULE_TEXTS["reason_missing"])
    return sentences[False]


@edition_page("timetable.change_timetable")
def cancel(request: HttpRequest, edition: Edition, session_code: str) -> HttpResponseBase:
    """Why a session is not held, and the button."""
    return _decide(
        request,
        edition,
        session_code,
        services.cancel_session,
        template="timetable/cancel.html",
        said=gettext("“%(title)s” is cancelled."),
    )


@edition_page("timetable.change_timetable")
def reinstate(request: HttpRequest, edition: Edition, session_code: str) -> HttpResponseBase:
    """Why a cancelled session is held after all, and the button."""
    return _decide(
        request,
        edition,
        session_code,
        services.reinstate_session,
        template="timetable/reinstate.html",
        said=gettext("“%(title)s” is held after all."),
    )


def _decide(
    request: HttpRequest,
    edition: Edition,
    session_code: str,
    decide: Callable,
    *,
    template: str,
    said: str,
) -> HttpResponseBase:
    session = _session(edition, session_code)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            decide(session, at=clock.now(request), reason=form.cleaned_data["reason"])
        except RuleBroken as refused:
            form.add_error(None, phrases.sentence(refused))
        else:
            messages.success(request, _said(session, said))
            return _back(edition, session)
    return render(request, template, {"edition": edition, "session": session, "form": form})


def _session(edition: Edition, session_code: str) -> Session:
    try:
        return queries.session(edition, session_code=session_code)
    except Session.DoesNotExist:
        raise Http404 from None


def _said(session: Session, words: str) -> str:
    return words % {"title": phrases.text(session.title, session.edition.working_language)}


def _back(edition: Edition, session: Session) -> HttpResponseBase:
    page = reverse("timetable:timetable", kwargs={"code": edition.code})
    return redirect(f"{page}#session-{session.code}")
