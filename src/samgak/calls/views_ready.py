"""What to have ready, read and ticked before one nominates."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samgak.calls import (
    permissions,  # noqa: F401 - registers what may be done here
    phrases,
    queries_ready,
    services_ready,
)
from samgak.core import clock
from samgak.core.errors import RuleBroken
from samgak.core.places import is_country
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page

# Where one goes on: by form, or by workbook.
WAYS_ON = {"form": "nominations:nominate", "workbook": "nominations:imports"}


@edition_page("calls.declare_ready")
def ready(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The documents to have ready, and the tick; who has ticked goes on to nominate."""
    version = queries_ready.asked_of(request.user, edition)
    if version is None:
        return _on(request, edition)
    problem = ""
    if request.method == "POST":
        problem = _declared(request, edition)
        if not problem:
            messages.success(request, _("It is noted that you have the documents ready."))
            return _on(request, edition)
    context = {
        "edition": edition,
        "asked": queries_ready.to_have_ready(version, reader=get_language() or "en"),
        "said_before": queries_ready.readiness_of(request.user, edition) is not None,
        "problem": problem,
    }
    return render(request, "calls/ready.html", context)


def _declared(request: HttpRequest, edition: Edition) -> str:
    """What is wrong; empty when it is noted."""
    if "ready" not in request.POST:
        return str(phrases.NOT_TICKED_TEXT)
    try:
        services_ready.declare_ready(
            edition,
            number=request.POST.get("number", ""),
            by=request.user,
            at=clock.now(request),
        )
    except RuleBroken as broken:
        return phrases.sentence(broken)
    return ""


def _on(request: HttpRequest, edition: Edition) -> HttpResponse:
    page = WAYS_ON.get(request.GET.get("to", ""), "nominations:desk")
    country = request.GET.get("country", "")
    response = redirect(page, code=edition.code)
    if is_country(country):
        response["Location"] += f"?country={country}"
    return response
