"""The questions that the call asks of every nominee: added, changed, moved, taken out."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from samgak.core.errors import RuleBroken
from samgak.nominations import services
from samgak.nominations.phrases.imports import sentence
from samgak.nominations.phrases.questions import level_question
from samgak.nominations.views import questions as pages
from samgak.programmes import queries as editions
from samgak.programmes.models import Edition
from samgak.programmes.permissions import edition_page
from samgak.programmes.rules_questions import asks_level

MAY = "programmes.change_edition"


@require_safe
@edition_page(MAY)
def questions(request: HttpRequest, edition: Edition) -> HttpResponse:
    """What every nominee is asked, in order."""
    call = editions.call_to_ask_in(edition)
    may_ask_level = call is not None and not asks_level(call.asked)
    return pages.list_page(
        request, pages.everybody(edition), has_call=bool(call), may_ask_level=may_ask_level
    )


@edition_page(MAY)
def question(request: HttpRequest, edition: Edition, key: str = "") -> HttpResponse:
    """One question, new or as it stands; without a call there is nothing to add it to."""
    if editions.call_to_ask_in(edition) is None:
        messages.error(request, sentence(RuleBroken("no_call_to_ask_in")))
        return redirect(pages.everybody(edition).page("list"))
    return pages.question_page(request, pages.everybody(edition), key)


@require_POST
@edition_page(MAY)
def ask_level(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Ask for the level of the organisation, in all languages at once."""

    def act() -> None:
        services.put_question_to_everybody(edition, question=level_question())

    return pages.acted(request, pages.everybody(edition), act)


@require_POST
@edition_page(MAY)
def move_question(request: HttpRequest, edition: Edition, key: str) -> HttpResponse:
    """Put a question one place higher."""
    return pages.move(request, pages.everybody(edition), key)


@edition_page(MAY)
def take_out_question(request: HttpRequest, edition: Edition, key: str) -> HttpResponse:
    """Ask before a question is taken out."""
    return pages.out_page(request, pages.everybody(edition), key)
