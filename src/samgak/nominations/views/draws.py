"""The fair draw: the officers' page, what the public reads, and the file that anybody may check."""

from typing import Any

import rules as powers
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samgak.core import clock, jobs, texts
from samgak.core.downloads import made_file
from samgak.core.errors import RuleBroken
from samgak.nominations.forms import draws as forms
from samgak.nominations.jobs import draws as tasks
from samgak.nominations.models import FairDraw
from samgak.nominations.phrases import draws as sentences
from samgak.nominations.phrases import selections as phrases
from samgak.nominations.queries import draws as queries
from samgak.nominations.rules import draws as rules
from samgak.nominations.services import draws as services
from samgak.programmes.models import Call, Edition
from samgak.programmes.permissions import edition_page
from samgak.programmes.phrases import METHOD_TEXTS
from samgak.programmes.rules import State

ROWS_ON_A_PAGE = 50
HOLDS = "nominations.propose_selection"


@require_safe
@edition_page("nominations.see_selection")
def page(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The draw that counts, with everybody's chance, and what may be done now."""
    return _page(request, edition)


def _page(request: HttpRequest, edition: Edition, **asked: Any) -> HttpResponse:
    at = clock.now(request)
    draw = queries.open_draw(edition)
    is_drawable = queries.method_of(edition) not in ("", Call.Method.SCORE)
    may = edition.state == State.SELECTING and powers.has_perm(HOLDS, _access(request))
    pages = Paginator(range(1, len(draw.numbered) + 1) if draw else (), ROWS_ON_A_PAGE)
    page_obj = pages.get_page(request.GET.get("page"))
    people = []
    if draw:
        first, last = page_obj.start_index(), page_obj.end_index()
        people = queries.people_of(draw, first=first, last=last)
    waits = bool(draw and draw.state == FairDraw.State.COMMITTED)
    context = {
        "edition": edition,
        "method": METHOD_TEXTS.get(queries.method_of(edition), ""),
        "is_drawable": is_drawable,
        "draw": draw and _told(draw),
        "page_obj": page_obj,
        "people": people,
        "earlier": [_told(one) for one in queries.draws_of(edition) if not one.is_open],
        "may_take_back": may and draw is not None,
        "is_time": bool(waits and draw and draw.seed_at <= at),
        "waits": waits,
        "commit_form": None,
        "seed_form": None,
    }
    if may and is_drawable and draw is None:
        context["commit_form"] = _commit_form(request, edition)
    if may and waits and context["is_time"]:
        context["seed_form"] = forms.SeedForm()
    return render(request, "nominations/draw.html", context | asked)


def _commit_form(request: HttpRequest, edition: Edition, data=None) -> forms.CommitForm:
    shown = texts.shown(
        edition.venue_city, reader=get_language() or "en", working=edition.working_language
    )
    return forms.CommitForm(data, at=clock.now(request), city=shown.text)


def _told(draw: FairDraw) -> dict[str, Any]:
    """A draw as its pages tell it, without anybody's name or number but those drawn."""
    document = queries.document(draw)
    return {
        "draw": draw,
        "state": sentences.STATE_TEXTS[draw.state],
        "method": METHOD_TEXTS[draw.method],
        "kinds": [
            (
                sentences.kind_name(kind, draw.own_words),
                kind.people,
                sentences.chance_text(kind.chance),
            )
            for kind in rules.kinds(document)
        ],
        "people": sentences.people_text(len(draw.numbered)),
        "seats": document["seats"],
        "proof": sentences.proof_text(document),
        "numbers": ", ".join(queries.drawn_numbers(draw)),
    }


def _access(request: HttpRequest):
    return request.access  # type: ignore[attr-defined]


@require_POST
@edition_page(HOLDS)
def commit(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Fix the draw; a worker computes the probabilities."""
    form = _commit_form(request, edition, request.POST)
    if not form.is_valid():
        return _page(request, edition, commit_form=form)
    work = jobs.begin(
        tasks.commit,
        by=request.user,
        at=clock.now(request),
        edition_code=edition.code,
        edition_id=edition.pk,
        seed_source=form.cleaned_data["seed_source"],
        seed_at=form.cleaned_data["seed_at"].isoformat(),
        language=get_language(),
    )
    return redirect("portal:work", pk=work.pk)


@require_POST
@edition_page(HOLDS)
def cast(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Enter the seed; a worker draws the cohort and proposes it."""
    draw = _draw(edition, pk)
    form = forms.SeedForm(request.POST)
    if not form.is_valid():
        return _page(request, edition, seed_form=form)
    work = jobs.begin(
        tasks.cast,
        by=request.user,
        at=clock.now(request),
        edition_code=edition.code,
        draw_id=draw.pk,
        seed=form.cleaned_data["seed"],
        language=get_language(),
    )
    return redirect("portal:work", pk=work.pk)


@edition_page(HOLDS)
def take_back(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Let a draw no longer count, with a reason."""
    draw = _draw(edition, pk)
    form = forms.TakeBackForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.take_back(
                draw,
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=clock.now(request),
            )
        except RuleBroken as broken:
            form.add_error(None, phrases.sentence(broken))
        else:
            messages.success(request, _("The draw is taken back."))
            return redirect("nominations:draw", code=edition.code)
    context = {"edition": edition, "draw": draw, "form": form}
    return render(request, "nominations/draw_take_back.html", context)


@require_safe
@edition_page("nominations.see_draw")
def public(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Every draw of the edition as the public reads it: chances by kind, no name."""
    draws = [_told(one) for one in queries.draws_of(edition)]
    context = {"edition": edition, "draws": draws}
    return render(request, "nominations/draw_public.html", context)


@require_safe
@edition_page("nominations.see_draw")
def file(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """The publication, with the cohort once it is drawn: `samgak draw verify` checks it."""
    draw = _draw(edition, pk)
    content = rules.drawn_text(draw.publication, draw.seed).encode()
    return made_file(content, name=f"draw-{edition.code}-{draw.pk}.json")


def _draw(edition: Edition, pk: int) -> FairDraw:
    found = queries.draws_of(edition).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
