"""Anonymous surveys: load, open, answer once, close."""

import random
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from samgak.core.errors import RuleBroken
from samgak.participants import rules as participants_rules
from samgak.participants.models import Participant
from samgak.programmes.models import Edition
from samgak.questionnaires.answers import as_json, validate
from samgak.questionnaires.definition import DefinitionRefusedError, parse
from samgak.surveys import queries_reaction, rules_reaction
from samgak.surveys.models import AnonymousAnswer, Answered, Survey
from samgak.surveys.rules_reaction import MOST_SURVEYS


@transaction.atomic
def load_survey(edition: Edition, *, definition: object, at: datetime) -> Survey:
    """Give the edition a survey; its version is its key, and the same one again changes nothing.

    Refuses a faulty definition (`faults` names each place), other questions once people have
    answered, a version without a Latin letter or digit, and more than 20 surveys.
    """
    edition = Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
    try:
        form = parse(definition)
    except DefinitionRefusedError as refused:
        raise RuleBroken("definition_has_faults", faults=refused.faults) from refused
    key = slugify(form.version)[:50].strip("-")
    if not key:
        raise RuleBroken("survey_needs_a_key")
    survey = Survey.objects.select_for_update().filter(edition=edition, key=key).first()
    if survey is None:
        if Survey.objects.filter(edition=edition).count() >= MOST_SURVEYS:
            raise RuleBroken("too_many_surveys", most=MOST_SURVEYS)
        return Survey.objects.create(edition=edition, key=key, definition=definition, loaded_at=at)
    if survey.definition == definition:
        return survey
    if survey.answers.exists():
        raise RuleBroken("survey_has_answers")
    survey.definition, survey.loaded_at = definition, at
    survey.save(update_fields=["definition", "loaded_at"])
    return survey


@transaction.atomic
def open_survey(survey: Survey, *, at: datetime) -> Survey:
    """Let participants answer; again after closing only while no results have been shown."""
    survey = _locked(survey)
    reasons = rules_reaction.reasons_not_to_open(
        is_opened=survey.opened_at is not None,
        is_closed=survey.closed_at is not None,
        answers=survey.answers.count(),
    )
    if reasons:
        raise RuleBroken(reasons[0])
    survey.opened_at, survey.closed_at = at, None
    survey.save(update_fields=["opened_at", "closed_at"])
    return survey


@transaction.atomic
def close_survey(survey: Survey, *, at: datetime) -> Survey:
    """End the answering; from five answers on the results are shown."""
    survey = _locked(survey)
    if not survey.is_open:
        raise RuleBroken("survey_is_not_open")
    survey.closed_at = at
    survey.save(update_fields=["closed_at"])
    return survey


@transaction.atomic
def hand_in(
    survey: Survey, *, participant: Participant, answers: Mapping[str, object], language: str
) -> None:
    """Keep the answers of a participant apart from the participant, once and for good.

    `faults` of RuleBroken("answers_have_faults") are by question key.
    """
    survey = _locked(survey)  # two windows of one person take turns
    is_seated = Participant.objects.filter(
        pk=participant.pk, edition=survey.edition_id, state__in=participants_rules.PRESENT
    ).exists()
    if not is_seated:
        raise RuleBroken("survey_is_for_participants")
    if not survey.is_open:
        raise RuleBroken("survey_is_not_open")
    if Answered.objects.filter(survey=survey, participant=participant).exists():
        raise RuleBroken("survey_is_answered")
    faults = queries_reaction.faults_of(survey, answers)
    if faults:
        raise RuleBroken("answers_have_faults", faults=faults)
    clean, _ = validate(parse(survey.definition), answers)
    Answered.objects.create(survey=survey, participant=participant)
    kept = {key: as_json(answer) for key, answer in clean.items()}
    _write_anew(survey, AnonymousAnswer(survey=survey, answers=kept, language=language))


def _write_anew(survey: Survey, one_more: AnonymousAnswer) -> None:
    """All answers in one transaction and in any order: no row tells when it came, or with whom."""
    rows = [
        AnonymousAnswer(survey=survey, answers=one.answers, language=one.language)
        for one in (*survey.answers.all(), one_more)
    ]
    random.SystemRandom().shuffle(rows)
    survey.answers.all().delete()
    AnonymousAnswer.objects.bulk_create(rows)


def _locked(survey: Survey) -> Survey:
    return Survey.objects.select_for_update(no_key=True).get(pk=survey.pk)
