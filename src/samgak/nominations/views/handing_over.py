"""The desk of a country handed to another person, and the record of it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samgak.core import clock
from samgak.core.errors import RuleBroken
from samgak.nominations import permissions, queries, services  # noqa: F401 - registers permissions
from samgak.nominations.forms.desk import HandOverForm
from samgak.nominations.phrases.imports import sentence
from samgak.nominations.views.asking import country_asked, found_or_404, scope_of
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page


@edition_page("nominations.nominate")
def hand_over(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Who takes the desk over, and from when; below, every hand-over there was."""
    country, at = country_asked(request, edition), clock.now(request)
    roles = queries.desk_roles(edition, country=country, on=at.date())
    if scope_of(request) is not None:
        roles = [one for one in roles if one.user_id == request.user.pk]
    form = HandOverForm(
        request.POST if request.method == "POST" else None,
        initial={"language": edition.working_language},
        roles=roles,
        today=at.date(),
    )
    if form.is_valid():
        said = {
            name: form.cleaned_data[name] for name in ("name", "email", "language", "on", "note")
        }
        try:
            record = services.hand_over(form.role, by=request.user, at=at, **said)
        except RuleBroken as broken:
            form.add_error(None, sentence(broken))
        else:
            messages.success(request, _("The desk is handed over; both people get a letter."))
            return redirect("nominations:handed_over", code=edition.code, pk=record.pk)
    context = {
        "edition": edition,
        "country": country,
        "form": form,
        "records": queries.hand_overs(edition, country=country),
    }
    return render(request, "nominations/hand_over.html", context)


@require_safe
@edition_page("programmes.see_rights")
def handed_over(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """The record of a hand-over: for both people, the country's desk and the officers."""
    record = found_or_404(queries.hand_over_of, edition, pk=pk)
    access = request.access  # type: ignore[attr-defined]
    is_one_of_both = request.user.pk in (record.predecessor_id, record.successor_id)
    may_see = access.sees_all_countries or record.country in access.countries
    if not (is_one_of_both or may_see):
        raise Http404
    return render(request, "nominations/handed_over.html", {"edition": edition, "record": record})
