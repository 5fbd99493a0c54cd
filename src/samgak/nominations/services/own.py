"""What a country asks of its own nominees: questions added, changed, moved and taken out; answers."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from samgak.core import versions
from samgak.core.errors import RuleBroken
from samgak.nominations import queries
from samgak.nominations.models import CountryForm
from samgak.nominations.rules import own
from samgak.nominations.rules.columns import recognise
from samgak.nominations.services.window import role_of
from samgak.programmes.models import Edition
from samgak.questionnaires import answers
from samgak.questionnaires.definition import DefinitionRefusedError, parse


def facts(edition: Edition, country: str, given: Mapping[str, object] | None) -> dict[str, str]:
    """The answers as facts of a nominee; None says nothing. Refuses answers that don't hold."""
    form = queries.form_of(edition, country=country) if given is not None else None
    if form is None or given is None:
        return {}
    if answers.check(form, given):
        raise RuleBroken("own_answers_faulty")
    return own.kept(form, given)


@transaction.atomic
def put_question(
    edition: Edition,
    *,
    country: str,
    question: Mapping[str, Any],
    by,
    at: datetime,
    key: str = "",
    seen: str = "",
) -> CountryForm:
    """Add a question (`key` empty) or write it anew; refuses one too many and a known heading."""
    form = _locked(edition, country, by=by, at=at, seen=seen)
    if not key and len(form.definition["questions"]) >= own.MOST_QUESTIONS:
        raise RuleBroken("too_many_questions", most=own.MOST_QUESTIONS)
    refuse_known_heading(question)
    known = own.but(form.definition["questions"], key)
    if words := own.same_heading(question, [*queries.questions_to_everybody(edition), *known]):
        raise RuleBroken("question_is_a_column", words=words)
    if key:
        form.definition = own.changed(form.definition, _place(form, key), question)
    else:
        form.definition = own.added(form.definition, question, letter="q")
    return _keep(form, by=by, at=at)


@transaction.atomic
def move_question(edition: Edition, *, country: str, key: str, by, at: datetime) -> CountryForm:
    """Put a question one place higher; the first stays."""
    form = _locked(edition, country, by=by, at=at)
    form.definition = own.raised(form.definition, _place(form, key))
    return _keep(form, by=by, at=at)


@transaction.atomic
def take_out_question(edition: Edition, *, country: str, key: str, by, at: datetime) -> CountryForm:
    """Ask a question no more; answers given stay with the nominees, unshown."""
    form = _locked(edition, country, by=by, at=at)
    form.definition = own.without(form.definition, _place(form, key))
    return _keep(form, by=by, at=at)


def refuse_known_heading(question: Mapping[str, Any]) -> None:
    """Refuse words that stand over a column of every workbook."""
    for words in question["text"].values():
        if recognise(words):
            raise RuleBroken("question_is_a_column", words=words)


def checked(definition: Mapping[str, Any]) -> None:
    """Refuse a definition that is none."""
    try:
        # A form without questions is none to `parse`, and asks nothing.
        if definition["questions"]:
            parse(definition)
    except DefinitionRefusedError as refused:
        raise RuleBroken("question_is_faulty") from refused


def _locked(edition: Edition, country: str, *, by, at: datetime, seen: str = "") -> CountryForm:
    if role_of(edition, country=country, by=by, at=at) is None:
        raise RuleBroken("not_your_country", country=country)
    Edition.objects.select_for_update(of=("self",), no_key=True).get(pk=edition.pk)
    form = queries.country_form(edition, country=country)
    if form is None:
        empty = own.empty(country, working=edition.working_language)
        form = CountryForm(edition=edition, country=country, definition=empty)
    elif seen:
        versions.refuse_if_changed(seen, versions.stamp([form], fields=("definition",)))
    return form


def _place(form: CountryForm, key: str) -> int:
    place = own.placed(form.definition["questions"], key)
    if place is None:
        raise RuleBroken("question_is_gone")
    return place


def _keep(form: CountryForm, *, by, at: datetime) -> CountryForm:
    checked(form.definition)
    form.changed_at, form.changed_by = at, by
    form.save()
    return form
