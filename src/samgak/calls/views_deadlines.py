"""The deadline of the call: its history, an extension, exceptions after it."""

from typing import Any

import rules as permits
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samgak.calls import phrases, queries_deadlines, services_deadlines
from samgak.calls.forms import ExtensionForm, LateForm
from samgak.core import clock
from samgak.core.errors import RuleBroken
from samgak.programmes import queries as programmes
from samgak.programmes.models import Call, Edition
from samgak.programmes.permissions import edition_page

CHANGE, SEE = "calls.change_deadlines", "calls.see_deadlines"


@require_safe
@edition_page(SEE)
def deadlines(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The deadline, how often it was put off, and who may nominate after it."""
    return _page(request, edition)


@require_POST
@edition_page(CHANGE)
def extend(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Put the deadline off."""
    form = ExtensionForm(request.POST, edition=edition)
    if form.is_valid():
        said = form.cleaned_data
        try:
            services_deadlines.extend(
                edition,
                to=said["moment"],
                reason=said["reason"],
                by=request.user,
                at=clock.now(request),
                seen=said["seen"],
            )
        except RuleBroken as broken:
            form.add_error(None, phrases.sentence(broken))
        else:
            messages.success(
                request, _("The deadline is extended. The letters wait in the outbox.")
            )
            return redirect("calls:deadlines", code=edition.code)
    return _page(request, edition, extension=form)


@require_POST
@edition_page(CHANGE)
def allow_late(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Let one country nominate after the deadline."""
    countries = programmes.beneficiary_countries(edition)
    form = _late(request.POST, edition=edition, countries=countries)
    if form.is_valid():
        said = form.cleaned_data
        try:
            services_deadlines.allow_late(
                edition,
                country=said["country"],
                until=said["moment"],
                reason=said["reason"],
                by=request.user,
                at=clock.now(request),
            )
        except RuleBroken as broken:
            form.add_error(None, phrases.sentence(broken))
        else:
            messages.success(request, _("The exception is recorded."))
            return redirect("calls:deadlines", code=edition.code)
    return _page(request, edition, late=form)


def _late(*sent: Any, **known: Any) -> LateForm:
    """Both forms stand on one page: this one's fields have names of their own for the browser."""
    return LateForm(*sent, auto_id="late_%s", **known)


def _page(request: HttpRequest, edition: Edition, **forms: Any) -> HttpResponse:
    call = Call.objects.filter(edition=edition).first()
    countries = programmes.beneficiary_countries(edition)
    seen = {"seen": services_deadlines.deadline_stamp(call)}
    context = {
        "edition": edition,
        "call": call,
        "extensions": queries_deadlines.extensions(edition),
        "exceptions": queries_deadlines.exceptions(edition),
        "may_change": permits.has_perm(CHANGE, request.access),  # type: ignore[attr-defined]
        "extension": forms.get("extension") or ExtensionForm(edition=edition, initial=seen),
        "late": forms.get("late") or _late(edition=edition, countries=countries),
    }
    return render(request, "calls/deadlines.html", context)
