"""Anonymous surveys for those who run them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samgak.core import clock
from samgak.core.definitions import definition_fault_sentence
from samgak.core.downloads import rows_file
from samgak.core.errors import RuleBroken
from samgak.core.questions import QuestionsForm
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page
from samgak.questionnaires.definition import parse
from samgak.spreadsheets import Column
from samgak.surveys import (
    files,
    permissions,  # noqa: F401 - registers what may be done here
    phrases,
    phrases_reaction,
    queries_bank,
    queries_reaction,
    services_reaction,
)
from samgak.surveys.forms import DefinitionForm
from samgak.surveys.models import Survey
from samgak.surveys.queries_reaction import SurveyResults
from samgak.surveys.views.results import questions_file

RUN = "surveys.run_surveys"


@require_safe
@edition_page(RUN)
def surveys(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The surveys of the edition."""
    found = queries_reaction.surveys_of(edition)
    return render(request, "surveys/surveys.html", {"edition": edition, "surveys": found})


@edition_page(RUN)
def load(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Give the edition the questions of a survey, from a file."""
    form = DefinitionForm(request.POST or None, request.FILES or None)
    faults: list[str] = []
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            definition, left_out = files.definition_of(file.read(), name=file.name)
            survey = services_reaction.load_survey(
                edition, definition=definition, at=clock.now(request)
            )
        except RuleBroken as broken:
            form.add_error("file", phrases.sentence(broken))
            found: Any = broken.params.get("faults", [])
            faults = [definition_fault_sentence(one) for one in found]
        else:
            messages.success(request, _("The questions are loaded."))
            for sentence in phrases.left_out_sentences(left_out):
                messages.warning(request, sentence)
            return redirect("surveys:survey", code=edition.code, survey_key=survey.key)
    context = {"edition": edition, "form": form, "faults": faults, "is_survey": True}
    return render(request, "surveys/load.html", context)


@require_safe
@edition_page(RUN)
def survey(request: HttpRequest, edition: Edition, survey_key: str) -> HttpResponseBase:
    """How many have answered; what, once the survey is closed and five have."""
    one = _survey(edition, survey_key)
    found = queries_reaction.survey_results(one)
    working = edition.working_language
    if kind := request.GET.get("download"):
        return _file(kind, edition, one, found)
    columns, rows = phrases_reaction.by_language(found, working=working)
    context = {
        "edition": edition,
        "survey": one,
        "found": found,
        "rate": phrases_reaction.rate(found),
        "chart": phrases_reaction.chart(found, working=working),
        "chart_title": phrases_reaction.chart_title(found) if found.scales else "",
        "views": [
            (view, phrases_reaction.counts(view), *phrases_reaction.table(view, working=working))
            for view in found.questions
        ],
        "language_columns": columns,
        "language_rows": rows,
    }
    return render(request, "surveys/survey.html", context)


@require_safe
@edition_page(RUN)
def preview(request: HttpRequest, edition: Edition, survey_key: str) -> HttpResponse:
    """All questions in the reader's language, to look at."""
    one = _survey(edition, survey_key)
    questions = parse(one.definition)
    form = QuestionsForm(questions=questions, working=edition.working_language)
    context = {"edition": edition, "survey": one, "title": questions.title, "form": form}
    context["copies"] = queries_bank.copies_in(one.definition)
    return render(request, "surveys/preview.html", context)


@require_safe
@edition_page(RUN)
def questions(request: HttpRequest, edition: Edition, survey_key: str, form: str) -> HttpResponse:
    """The questions of the survey as a file of another program."""
    one = _survey(edition, survey_key)
    return questions_file(one.definition, form, name=f"{edition.code}-{one.key}")


@require_POST
@edition_page(RUN)
def open_survey(request: HttpRequest, edition: Edition, survey_key: str) -> HttpResponse:
    """Let participants answer from now on."""
    one = _survey(edition, survey_key)
    try:
        services_reaction.open_survey(one, at=clock.now(request))
    except RuleBroken as broken:
        messages.error(request, phrases.sentence(broken))
    else:
        messages.success(request, _("The survey is open."))
    return redirect("surveys:survey", code=edition.code, survey_key=one.key)


@require_POST
@edition_page(RUN)
def close_survey(request: HttpRequest, edition: Edition, survey_key: str) -> HttpResponse:
    """End the answering."""
    one = _survey(edition, survey_key)
    try:
        services_reaction.close_survey(one, at=clock.now(request))
    except RuleBroken as broken:
        messages.error(request, phrases.sentence(broken))
    else:
        messages.success(request, _("The survey is closed."))
    return redirect("surveys:survey", code=edition.code, survey_key=one.key)


def _survey(edition: Edition, key: str) -> Survey:
    found = queries_reaction.survey_of(edition, key=key)
    if found is None:
        raise Http404
    return found


def _file(kind: str, edition: Edition, one: Survey, found: SurveyResults) -> HttpResponseBase:
    widths = (60, 10, 10, 10, 60, 10, 10)
    titles = phrases_reaction.export_columns()
    columns = [Column(title, width) for title, width in zip(titles, widths, strict=True)]
    rows = phrases_reaction.export(found, working=edition.working_language)
    name = f"{edition.code}-{one.key}"
    return rows_file(kind, name=name, title=_("Survey"), columns=columns, rows=rows)
