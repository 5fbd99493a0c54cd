"""The editor of what an edition asks of its applicants."""

import json
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samgak.applications import permissions, phrases, queries, services  # noqa: F401 - registers permissions
from samgak.applications.forms.asking import QuestionForm
from samgak.applications.forms.editing import FormFileForm, NewQuestionForm, QuestionEditForm
from samgak.applications.models import ApplicationForm
from samgak.applications.rules import editing
from samgak.core import clock
from samgak.core.definitions import definition_fault_sentence
from samgak.core.downloads import made_file
from samgak.core.errors import RuleBroken
from samgak.core.versions import CHANGED, CHANGED_TEXT
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page

CHANGE_FORM = "applications.change_form"


@require_safe
@edition_page(CHANGE_FORM)
def form(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The questions in their order, with what may be done with each."""
    found = _newest(edition)
    context = _frame(edition, found) | {"form_read": queries.parsed(found)}
    return render(request, "applications/form.html", context)


@require_safe
@edition_page(CHANGE_FORM)
def preview(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Every question as an applicant sees it, whether it is shown to everybody or not."""
    found = _newest(edition)
    working = edition.working_language
    sections = [
        {
            "section": section,
            "questions": [
                {"form": QuestionForm(question=one, working=working), "question": one}
                for one in section.questions
                if not one.is_hidden
            ],
        }
        for section in queries.parsed(found).sections
    ]
    return render(
        request, "applications/preview.html", _frame(edition, found) | {"sections": sections}
    )


@require_POST
@edition_page(CHANGE_FORM)
def arrange(request: HttpRequest, edition: Edition, key: str) -> HttpResponse:
    """Move a question up or down, hide it or ask it again."""
    act = request.POST.get("act", "")
    changes: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
        "up": lambda told: editing.move(told, key, to=editing.UP),
        "down": lambda told: editing.move(told, key, to=editing.DOWN),
        "hide": lambda told: editing.hide(told, key, is_hidden=True),
        "show": lambda told: editing.hide(told, key, is_hidden=False),
    }
    if act not in changes:
        return redirect("applications:form", code=edition.code)
    try:
        _change(request, edition, changes[act], seen=request.POST.get("seen", ""))
    except RuleBroken as broken:
        for sentence in _sentences(broken):
            messages.error(request, sentence)
    return redirect("applications:form", code=edition.code)


@edition_page(CHANGE_FORM)
def question(request: HttpRequest, edition: Edition, key: str) -> HttpResponse:
    """What one question says, in every language."""
    found = _newest(edition)
    read = queries.parsed(found)
    one = next((one for one in read.questions if one.key == key), None)
    if one is None:
        raise Http404
    words: dict[str, Any] = {
        "form": read,
        "question": one,
        "told": editing.question_of(found.definition, key),
    }
    page = QuestionEditForm(request.POST or None, version=queries.version_of(found), **words)
    if page.is_valid():
        values = page.values()
        if _kept(request, edition, page, lambda told: editing.rewrite(told, key, **values)):
            return redirect("applications:form", code=edition.code)
    return render(
        request,
        "applications/question_edit.html",
        _frame(edition, found) | {"form": page, "one": one},
    )


@edition_page(CHANGE_FORM)
def add(request: HttpRequest, edition: Edition) -> HttpResponse:
    """A further question."""
    found = _newest(edition)
    page = NewQuestionForm(
        request.POST or None,
        form=queries.parsed(found),
        working=edition.working_language,
        version=queries.version_of(found),
    )
    if page.is_valid():
        values = page.values()
        if _kept(request, edition, page, lambda told: editing.add(told, **values)):
            return redirect("applications:question", code=edition.code, key=values["key"])
    return render(
        request, "applications/question_add.html", _frame(edition, found) | {"form": page}
    )


@require_safe
@edition_page(CHANGE_FORM)
def download(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The form as JSON, for another edition or another Samgak."""
    definition = _newest(edition).definition
    text = json.dumps(definition, ensure_ascii=False, indent=1) + "\n"
    return made_file(text.encode(), name=f"{edition.code}-application.json")


@edition_page(CHANGE_FORM)
def upload(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Take a form from a file in place of the one there is."""
    found = _newest(edition)
    page = FormFileForm(
        request.POST or None, request.FILES or None, version=queries.version_of(found)
    )
    if page.is_valid():
        definition = page.cleaned_data["file"]
        if _kept(request, edition, page, lambda _told: definition):
            return redirect("applications:form", code=edition.code)
    return render(request, "applications/form_upload.html", _frame(edition, found) | {"form": page})


def _kept(request: HttpRequest, edition: Edition, page: Any, change: Callable) -> bool:
    """Whether the change was kept; else the page says why not."""
    try:
        _change(request, edition, change, seen=page.cleaned_data["seen"])
    except RuleBroken as broken:
        for sentence in _sentences(broken):
            page.add_error(None, sentence)
        if broken.code == CHANGED:
            page.see(queries.version_of(_newest(edition)))
        return False
    messages.success(request, _("The form is changed."))
    return True


def _change(request: HttpRequest, edition: Edition, change: Callable, *, seen: str) -> None:
    services.change_form(edition, change=change, seen=seen, by=request.user, at=clock.now(request))


def _sentences(broken: RuleBroken) -> list[str]:
    if broken.code == CHANGED:
        return [str(CHANGED_TEXT)]
    faults: Any = broken.params.get("faults")
    if faults:
        return [definition_fault_sentence(one) for one in faults[:20]]
    return [phrases.sentence(broken)]


def _newest(edition: Edition) -> ApplicationForm:
    found = queries.newest_form(edition)
    if found is None:
        raise Http404
    return found


def _frame(edition: Edition, found: ApplicationForm) -> dict[str, Any]:
    return {
        "edition": edition,
        "kept_form": found,
        "is_fixed": queries.is_fixed(found),
        "seen": queries.version_of(found),
    }
