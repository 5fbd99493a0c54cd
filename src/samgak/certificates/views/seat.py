from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samgak.certificates import (
    permissions,  # noqa: F401 - registers what may be done here
    phrases,
    queries,
    services,
)
from samgak.certificates.forms import NameForm
from samgak.core import clock
from samgak.core.errors import RuleBroken
from samgak.participants import queries as participants_queries
from samgak.participants.models import Participant
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page


@edition_page("certificates.use_own_seat")
def confirm_name(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The participant confirms the spelling of the own name in both scripts."""
    seat = _seat(request, edition)
    form = NameForm.of(request.POST or None, seat)
    if form.is_valid():
        try:
            services.confirm_own_name(seat, **form.cleaned_data, at=clock.now(request))
        except RuleBroken as broken:
            field = next((key for key in form.fields if key in broken.code), None)
            form.add_error(field, phrases.sentence(broken))
        else:
            messages.success(request, _("Thank you. Your certificate will carry this spelling."))
            return redirect("portal:my_page", code=edition.code)
    return render(
        request,
        "certificates/confirm_name.html",
        {
            "edition": edition,
            "participant": seat,
            "form": form,
            "certificate": queries.certificate_of(seat),
        },
    )


@require_POST
@edition_page("certificates.use_own_seat")
def take_back_plan(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Make a draft of the own action plan again."""
    try:
        services.take_back_plan(_seat(request, edition))
    except RuleBroken as broken:
        messages.error(request, phrases.sentence(broken))
    else:
        messages.success(request, _("Your plan is a draft again; submit it when it is ready."))
    return redirect("actionplans:my_plan", code=edition.code)


def _seat(request: HttpRequest, edition: Edition) -> Participant:
    return get_object_or_404(participants_queries.seats_of(request.user), edition=edition)
