from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samgak.core import clock, texts, versions
from samgak.core.downloads import rows_file
from samgak.core.errors import RuleBroken
from samgak.core.places import country_name
from samgak.partners import permissions, phrases, queries, services
from samgak.partners.forms import AgreementForm, NewOrganisationForm, OrganisationForm
from samgak.partners.models import Agreement, Organisation
from samgak.spreadsheets import Column

ORGANISATIONS_PER_PAGE = 50
FORM_METHODS = ["GET", "HEAD", "POST"]


def for_administrators(view):
    """View decorator: only those who look after the site; others are refused."""

    @wraps(view)
    @login_required
    def checked(request: HttpRequest, **more):
        if not _may_change(request):
            raise PermissionDenied
        return view(request, **more)

    return checked


@require_safe
def organisations(request: HttpRequest) -> HttpResponseBase:
    """All organisations of the cooperation, by country."""
    found = queries.organisations()
    if kind := request.GET.get("download"):
        return _file(kind, found)
    pages = Paginator(found, ORGANISATIONS_PER_PAGE)
    return render(
        request,
        "partners/organisations.html",
        {
            "page_obj": pages.get_page(request.GET.get("page")),
            "may_change": _may_change(request),
        },
    )


@require_safe
def organisation(request: HttpRequest, key: str) -> HttpResponse:
    """What is known of an organisation."""
    page = queries.organisation_page(_organisation(key), on=clock.now(request).date())
    context = {"page": page, "may_change": _may_change(request)}
    return render(request, "partners/organisation.html", context)


@require_http_methods(FORM_METHODS)
@for_administrators
def add(request: HttpRequest) -> HttpResponse:
    """A form for an organisation that is not known yet."""
    form = NewOrganisationForm(request.POST or None)
    if form.is_valid():
        try:
            entered = services.add_organisation(**form.values(), by=request.user)
        except RuleBroken as broken:
            form.add_error(_field_of(broken), phrases.sentence(broken))
        else:
            messages.success(request, _("The organisation is added."))
            return redirect("partners:organisation", key=entered.key)
    return render(request, "partners/add.html", {"form": form})


@require_http_methods(FORM_METHODS)
@for_administrators
def change(request: HttpRequest, key: str) -> HttpResponse:
    """A form for an organisation as it stands."""
    found = _organisation(key)
    version = queries.version_of(found)
    form = OrganisationForm(request.POST or None, instance=found, version=version)
    if form.is_valid():
        try:
            services.change_organisation(found, **form.cleaned_data, by=request.user)
        except RuleBroken as broken:
            form.add_error(_field_of(broken), phrases.sentence(broken))
            if broken.code == versions.CHANGED:
                now = _organisation(key)
                form.lay_beside(OrganisationForm(instance=now, version=queries.version_of(now)))
        else:
            messages.success(request, _("The organisation is changed."))
            return redirect("partners:organisation", key=key)
    return render(request, "partners/change.html", {"form": form, "organisation": found})


@require_http_methods(FORM_METHODS)
@for_administrators
def add_agreement(request: HttpRequest) -> HttpResponse:
    """A form for an agreement that is not entered yet."""
    return _agreement_form(request, None, template="partners/add_agreement.html")


@require_http_methods(FORM_METHODS)
@for_administrators
def change_agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """A form for an agreement as it stands."""
    return _agreement_form(request, _agreement(pk), template="partners/change_agreement.html")


@require_http_methods(FORM_METHODS)
@for_administrators
def remove_agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks before an agreement goes."""
    agreement = _agreement(pk)
    if request.method == "POST":
        services.remove_agreement(agreement, by=request.user)
        messages.success(request, _("The agreement is removed."))
        return redirect("partners:organisations")
    return render(request, "partners/remove_agreement.html", {"agreement": agreement})


def _agreement_form(
    request: HttpRequest, agreement: Agreement | None, *, template: str
) -> HttpResponse:
    version = queries.version_of(agreement) if agreement else ""
    form = AgreementForm(request.POST or None, instance=agreement, version=version)
    if form.is_valid():
        try:
            entered = services.enter_agreement(agreement, **form.cleaned_data, by=request.user)
        except RuleBroken as broken:
            form.add_error(_field_of(broken), phrases.sentence(broken))
            if broken.code == versions.CHANGED and agreement:
                now = _agreement(agreement.pk)
                form.lay_beside(AgreementForm(instance=now, version=queries.version_of(now)))
        else:
            messages.success(request, _("The agreement is entered."))
            return redirect("partners:organisation", key=entered.parties.first().key)
    return render(request, template, {"form": form, "agreement": agreement})


def _field_of(broken: RuleBroken) -> str | None:
    if broken.code == versions.CHANGED:
        return None
    return {
        "key_is_taken": "key",
        "agreement_needs_two_parties": "parties",
        "agreement_ends_before_it_begins": "expires_on",
    }.get(broken.code, "iati_identifier")


def _may_change(request: HttpRequest) -> bool:
    return permissions.looks_after_site(request.user, on=clock.now(request).date())


def _organisation(key: str) -> Organisation:
    try:
        return queries.organisation(key)
    except Organisation.DoesNotExist:
        raise Http404 from None


def _agreement(pk: int) -> Agreement:
    try:
        return queries.agreement(pk)
    except Agreement.DoesNotExist:
        raise Http404 from None


def _file(kind: str, found) -> HttpResponseBase:
    reader = get_language() or "en"
    columns = [
        Column(_("Key")),
        Column(_("Name"), 40),
        Column(_("Country"), 24),
        Column(_("IATI identifier"), 24),
        Column(_("Agreements")),
    ]
    rows = (
        (
            one.key,
            texts.shown(one.name, reader=reader, working="en").text,
            country_name(one.country, reader),
            one.iati_identifier,
            one.agreement_count,
        )
        for one in found
    )
    return rows_file(
        kind, name="organisations", title=_("Organisations"), columns=columns, rows=rows
    )
