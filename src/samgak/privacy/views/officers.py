"""Who has given what; one item read for a reason; the list for visas; how long things are kept."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samgak.core import clock
from samgak.core.downloads import rows_file
from samgak.core.errors import RuleBroken
from samgak.core.versions import CHANGED
from samgak.privacy import (
    permissions,  # noqa: F401 - registers what may be done here
    phrases,
    queries,
    rules,
    services,
)
from samgak.privacy.forms import ReasonForm, RetainForm, TermsForm
from samgak.privacy.models import VaultItem
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page
from samgak.spreadsheets import Column

SEE, READ = "privacy.see_items", "privacy.read_items"


@require_safe
@edition_page(SEE)
def items(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Every selected person and which items they have given."""
    lines = queries.overview(edition, at=clock.now(request))
    context = {
        "edition": edition,
        "lines": lines,
        "names": [phrases.ITEM_TEXTS[one] for one in rules.ITEMS],
        "may_read": request.access.roles & {"programme_officer"},  # type: ignore[attr-defined]
        "may_keep_longer": request.access.roles & {"administrator"},  # type: ignore[attr-defined]
        "choices": [(one, phrases.ITEM_TEXTS[one]) for one in rules.ITEMS],
    }
    return render(request, "privacy/items.html", context)


@never_cache
@edition_page(READ)
def read(request: HttpRequest, edition: Edition, participant_id: int, item: str) -> HttpResponse:
    """Say why, and read one item; what is shown stands in no address and in no trail."""
    row = _item(edition, participant_id, item)
    form = ReasonForm(request.POST or None)
    said = None
    if form.is_valid():
        try:
            value = services.read(
                row, by=request.user, at=clock.now(request), why=form.cleaned_data["reason"]
            )
            said = phrases.said(item, value)
        except RuleBroken as broken:
            form.add_error("reason", phrases.sentence(broken))
    context = {
        "edition": edition,
        "row": row,
        "title": phrases.ITEM_TEXTS[item],
        "form": form,
        "said": said,
    }
    return render(request, "privacy/read.html", context)


@never_cache
@edition_page(READ)
def visa_list(request: HttpRequest, edition: Edition) -> HttpResponseBase:
    """All passports that were handed in, as a workbook, in one reading."""
    form = ReasonForm(request.POST or None)
    held = list(queries.visa_items(edition))
    if form.is_valid():
        try:
            values = services.read_list(
                held, by=request.user, at=clock.now(request), why=form.cleaned_data["reason"]
            )
            return _workbook(edition, held, values)
        except RuleBroken as broken:
            form.add_error("reason", phrases.sentence(broken))
    context = {"edition": edition, "form": form, "count": len(held)}
    return render(request, "privacy/visa_list.html", context)


def _workbook(edition: Edition, held: list[VaultItem], values: dict) -> HttpResponseBase:
    names = ("number", "nationality", "issued_on", "expires_on")
    columns = [
        Column(_("Family name")),
        Column(_("Given name")),
        Column(_("Date of birth")),
        Column(_("Sex")),
        *(Column(str(phrases.FIELD_TEXTS[name])) for name in names),
    ]
    rows = [
        [
            one.person.family_name,
            one.person.given_name,
            one.person.born_on,
            one.person.sex,
            *(values[one.pk].get(name, "") for name in names),
        ]
        for one in held
    ]
    name = f"visa-list-{edition.code}"
    response = rows_file("xlsx", name=name, title=_("Visa list"), columns=columns, rows=rows)
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
@edition_page(READ)
def purpose_done(request: HttpRequest, edition: Edition) -> HttpResponse:
    """What an item was asked for is done; its term begins."""
    item = request.POST.get("item", "")
    if item not in rules.ITEMS:
        return redirect("privacy:items", code=edition.code)
    count = services.mark_purpose_done(edition, item=item, at=clock.now(request))
    said = ngettext(
        "The purpose of %(count)s item is fulfilled; it is deleted when its term is over.",
        "The purpose of %(count)s items is fulfilled; they are deleted when their term is over.",
        count,
    )
    messages.success(request, said % {"count": count})
    return redirect("privacy:items", code=edition.code)


@edition_page("privacy.keep_longer")
def retain(request: HttpRequest, edition: Edition, participant_id: int, item: str) -> HttpResponse:
    """Keep an item beyond its term because a law demands it."""
    row = _item(edition, participant_id, item)
    form = RetainForm(request.POST or None)
    if form.is_valid():
        try:
            services.retain(row, **form.cleaned_data, at=clock.now(request))
        except RuleBroken as broken:
            form.add_error(None, phrases.sentence(broken))
        else:
            messages.success(request, _("The item is kept for this ground, until that day."))
            return redirect("privacy:items", code=edition.code)
    context = {"edition": edition, "row": row, "title": phrases.ITEM_TEXTS[item], "form": form}
    return render(request, "privacy/retain.html", context)


@edition_page("privacy.set_terms")
def terms(request: HttpRequest, edition: Edition) -> HttpResponse:
    """How long this edition keeps personal data."""
    fresh = _terms_form(None, edition)
    form = _terms_form(request.POST, edition) if request.method == "POST" else fresh
    if form.is_valid():
        try:
            services.set_terms(
                edition,
                terms=form.terms(),
                seen=form.cleaned_data["seen"],
                at=clock.now(request),
            )
        except RuleBroken as broken:
            form.add_error(None, phrases.sentence(broken))
            if broken.code == CHANGED:
                form.lay_beside(fresh)
        else:
            messages.success(request, _("The terms are kept."))
            return redirect("privacy:items", code=edition.code)
    return render(request, "privacy/terms.html", {"edition": edition, "form": form})


def _terms_form(data, edition: Edition) -> TermsForm:
    return TermsForm(
        data,
        initial=TermsForm.initial_of(queries.terms_of(edition)),
        version=queries.version_of_terms(edition),
    )


def _item(edition: Edition, participant_id: int, item: str) -> VaultItem:
    seat = queries.seat_on(edition, participant_id)
    row = queries.items_of(seat.person, edition).get(item) if seat else None
    if row is None or row.handed_in_at is None:
        raise Http404
    row.person = seat.person  # type: ignore[union-attr]
    return row
