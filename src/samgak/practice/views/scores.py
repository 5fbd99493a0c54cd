import rules as permission_rules
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samgak.core import clock, texts
from samgak.core.downloads import rows_file
from samgak.core.errors import RuleBroken
from samgak.practice.forms.cases import ScoreForm
from samgak.practice.phrases import scores as phrases
from samgak.practice.phrases.files import invented_note
from samgak.practice.queries import scores as queries
from samgak.practice.rules.scores import CRITERIA
from samgak.practice.services import scores as services
from samgak.practice.views.base import context_of, service_of
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page
from samgak.spreadsheets import Column


@edition_page("practice.see")
def scores(request: HttpRequest, edition: Edition) -> HttpResponseBase:
    """All services with the means of their scores and how many gave them."""
    scored = queries.scored_services(edition)
    if kind := request.GET.get("download"):
        return _file(kind, edition, scored)
    return render(
        request,
        "practice/scores.html",
        {
            "edition": edition,
            "scored": scored,
            "criteria": [phrases.CRITERION_TEXTS[criterion] for criterion in CRITERIA],
            "is_closed": queries.is_closed(edition),
            "may_play": permission_rules.has_perm("practice.play", request.access),
            "may_close": permission_rules.has_perm("practice.close_scores", request.access),
        },
    )


@edition_page("practice.play")
def score(request: HttpRequest, edition: Edition, service_id: int) -> HttpResponse:
    """One's own marks for a service, to be changed until the scores are closed."""
    service = service_of(edition, service_id)
    form = ScoreForm(request.POST or None, given=queries.marks_of(service, request.user))
    if request.method == "POST" and form.is_valid():
        try:
            services.score(service, marks=form.marks(), by=request.user, at=clock.now(request))
            messages.success(
                request, _("Your score is kept; you can change it until it is closed.")
            )
            return redirect("practice:scores", code=edition.code)
        except RuleBroken as broken:
            form.add_error(None, phrases.sentence(broken))
    return render(
        request,
        "practice/score.html",
        context_of(request, edition, service)
        | {
            "form": form,
            "is_own": queries.is_own(service, request.user),
            "is_closed": queries.is_closed(edition),
            "reasons": [
                (phrases.CRITERION_TEXTS[criterion], given)
                for criterion, given in queries.reasons(service).items()
            ],
        },
    )


@require_POST
@edition_page("practice.close_scores")
def close_scores(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Close the scores; they can be opened again."""
    services.close(edition, by=request.user, at=clock.now(request))
    return redirect("practice:scores", code=edition.code)


@require_POST
@edition_page("practice.close_scores")
def reopen_scores(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Open the scores again."""
    services.reopen(edition)
    return redirect("practice:scores", code=edition.code)


def _file(kind: str, edition: Edition, scored: list[queries.Scored]) -> HttpResponseBase:
    reader = get_language() or "en"

    def shown(text: object, working: str) -> str:
        return texts.shown(text, reader=reader, working=working).text

    columns = [
        Column(_("Service"), 40),
        Column(_("Team"), 30),
        Column(_("People who scored")),
        Column(_("Mean")),
        *(Column(str(phrases.CRITERION_TEXTS[criterion]), 30) for criterion in CRITERIA),
    ]
    rows = (
        (
            shown(one.service.title, one.service.team.language),
            shown(one.service.team.name, one.service.team.language),
            one.people,
            one.mean,
            *one.means,
        )
        for one in scored
    )
    name, title = f"{edition.code}-scores", _("Scores of the services")
    return rows_file(kind, name=name, title=title, columns=columns, rows=rows, note=invented_note())
