"""A free seat goes to a reserve: once, under every quota, with the reason and who was passed over."""

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
from samgak.participants import queries as participants_queries
from samgak.participants import services as participants
from samgak.participants.models import Participant
from samgak.participants.rules import OFFICER
from samgak.places.models import Promotion
from samgak.places.queries import cohort
from samgak.places.queries.reserves import MOST_SHOWN, Candidate, Replacement, replacement
from samgak.places.services.answers import lock
from samgak.programmes.models import Edition
from samgak.programmes.rules import State

# After the course has begun, a seat stays empty.
OPEN = (State.SELECTION_APPROVED, State.PREPARING)


@transaction.atomic
def promote(freed: Participant, *, nomination_id: int, reason: str, by, at: datetime) -> Promotion:
    """Seat a reserve where somebody declined, left or did not answer by the date; the letter is drafted."""
    if not reason.strip():
        raise RuleBroken("reason_missing")
    edition = lock(freed.edition)
    if edition.state not in OPEN:
        raise RuleBroken("seats_are_not_filled_now")
    freed = _set_free(freed, reason=reason, by=by, at=at)
    if not cohort.has_room(edition):
        raise RuleBroken("no_seat_is_free")
    found = replacement(freed)
    chosen = _chosen(found, nomination_id)
    answer_by = participants_queries.answer_due(edition, at=at)
    with audit.because(reason):
        seat = participants.enrol(
            edition=edition, person=chosen.nomination.person, at=at, answer_by=answer_by
        )
        promotion = Promotion.objects.create(
            edition=edition,
            freed=freed,
            seat=seat,
            nomination=chosen.nomination,
            reason=reason.strip(),
            passed_over=[
                [one.nomination.pk, *one.broken] for one in found.before(chosen)[:MOST_SHOWN]
            ],
            promoted_at=at,
            promoted_by=by,
        )
    applications.follow(
        edition=edition,
        person=seat.person,
        to=states.SELECTED,
        acts_as=states.OFFICER,
        by=by,
        at=at,
        reason=reason,
        facts={states.SEAT_IS_STILL_FREE},
    )
    _draft_letter(seat, edition, answer_by=answer_by, by=by, at=at)
    return promotion


def _set_free(freed: Participant, *, reason: str, by, at: datetime) -> Participant:
    freed = Participant.objects.select_related("person", "edition").get(pk=freed.pk)
    if Promotion.objects.filter(freed=freed).exists():
        raise RuleBroken("seat_is_filled")
    if cohort.is_overdue(freed, at=at):
        participants.change_state(
            freed, to=Participant.State.WITHDRAWN, acts_as=OFFICER, at=at, reason=reason
        )
        applications.follow(
            edition=freed.edition,
            person=freed.person,
            to=states.DECLINED,
            acts_as=states.OFFICER,
            by=by,
            at=at,
            reason=reason,
        )
    elif freed.state not in cohort.GONE:
        raise RuleBroken("seat_is_taken")
    return freed


def _chosen(found: Replacement, nomination_id: int) -> Candidate:
    for one in found.candidates:
        if one.nomination.pk == nomination_id:
            if one.broken:
                raise RuleBroken("reserve_breaks_a_quota", lines=one.broken, words=one.words)
            return one
    raise RuleBroken("not_a_reserve_any_more")


def _draft_letter(
    seat: Participant, edition: Edition, *, answer_by: datetime, by, at: datetime
) -> Letter:
    person = seat.person
    language = correspondence.language_of(person, edition=edition)
    text = letters.of_a_seat(
        edition, person, language=language, answer_by=answer_by, from_the_reserves=True
    )
    return outbox.draft(
        kind=Letter.Kind.ACCEPTANCE,
        address=person.email,
        language=language,
        subject=text.subject,
        body=text.body,
        edition=edition,
        person=person,
        by=by,
        at=at,
    )
