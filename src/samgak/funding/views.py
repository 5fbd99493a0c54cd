from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from rules import has_perm

from samgak.core import clock, texts, versions
from samgak.core.downloads import rows_file
from samgak.core.errors import RuleBroken
from samgak.core.places import country_name
from samgak.funding import permissions, phrases, queries, services
from samgak.funding import rules as money
from samgak.funding.forms import ContributionForm, RateForm
from samgak.funding.models import Contribution, ExchangeRate
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page
from samgak.spreadsheets import Column

SEE, CHANGE, RATES = (
    "funding.see_contributions",
    "funding.change_contributions",
    "funding.change_rates",
)
FORM_METHODS = ["GET", "HEAD", "POST"]


@dataclass(frozen=True)
class Row:
    """A line of the page, and whether the reader may change it."""

    line: queries.Line
    may_change: bool


@require_safe
@edition_page(SEE)
def contributions(request: HttpRequest, edition: Edition) -> HttpResponseBase:
    """Who bears what: items by payers, with the sums in each currency and in US dollars."""
    matrix = queries.cost_matrix(edition, on=clock.now(request).date())
    if kind := request.GET.get("download"):
        return _file(kind, edition, matrix)
    is_open = not money.reasons_not_to_change(edition.state)
    may_enter = is_open and has_perm(CHANGE, request.access)
    payers = permissions.payers_of(request.access)
    return render(
        request,
        "funding/contributions.html",
        {
            "edition": edition,
            "matrix": matrix,
            "rows": [Row(one, may_enter and _is_mine(one, payers)) for one in matrix.lines],
            "may_enter": may_enter,
            "may_quote": is_open and has_perm(RATES, request.access),
        },
    )


@require_http_methods(FORM_METHODS)
@edition_page(CHANGE)
def add(request: HttpRequest, edition: Edition) -> HttpResponse:
    """A form for what a partner bears."""
    payers = permissions.payers_of(request.access)
    form = _form(request.POST or None, edition, payers)
    if form.is_valid():
        try:
            services.add(
                edition,
                values=form.values(),
                payers=payers,
                by=request.user,
                at=clock.now(request),
            )
        except RuleBroken as broken:
            form.add_error(None, phrases.sentence(broken))
        else:
            messages.success(request, _("The contribution is entered."))
            return redirect("funding:contributions", code=edition.code)
    return render(request, "funding/add.html", {"edition": edition, "form": form})


@require_http_methods(FORM_METHODS)
@edition_page(CHANGE)
def change(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """A form for a contribution as it stands."""
    payers = permissions.payers_of(request.access)
    line = _line(edition, pk, payers)
    form = _form(request.POST or None, edition, payers, line)
    if form.is_valid():
        try:
            services.change(
                line,
                values=form.values(),
                payers=payers,
                by=request.user,
                at=clock.now(request),
                seen=form.cleaned_data["seen"],
            )
        except RuleBroken as broken:
            form.add_error(None, phrases.sentence(broken))
            if broken.code == versions.CHANGED:
                form.lay_beside(_form(None, edition, payers, _line(edition, pk, payers)))
        else:
            messages.success(request, _("The contribution is changed."))
            return redirect("funding:contributions", code=edition.code)
    context = {"edition": edition, "form": form, "contribution": line}
    return render(request, "funding/change.html", context)


@require_http_methods(FORM_METHODS)
@edition_page(CHANGE)
def remove(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Asks before a contribution goes."""
    payers = permissions.payers_of(request.access)
    line = _line(edition, pk, payers)
    if request.method == "POST":
        try:
            services.remove(line, payers=payers, by=request.user, at=clock.now(request))
        except RuleBroken as broken:
            messages.error(request, phrases.sentence(broken))
        else:
            messages.success(request, _("The contribution is removed."))
        return redirect("funding:contributions", code=edition.code)
    return render(request, "funding/remove.html", {"edition": edition, "contribution": line})


@require_http_methods(FORM_METHODS)
@edition_page(RATES)
def quote(request: HttpRequest, edition: Edition) -> HttpResponse:
    """A form for the rate of a currency on a day."""
    form = RateForm(request.POST or None, initial={"quoted_on": edition.starts_on})
    if form.is_valid():
        try:
            services.quote(edition, **form.cleaned_data, by=request.user)
        except RuleBroken as broken:
            form.add_error(None, phrases.sentence(broken))
        else:
            messages.success(request, _("The exchange rate is entered."))
            return redirect("funding:contributions", code=edition.code)
    return render(request, "funding/quote.html", {"edition": edition, "form": form})


@require_http_methods(FORM_METHODS)
@edition_page(RATES)
def remove_rate(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Asks before a rate goes."""
    try:
        rate = queries.exchange_rate(edition, pk=pk)
    except ExchangeRate.DoesNotExist:
        raise Http404 from None
    if request.method == "POST":
        try:
            services.remove_rate(rate, by=request.user)
        except RuleBroken as broken:
            messages.error(request, phrases.sentence(broken))
        else:
            messages.success(request, _("The exchange rate is removed."))
        return redirect("funding:contributions", code=edition.code)
    return render(request, "funding/remove_rate.html", {"edition": edition, "rate": rate})


def _form(data, edition: Edition, payers, line: Contribution | None = None) -> ContributionForm:
    return ContributionForm(
        data,
        instance=line,
        version=queries.version_of(line) if line else "",
        edition=edition,
        payers=queries.possible_payers(edition, among=payers),
    )


def _line(edition: Edition, pk: int, payers: frozenset[int] | None) -> Contribution:
    try:
        line = queries.contribution(edition, pk=pk)
    except Contribution.DoesNotExist:
        raise Http404 from None
    if payers is not None and line.payer_id not in payers:
        raise PermissionDenied
    return line


def _is_mine(line: queries.Line, payers: frozenset[int] | None) -> bool:
    return payers is None or line.contribution.payer_id in payers


def _file(kind: str, edition: Edition, matrix: queries.CostMatrix) -> HttpResponseBase:
    reader, working = get_language() or "en", edition.working_language
    columns = [
        Column(_("Who bears it"), 30),
        Column(_("Item"), 40),
        Column(_("What it pays for"), 30),
        Column(_("In cash or in kind")),
        Column(_("How it is valued"), 24),
        Column(_("Amount")),
        Column(_("Currency")),
        Column(_("Country in which it is delivered"), 24),
        Column(_("Day of the expenditure")),
    ]
    rows = (
        (
            texts.shown(one.payer.name, reader=reader, working=working).text,
            texts.shown(one.item, reader=reader, working=working).text,
            str(phrases.PURPOSE_TEXTS[one.purpose]),
            str(phrases.KIND_TEXTS[one.kind]),
            one.valuation,
            one.amount,
            one.currency,
            country_name(one.delivered_in, reader),
            one.spent_on,
        )
        for one in (line.contribution for line in matrix.lines)
    )
    name = f"{edition.code}-contributions"
    return rows_file(kind, name=name, title=_("Contributions"), columns=columns, rows=rows)
