import secrets
from datetime import datetime

from django.db import transaction

from samgak.accounts import services as accounts
from samgak.accounts.models import User
from samgak.core import audit
from samgak.core.errors import RuleBroken
from samgak.core.places import language_at_home
from samgak.participants import queries, rules
from samgak.participants.models import Participant, Person
from samgak.partners.models import Role
from samgak.programmes.models import Edition, EditionRole


@transaction.atomic
def enrol(
    *, edition: Edition, person: Person, at: datetime, answer_by: datetime | None = None
) -> Participant:
    """Give the person a seat, to be answered by a moment; somebody who already has one keeps it."""
    seat, _ = Participant.objects.get_or_create(
        edition=edition,
        person=person,
        defaults={
            "enrolled_at": at,
            "state_changed_at": at,
            "answer_by": answer_by,
            "calendar_secret": secrets.token_urlsafe(32),
        },
    )
    let_in(seat)
    return seat


@transaction.atomic
def let_in(seat: Participant) -> bool:
    """Let the person sign in and be a participant of the edition; False without an address of their own."""
    person = Person.objects.select_for_update().get(pk=seat.person_id)
    if person.user is None:
        person.user = _user_of(person)
        if person.user is None:
            return False
        person.save(update_fields=["user"])
    EditionRole.objects.get_or_create(
        user=person.user, edition=seat.edition, role=Role.PARTICIPANT, country="", held_from=None
    )
    seat.person = person
    return True


def _user_of(person: Person) -> User | None:
    if not person.email:
        return None
    language = language_at_home(person.country) or "en"
    user = accounts.account_for(person.email.lower(), name=str(person), language=language)
    # One address serves one person: two officials who share a mailbox need one each.
    taken = Person.objects.filter(user=user).exclude(pk=person.pk).exists()
    return None if taken else user


@transaction.atomic
def change_state(
    participant: Participant,
    *,
    to: str,
    acts_as: str,
    at: datetime,
    reason: str = "",
    facts: frozenset[str] = frozenset(),
) -> Participant:
    """Move a participant along; refuses a step that the table lacks, or gives to somebody else."""
    seat = Participant.objects.select_for_update().get(pk=participant.pk)
    known = facts | queries.facts_of(seat, at=at)
    if codes := rules.reasons_not_to_move(
        seat.state, to, actor=acts_as, facts=known, reason=reason
    ):
        raise RuleBroken(codes[0], source=seat.state, target=to)
    seat.state, seat.state_changed_at, seat.state_reason = to, at, reason.strip()
    with audit.because(reason):
        seat.save(update_fields=["state", "state_changed_at", "state_reason"])
    return seat


@transaction.atomic
def extend_answer(participant: Participant, *, until: datetime, at: datetime) -> Participant:
    """Give somebody who has not answered more time."""
    seat = Participant.objects.select_for_update().get(pk=participant.pk)
    if seat.state != Participant.State.SELECTED:
        raise RuleBroken("seat_is_answered")
    if until <= at:
        raise RuleBroken("date_is_past")
    seat.answer_by = until
    seat.save(update_fields=["answer_by"])
    return seat


@transaction.atomic
def confirm_name(
    participant: Participant, *, native_name: str, passport_name: str, at: datetime
) -> Participant:
    """Keep the spelling for the certificate, in both scripts, as the participant confirms it."""
    seat = Participant.objects.select_for_update().get(pk=participant.pk)
    if faults := rules.reasons_not_a_name(native_name=native_name, passport_name=passport_name):
        raise RuleBroken(faults[0])
    seat.certificate_native_name = " ".join(native_name.split())
    seat.certificate_passport_name = " ".join(passport_name.split())
    seat.name_confirmed_at = at
    seat.save(
        update_fields=["certificate_native_name", "certificate_passport_name", "name_confirmed_at"]
    )
    return seat


@transaction.atomic
def renew_calendar_address(participant: Participant) -> Participant:
    """Close the old secret calendar address and open another."""
    participant.calendar_secret = secrets.token_urlsafe(32)
    participant.save(update_fields=["calendar_secret"])
    return participant
