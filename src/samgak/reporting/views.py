from dataclasses import dataclass
from typing import IO

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from rules import has_perm

from samgak.core import clock, texts
from samgak.core.errors import RuleBroken
from samgak.funding.models import Contribution
from samgak.funding.permissions import payers_of
from samgak.partners import permissions as partners
from samgak.partners import queries as organisations
from samgak.partners.models import Organisation
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page
from samgak.reporting import permissions, phrases, queries, services
from samgak.standards.iati.checks import Problem

SEE, FREEZE = "reporting.see_reports", "reporting.freeze_report"
XML = "application/xml"
# Questions of several inputs: their first input is where a link leads.
GROUPS = frozenset({"item", "purpose"})


@dataclass(frozen=True)
class Fault:
    """A problem as the page shows it: the sentence, the field at fault and the way there."""

    problem: Problem
    place: str
    address: str


@dataclass(frozen=True)
class Card:
    """One report as the page shows it."""

    report: queries.Report
    faults: tuple[Fault, ...]
    may_freeze: bool


@require_safe
@edition_page(SEE)
def reports(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Each organisation's report: ready, or what is wrong and where it is mended."""
    at = clock.now(request)
    found = queries.reports(edition, at=at)
    doors = _Doors.of(request, edition)
    own = permissions.reporters_of(request.access)
    may_freeze = has_perm(FREEZE, request.access)
    cards = [
        Card(
            report=one,
            faults=tuple(doors.fault(one, problem) for problem in one.problems),
            may_freeze=may_freeze and (own is None or one.organisation.pk in own),
        )
        for one in found.reports
    ]
    context = {"edition": edition, "found": found, "cards": cards}
    return render(request, "reporting/reports.html", context)


@require_POST
@edition_page(FREEZE)
def freeze(request: HttpRequest, edition: Edition, key: str) -> HttpResponse:
    """Keep a report as it stands."""
    reporter = _organisation(edition, key)
    own = permissions.reporters_of(request.access)
    if own is not None and reporter.pk not in own:
        raise PermissionDenied
    try:
        services.freeze(edition, organisation=reporter, by=request.user, at=clock.now(request))
    except RuleBroken as broken:
        messages.error(request, phrases.sentence(broken))
    else:
        messages.success(request, _("The report is frozen: the file is made from it from now on."))
    return redirect("reporting:reports", code=edition.code)


@require_safe
@edition_page(SEE)
def draft(request: HttpRequest, edition: Edition, key: str) -> HttpResponseBase:
    """The IATI file of the report as it stands now."""
    reporter = _organisation(edition, key)
    try:
        file = services.draft_file(edition, organisation=reporter, at=clock.now(request))
    except RuleBroken as broken:
        messages.error(request, phrases.sentence(broken))
        return redirect("reporting:reports", code=edition.code)
    return _download(file, f"iati-{key}-{edition.code}.xml")


@require_safe
@edition_page(SEE)
def frozen(request: HttpRequest, edition: Edition, key: str) -> HttpResponseBase:
    """The IATI file of the report as it was frozen last."""
    snapshot = queries.snapshot_of(edition, organisation=_organisation(edition, key))
    if snapshot is None:
        raise Http404
    file = services.frozen_file(snapshot, at=clock.now(request))
    return _download(file, f"iati-{key}-{edition.code}.xml")


@require_safe
@login_required
def organisation(request: HttpRequest, key: str) -> HttpResponseBase:
    """The one IATI file of an organisation: every edition it has frozen a report of."""
    at = clock.now(request)
    try:
        reporter = organisations.organisation(key)
    except Organisation.DoesNotExist:
        raise Http404 from None
    if not permissions.may_see_file(request.user, reporter, on=at.date()):
        raise PermissionDenied
    try:
        file = services.organisation_file(reporter, at=at)
    except RuleBroken:
        raise Http404 from None
    return _download(file, f"iati-{key}.xml")


@dataclass(frozen=True)
class _Doors:
    """Where the reader may mend what; who may not is led to where it is shown."""

    edition: Edition
    may_enter: bool
    payers: frozenset[int] | None
    may_change_organisations: bool

    @classmethod
    def of(cls, request: HttpRequest, edition: Edition) -> "_Doors":
        today = clock.now(request).date()
        return cls(
            edition=edition,
            may_enter=has_perm("funding.change_contributions", request.access),
            payers=payers_of(request.access),
            may_change_organisations=partners.looks_after_site(request.user, on=today),
        )

    def fault(self, report: queries.Report, found: queries.ProblemAt) -> Fault:
        working = self.edition.working_language
        item = found.contribution.item if found.contribution else ""
        shown = texts.shown(item, reader=get_language() or "en", working=working)
        return Fault(
            problem=found.problem,
            place=phrases.place_name(found, shown.text),
            address=self._address(report, found),
        )

    def _address(self, report: queries.Report, found: queries.ProblemAt) -> str:
        part, code = found.place.part, self.edition.code
        if found.contribution is not None:
            return self._address_of_contribution(found.contribution, found.place.field)
        if part == "organisation":
            page = "change" if self.may_change_organisations else "organisation"
            anchor = "id_iati_identifier" if page == "change" else found.place.field
            return f"{reverse(f'partners:{page}', args=[report.organisation.key])}#{anchor}"
        if part == "state":
            return reverse("portal:life", args=[code])
        anchor = "#partners" if part == "partners" else ""
        return reverse("portal:edition", args=[code]) + anchor

    def _address_of_contribution(self, line: Contribution, name: str) -> str:
        is_mine = self.payers is None or line.payer_id in self.payers
        if not (self.may_enter and is_mine):
            page = reverse("funding:contributions", args=[self.edition.code])
            return f"{page}#contribution-{line.pk}"
        page = reverse("funding:change", args=[self.edition.code, line.pk])
        return f"{page}#id_{name}{'_0' if name in GROUPS else ''}" if name else page


def _organisation(edition: Edition, key: str) -> Organisation:
    try:
        return queries.organisation_of(edition, key=key)
    except Organisation.DoesNotExist:
        raise Http404 from None


def _download(file: IO[bytes], name: str) -> FileResponse:
    # Sent in pieces from a file on the disk: memory does not grow with the report.
    return FileResponse(file, as_attachment=True, filename=name, content_type=XML)
