from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from samgak.core import clock
from samgak.core.errors import RuleBroken
from samgak.participants import queries as participants
from samgak.participants.models import Participant
from samgak.participants.rules import PARTICIPANT, ways_on
from samgak.places import permissions, phrases, services  # noqa: F401 - registers what may be done
from samgak.places.forms import LeaveForm
from samgak.places.models import Answer
from samgak.places.queries import cohort
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page


@edition_page("places.use_own_seat")
def my_seat(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The participant accepts the seat, or gives it up for a reason."""
    seat = get_object_or_404(participants.seats_of(request.user), edition=edition)
    at = clock.now(request)
    form = LeaveForm(request.POST if "leave" in request.POST else None)
    if "accept" in request.POST:
        if _accept(request, seat):
            return redirect("portal:my_page", code=edition.code)
    elif form.is_valid():
        try:
            services.give_up(seat, at=at, by=request.user, **form.cleaned_data)
        except RuleBroken as broken:
            form.add_error("reason", phrases.sentence(broken))
        else:
            messages.success(request, _("Your seat is given up. Thank you for telling us."))
            return redirect("places:my_seat", code=edition.code)
    facts = participants.facts_of(seat, at=at) | cohort.facts_of(seat, at=at)
    ways = ways_on(seat.state, actor=PARTICIPANT, facts=facts)
    return render(
        request,
        "places/my_seat.html",
        {
            "edition": edition,
            "participant": seat,
            "may_accept": Participant.State.ACCEPTED in ways,
            "may_leave": bool({Participant.State.DECLINED, Participant.State.WITHDRAWN} & {*ways}),
            "form": form,
        },
    )


def _accept(request: HttpRequest, seat: Participant) -> bool:
    word, through = Answer.Word.ACCEPTED, Answer.Through.PAGE
    try:
        services.answer(seat, word=word, through=through, at=clock.now(request), by=request.user)
    except RuleBroken as broken:
        messages.error(request, phrases.sentence(broken))
        return False
    messages.success(request, _("Your seat is yours. We look forward to seeing you."))
    return True
