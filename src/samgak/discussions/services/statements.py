from datetime import datetime

from django.db import transaction
from django.db.models import F

from samgak.accounts.models import User
from samgak.core.errors import RuleBroken
from samgak.discussions import rules
from samgak.discussions.models import Statement, StatementTranslation, Topic, Vote
from samgak.discussions.services.topics import refuse
from samgak.participants.models import Participant


@transaction.atomic
def propose(
    topic: Topic, *, text: str, language: str, by: User | None, is_leader: bool, at: datetime
) -> Statement:
    """One more statement; whoever leads the discussion accepts it with that."""
    topic = Topic.objects.select_for_update().get(pk=topic.pk)
    text = rules.one_line(text)
    held = Statement.objects.filter(topic=topic)
    own = None if is_leader else held.filter(author=by).count()
    refuse(rules.reasons_not_to_propose(topic.state, statements=held.count(), own=own))
    refuse(rules.reasons_not_a_text(text, longest=rules.LONGEST_STATEMENT))
    if held.filter(text__iexact=text).exclude(state=rules.REFUSED).exists():
        raise RuleBroken("said_already")
    topic.last_number += 1
    topic.save(update_fields=["last_number"])
    return Statement.objects.create(
        topic=topic,
        number=topic.last_number,
        text=text,
        language=language,
        author=by,
        proposed_at=at,
        state=rules.ACCEPTED if is_leader else rules.PROPOSED,
        decided_at=at if is_leader else None,
        decided_by=by if is_leader else None,
    )


@transaction.atomic
def decide(
    statement: Statement,
    *,
    to: str,
    by: User,
    at: datetime,
    refusal: str = "",
    into: int | None = None,
) -> None:
    """The moderator accepts, refuses with a reason, or merges into the accepted one of that number."""
    statement = Statement.objects.select_for_update().get(pk=statement.pk)
    refuse(rules.reasons_not_to_move(rules.STATEMENT, statement.state, to))
    if to == rules.REFUSED and not refusal:
        raise RuleBroken("reason_missing")
    statement.merged_into = _other(statement, into) if to == rules.MERGED else None
    statement.refusal = refusal if to == rules.REFUSED else ""
    statement.state, statement.decided_at, statement.decided_by = to, at, by
    statement.save()


def _other(statement: Statement, number: int | None) -> Statement:
    others = Statement.objects.accepted().filter(topic=statement.topic_id, number=number)
    other = others.exclude(pk=statement.pk).first()
    if other is None:
        raise RuleBroken("no_such_statement")
    return other


@transaction.atomic
def correct(statement: Statement, *, text: str) -> None:
    """Put the spelling right, as long as nobody has voted on it."""
    text = rules.one_line(text)
    refuse(rules.reasons_not_a_text(text, longest=rules.LONGEST_STATEMENT))
    if statement.votes.exists():
        raise RuleBroken("statement_has_votes")
    statement.text = text
    statement.save(update_fields=["text"])


def translate(
    statement: Statement, *, text: str, language: str, by: User | None, at: datetime
) -> None:
    """Add or better the words of a statement in another language."""
    text = rules.one_line(text)
    refuse(rules.reasons_not_a_text(text, longest=rules.LONGEST_STATEMENT))
    if language == statement.language:
        raise RuleBroken("language_of_the_original")
    StatementTranslation.objects.update_or_create(
        statement=statement,
        language=language,
        defaults={"text": text, "translated_by": by, "translated_at": at},
    )


def vote(statement: Statement, *, participant: Participant, value: int, at: datetime) -> None:
    """Count a vote; a second one of the same person, from whichever tab, takes its place."""
    topic = Topic.objects.get(pk=statement.topic_id)
    refuse(rules.reasons_not_to_vote(topic.state))
    if statement.state != rules.ACCEPTED:
        raise RuleBroken("no_such_statement")
    kept, is_new = Vote.objects.get_or_create(
        statement=statement,
        participant=participant,
        defaults={"topic": topic, "value": value, "voted_at": at},
    )
    if not is_new and kept.value != value:
        Vote.objects.filter(pk=kept.pk).update(value=value, voted_at=at, changes=F("changes") + 1)
