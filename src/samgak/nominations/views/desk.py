import rules
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samgak.core import clock
from samgak.core.errors import RuleBroken
from samgak.nominations import permissions, queries, services  # noqa: F401 - registers permissions
from samgak.nominations.forms.nominations import NomineeForm, WithdrawalForm
from samgak.nominations.models import Nomination
from samgak.nominations.phrases import lists
from samgak.nominations.phrases.imports import sentence
from samgak.nominations.views.asking import (
    XLSX,
    attachment,
    countries_of,
    country_asked,
    found_or_404,
)
from samgak.printing.nominations import nomination_list
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page


@require_safe
@edition_page("nominations.nominate")
def desk(request: HttpRequest, edition: Edition) -> HttpResponse:
    """A country's nominees in its order, what is left to do, and until when."""
    if not countries_of(request, edition):
        return redirect("nominations:nominees", code=edition.code)
    country = country_asked(request, edition)
    nominations = list(queries.order_of(edition, country=country))
    standing = [one for one in nominations if one.state == Nomination.State.NOMINATED]
    return render(
        request,
        "nominations/desk.html",
        {
            "edition": edition,
            "country": country,
            "countries": countries_of(request, edition),
            "standing": standing,
            "withdrawn": [one for one in nominations if one not in standing],
            "call": queries.call_of(edition),
            "refusal": _refusal(request, edition, country),
            "to_mend": queries.rows_to_mend(edition, country=country),
        },
    )


def _refusal(request: HttpRequest, edition: Edition, country: str) -> str:
    """Why nothing may be changed now, as a sentence; empty when it may."""
    reason = services.reason_not_to_nominate(
        edition, country=country, by=request.user, at=clock.now(request)
    )
    return sentence(RuleBroken(reason, country=country)) if reason else ""


@edition_page("nominations.nominate")
def nominate(request: HttpRequest, edition: Edition) -> HttpResponse:
    """A form for one more nominee."""
    country, at = country_asked(request, edition), clock.now(request)
    form = NomineeForm(
        request.POST if request.method == "POST" else None,
        initial={"rank": queries.next_rank(edition, country=country)},
        country=country,
        today=at.astimezone(edition.zone).date(),
        languages=queries.language_codes(edition),
    )
    if form.is_valid():
        try:
            nomination = services.nominate(
                edition, country=country, values=form.values, by=request.user, at=at
            )
        except RuleBroken as broken:
            form.add_error(None, sentence(broken))
        else:
            name = {"name": nomination.person.passport_name}
            messages.success(request, _("%(name)s is nominated.") % name)
            _warn(request, nomination)
            return redirect(_desk(edition, country))
    context = {"edition": edition, "country": country, "form": form, "refusal": ""}
    if request.method != "POST":
        context["refusal"] = _refusal(request, edition, country)
    return render(request, "nominations/nominate.html", context)


def _desk(edition: Edition, country: str) -> str:
    return f"{reverse('nominations:desk', kwargs={'code': edition.code})}?country={country}"


def _warn(request: HttpRequest, nomination: Nomination) -> None:
    """Say what somebody should look at though it is no fault."""
    for other in queries.others_of_rank(nomination):
        names = {"name": other.person.passport_name, "rank": other.rank}
        messages.warning(request, _("%(name)s has rank %(rank)s too.") % names)
    for other in queries.look_alikes(nomination):
        names = {"name": other.person.passport_name, "rank": other.rank}
        text = _("This may be the same person as %(name)s (rank %(rank)s), typed another way.")
        messages.warning(request, text % names)


def _nomination(request: HttpRequest, edition: Edition, pk: int) -> Nomination:
    return found_or_404(
        queries.nomination_of,
        edition,
        pk=pk,
        access=request.access,  # type: ignore[attr-defined]
    )


