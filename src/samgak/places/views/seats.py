from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samgak.core import clock
from samgak.core.errors import RuleBroken
from samgak.participants import queries as participants
from samgak.participants import services as participants_services
from samgak.participants.models import Participant
from samgak.participants.rules import OFFICER, PRESENT, ways_on
from samgak.places import phrases, services
from samgak.places.forms import ExtendForm, LanguageForm, MoveForm, PromotionForm
from samgak.places.phrases_papers import FORM_TEXTS, KIND_TEXTS
from samgak.places.queries import cohort, reserves
from samgak.places.rules.papers import FOR_ONE
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@edition_page("places.keep_seats")
def seat(request: HttpRequest, edition: Edition, participant_id: int) -> HttpResponse:
    """One seat: what was answered, and the next step or more time."""
    held, at = _seat_or_404(edition, participant_id), clock.now(request)
    facts = participants.facts_of(held, at=at) | cohort.facts_of(held, at=at)
    ways = ways_on(held.state, actor=OFFICER, facts=facts)
    extends = "extend" in request.POST
    sent = request.POST if request.method == "POST" else None
    move_form = MoveForm(None if extends else sent, ways=ways)
    extend_form = ExtendForm(sent if extends else None)
    if (extend_form if extends else move_form).is_valid() and _done(
        request, held, extend_form if extends else move_form
    ):
        return redirect("places:seat", code=edition.code, participant_id=held.pk)
    (row,) = cohort.rows([held], at=at)
    return render(
        request,
        "places/seat.html",
        {
            "edition": edition,
            "row": row,
            "answers": cohort.answers_of(held),
            "promotion": cohort.promotion_into(held),
            "move_form": move_form if ways else None,
            **_papers(request, held),
            "extend_form": extend_form if held.state == Participant.State.SELECTED else None,
        },
    )


def _papers(request: HttpRequest, held: Participant) -> dict[str, object]:
    if held.state not in PRESENT:
        return {"papers": ()}
    form = LanguageForm(request.GET or None)
    return {
        "papers": [(kind, KIND_TEXTS[kind]) for kind in FOR_ONE],
        "paper_forms": FORM_TEXTS.items(),
        "language_form": form,
        "language": form.wanted,
    }


def _done(request: HttpRequest, held: Participant, form: MoveForm | ExtendForm) -> bool:
    at = clock.now(request)
    try:
        if isinstance(form, ExtendForm):
            until = form.until(held.edition)
            participants_services.extend_answer(held, until=until, at=at)
            messages.success(request, _("Saved"))
        else:
            services.move(held, **form.cleaned_data, at=at, by=request.user)
            messages.success(request, _("Saved"))
    except RuleBroken as broken:
        form.add_error(None, phrases.sentence(broken))
        return False
    return True


@require_http_methods(METHODS)
@edition_page("places.keep_seats")
def replace(request: HttpRequest, edition: Edition, participant_id: int) -> HttpResponse:
    """Who can take a free seat, the best one first, and the button that seats them."""
    held, at = _seat_or_404(edition, participant_id), clock.now(request)
    (row,) = cohort.rows([held], at=at)
    if not row.may_be_filled:
        messages.error(request, phrases.RULE_TEXTS["seat_is_taken"])
        return redirect("places:seat", code=edition.code, participant_id=held.pk)
    try:
        found = reserves.replacement(held)
    except RuleBroken as broken:
        messages.error(request, phrases.sentence(broken))
        return redirect("places:cohort", code=edition.code)
    form = PromotionForm(
        request.POST if request.method == "POST" else None,
        initial={"reason": phrases.reason_of(found)},
    )
    if form.is_valid():
        if _promoted(request, held, form):
            return redirect("places:cohort", code=edition.code)
    elif form.is_bound:
        messages.error(request, phrases.RULE_TEXTS["reason_missing"])
    context = {"edition": edition, "row": row, "found": found, "form": form}
    return render(request, "places/replace.html", context)


def _promoted(request: HttpRequest, held: Participant, form: PromotionForm) -> bool:
    try:
        promotion = services.promote(
            held,
            nomination_id=form.cleaned_data["nomination"],
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=clock.now(request),
        )
    except RuleBroken as broken:
        messages.error(request, phrases.sentence(broken))
        return False
    text = _("The seat went to %(name)s")
    messages.success(request, text % {"name": promotion.seat.person})
    return True


def _seat_or_404(edition: Edition, pk: int) -> Participant:
    try:
        return cohort.seat(edition, pk=pk)
    except Participant.DoesNotExist:
        raise Http404 from None
