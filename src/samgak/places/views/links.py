"""Pages that a signed link opens without an account; each small enough for a slow network."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from samgak.core import clock
from samgak.core.errors import RuleBroken
from samgak.participants import links
from samgak.participants import queries as participants
from samgak.participants.models import Participant
from samgak.participants.rules import PARTICIPANT, ways_on
from samgak.places import phrases, services
from samgak.places.models import Answer
from samgak.places.queries import appeals, cohort
from samgak.places.rules.appeals import MOST_LETTERS
from samgak.places.services import appeals as appeal_services

METHODS = ["GET", "HEAD", "POST"]
MOST_LETTERS_OF_REASON = 2000


def link_page(purpose: str) -> Callable:
    """View decorator: what the link opens, or a page that says why it opens nothing."""

    def decorate(view: Callable) -> Callable:
        @require_http_methods(METHODS)
        @wraps(view)
        def opened(request: HttpRequest, token: str) -> HttpResponse:
            held = links.held_by(token, purpose=purpose)
            is_over = bool(held and held.is_over(clock.now(request)))
            response = view(request, held) if held and not is_over else None
            if response is None:
                context = {"is_over": is_over}
                response = render(request, "actionplans/link_gone.html", context, status=404)
            add_never_cache_headers(response)
            # Not no-referrer: browsers then send a form with the origin "null", which is refused.
            response["Referrer-Policy"] = "same-origin"
            response["X-Robots-Tag"] = "noindex"
            return response

        return opened

    return decorate


def _words(request: HttpRequest, name: str, most: int) -> str:
    # The database keeps no NUL; one letter too many is left, so that the rule can say so.
    return request.POST.get(name, "").replace("\0", "")[: most + 1]


@link_page(links.ANSWER)
def answer(request: HttpRequest, held: links.Held) -> HttpResponse | None:
    """Accept or decline the seat; the mind may change until the date."""
    seat = cohort.seat_of(held.edition, held.person)
    if seat is None or links.reader_of(seat.person) != held.reader:
        return None
    at, refusal = clock.now(request), ""
    reason = _words(request, "reason", MOST_LETTERS_OF_REASON)[:MOST_LETTERS_OF_REASON]
    if request.method == "POST":
        refusal = _answered(request, seat, reason=reason)
        if not refusal:
            return redirect(request.path)
    facts = participants.facts_of(seat, at=at) | cohort.facts_of(seat, at=at)
    ways = ways_on(seat.state, actor=PARTICIPANT, facts=facts)
    context = {
        "seat": seat,
        "edition": seat.edition,
        "refusal": refusal,
        "reason": reason,
        "may_accept": Participant.State.ACCEPTED in ways,
        "may_decline": Participant.State.DECLINED in ways,
    }
    return render(request, "places/answer.html", context)


def _answered(request: HttpRequest, seat: Participant, *, reason: str) -> str:
    word = Answer.Word.ACCEPTED if "accept" in request.POST else Answer.Word.DECLINED
    through = Answer.Through.LINK
    try:
        services.answer(seat, word=word, through=through, reason=reason, at=clock.now(request))
    except RuleBroken as broken:
        return phrases.sentence(broken)
    return ""


@link_page(links.APPEAL)
def appeal(request: HttpRequest, held: links.Held) -> HttpResponse | None:
    """Say why a decision is wrong, in one's own words and language; once."""
    line = appeals.line_of(held.edition, held.person)
    if line is None or links.reader_of(line.nomination.person) != held.reader:
        return None
    words, refusal = _words(request, "words", MOST_LETTERS), ""
    if request.method == "POST":
        try:
            appeal_services.appeal(
                line,
                words=words,
                language=get_language() or "en",
                until=held.until,
                at=clock.now(request),
            )
        except RuleBroken as broken:
            refusal = phrases.sentence(broken)
        else:
            return redirect(request.path)
    context = {
        "line": line,
        "edition": line.selection.edition,
        "appeal": appeals.appeal_of(line),
        "has_seat": appeals.has_seat(line),
        "until": held.until,
        "is_late": clock.now(request) > held.until,
        "words": words,
        "refusal": refusal,
        "most": MOST_LETTERS,
    }
    return render(request, "places/appeal_link.html", context)
