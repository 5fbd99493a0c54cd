from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from samgak.core import clock
from samgak.core.errors import RuleBroken
from samgak.core.questions import QuestionsForm
from samgak.participants import queries as participants_queries
from samgak.participants.models import Participant
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page
from samgak.questionnaires.answers import visible
from samgak.surveys import (
    permissions,  # noqa: F401 - registers what may be done here
    phrases,
    queries,
    rules,
    services,
)
from samgak.surveys.queries import TestPage


@edition_page("surveys.take_test")
def test(request: HttpRequest, edition: Edition, moment: str) -> HttpResponse:
    """All questions on one page; answers are kept in any language and handed in once."""
    seat, page = _page(request, edition, moment)
    kept = page.sitting.answers if page.sitting else {}
    shown = visible(page.form, kept)
    form = QuestionsForm(
        request.POST or None,
        initial=kept,
        only=shown,
        questions=page.form,
        working=edition.working_language,
    )
    if request.method == "POST" and not page.is_handed_in:
        # The draft first: nothing that was typed is lost, whatever comes next.
        answers = form.given()
        try:
            _save(request, page, seat, answers)
        except RuleBroken as broken:
            messages.error(request, phrases.sentence(broken))
            return redirect("surveys:test", code=edition.code, moment=moment)
        if (language := request.POST.get("read_in")) in dict(settings.LANGUAGES):
            with override(language):
                return redirect("surveys:test", code=edition.code, moment=moment)
        if visible(page.form, answers) - shown:
            messages.info(request, _("Your answers are saved. They lead to further questions."))
            return redirect("surveys:test", code=edition.code, moment=moment)
        if "check" not in request.POST:
            messages.success(request, _("Your answers are saved. They are not handed in yet."))
            return redirect("surveys:test", code=edition.code, moment=moment)
        if not form.show_faults(queries.faults_of(page.test, answers)):
            return redirect("surveys:hand_in", code=edition.code, moment=moment)
    return render(request, "surveys/test.html", _context(edition, page) | {"form": form})


@edition_page("surveys.take_test")
def hand_in(request: HttpRequest, edition: Edition, moment: str) -> HttpResponse:
    """Say what handing in means, and do it when confirmed."""
    seat, page = _page(request, edition, moment)
    if page.sitting is None or page.is_handed_in or page.obstacles:
        return redirect("surveys:test", code=edition.code, moment=moment)
    if request.method == "POST":
        try:
            services.hand_in(
                page.test,
                participant=seat,
                moment=moment,
                answers=page.sitting.answers,
                language=get_language() or "en",
                at=clock.now(request),
            )
        except RuleBroken as broken:
            messages.error(request, phrases.sentence(broken))
        return redirect("surveys:test", code=edition.code, moment=moment)
    answered = sum(bool(given) for given in page.sitting.answers.values())
    return render(
        request,
        "surveys/hand_in.html",
        _context(edition, page)
        | {"answered": answered, "asked": len(visible(page.form, page.sitting.answers))},
    )


def _page(request: HttpRequest, edition: Edition, moment: str) -> tuple[Participant, TestPage]:
    seat = get_object_or_404(participants_queries.seats_of(request.user), edition=edition)
    test = queries.test_of(edition)
    if test is None or moment not in rules.MOMENTS:
        raise Http404
    return seat, queries.test_page(test, participant=seat, moment=moment, at=clock.now(request))


def _save(request: HttpRequest, page: TestPage, seat: Participant, answers: dict) -> None:
    services.save_answers(
        page.test,
        participant=seat,
        moment=page.moment,
        answers=answers,
        language=get_language() or "en",
        at=clock.now(request),
    )


def _context(edition: Edition, page: TestPage) -> dict[str, object]:
    return {
        "edition": edition,
        "page": page,
        "moment_name": phrases.MOMENT_TEXTS[page.moment],
        "obstacles": [phrases.RULE_TEXTS[code] for code in page.obstacles],
        "opens_at": page.opening.pre_from if page.moment == rules.PRE else page.opening.post_from,
        "languages": [
            (code, name)
            for code, name in settings.LANGUAGES
            if code in page.form.languages() and code != get_language()
        ],
    }
