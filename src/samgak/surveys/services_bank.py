"""Questions of earlier editions put into a test or a survey that nobody has answered yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from samgak.core.errors import RuleBroken
from samgak.programmes.models import Edition
from samgak.questionnaires import composing
from samgak.questionnaires.definition import MOST_QUESTIONS
from samgak.questionnaires.exchanged import Told
from samgak.surveys import queries_bank, rules_bank, services, services_reaction
from samgak.surveys.models import Survey
from samgak.surveys.queries_bank import Entry


@dataclass(frozen=True)
class Taken:
    """How many questions were put in, and how many of them left a condition behind.

    survey is None when they went into the test.
    """

    questions: int
    lost_conditions: int
    survey: Survey | None


@transaction.atomic
def take(edition: Edition, *, entries: Sequence[Entry], target: str, at: datetime) -> Taken:
    """Put copies of questions at the end of a form of this edition, each once.

    target is a code of `queries_bank.targets`; a test or survey that is not there yet is made, with
    the title of the form of the first question. Refuses a form that is answered, opened or full.
    """
    edition = Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
    if not entries:
        raise RuleBroken("no_question_picked")
    if len(entries) > rules_bank.MOST_PICKED:
        raise RuleBroken("too_many_questions_picked", most=rules_bank.MOST_PICKED)
    told = _begun(edition, target, title=entries[0].form_title)
    added = lost = 0
    for entry in entries:
        if composing.holds(told, entry.source):
            continue
        composed = composing.with_question(told, entry.told, source=entry.source)
        told, added, lost = composed.definition, added + 1, lost + composed.lost_condition
    if not added:
        raise RuleBroken("questions_are_in_it")
    if sum(1 for _ in composing.questions_in(told)) > MOST_QUESTIONS:
        raise RuleBroken("form_is_full", most=MOST_QUESTIONS)
    if target == rules_bank.TEST:
        services.load_test(edition, definition=told, at=at)
        return Taken(added, lost, None)
    return Taken(added, lost, services_reaction.load_survey(edition, definition=told, at=at))


def _begun(edition: Edition, target: str, *, title) -> Told:
    """What the form holds now; the beginning of one that is made by this."""
    known = {one.code: told for one, told in queries_bank.targets(edition)}
    if target not in known:
        raise RuleBroken("form_takes_no_questions")
    told = known[target]
    if told is not None:
        return told
    is_test = target == rules_bank.TEST
    version = f"{edition.code}-test" if is_test else _free_version(edition)
    return composing.empty(version=version, title=title)


def _free_version(edition: Edition) -> str:
    taken = set(Survey.objects.filter(edition=edition).values_list("key", flat=True))
    number = 1
    while f"survey-{number}" in taken:
        number += 1
    return f"survey-{number}"
