"""One nomination: what is known of it, what was decided, and the steps a person may take with it."""

import rules
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samgak.core import clock
from samgak.core.errors import RuleBroken
from samgak.nominations import permissions, queries, services  # noqa: F401 - registers permissions
from samgak.nominations.forms.desk import ReturnForm, VerdictForm
from samgak.nominations.forms.nominations import WithdrawalForm
from samgak.nominations.models import Nomination
from samgak.nominations.phrases import lists
from samgak.nominations.phrases.imports import sentence
from samgak.nominations.rules import states
from samgak.nominations.views.asking import (
    desk_address,
    found_or_404,
    nomination_asked,
    refusal_of,
)
from samgak.programmes import queries_audit
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page
from samgak.programmes.views.audit import shown

ENTRIES_ON_A_PAGE = 50


@require_safe
@edition_page("nominations.see_nominees")
def nomination(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """All that is known of one nominee, and what may be done."""
    found = nomination_asked(request, edition, pk)
    access = request.access  # type: ignore[attr-defined]
    selection = queries.shown_selection(edition, access=access)
    call = queries.call_of(edition)
    [listed] = queries.listed([found], edition=edition, selection=selection, call=call)
    form = queries.form_of(edition, country=found.country)
    return render(
        request,
        "nominations/nomination.html",
        {
            "edition": edition,
            "listed": listed,
            "facts": queries.stored_facts(found.person, found),
            "own": lists.own_rows(found, form) if form else [],
            "look_alikes": queries.look_alikes(found),
            "earlier": queries.earlier_records(found, call=call),
            "moves": _moves(request, edition, found),
            "may_decide": rules.has_perm("nominations.decide_repeats", access),
            "may_merge": rules.has_perm("nominations.merge_people", access),
            "may_see_desk": rules.has_perm("nominations.nominate", access),
        },
    )


def _moves(request: HttpRequest, edition: Edition, found: Nomination) -> frozenset[str]:
    """The states to which the reader may take the nomination now; `change` where values may be written."""
    access = request.access  # type: ignore[attr-defined]
    was_returned = found.state == states.RETURNED
    if not rules.has_perm("nominations.nominate", access):
        return frozenset()
    if refusal_of(request, edition, found.country, was_returned=was_returned):
        return frozenset()
    is_officer = rules.has_perm("nominations.confirm", access)
    actor = states.OFFICER if is_officer else states.FOCAL_POINT
    may = states.moves_open(found.state, actor=actor)
    return may | {"change"} if found.state in states.PRESENT else may - {states.NOMINATED}


@edition_page("nominations.nominate")
def withdraw(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Why a nomination is withdrawn, and the button."""
    found = nomination_asked(request, edition, pk)
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
            return redirect(desk_address(edition, found.country))
    context = {"edition": edition, "nomination": found, "form": form}
    return render(request, "nominations/withdraw.html", context)


@edition_page("nominations.confirm")
def return_for_fix(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """What is to be corrected; the letter to the focal point is drafted."""
    found = nomination_asked(request, edition, pk)
    form = ReturnForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.return_for_fix(
                found, words=form.cleaned_data["words"], by=request.user, at=clock.now(request)
            )
        except RuleBroken as broken:
            form.add_error(None, sentence(broken))
        else:
            messages.success(request, _("The nomination is returned; the letter is drafted."))
            return redirect("nominations:nomination", code=edition.code, pk=found.pk)
    context = {"edition": edition, "nomination": found, "form": form}
    return render(request, "nominations/return.html", context)


@require_POST
@edition_page("nominations.confirm")
def confirm(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """The officer finds the nomination complete."""
    found = nomination_asked(request, edition, pk)
    try:
        services.confirm(found, by=request.user, at=clock.now(request))
    except RuleBroken as broken:
        messages.error(request, sentence(broken))
    else:
        name = {"name": found.person.passport_name}
        messages.success(request, _("The nomination of %(name)s is confirmed.") % name)
    return redirect("nominations:nomination", code=edition.code, pk=found.pk)


@edition_page("nominations.decide_repeats")
def earlier(request: HttpRequest, edition: Edition, pk: int, record_pk: int) -> HttpResponse:
    """Whether an earlier record is the nominee's, and whether the rule is waived."""
    found = nomination_asked(request, edition, pk)
    record = found_or_404(queries.record_of, found, pk=record_pk)
    initial = {"verdict": record.verdict, "reason": record.reason}
    form = VerdictForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            services.decide(record, by=request.user, at=clock.now(request), **form.cleaned_data)
        except RuleBroken as broken:
            form.add_error(None, sentence(broken))
        else:
            messages.success(request, _("The nomination is saved."))
            return redirect("nominations:nomination", code=edition.code, pk=found.pk)
    records = queries.earlier_records(found, call=queries.call_of(edition))
    [shown_record] = [one for one in records if one.record.pk == record.pk]
    context = {"edition": edition, "nomination": found, "earlier": shown_record, "form": form}
    return render(request, "nominations/earlier.html", context)


@require_safe
@edition_page("nominations.see_nominees")
def history(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """All that happened to a nomination, in words, the latest first."""
    found = nomination_asked(request, edition, pk)
    trail = queries_audit.trail_of(
        edition,
        filters=queries_audit.Filters(kind="nominations-nomination"),
        count=ENTRIES_ON_A_PAGE,
        below=queries_audit.Place.read(request.GET.get("below", "")),
        key=found.pk,
    )
    if not trail.entries:
        raise Http404
    context = {"edition": edition, "nomination": found} | shown(trail, edition)
    return render(request, "nominations/history.html", context)