@require_safe
@edition_page("nominations.see_nominees")
def nomination(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """All that is known of one nominee, and what may be done."""
    found = _nomination(request, edition, pk)
    access = request.access  # type: ignore[attr-defined]
    selection = queries.shown_selection(edition, access=access)
    [listed] = queries.listed(
        [found], edition=edition, selection=selection, call=queries.call_of(edition)
    )
    may_change = rules.has_perm("nominations.nominate", access)
    return render(
        request,
        "nominations/nomination.html",
        {
            "edition": edition,
            "listed": listed,
            "facts": queries.stored_facts(found.person, found),
            "look_alikes": queries.look_alikes(found),
            "may_change": may_change and not _refusal(request, edition, found.country),
            "may_merge": rules.has_perm("nominations.merge_people", access),
        },
    )


@edition_page("nominations.nominate")
def change(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """The form with a nominee's values."""
    found, at = _nomination(request, edition, pk), clock.now(request)
    facts = queries.stored_facts(found.person, found)
    spoken = [name.removeprefix("language_") for name in facts if name.startswith("language_")]
    form = NomineeForm(
        request.POST if request.method == "POST" else None,
        initial=facts,
        country=found.country,
        today=at.astimezone(edition.zone).date(),
        languages=sorted({*queries.language_codes(edition), *spoken}),
    )
    if form.is_valid():
        try:
            services.change(found, values=form.values, by=request.user, at=at)
        except RuleBroken as broken:
            form.add_error(None, sentence(broken))
        else:
            messages.success(request, _("The nomination is saved."))
            _warn(request, queries.nomination_of(edition, pk=found.pk, access=request.access))  # type: ignore[attr-defined]
            return redirect("nominations:nomination", code=edition.code, pk=found.pk)
    context = {"edition": edition, "nomination": found, "form": form}
    return render(request, "nominations/change.html", context)


@edition_page("nominations.nominate")
def withdraw(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Why a nomination is withdrawn, and the button."""
    found = _nomination(request, edition, pk)
    form = WithdrawalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.withdraw(
                found,
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=clock.now(request),
            )
        except RuleBroken as broken:
            form.add_error(None, sentence(broken))
        else:
            name = {"name": found.person.passport_name}
            messages.success(request, _("The nomination of %(name)s is withdrawn.") % name)
            return redirect(_desk(edition, found.country))
    context = {"edition": edition, "nomination": found, "form": form}
    return render(request, "nominations/withdraw.html", context)


@require_POST
@edition_page("nominations.nominate")
def move(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Exchange places with the nominee above or below."""
    found = _nomination(request, edition, pk)
    act = services.move_up if request.POST.get("direction") == "up" else services.move_down
    try:
        act(found, by=request.user, at=clock.now(request))
    except RuleBroken as broken:
        messages.error(request, sentence(broken))
    # Back to the same person's buttons, so that a keyboard stays where it is.
    return redirect(f"{_desk(edition, found.country)}#nominee-{found.pk}")


@require_safe
@edition_page("nominations.nominate")
def template(request: HttpRequest, edition: Edition) -> HttpResponse:
    """A blank workbook, named so that it says the country when it comes back."""
    country = country_asked(request, edition)
    content = lists.blank_workbook(
        edition, country=country, languages=queries.language_codes(edition)
    )
    return attachment(content, name=f"nominations-{country.lower()}.xlsx", content_type=XLSX)


@require_safe
@edition_page("nominations.nominate")
def list_to_sign(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The country's nominees as a PDF to print and sign."""
    country = country_asked(request, edition)
    page = lists.list_to_sign(
        edition,
        country=country,
        nominations=queries.order_of(edition, country=country).standing(),
        signed_by=str(request.user) if country in request.access.countries else "",  # type: ignore[attr-defined]
        today=clock.now(request).astimezone(edition.zone).date(),
    )
    name = f"nominees-{edition.code}-{country.lower()}.pdf"
    return attachment(nomination_list(page), name=name, content_type="application/pdf")
