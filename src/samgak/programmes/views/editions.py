"""An edition by hand: begun, and changed section by section."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from samgak.core import clock, versions
from samgak.core.errors import RuleBroken
from samgak.programmes import phrases_editions as phrases
from samgak.programmes import queries, queries_versions, services
from samgak.programmes.forms import sheets
from samgak.programmes.forms.editions import NewEditionForm, OrganisationForm
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page

CHANGE = "programmes.change_edition"


@dataclass(frozen=True)
class Section:
    """A part of an edition: what its page is called, what it asks, and the service that keeps it."""

    name: str
    title: str | Promise
    about: str | Promise
    sheet: type[sheets.Sheet]
    keep: Callable

    @property
    def address(self) -> str:
        return f"programmes:change_{self.name}"


SECTIONS = {
    section.name: section
    for section in (
        Section(
            "basics",
            _("Name, dates and place"),
            _("Title, kind, days, venue, working language"),
            sheets.BasicsSheet,
            services.change_edition,
        ),
        Section(
            "texts",
            _("Objectives and languages"),
            _("What it is for, in which languages it is offered"),
            sheets.TextsSheet,
            services.set_texts,
        ),
        Section(
            "contact",
            _("Contact and emergency"),
            _("Whom people ask, whom participants call in an emergency"),
            sheets.ContactSheet,
            services.set_contact,
        ),
        Section(
            "partners",
            _("Partners and their roles"),
            _("Who facilitates, who is pivotal, who benefits, hosts and pays"),
            sheets.PartnersSheet,
            services.set_partners,
        ),
        Section(
            "call",
            _("Call, quotas and score"),
            _("When focal points nominate, how many seats there are, how the cohort is chosen"),
            sheets.CallSheet,
            services.set_call,
        ),
        Section(
            "completion",
            _("Certificate and sectors"),
            _("What a participant must do, and how the edition is reported"),
            sheets.CompletionSheet,
            services.set_completion,
        ),
        Section(
            "claims",
            _("What sources say"),
            _("Claims of public sources, shown side by side"),
            sheets.ClaimsSheet,
            services.set_claims,
        ),
    )
}


@login_required
def begin(request: HttpRequest) -> HttpResponseBase:
    """Begin an edition by hand."""
    at = clock.now(request)
    if not queries.may_create_edition(request.user, on=at.date()):
        raise PermissionDenied
    form = NewEditionForm(request.POST or None)
    if form.is_valid():
        try:
            edition = services.create_edition(by=request.user, at=at, **form.values())
        except RuleBroken as broken:
            form.add_error(None, phrases.sentence(broken))
        else:
            messages.success(request, gettext("The edition is begun. Fill in its other parts."))
            return redirect("programmes:change", code=edition.code)
    return render(request, "programmes/edition_new.html", {"form": form})


@require_safe
@edition_page(CHANGE)
def change(request: HttpRequest, edition: Edition) -> HttpResponseBase:
    """The parts of an edition that can be changed by hand."""
    return render(
        request,
        "programmes/edition_change.html",
        {"edition": edition, "sections": SECTIONS.values()},
    )


@edition_page(CHANGE)
def section(request: HttpRequest, edition: Edition, name: str) -> HttpResponseBase:
    """One part of an edition; with "add another" it stays open for more rows."""
    here = SECTIONS[name]
    version = queries_versions.version_of(edition, name)
    sheet = here.sheet(request.POST or None, edition, version=version)
    if request.method == "POST" and sheet.is_valid():
        try:
            here.keep(edition, **sheet.values(), seen=sheet.seen)
        except RuleBroken as broken:
            sheet.refusals.append(phrases.sentence(broken))
            if broken.code == versions.CHANGED:
                sheet.lay_beside(_as_stored(here, edition))
        else:
            messages.success(request, gettext("Your changes are kept."))
            goes_on = "more" in request.POST
            return redirect(here.address if goes_on else "programmes:change", edition.code)
    context = {"edition": edition, "section": here, "sheet": sheet, "form": sheet}
    return render(request, "programmes/edition_section.html", context)


def _as_stored(here: Section, edition: Edition) -> sheets.Sheet:
    edition.refresh_from_db()
    return here.sheet(None, edition, version=queries_versions.version_of(edition, here.name))


@edition_page(CHANGE)
def organisation(request: HttpRequest, edition: Edition) -> HttpResponseBase:
    """Make an organisation known, so that it can be chosen as a partner."""
    form = OrganisationForm(request.POST or None, edition=edition)
    if form.is_valid():
        services.add_organisation(edition, **form.values())
        messages.success(request, gettext("The organisation is known now; choose it as a partner."))
        return redirect("programmes:change_partners", edition.code)
    return render(
        request, "programmes/edition_organisation.html", {"edition": edition, "form": form}
    )
