"""What the applicant does: begins, answers one question after the other, submits, withdraws."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from samgak.applications import queries
from samgak.applications.models import Application
from samgak.applications.rules import states
from samgak.applications.services import consents, writing
from samgak.applications.services.inviting import search_text
from samgak.applications.services.moving import locked, move
from samgak.calls import services_ready as calls
from samgak.core.errors import RuleBroken
from samgak.questionnaires.answers import as_json, validate

MOST_LETTERS_OF_AN_ANSWER = 20_000
MOST_ITEMS_OF_AN_ANSWER = 100


@transaction.atomic
def declare_ready(application: Application, *, number: str, at: datetime) -> Application:
    """The applicant has the documents of the published course information, the version seen, at hand."""
    application = open_application(application)
    application.ready_for = calls.version_seen(application.edition, number=number)
    application.ready_at = at
    application.save(update_fields=["ready_for", "ready_at"])
    return application


@transaction.atomic
def begin(application: Application, *, language: str, at: datetime) -> Application:
    """The applicant has what is needed at hand and begins."""
    application = open_application(application)
    _refuse_unready(application)
    if application.began_at is None:
        application.began_at, application.language = at, language
        application.answers = queries.first_answers(application) | application.answers
        application.save(update_fields=["began_at", "language", "answers"])
    return application


@transaction.atomic
def save_answer(
    application: Application, *, key: str, answer: object, language: str, at: datetime
) -> Application:
    """Keep one answer, right or wrong, whole or not; the others stay as they are, from any device."""
    return keep_answer(
        open_application(application), key=key, answer=_as_given(answer), language=language, at=at
    )


def keep_answer(
    application: Application, *, key: str, answer: Any, language: str, at: datetime
) -> Application:
    """Write one answer into an application that is held; an empty one takes it out."""
    if answer in ("", [], {}):
        application.answers.pop(key, None)
    else:
        application.answers[key] = answer
    application.last_question, application.saved_at, application.language = key, at, language
    application.save(update_fields=["answers", "last_question", "saved_at", "language"])
    return application


@transaction.atomic
def submit(application: Application, *, at: datetime, today: date) -> Application:
    """Hand the application in: whole and right, with the declaration; the supervisor is written to."""
    application = open_application(application)
    _refuse_unready(application)
    form = queries.form_of(application)
    clean, faults = validate(queries.parsed(form), application.answers, today=today)
    faults = {key: found for key, found in faults.items() if found[0].code != "unknown-question"}
    application.answers = {key: as_json(answer) for key, answer in clean.items()}
    application.form = form
    application.supervisor_name = str(clean.get(queries.SUPERVISOR_NAME, ""))[:200]
    application.supervisor_email = str(clean.get(queries.SUPERVISOR_EMAIL, ""))[:254]
    names = [str(clean.get(key, "")) for key in queries.NAMES]
    application.search_text = search_text(application.person, *names)
    application.save()
    application.files.exclude(question__in=clean).delete()
    consents.record(application, form=queries.parsed(form), at=at)
    application = move(
        application,
        to=states.SUBMITTED,
        acts_as=states.APPLICANT,
        by=None,
        at=at,
        facts=() if faults else (states.FORM_IS_COMPLETE,),
    )
    if application.person.email:
        writing.say_received(application, at=at)
    if application.supervisor_email:
        writing.ask_supervisor(application, by=None, at=at)
    return application


@transaction.atomic
def withdraw(application: Application, *, reason: str, at: datetime) -> Application:
    """The applicant takes the application back, whatever became of it so far."""
    return move(
        application,
        to=states.WITHDRAWN,
        acts_as=states.APPLICANT,
        by=None,
        at=at,
        reason=reason,
    )


def _refuse_unready(application: Application) -> None:
    if queries.documents_asked(application):
        raise RuleBroken("not_ready")


def open_application(application: Application) -> Application:
    """The application, held while its applicant may still write in it."""
    application = locked(application)
    if not application.is_open:
        raise RuleBroken("application_is_handed_in")
    return application


def _as_given(answer: object) -> Any:
    """Text, a list or rows, as they were sent, within what anybody would write."""
    if isinstance(answer, Mapping):
        given = list(answer.items())[:MOST_ITEMS_OF_AN_ANSWER]
        return {str(name)[:100]: _text(cell) for name, cell in given if cell not in (None, "")}
    if isinstance(answer, list | tuple):
        several = [_as_given(one) for one in answer[:MOST_ITEMS_OF_AN_ANSWER]]
        return [one for one in several if one not in ("", {})]
    return "" if answer is None else _text(answer)


def _text(given: object) -> str:
    return str(given).replace("\0", "")[:MOST_LETTERS_OF_AN_ANSWER]
