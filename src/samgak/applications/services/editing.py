"""What an edition asks of its applicants, changed by an officer."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction

from samgak.applications import queries
from samgak.applications.models import ApplicationForm
from samgak.applications.rules import editing
from samgak.core import versions
from samgak.core.errors import RuleBroken
from samgak.privacy import rules as privacy
from samgak.programmes.models import Edition
from samgak.questionnaires.definition import DefinitionRefusedError
from samgak.questionnaires.fields import parse
from samgak.questionnaires.model import Form


@transaction.atomic
def change_form(
    edition: Edition,
    *,
    change: Callable[[dict[str, Any]], object],
    seen: str,
    by,
    at: datetime,
) -> ApplicationForm:
    """Keep the form as `change` makes it of the one there is.

    A version on which somebody has submitted stays as it is, and a new one begins. Refused are a form
    that somebody else has changed since it was `seen`, and one that does not hold (`faults`).
    """
    edition = Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
    form = queries.newest_form(edition)
    if form is None:
        raise RuleBroken("applications_are_not_asked")
    versions.refuse_if_changed(seen, queries.version_of(form))
    try:
        definition = change(form.definition)
    except editing.NoSuchQuestionError as error:
        raise RuleBroken("question_is_gone") from error
    if definition == form.definition:
        return form
    if queries.is_fixed(form):
        form = ApplicationForm(edition=edition, number=form.number + 1, definition=form.definition)
    form.definition = _checked(definition, number=form.number, before=form.definition)
    form.made_at, form.made_by = at, by
    form.save()
    return form


def _checked(definition: object, *, number: int, before: dict[str, Any]) -> dict[str, Any]:
    if not isinstance(definition, dict):
        raise RuleBroken("definition_is_not_json")
    definition = definition | {"version": str(number)}
    try:
        form = parse(definition)
    except DefinitionRefusedError as refused:
        raise RuleBroken("definition_has_faults", faults=refused.faults) from refused
    if faults := editing.unknown_purposes(definition, known=_purposes(parse(before))):
        raise RuleBroken("definition_has_faults", faults=faults)
    if len(form.questions) > editing.MOST_QUESTIONS:
        raise RuleBroken("too_many_questions", most=editing.MOST_QUESTIONS)
    return definition


def _purposes(before: Form) -> set[tuple[str, str]]:
    """What a consent may be for: what the privacy page asks, and what the form asked already."""
    asked = {(one.purpose, one.data_class) for one in privacy.newest_texts()}
    told = [one.agreement for one in before.questions if one.agreement]
    return asked | {("", "")} | {(one.purpose, one.data_class) for one in told}
