from collections.abc import Iterable

import rules
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samgak.core import clock
from samgak.core.downloads import rows_file
from samgak.core.errors import RuleBroken
from samgak.core.places import country_name
from samgak.participants import queries as participants
from samgak.places import permissions, phrases, services  # noqa: F401 - registers what may be done
from samgak.places.forms import StateFilter, TermsForm
from samgak.places.queries import cohort as queries
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page
from samgak.spreadsheets import Column

ROWS_ON_A_PAGE = 100


def may(request: HttpRequest, permission: str) -> bool:
    """Whether the asker may do this on the edition."""
    return rules.has_perm(permission, request.access)  # type: ignore[attr-defined]


def countries_of(request: HttpRequest) -> Iterable[str] | None:
    """The countries whose people the asker may see; None: all."""
    access = request.access  # type: ignore[attr-defined]
    return None if access.sees_all_countries else access.countries


@require_safe
@edition_page("places.see_answers")
def cohort(request: HttpRequest, edition: Edition) -> HttpResponseBase:
    """Who has accepted, who is awaited, who has gone, and which reserve took the seat."""
    at, countries = clock.now(request), countries_of(request)
    filter_form = StateFilter(request.GET)
    found = queries.seats(edition, countries=countries)
    if filter_form.wanted:
        found = found.filter(state=filter_form.wanted)
    if kind := request.GET.get("download"):
        return _file(kind, edition, queries.rows_at_once(found, at=at))
    page_obj = Paginator(found, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    figures = queries.figures(edition, countries=countries)
    return render(
        request,
        "places/cohort.html",
        {
            "edition": edition,
            "rows": queries.rows(page_obj.object_list, at=at),
            "page_obj": page_obj,
            "filter_form": filter_form,
            "figures": figures,
            "statistics": _statistics(figures),
            "may_keep": may(request, "places.keep_seats"),
        },
    )


def _statistics(figures: queries.Figures) -> list[dict[str, object]]:
    counted: list[dict[str, object]] = [
        {"value": figures.accepted, "label": phrases.SEAT_STATE_TEXTS["accepted"]},
        {"value": figures.waiting, "label": _("Awaited")},
        {"value": figures.gone, "label": _("Declined or left")},
    ]
    if figures.seats is not None:
        counted.append({"value": figures.free, "label": _("Free seats")})
    return counted


def _file(kind: str, edition: Edition, rows: Iterable[queries.Row]) -> HttpResponseBase:
    columns = [
        Column(_("Country")),
        Column(_("Passport name"), 30),
        Column(_("Native name"), 30),
        Column(_("State"), 20),
        Column(_("Answer by"), 34),
        Column(_("Reason"), 50),
        Column(pgettext("nominee", "Reserve"), 30),
    ]
    reader = get_language() or "en"
    told = (
        (
            country_name(row.seat.person.country, reader),
            row.seat.person.passport_name,
            row.seat.person.native_name,
            str(phrases.SEAT_STATE_TEXTS[row.seat.state]),
            phrases.due(row.seat),
            row.seat.state_reason,
            row.followed_by.person.passport_name if row.followed_by else "",
        )
        for row in rows
    )
    return rows_file(
        kind, name=f"{edition.code}-seats", title=_("Seats"), columns=columns, rows=told
    )


@require_POST
@edition_page("places.keep_seats")
def remind(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Draft reminders to those who have not answered."""
    try:
        drafted = services.remind(edition, by=request.user, at=clock.now(request))
    except RuleBroken as broken:
        messages.error(request, phrases.sentence(broken))
        return redirect("places:cohort", code=edition.code)
    text = ngettext(
        "%(count)d reminder is drafted.", "%(count)d reminders are drafted.", len(drafted)
    )
    messages.success(request, text % {"count": len(drafted)})
    return redirect("correspondence:drafts", code=edition.code, kind="answer")


@require_http_methods(["GET", "HEAD", "POST"])
@edition_page("places.keep_seats")
def terms(request: HttpRequest, edition: Edition) -> HttpResponse:
    """How long people may answer and appeal."""
    held = participants.terms_of(edition)
    known = {"answer_days": held.answer_days, "appeal_days": held.appeal_days}
    form = TermsForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_valid():
        services.set_terms(edition, **form.cleaned_data)
        messages.success(request, _("Saved"))
        return redirect("places:cohort", code=edition.code)
    return render(request, "places/terms.html", {"edition": edition, "form": form})
