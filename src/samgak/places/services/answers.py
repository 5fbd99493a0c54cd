"""Seats offered, accepted and declined; people moved along on their way to the course."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from samgak.applications import services as applications
from samgak.applications.rules import states
from samgak.core.errors import RuleBroken
from samgak.correspondence import letters_decisions as letters
from samgak.correspondence import queries as correspondence
from samgak.correspondence import services as outbox
from samgak.correspondence.models import Letter
from samgak.participants import links
from samgak.participants import services as participants
from samgak.participants.models import Participant, SeatTerms
from samgak.participants.rules import OFFICER, PARTICIPANT
from samgak.places.models import Answer
from samgak.places.queries import cohort
from samgak.programmes.models import Edition

State = Participant.State


@transaction.atomic
def answer(
    seat: Participant,
    *,
    word: str,
    through: str,
    at: datetime,
    reason: str = "",
    by=None,
) -> Participant:
    """Accept or decline an offered seat; said twice, it is said once. A mind may change until the date."""
    lock(seat.edition)
    seat = Participant.objects.select_related("edition", "person__user").get(pk=seat.pk)
    if seat.state == word:
        return seat
    facts = cohort.facts_of(seat, at=at)
    reason = reason.strip() if word == Answer.Word.DECLINED else ""
    moved = participants.change_state(
        seat,
        to=Answer.Word(word),
        acts_as=OFFICER if through == Answer.Through.OFFICER else PARTICIPANT,
        at=at,
        reason=reason,
        facts=facts,
    )
    Answer.objects.create(
        participant=moved,
        word=word,
        reason=reason,
        through=through,
        answered_at=at,
        by=by,
    )
    applications.follow(
        edition=seat.edition,
        person=seat.person,
        to=word,
        acts_as=states.OFFICER if through == Answer.Through.OFFICER else states.APPLICANT,
        by=by,
        at=at,
        reason=reason,
        facts=facts,
    )
    return moved


@transaction.atomic
def give_up(seat: Participant, *, reason: str, at: datetime, by) -> Participant:
    """Decline an offered seat, or leave later, in the participant's own words."""
    seat = Participant.objects.select_related("edition").get(pk=seat.pk)
    in_time = seat.answer_by is not None and at <= seat.answer_by
    if seat.state == State.SELECTED or (seat.state == State.ACCEPTED and in_time):
        page = Answer.Through.PAGE
        return answer(seat, word=Answer.Word.DECLINED, through=page, reason=reason, at=at, by=by)
    return participants.change_state(
        seat, to=State.WITHDRAWN, acts_as=PARTICIPANT, at=at, reason=reason
    )


@transaction.atomic
def move(seat: Participant, *, to: str, reason: str, at: datetime, by) -> Participant:
    """An officer takes somebody a step further; an answer told to the officer is kept as one."""
    if to in Answer.Word.values:
        through = Answer.Through.OFFICER
        return answer(seat, word=to, through=through, reason=reason, at=at, by=by)
    lock(seat.edition)
    return participants.change_state(seat, to=to, acts_as=OFFICER, at=at, reason=reason)


@transaction.atomic
def remind(edition: Edition, *, by, at: datetime) -> list[Letter]:
    """Draft a reminder to everyone who has not answered and still may."""
    lock(edition)
    waiting = cohort.seats(edition).filter(state=State.SELECTED, answer_by__gt=at)
    drafted = set(
        Letter.objects.drafts()
        .filter(edition=edition, kind=Letter.Kind.ANSWER)
        .values_list("person", flat=True)
    )
    awaited = [seat for seat in waiting if seat.person_id not in drafted]
    if not awaited:
        raise RuleBroken("nobody_to_remind")
    return list(_reminders(awaited, by=by, at=at))


def _reminders(awaited: Iterable[Participant], *, by, at: datetime) -> Iterable[Letter]:
    for seat in awaited:
        person, edition = seat.person, seat.edition
        language = correspondence.language_of(person, edition=edition)
        text = letters.answer_reminder(
            edition,
            language=language,
            name=str(person),
            answer_by=seat.answer_by,
            answer_link=links.link_to(
                person,
                edition=edition,
                purpose=links.ANSWER,
                until=seat.answer_by,
                language=language,
            ),
        )
        yield outbox.draft(
            kind=Letter.Kind.ANSWER,
            address=person.email,
            language=language,
            subject=text.subject,
            body=text.body,
            edition=edition,
            person=person,
            by=by,
            at=at,
        )


@transaction.atomic
def set_terms(edition: Edition, *, answer_days: int, appeal_days: int) -> SeatTerms:
    """How long those who are told from now on may answer and appeal."""
    terms, _ = SeatTerms.objects.update_or_create(
        edition=edition, defaults={"answer_days": answer_days, "appeal_days": appeal_days}
    )
    return terms


def lock(edition: Edition) -> Edition:
    """One at a time: a seat must not be taken back while it is given to somebody else."""
    return Edition.objects.select_for_update(of=("self",), no_key=True).get(pk=edition.pk)
