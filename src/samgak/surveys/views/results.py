import operator
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samgak.core import clock
from samgak.core.definitions import definition_fault_sentence
from samgak.core.downloads import made_file, rows_file
from samgak.core.errors import RuleBroken
from samgak.core.places import country_name
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page
from samgak.questionnaires.definition import text_in
from samgak.spreadsheets import Column
from samgak.surveys import (
    files,
    permissions,  # noqa: F401 - registers what may be done here
    phrases,
    queries,
    services,
)
from samgak.surveys.forms import DefinitionForm
from samgak.surveys.models import KnowledgeTest


@edition_page("surveys.see_results")
def results(request: HttpRequest, edition: Edition) -> HttpResponseBase:
    """What everyone learned: the gain, each question, each person, and who is missing."""
    test = queries.test_of(edition)
    found = queries.results(edition)
    if found and (kind := request.GET.get("download")):
        by_question = request.GET.get("of") == "questions"
        return (_file_of_questions if by_question else _file_of_people)(kind, edition, found)
    return render(
        request,
        "surveys/results.html",
        {
            "edition": edition,
            "test": test,
            "results": found,
            "opening": queries.opening_of(test) if test else None,
            "gain": phrases.gain_sentences(found.gain) if found and found.gain else [],
            "quality": phrases.quality_sentences(found.effect, found.alpha)
            if found and found.gain
            else [],
            "now": clock.now(request),
        },
    )


@edition_page("surveys.open_test")
def load(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Give the edition the questions of its test, from a file."""
    form = DefinitionForm(request.POST or None, request.FILES or None)
    faults: list[str] = []
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            definition, left_out = files.definition_of(file.read(), name=file.name)
            services.load_test(edition, definition=definition, at=clock.now(request))
        except RuleBroken as broken:
            form.add_error("file", phrases.sentence(broken))
            found: Any = broken.params.get("faults", [])
            faults = [definition_fault_sentence(one) for one in found]
        else:
            messages.success(request, _("The questions are loaded."))
            for sentence in phrases.left_out_sentences(left_out):
                messages.warning(request, sentence)
            return redirect("surveys:results", code=edition.code)
    return render(
        request, "surveys/load.html", {"edition": edition, "form": form, "faults": faults}
    )


@require_POST
@edition_page("surveys.open_test")
def open_test(request: HttpRequest, edition: Edition, moment: str) -> HttpResponse:
    """Open a test now, or let it open by the rule again."""
    try:
        if "by_rule" in request.POST:
            services.open_by_rule(_test(edition), moment=moment)
        else:
            services.open_test(_test(edition), moment=moment, at=clock.now(request))
    except RuleBroken as broken:
        messages.error(request, phrases.sentence(broken))
    else:
        messages.success(request, _("The opening of the test is changed."))
    return redirect("surveys:results", code=edition.code)


@require_safe
@edition_page("surveys.open_test")
def questions(request: HttpRequest, edition: Edition, form: str) -> HttpResponse:
    """The questions of the test as a file of another program."""
    return questions_file(_test(edition).definition, form, name=f"{edition.code}-test")


def questions_file(definition: dict[str, Any], form: str, *, name: str) -> HttpResponse:
    """Questions as a download; 404 for another form."""
    if form not in (files.SURVEYJS, files.XLSFORM):
        raise Http404
    content, ending = files.file_of(definition, form=form)
    return made_file(content, name=f"{name}.{ending}")


def _test(edition: Edition) -> KnowledgeTest:
    test = queries.test_of(edition)
    if test is None:
        raise Http404
    return test


def _file_of_people(kind: str, edition: Edition, found: queries.Results) -> HttpResponseBase:
    columns = [
        Column(_("Country")),
        Column(_("Passport name"), 30),
        Column(_("Native name"), 30),
        Column(_("Points before")),
        Column(_("Points after")),
        Column(_("Gain in points")),
        Column(_("Most points")),
    ]
    rows = (
        (
            country_name(one.participant.person.country, get_language() or "en"),
            one.participant.person.passport_name,
            one.participant.person.native_name,
            one.pre,
            one.post,
            one.gain,
            found.out_of,
        )
        for one in found.people
    )
    name, title = f"{edition.code}-test-people", _("Test results")
    return rows_file(kind, name=name, title=title, columns=columns, rows=rows)


def _file_of_questions(kind: str, edition: Edition, found: queries.Results) -> HttpResponseBase:
    columns = [
        Column(_("Question"), 60),
        Column(_("Right before")),
        Column(_("Handed in before")),
        Column(_("Right after")),
        Column(_("Handed in after")),
        Column(_("Discrimination")),
    ]
    counts = operator.attrgetter("right_pre", "taken_pre", "right_post", "taken_post")
    reader = get_language() or "en"
    rows = (
        (
            text_in(one.question.text, own=reader, working=edition.working_language)[0],
            *counts(one),
            correlation,
        )
        for one, correlation in found.discriminating
    )
    name, title = f"{edition.code}-test-questions", _("Test questions")
    return rows_file(kind, name=name, title=title, columns=columns, rows=rows)
