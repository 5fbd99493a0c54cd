from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from samgak.core.errors import RuleBroken
from samgak.participants import rules as participants_rules
from samgak.participants.models import Participant
from samgak.programmes.models import Edition
from samgak.questionnaires.answers import as_json, validate
from samgak.questionnaires.definition import DefinitionRefusedError, Form, parse
from samgak.questionnaires.scoring import score
from samgak.surveys import queries, rules
from samgak.surveys.models import KnowledgeTest, Sitting

MOST_LETTERS_OF_A_DRAFT = 20_000
MOST_CHOICES_OF_A_DRAFT = 200


@transaction.atomic
def load_test(edition: Edition, *, definition: object, at: datetime) -> KnowledgeTest:
    """Give the edition its test; the same one again changes nothing.

    Refuses a faulty definition (`faults` names each place) and another test once answers exist.
    """
    edition = Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
    try:
        parse(definition)
    except DefinitionRefusedError as refused:
        raise RuleBroken("definition_has_faults", faults=refused.faults) from refused
    test = queries.test_of(edition)
    if test is None:
        return KnowledgeTest.objects.create(edition=edition, definition=definition, loaded_at=at)
    if test.definition == definition:
        return test
    if test.sittings.exists():
        raise RuleBroken("test_has_answers")
    test.definition, test.loaded_at = definition, at
    test.save(update_fields=["definition", "loaded_at"])
    return test


@transaction.atomic
def open_test(test: KnowledgeTest, *, moment: str, at: datetime) -> KnowledgeTest:
    """Open a test now, whatever the rule says; opening the post-test ends the pre-test."""
    field = _opening_field(moment)
    setattr(test, field, at)
    test.save(update_fields=[field])
    return test


@transaction.atomic
def open_by_rule(test: KnowledgeTest, *, moment: str) -> KnowledgeTest:
    """Take back an opening by hand: the test opens by the rule again."""
    field = _opening_field(moment)
    setattr(test, field, None)
    test.save(update_fields=[field])
    return test


@transaction.atomic
def save_answers(
    test: KnowledgeTest,
    *,
    participant: Participant,
    moment: str,
    answers: Mapping[str, object],
    language: str,
    at: datetime,
) -> Sitting:
    """Keep what is answered so far, right or wrong, whole or not."""
    sitting = _open_sitting(test, participant=participant, moment=moment, language=language, at=at)
    sitting.answers = _as_given(parse(test.definition), answers)
    sitting.language, sitting.saved_at = language, at
    sitting.save()
    return sitting


@transaction.atomic
def hand_in(
    test: KnowledgeTest,
    *,
    participant: Participant,
    moment: str,
    answers: Mapping[str, object],
    language: str,
    at: datetime,
) -> Sitting:
    """Score the answers and keep them for good; refuses answers with faults, and a second time.

    `faults` of RuleBroken("answers_have_faults") are by question key.
    """
    form = parse(test.definition)
    sitting = _open_sitting(test, participant=participant, moment=moment, language=language, at=at)
    clean, faults = validate(form, answers)
    if faults:
        raise RuleBroken("answers_have_faults", faults=faults)
    reached = score(form, clean)
    sitting.answers = {key: as_json(answer) for key, answer in clean.items()}
    sitting.language, sitting.saved_at, sitting.handed_in_at = language, at, at
    sitting.points, sitting.out_of = Decimal(reached.points), Decimal(reached.out_of)
    sitting.save()
    return sitting


def _open_sitting(
    test: KnowledgeTest, *, participant: Participant, moment: str, language: str, at: datetime
) -> Sitting:
    # Two windows of one person take turns, the first answer included.
    seat = Participant.objects.select_for_update(of=("self",), no_key=True).get(pk=participant.pk)
    if seat.edition_id != test.edition_id or seat.state not in participants_rules.PRESENT:
        raise RuleBroken("not_a_participant")
    if moment not in rules.MOMENTS:
        raise RuleBroken("no_such_test")
    sitting = queries.sitting_of(test, participant=seat, moment=moment)
    if sitting and sitting.handed_in_at:
        raise RuleBroken("test_is_handed_in")
    reasons = rules.reasons_not_to_take(
        moment, edition_state=test.edition.state, opening=queries.opening_of(test), at=at
    )
    if reasons:
        raise RuleBroken(reasons[0])
    return sitting or Sitting(
        test=test, participant=seat, moment=moment, language=language, saved_at=at
    )


def _opening_field(moment: str) -> str:
    if moment not in rules.MOMENTS:
        raise RuleBroken("no_such_test")
    return f"{moment}_opened_at"


def _as_given(form: Form, answers: Mapping[str, object]) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for question in form.questions:
        given = answers.get(question.key)
        if isinstance(given, Mapping):
            rows = {row.key: given[row.key] for row in question.rows if given.get(row.key)}
            kept[question.key] = {key: _kept_text(chosen) for key, chosen in rows.items()}
        elif isinstance(given, list | tuple):
            kept[question.key] = [_kept_text(one) for one in given[:MOST_CHOICES_OF_A_DRAFT]]
        elif given not in (None, ""):
            kept[question.key] = _kept_text(given)
    return kept


def _kept_text(given: object) -> str:
    return str(given)[:MOST_LETTERS_OF_A_DRAFT].replace("\x00", "")
