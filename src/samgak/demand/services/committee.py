"""The joint steering committee: who sits in it, what it is asked, what it decides."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import translation

from samgak.accounts.models import User
from samgak.core import audit
from samgak.core.errors import RuleBroken
from samgak.correspondence import letters_committee as letters
from samgak.correspondence import services as outbox
from samgak.correspondence.models import Letter
from samgak.demand import queries
from samgak.demand.models import CommitteeAnswer, CommitteeMember, CommitteeQuestion
from samgak.demand.queries import committee as reads
from samgak.demand.rules import committee as rules
from samgak.programmes.models import Edition


@transaction.atomic
def seat(edition: Edition, *, user: User, side: str, at: datetime) -> CommitteeMember:
    """Give somebody who speaks for a partner or a country a seat."""
    Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
    if side not in rules.SIDES or not queries.candidates(edition).filter(pk=user.pk).exists():
        raise RuleBroken("not_a_candidate")
    return CommitteeMember.objects.create(edition=edition, user=user, side=side, seated_at=at)


@transaction.atomic
def leave(member: CommitteeMember, *, at: datetime) -> CommitteeMember:
    """Take a seat back; what the member answered stays."""
    member = CommitteeMember.objects.select_for_update().get(pk=member.pk)
    if member.left_at is None:
        member.left_at = at
        member.save(update_fields=["left_at"])
    return member


@transaction.atomic
def ask(
    edition: Edition,
    *,
    procedure: str,
    title: str,
    proposal: str,
    language: str,
    by: User,
    at: datetime,
    is_on_the_concept: bool = False,
    days: int | None = None,
    meets_at: datetime | None = None,
) -> CommitteeQuestion:
    """Lay a question before the committee and write to its members.

    In the silent procedure whoever says nothing by the end of the last day consents.
    """
    edition = Edition.objects.select_for_update(of=("self",), no_key=True).get(pk=edition.pk)
    members = list(queries.members(edition))
    if reasons := rules.reasons_not_to_ask(
        procedure, sides=[one.side for one in members], days=days, title=title, proposal=proposal
    ):
        raise RuleBroken(reasons[0], all=reasons, least=rules.LEAST_DAYS, most=rules.MOST_DAYS)
    concept = _agreed_concept(edition) if is_on_the_concept else None
    last = reads.questions(edition).aggregate(last=Max("number"))["last"] or 0
    question = CommitteeQuestion.objects.create(
        edition=edition,
        number=last + 1,
        procedure=procedure,
        language=language,
        title=" ".join(title.split())[: rules.MOST_LETTERS_OF_TITLE],
        proposal=proposal.strip()[: rules.MOST_LETTERS],
        concept=concept,
        concept_version=concept.version if concept else None,
        asked_by=by,
        asked_at=at,
        meets_at=meets_at if procedure == rules.MEETING else None,
        answers_due_at=_end_of_day(edition, at, days) if procedure == rules.SILENT else None,
    )
    _write(question, [one for one in members if one.user_id != by.pk], by=by, at=at)
    return question


@transaction.atomic
def answer(
    question: CommitteeQuestion, *, member: CommitteeMember, answer: str, words: str, at: datetime
) -> CommitteeAnswer:
    """Answer as a member; an objection says why, and ends a silent procedure."""
    question = _locked(question)
    if reasons := rules.reasons_not_to_answer(
        state=question.state, due_at=question.answers_due_at, at=at
    ):
        raise RuleBroken(reasons[0])
    if member.edition_id != question.edition_id or member.left_at or answer not in rules.ANSWERS:
        raise RuleBroken("not_a_candidate")
    if answer == rules.OBJECT and not words.strip():
        raise RuleBroken("objection_says_why")
    given, _ = CommitteeAnswer.objects.update_or_create(
        question=question,
        member=member,
        defaults={"answer": answer, "words": words.strip(), "given_at": at},
    )
    if answer == rules.OBJECT and question.procedure == rules.SILENT:
        _end(question, to=rules.OBJECTED, taker=rules.MEMBER, by=member.user, at=at)
    return given


@transaction.atomic
def end(
    question: CommitteeQuestion, *, to: str, outcome: str, by: User, at: datetime
) -> CommitteeQuestion:
    """Record as the chair what the committee decided, or drop the question with a reason."""
    return _end(_locked(question), to=to, taker=rules.CHAIR, by=by, at=at, outcome=outcome)


@transaction.atomic
def close_by_clock(*, at: datetime) -> list[CommitteeQuestion]:
    """Approve what was silently consented to: the time is over and nobody objected."""
    due = CommitteeQuestion.objects.select_for_update(of=("self",)).filter(
        state=rules.OPEN, procedure=rules.SILENT, answers_due_at__lt=at
    )
    return [
        _end(one, to=rules.APPROVED, taker=rules.CLOCK, by=None, at=one.answers_due_at)
        for one in due.select_related("edition")
    ]


def _end(
    question: CommitteeQuestion,
    *,
    to: str,
    taker: str,
    by: User | None,
    at: datetime,
    outcome: str = "",
) -> CommitteeQuestion:
    # The clock passes just after the last moment.
    now = at + timedelta(microseconds=1) if taker == rules.CLOCK else at
    facts = rules.facts(reads.said(question), due_at=question.answers_due_at, at=now)
    reasons = rules.reasons_not_to_end(
        question.procedure, to, state=question.state, taker=taker, facts=facts, reason=outcome
    )
    if reasons:
        raise RuleBroken(reasons[0], all=reasons)
    question.state, question.outcome = to, outcome.strip()[: rules.MOST_LETTERS]
    question.ended_by, question.ended_at = by, at
    with audit.because(outcome):
        question.save(update_fields=["state", "outcome", "ended_by", "ended_at"])
    return question


def _agreed_concept(edition: Edition):
    concept = queries.concept_of(edition)
    if concept is None:
        raise RuleBroken("no_joint_concept")
    if rules.missing_sides(queries.agreements(concept)):
        raise RuleBroken("not_all_sides_agree")
    return concept


def _locked(question: CommitteeQuestion) -> CommitteeQuestion:
    rows = CommitteeQuestion.objects.select_for_update(of=("self",)).select_related("edition")
    return rows.get(pk=question.pk)


def _end_of_day(edition: Edition, at: datetime, days: int | None) -> datetime:
    local = at.astimezone(edition.zone) + timedelta(days=days or 0)
    return local.replace(hour=23, minute=59, second=59, microsecond=0)


def _write(question: CommitteeQuestion, members, *, by: User, at: datetime) -> None:
    for member in members:
        language = member.user.language or question.edition.working_language
        with translation.override(language):
            path = reverse("demand:question", args=[question.edition.code, question.pk])
        text = letters.committee_question(
            question.edition,
            language=language,
            name=str(member.user),
            title=question.title,
            due_at=question.answers_due_at,
            meets_at=question.meets_at,
            link=settings.BASE_URL + path,
        )
        outbox.draft(
            kind=Letter.Kind.COMMITTEE,
            address=member.user.email,
            language=language,
            subject=text.subject,
            body=text.body,
            edition=question.edition,
            user=member.user,
            by=by,
            at=at,
        )
