"""Anonymous surveys for those who answer them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samgak.core.errors import RuleBroken
from samgak.core.questions import QuestionsForm
from samgak.participants.models import Participant
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page
from samgak.questionnaires.answers import visible
from samgak.questionnaires.definition import Form, parse
from samgak.surveys import (
    permissions,  # noqa: F401 - registers what may be done here
    phrases,
    queries_reaction,
    services_reaction,
)

TAKE = "surveys.take_survey"
ASKED = "asked"  # the keys of the questions that were on the page, joined by a letter no key has


@require_safe
@edition_page(TAKE)
def my_surveys(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The surveys that are or were open, and whether the reader has answered."""
    found = queries_reaction.surveys_for(_seat(request, edition))
    return render(request, "surveys/my_surveys.html", {"edition": edition, "surveys": found})


@edition_page(TAKE)
def answer(request: HttpRequest, edition: Edition, survey_key: str) -> HttpResponse:
    """All questions on one page, handed in once; nothing is kept before."""
    seat = _seat(request, edition)
    survey = queries_reaction.survey_of(edition, key=survey_key)
    if survey is None or survey.opened_at is None:
        raise Http404
    questions = parse(survey.definition)
    form, shown, is_complete = _form(request, edition, questions)
    if request.method == "POST":
        answers = form.given()
        if not is_complete:
            messages.info(request, _("Your answers lead to further questions."))
        elif not form.show_faults(queries_reaction.faults_of(survey, answers)):
            try:
                services_reaction.hand_in(
                    survey, participant=seat, answers=answers, language=get_language() or "en"
                )
            except RuleBroken as broken:
                messages.error(request, phrases.sentence(broken))
            return redirect("surveys:answer", code=edition.code, survey_key=survey.key)
    context = {
        "edition": edition,
        "survey": survey,
        "title": questions.title,
        "form": form,
        "asked": "|".join(shown),
        "is_answered": queries_reaction.has_answered(survey, seat),
    }
    return render(request, "surveys/answer.html", context)


def _form(
    request: HttpRequest, edition: Edition, questions: Form
) -> tuple[QuestionsForm, list[str], bool]:
    """The questions that the answers lead to, and whether all of them were on the page."""
    working = edition.working_language
    sent = request.POST if request.method == "POST" else None
    answers = QuestionsForm(sent, questions=questions, working=working).given() if sent else {}
    seen = visible(questions, answers)
    shown = [question.key for question in questions.questions if question.key in seen]
    form = QuestionsForm(sent, questions=questions, working=working, only=seen)
    return form, shown, seen <= set(request.POST.get(ASKED, "").split("|"))


def _seat(request: HttpRequest, edition: Edition) -> Participant:
    seat = queries_reaction.seat_of(request.user, edition)
    if seat is None:
        raise Http404
    return seat
