"""What a country asks of its own nominees: questions added, changed, moved and taken out; answers."""

from collections.abc import Mapping, Sequence
from datetime import datetime

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
    question: Mapping[str, object],
    by,
    at: datetime,
    key: str = "",
    seen: str = "",
) -> CountryForm:
    """Add a question (`key` empty) or write it anew; refuses one too many and a known heading."""
    form = _locked(edition, country, by=by, at=at, seen=seen)
    questions = form.definition["questions"]
    for words in question["text"].values():  # type: ignore[attr-defined]
        if recognise(words):
            raise RuleBroken("question_is_a_column", words=words)
    if key:
        place = _place(questions, key)
        questions[place] = {**question, "key": key}
    elif len(questions) >= own.MOST_QUESTIONS:
        raise RuleBroken("too_many_questions", most=own.MOST_QUESTIONS)
    else:
        # The version counts the questions ever asked, so that no key is given twice.
        form.definition["version"] = str(int(form.definition["version"]) + 1)
        questions.append({**question, "key": f"q{form.definition['version']}"})
    return _keep(form, by=by, at=at)


@transaction.atomic
def move_question(edition: Edition, *, country: str, key: str, by, at: datetime) -> CountryForm:
    """Put a question one place higher; the first stays."""
    form = _locked(edition, country, by=by, at=at)
    questions = form.definition["questions"]
    place = _place(questions, key)
    if place:
        questions.insert(place - 1, questions.pop(place))
    return _keep(form, by=by, at=at)


@transaction.atomic
def take_out_question(edition: Edition, *, country: str, key: str, by, at: datetime) -> CountryForm:
    """Ask a question no more; answers given stay with the nominees, unshown."""
    form = _locked(edition, country, by=by, at=at)
    questions = form.definition["questions"]
    questions.pop(_place(questions, key))
    return _keep(form, by=by, at=at)


def _locked(edition: Edition, country: str, *, by, at: datetime, seen: str = "") -> CountryForm:
    if role_of(edition, country=country, by=by, at=at) is None:
        raise RuleBroken("not_your_country", country=country)
    Edition.objects.select_for_update(of=("self",), no_key=True).get(pk=edition.pk)
    form = queries.country_form(edition, country=country)
    if form is None:
        title = {edition.working_language: country}
        empty = {"format": 1, "version": "0", "title": title, "questions": []}
        form = CountryForm(edition=edition, country=country, definition=empty)
    elif seen:
        versions.refuse_if_changed(seen, versions.stamp([form], fields=("definition",)))
    return form


def _place(questions: Sequence[Mapping[str, object]], key: str) -> int:
    found = [place for place, one in enumerate(questions) if one["key"] == key]
    if not found:
        raise RuleBroken("question_is_gone")
    return found[0]


def _keep(form: CountryForm, *, by, at: datetime) -> CountryForm:
    try:
        parse(form.definition)
    except DefinitionRefusedError as refused:
        raise RuleBroken("question_is_faulty") from refused
    form.changed_at, form.changed_by = at, by
    form.save()
    return form
