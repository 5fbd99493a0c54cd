from typing import Any

import rules as permission_rules
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samgak.core import clock
from samgak.core.errors import RuleBroken
from samgak.core.versions import CHANGED
from samgak.learning import permissions, phrases_reports, queries
from samgak.learning import queries_reports as reports
from samgak.learning import services_reports as services
from samgak.learning.forms_reports import ReportForm
from samgak.learning.models import CountryReport
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page


@edition_page("learning.write_report")
def report(request: HttpRequest, edition: Edition, country: str) -> HttpResponse:
    """The report of the own country: everybody of it writes, and sees first what others wrote."""
    _own_country_or_404(request, edition, country)
    found = reports.report_of(edition, country=country)
    fresh = _form(None, edition, found)
    form = _form(request.POST, edition, found) if request.method == "POST" else fresh
    if form.is_valid():
        try:
            services.save_report(
                edition,
                country=country,
                answers=form.answers(),
                language=get_language() or "en",
                seen=form.cleaned_data["seen"],
                at=clock.now(request),
            )
        except RuleBroken as broken:
            form.add_error(None, phrases_reports.sentence(broken))
            if broken.code == CHANGED:
                form.lay_beside(fresh)
        else:
            if "check" in request.POST:
                return redirect("learning:hand_in", code=edition.code, country=country)
            messages.success(request, _("The report is saved. It is not handed in yet."))
            return redirect("learning:report", code=edition.code, country=country)
    context = _context(edition, country, found) | {"form": form}
    return render(request, "learning/report.html", context)


@edition_page("learning.write_report")
def hand_in(request: HttpRequest, edition: Edition, country: str) -> HttpResponse:
    """Say what handing in means, and do it when confirmed."""
    _own_country_or_404(request, edition, country)
    faults: list[tuple[str, str]] = []
    if request.method == "POST":
        try:
            services.hand_in(edition, country=country, by=request.user, at=clock.now(request))
        except RuleBroken as broken:
            messages.error(request, phrases_reports.sentence(broken))
            faults = _faults(edition, broken)
        else:
            messages.success(request, _("The report is handed in."))
            return redirect("learning:matrix", code=edition.code)
    found = reports.report_of(edition, country=country)
    if found is None or found.handed_in_at:
        return redirect("learning:report", code=edition.code, country=country)
    context = _context(edition, country, found) | {"faults": faults}
    return render(request, "learning/hand_in.html", context)


@require_POST
@edition_page("learning.set_terms")
def give_back(request: HttpRequest, edition: Edition, country: str) -> HttpResponse:
    """An officer lets a country write on."""
    try:
        services.give_back(edition, country=country)
    except CountryReport.DoesNotExist:
        raise Http404 from None
    messages.success(request, _("The country can write on."))
    return redirect("learning:matrix", code=edition.code)


@edition_page("learning.write_report")
def mine(request: HttpRequest, edition: Edition) -> HttpResponseBase:
    """To the report of the own country."""
    countries = own_countries(request, edition)
    if not countries:
        raise Http404
    return redirect("learning:report", code=edition.code, country=countries[0])


def own_countries(request: HttpRequest, edition: Edition) -> tuple[str, ...]:
    """The reporting countries for which the reader writes."""
    if not permission_rules.has_perm("learning.write_report", request.access):
        return ()
    seat = queries.seat_of(request.user, edition)
    own = seat.person.country if seat else ""
    return tuple(
        country
        for country in reports.countries_of(edition)
        if permissions.writes_for(request.access, country=country, seat_country=own)
    )


def _own_country_or_404(request: HttpRequest, edition: Edition, country: str) -> None:
    if country not in own_countries(request, edition):
        raise Http404


def _form(data: Any, edition: Edition, found: CountryReport | None) -> ReportForm:
    return ReportForm(
        data,
        initial=dict(found.answers) if found else None,
        reader=get_language() or "en",
        working=edition.working_language,
        version=reports.version_of(found),
    )


def _context(edition: Edition, country: str, found: CountryReport | None) -> dict[str, object]:
    terms = reports.terms_of(edition)
    return {"edition": edition, "country": country, "report": found, "due_on": terms.due_on}


def _faults(edition: Edition, broken: RuleBroken) -> list[tuple[str, str]]:
    told: Any = broken.params.get("faults", {})
    labels = _form(None, edition, None).fields
    return [
        (str(labels[key].label), phrases_reports.answer_sentence(fault))
        for key, faults in told.items()
        for fault in faults
    ]
