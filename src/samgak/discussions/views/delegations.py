from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samgak.core import clock
from samgak.discussions.forms import SpokespersonForm
from samgak.discussions.permissions import is_officer
from samgak.discussions.queries import commitments as queries
from samgak.discussions.services import commitments as services
from samgak.discussions.views.base import kept
from samgak.participants import queries as participants
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page


@edition_page("discussions.appoint")
def delegations(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Who speaks for each country; a focal point sees and names that of the own one."""
    held = queries.delegations(edition)
    country_asked = request.POST.get("country", "")
    forms = {}
    for country in queries.countries(edition):
        if not (is_officer(request.access) or country in request.access.countries):
            continue
        seats = list(
            participants.participants(edition).filter(
                person__country=country, person__user__isnull=False
            )
        )
        known = held.get(country)
        current = [one for one in seats if known and one.person.user_id == known.spokesperson_id]
        forms[country] = SpokespersonForm(
            request.POST if country == country_asked else None,
            seats=seats,
            prefix=country.lower(),
            initial={"spokesperson": str(current[0].pk) if current else ""},
        )
    if request.method == "POST":
        form = forms.get(country_asked)
        if form is None:
            raise Http404
        if kept(
            form,
            lambda: services.appoint(
                edition,
                country=country_asked,
                seat=form.seats.get(form.cleaned_data["spokesperson"]),
                by=request.user,
                at=clock.now(request),
            ),
        ):
            messages.success(request, _("Your changes are kept."))
            return redirect("discussions:delegations", code=edition.code)
    return render(
        request, "discussions/delegations.html", {"edition": edition, "forms": forms.items()}
    )
