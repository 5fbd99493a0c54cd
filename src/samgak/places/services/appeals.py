"""Appeals: kept as they come, answered by somebody who had no part in the decision."""

from datetime import datetime

from django.db import transaction

from samgak.applications import services as applications
from samgak.applications.rules import states
from samgak.core import audit
from samgak.core.errors import RuleBroken
from samgak.correspondence import letters_decisions as letters
from samgak.correspondence import queries as correspondence
from samgak.correspondence import services as outbox
from samgak.correspondence.models import Letter
from samgak.nominations.models import Selection, SelectionLine
from samgak.places.models import Appeal
from samgak.places.queries import appeals as queries
from samgak.places.rules import appeals as rules


@transaction.atomic
def appeal(
    line: SelectionLine, *, words: str, language: str, until: datetime, at: datetime
) -> Appeal:
    """Keep an appeal; one that comes after the date is kept, too, but as late."""
    words = words.strip()
    if not words:
        raise RuleBroken("appeal_says_nothing")
    if len(words) > rules.MOST_LETTERS:
        raise RuleBroken("appeal_is_too_long", most=rules.MOST_LETTERS)
    # Two windows of one person: the second waits here, and finds the first one's appeal.
    selection = Selection.objects.select_for_update(of=("self",)).get(pk=line.selection_id)
    if line.outcome == SelectionLine.Outcome.SELECTED or queries.has_seat(line):
        raise RuleBroken("nothing_to_appeal")
    if queries.appeal_of(line):
        raise RuleBroken("appeal_is_there_already")
    return Appeal.objects.create(
        edition=selection.edition,
        nomination=line.nomination,
        state=rules.LATE if at > until else rules.RECEIVED,
        words=words,
        language=language,
        received_at=at,
        proposed_by=selection.proposed_by,
        decided_by=selection.decided_by,
    )


@transaction.atomic
def admit(appeal: Appeal, *, reason: str) -> Appeal:
    """Let an appeal that came late be answered, for a reason."""
    facts = frozenset({"has_a_reason"} if reason.strip() else ())
    appeal = _moved(appeal, rules.RECEIVED, actor=rules.OFFICER, facts=facts)
    with audit.because(reason):
        appeal.save(update_fields=["state"])
    return appeal


@transaction.atomic
def answer(appeal: Appeal, *, remedy: str, answer: str, by, at: datetime) -> Appeal:
    """Uphold an appeal with a remedy, or dismiss it without; the letter is drafted."""
    if not answer.strip():
        raise RuleBroken("appeal_needs_an_answer")
    target = rules.UPHELD if remedy else rules.DISMISSED
    is_third = not queries.had_a_part(appeal, by.pk)
    facts = frozenset({"had_no_part_in_the_decision"} if is_third else ())
    appeal = _moved(appeal, target, actor=rules.REVIEWER, facts=facts)
    appeal.answer, appeal.remedy = answer.strip(), Appeal.Remedy(remedy) if remedy else ""
    appeal.answered_at, appeal.answered_by = at, by
    appeal.save(update_fields=["state", "answer", "remedy", "answered_at", "answered_by"])
    if appeal.remedy == Appeal.Remedy.FIRST_RESERVE:
        applications.follow(
            edition=appeal.edition,
            person=appeal.nomination.person,
            to=states.RESERVE,
            acts_as=states.APPROVER,
            by=by,
            at=at,
            reason=appeal.answer,
        )
    _draft_letter(appeal, by=by, at=at)
    return appeal


def _moved(appeal: Appeal, target: str, *, actor: str, facts: frozenset[str]) -> Appeal:
    appeal = (
        Appeal.objects.select_for_update(of=("self",))
        .select_related("edition", "nomination__person__user")
        .get(pk=appeal.pk)
    )
    if codes := rules.reasons_not_to_move(appeal.state, target, actor=actor, facts=facts):
        raise RuleBroken(codes[0])
    appeal.state = target
    return appeal


def _draft_letter(appeal: Appeal, *, by, at: datetime) -> Letter:
    person, edition = appeal.nomination.person, appeal.edition
    language = appeal.language or correspondence.language_of(person, edition=edition)
    text = letters.appeal_answer(
        edition, language=language, name=str(person), answer=appeal.answer, remedy=appeal.remedy
    )
    return outbox.draft(
        kind=Letter.Kind.APPEAL,
        address=person.email,
        language=language,
        subject=text.subject,
        body=text.body,
        edition=edition,
        person=person,
        by=by,
        at=at,
    )
