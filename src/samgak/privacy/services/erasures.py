"""A person asks to be forgotten; an officer decides. What is erased is gathered by a higher app."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from samgak.core import audit
from samgak.core.errors import RuleBroken
from samgak.participants.models import Participant, Person
from samgak.privacy import queries, rules
from samgak.privacy.models import ErasureRequest
from samgak.programmes.models import Edition


@transaction.atomic
def ask_for_erasure(*, person: Person, edition: Edition, at: datetime) -> ErasureRequest:
    """Ask that everything but the register of certificates is erased; asked twice, it is one request."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    open_one = queries.open_erasure_of(person)
    return open_one or ErasureRequest.objects.create(person=person, edition=edition, asked_at=at)


@transaction.atomic
def decide_erasure(
    request: ErasureRequest, *, grant: bool, reason: str, by, at: datetime
) -> ErasureRequest:
    """Grant or decline a request that is open; whoever grants it erases in the same transaction."""
    found = (
        ErasureRequest.objects.select_for_update(of=("self",))
        .select_related("person", "edition")
        .get(pk=request.pk)
    )
    if found.decision:
        raise RuleBroken("erasure_is_decided")
    if not reason.strip():
        raise RuleBroken("reason_missing")
    if found.person.user_id == by.pk:
        raise RuleBroken("nobody_decides_on_themselves")
    if grant and _takes_part_somewhere(found.person):
        raise RuleBroken("person_still_takes_part")
    if grant and queries.retained_of(found.person).exists():
        raise RuleBroken("law_keeps_an_item")
    found.decision = ErasureRequest.Decision.GRANTED if grant else ErasureRequest.Decision.DECLINED
    found.reason = " ".join(reason.split())[: rules.MOST_LETTERS_OF_A_REASON]
    found.decided_at, found.decided_by = at, by
    with audit.because(found.reason):
        found.save()
    return found


def record_erased(request: ErasureRequest, counts: Mapping[str, int]) -> None:
    """Keep how many records of each kind were erased."""
    request.erased = dict(counts)
    request.save(update_fields=["erased"])


def _takes_part_somewhere(person: Person) -> bool:
    seats = Participant.objects.filter(person=person).select_related("edition")
    return any(queries.is_under_way(seat) for seat in seats)
