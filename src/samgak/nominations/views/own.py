"""The questions a country asks of its own nominees: added, changed, moved, taken out."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samgak.core import clock, versions
from samgak.core.errors import RuleBroken
from samgak.nominations import permissions, queries, services  # noqa: F401 - registers permissions
from samgak.nominations.forms.own import QuestionForm
from samgak.nominations.phrases.imports import sentence
from samgak.nominations.rules import own
from samgak.nominations.views.asking import country_asked
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page


@require_safe
@edition_page("nominations.nominate")
def questions(request: HttpRequest, edition: Edition) -> HttpResponse:
    """What the country asks, in order."""
    country = country_asked(request, edition)
    found = queries.country_form(edition, country=country)
    asked = queries.form_of(edition, country=country)
    context = {
        "edition": edition,
        "country": country,
        "form": found,
        "questions": asked.questions if asked else (),
        "most": own.MOST_QUESTIONS,
    }
    return render(request, "nominations/questions.html", context)


@edition_page("nominations.nominate")
def question(request: HttpRequest, edition: Edition, key: str = "") -> HttpResponse:
    """One question, new or as it stands."""
    country = country_asked(request, edition)
    found = queries.country_form(edition, country=country)
    stored = (
        next((one for one in found.definition["questions"] if one["key"] == key), None)
        if (found and key)
        else None
    )
    if key and stored is None:
        raise Http404
    seen = versions.stamp([found], fields=("definition",)) if found else ""
    form = QuestionForm(
        request.POST if request.method == "POST" else None,
        working=edition.working_language,
        question=stored,
        version=seen,
    )
    if form.is_valid():
        try:
            services.put_question(
                edition,
                country=country,
                question=form.question,
                key=key,
                seen=form.cleaned_data["seen"],
                by=request.user,
                at=clock.now(request),
            )
        except RuleBroken as broken:
            is_stale = broken.code == versions.CHANGED
            form.add_error(None, versions.CHANGED_TEXT if is_stale else sentence(broken))
            form.see(seen)
        else:
            messages.success(request, _("The question is saved."))
            return redirect(_questions(edition, country))
    context = {"edition": edition, "country": country, "form": form, "key": key}
    return render(request, "nominations/question.html", context)


@require_POST
@edition_page("nominations.nominate")
def move_question(request: HttpRequest, edition: Edition, key: str) -> HttpResponse:
    """Put a question one place higher."""
    country = country_asked(request, edition)
    _act(request, services.move_question, edition, country, key)
    return redirect(_questions(edition, country))


@edition_page("nominations.nominate")
def take_out_question(request: HttpRequest, edition: Edition, key: str) -> HttpResponse:
    """Ask before a question is taken out."""
    country = country_asked(request, edition)
    if request.method == "POST":
        _act(request, services.take_out_question, edition, country, key)
        return redirect(_questions(edition, country))
    asked = queries.form_of(edition, country=country)
    found = next((one for one in asked.questions if one.key == key), None) if asked else None
    if found is None:
        raise Http404
    context = {"edition": edition, "country": country, "question": found}
    return render(request, "nominations/question_out.html", context)


def _act(request: HttpRequest, act, edition: Edition, country: str, key: str) -> None:
    try:
        act(edition, country=country, key=key, by=request.user, at=clock.now(request))
    except RuleBroken as broken:
        messages.error(request, sentence(broken))


def _questions(edition: Edition, country: str) -> str:
    return f"{reverse('nominations:questions', kwargs={'code': edition.code})}?country={country}"
