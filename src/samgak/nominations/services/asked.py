"""What the call asks of every nominee: questions added, changed, moved and taken out."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from samgak.core import versions
from samgak.core.errors import RuleBroken
from samgak.nominations import queries
from samgak.nominations.rules import own
from samgak.nominations.services.own import checked, refuse_known_heading
from samgak.programmes import queries as editions
from samgak.programmes import services as programmes
from samgak.programmes.models import Call, Edition


@transaction.atomic
def put_question_to_everybody(
    edition: Edition, *, question: Mapping[str, Any], key: str = "", seen: str = ""
) -> Call:
    """Add a question (`key` empty) or write it anew; refuses one too many and a known heading.

    An answer that a quota counts stays among the answers.
    """
    definition = _locked(edition, seen)
    questions = definition["questions"]
    if not key and len(questions) >= own.MOST_QUESTIONS:
        raise RuleBroken("too_many_questions_to_everybody", most=own.MOST_QUESTIONS)
    refuse_known_heading(question)
    if words := own.same_heading(question, own.but(questions, key)):
        raise RuleBroken("question_is_a_column", words=words)
    for country, form in queries.country_definitions(edition).items():
        if words := own.same_heading(question, form["questions"]):
            raise RuleBroken("question_is_of_a_country", words=words, country=country)
    if key:
        definition = own.changed(definition, _place(definition, key), question)
    else:
        definition = own.added(definition, question, letter="p")
    checked(definition)
    return programmes.ask(edition, definition=definition)


@transaction.atomic
def move_question_to_everybody(edition: Edition, *, key: str) -> Call:
    """Put a question one place higher; the first stays."""
    definition = _locked(edition)
    return programmes.ask(edition, definition=own.raised(definition, _place(definition, key)))


@transaction.atomic
def take_out_question_to_everybody(edition: Edition, *, key: str) -> Call:
    """Ask a question no more; refuses one that a quota counts. Answers given stay, unshown."""
    definition = _locked(edition)
    return programmes.ask(edition, definition=own.without(definition, _place(definition, key)))


def _locked(edition: Edition, seen: str = "") -> dict[str, Any]:
    Edition.objects.select_for_update(of=("self",), no_key=True).get(pk=edition.pk)
    call = editions.call_to_ask_in(edition)
    if call is None:
        raise RuleBroken("no_call_to_ask_in")
    versions.refuse_if_changed(seen, versions.stamp([call], fields=("questions",)))
    return call.questions or own.empty(edition.code, working=edition.working_language)


def _place(definition: Mapping[str, Any], key: str) -> int:
    place = own.placed(definition["questions"], key)
    if place is None:
        raise RuleBroken("question_is_gone")
    return place
