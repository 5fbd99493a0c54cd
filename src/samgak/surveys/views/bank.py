"""Questions of earlier editions, looked at and taken along."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samgak.core import clock
from samgak.core.errors import RuleBroken
from samgak.core.questions import QuestionsForm
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page
from samgak.questionnaires.definition import parse
from samgak.surveys import (
    permissions,  # noqa: F401 - registers what may be done here
    phrases,
    phrases_bank,
    queries,
    queries_bank,
    services_bank,
)
from samgak.surveys.forms import BankForm, WordsForm


@edition_page("surveys.use_bank")
def bank(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Search the questions, look at them, and put those that are ticked into a form of this edition."""
    today = clock.now(request).astimezone(edition.zone).date()
    choices = phrases_bank.target_choices(edition, queries_bank.targets(edition))
    form = BankForm(request.POST or None, targets=choices)
    if form.is_valid():
        entries = queries_bank.picked(
            request.user, edition, on=today, addresses=form.cleaned_data["picked"]
        )
        try:
            taken = services_bank.take(
                edition, entries=entries, target=form.cleaned_data["target"], at=clock.now(request)
            )
        except RuleBroken as broken:
            form.add_error(None, phrases.sentence(broken))
        else:
            return _taken(request, edition, taken)
    search = WordsForm(request.GET or None)
    words = search.cleaned_data["words"] if search.is_valid() else ""
    page = queries_bank.bank(
        request.user, edition, on=today, words=words, page=request.GET.get("page")
    )
    context = {
        "edition": edition,
        "page_obj": page,
        "search": search,
        "is_searched": bool(words),
        "form": form,
        "picked": request.POST.getlist("picked"),
    }
    return render(request, "surveys/bank.html", context)


@require_safe
@edition_page("surveys.open_test")
def preview(request: HttpRequest, edition: Edition) -> HttpResponse:
    """All questions of the test in the reader's language, to look at."""
    test = queries.test_of(edition)
    if test is None:
        raise Http404
    asked = parse(test.definition)
    form = QuestionsForm(questions=asked, working=edition.working_language)
    context = {"edition": edition, "title": asked.title, "form": form}
    context["copies"] = queries_bank.copies_in(test.definition)
    return render(request, "surveys/preview.html", context)


def _taken(request: HttpRequest, edition: Edition, taken: services_bank.Taken) -> HttpResponse:
    messages.success(request, phrases_bank.taken_sentence(taken.questions))
    if taken.lost_conditions:
        messages.warning(request, _("Conditions stayed behind; these questions are always shown."))
    if taken.survey is None:
        return redirect("surveys:preview_test", code=edition.code)
    return redirect("surveys:preview", code=edition.code, survey_key=taken.survey.key)
