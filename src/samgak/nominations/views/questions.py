"""The pages on which questions to nominees are written: those of a country, and those of the call."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from samgak.core import clock, versions
from samgak.core.errors import RuleBroken
from samgak.core.questions import QuestionsForm
from samgak.nominations import queries, services
from samgak.nominations.forms.own import QuestionForm
from samgak.nominations.phrases.imports import sentence
from samgak.nominations.rules import own
from samgak.nominations.rules.own import EVERYBODY
from samgak.programmes import queries as editions
from samgak.programmes.models import Edition
from samgak.programmes.rules_questions import LEVEL
from samgak.questionnaires.definition import Form, parse

PAGES_OF_A_COUNTRY = {
    "list": "nominations:questions",
    "add": "nominations:add_question",
    "change": "nominations:question",
    "up": "nominations:question_up",
    "out": "nominations:question_out",
}
PAGES_OF_THE_CALL = {
    "list": "nominations:asked",
    "add": "nominations:ask",
    "change": "nominations:asked_question",
    "up": "nominations:asked_up",
    "out": "nominations:asked_out",
}


@dataclass(frozen=True)
class Asker:
    """Who asks: a country its own nominees, or with EVERYBODY in its place the call all of them."""

    edition: Edition
    country: str

    def page(self, name: str, *key: str) -> str:
        """The address of a page of these questions."""
        pages = PAGES_OF_A_COUNTRY if self.country else PAGES_OF_THE_CALL
        address = reverse(pages[name], args=[self.edition.code, *key])
        return f"{address}?country={self.country}" if self.country else address

    def stored(self) -> tuple[dict[str, Any], str]:
        """The definition as it is kept, empty where there is none, and its version."""
        if self.country:
            form = queries.country_form(self.edition, country=self.country)
            return (form.definition, _stamp(form, "definition")) if form else ({}, "")
        call = editions.call_to_ask_in(self.edition)
        return (call.questions, _stamp(call, "questions")) if call else ({}, "")

    def put(self, request: HttpRequest, **what: Any) -> None:
        """Keep a question."""
        if self.country:
            services.put_question(self.edition, **what, **self._who(request))
        else:
            services.put_question_to_everybody(self.edition, **what)

    def move(self, request: HttpRequest, key: str) -> None:
        """Put a question one place higher."""
        if self.country:
            services.move_question(self.edition, key=key, **self._who(request))
        else:
            services.move_question_to_everybody(self.edition, key=key)

    def take_out(self, request: HttpRequest, key: str) -> None:
        """Ask a question no more."""
        if self.country:
            services.take_out_question(self.edition, key=key, **self._who(request))
        else:
            services.take_out_question_to_everybody(self.edition, key=key)

    def _who(self, request: HttpRequest) -> dict[str, Any]:
        return {"country": self.country, "by": request.user, "at": clock.now(request)}


def _stamp(row: Any, field: str) -> str:
    return versions.stamp([row], fields=(field,))


def list_page(request: HttpRequest, asker: Asker, **more: Any) -> HttpResponse:
    """What is asked, in order, and how a nominee's form shows it."""
    definition, _version = asker.stored()
    form = _form(definition)
    rows = [
        {
            "question": one,
            "change": "" if one.key == LEVEL else asker.page("change", one.key),
            "up": asker.page("up", one.key),
            "out": asker.page("out", one.key),
        }
        for one in (form.questions if form else ())
    ]
    working = asker.edition.working_language
    context = {
        "edition": asker.edition,
        "country": asker.country,
        "rows": rows,
        "add": asker.page("add") if len(rows) < own.MOST_QUESTIONS else "",
        "most": own.MOST_QUESTIONS,
        "to_everybody": queries.form_to_everybody(asker.edition) if asker.country else None,
        "preview": QuestionsForm(questions=form, working=working) if form else None,
    }
    return render(request, "nominations/questions.html", context | more)


def question_page(request: HttpRequest, asker: Asker, key: str) -> HttpResponse:
    """One question, new or as it stands."""
    definition, seen = asker.stored()
    known = (one for one in definition.get("questions", ()) if one["key"] == key)
    stored = next(known, None) if key else None
    if key and (stored is None or key == LEVEL):
        raise Http404
    form = QuestionForm(
        request.POST if request.method == "POST" else None,
        working=asker.edition.working_language,
        question=stored,
        version=seen,
    )
    if form.is_valid():
        try:
            asker.put(request, question=form.question, key=key, seen=form.cleaned_data["seen"])
        except RuleBroken as broken:
            is_stale = broken.code == versions.CHANGED
            form.add_error(None, versions.CHANGED_TEXT if is_stale else sentence(broken))
            form.see(seen)
        else:
            messages.success(request, _("The question is saved."))
            return redirect(asker.page("list"))
    context = {"edition": asker.edition, "form": form, "key": key, "back": asker.page("list")}
    return render(request, "nominations/question.html", context)


def move(request: HttpRequest, asker: Asker, key: str) -> HttpResponse:
    """Put a question one place higher."""
    return acted(request, asker, lambda: asker.move(request, key))


def out_page(request: HttpRequest, asker: Asker, key: str) -> HttpResponse:
    """Ask before a question is taken out."""
    if request.method == "POST":
        return acted(request, asker, lambda: asker.take_out(request, key))
    form = _form(asker.stored()[0])
    found = next((one for one in form.questions if one.key == key), None) if form else None
    if found is None:
        raise Http404
    context = {"edition": asker.edition, "question": found, "back": asker.page("list")}
    return render(request, "nominations/question_out.html", context)


def acted(request: HttpRequest, asker: Asker, act) -> HttpResponse:
    """Do it, or say why not, and show the questions."""
    try:
        act()
    except RuleBroken as broken:
        messages.error(request, sentence(broken))
    return redirect(asker.page("list"))


def _form(definition: dict[str, Any]) -> Form | None:
    return parse(definition) if definition.get("questions") else None


def everybody(edition: Edition) -> Asker:
    """The call, which asks every nominee."""
    return Asker(edition, EVERYBODY)
