"""Inviting somebody who was given a role; also how a lost link is sent again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from rules import has_perm

from samgak.core import clock
from samgak.correspondence import queries_invitations as queries
from samgak.correspondence import services_invitations as services
from samgak.partners.models import OrganisationRole
from samgak.programmes import queries_people
from samgak.programmes.models import Edition, EditionRole
from samgak.programmes.permissions import edition_page
from samgak.programmes.rules_people import may_give

CHANGE = "programmes.change_people"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@edition_page(CHANGE)
def edition(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """To somebody with a role on the edition."""
    rows = EditionRole.objects.select_related("user", "edition")
    given = get_object_or_404(rows, edition=edition, pk=pk)
    if not has_perm(CHANGE, request.access) or not may_give(given.role, held=request.access.roles):
        raise Http404
    return _invite(request, given, reverse("programmes:people", args=[edition.code]))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def organisation(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """To somebody with a role at an organisation."""
    rows = OrganisationRole.objects.select_related("user", "organisation")
    given = get_object_or_404(rows, organisation__key=key, pk=pk)
    on = clock.now(request).date()
    if not queries_people.administers(request.user, given.organisation, on=on):
        raise Http404
    return _invite(request, given, reverse("roles:organisation", args=[key]))


def _invite(request: HttpRequest, given, way_back: str) -> HttpResponse:
    at = clock.now(request)
    if queries_people.post(given, on=at.date()).stand == queries_people.ENDED:
        raise Http404
    if request.method == "POST":
        letter = services.invite(given, by=request.user, at=at)
        messages.success(
            request, _("The letter to %(address)s is on its way.") % {"address": letter.address}
        )
        return redirect(way_back)
    return render(
        request,
        "correspondence/invite.html",
        {
            "given": given,
            "letter": services.preview(given, at=at),
            "sent": queries.invitations_to(given.user)[:5],
            "way_back": way_back,
        },
    )
