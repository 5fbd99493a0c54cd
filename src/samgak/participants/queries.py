from datetime import datetime

from django.db.models import QuerySet

from samgak.core.prepared import Given, Prepared
from samgak.participants import rules
from samgak.participants.models import Participant, SeatTerms
from samgak.programmes.models import Edition


def participants(edition: Edition):
    """Everyone with a seat who has neither declined nor left, by country and name."""
    return (
        Participant.objects.filter(edition=edition, state__in=rules.PRESENT)
        .select_related("person")
        .order_by("person__country", "person__family_name", "person__given_name")
    )


def seats_of(user):
    """The seats a signed-in person holds, the newest edition first."""
    return (
        Participant.objects.filter(person__user=user)
        .select_related("person", "edition")
        .order_by("-edition__starts_on")
    )


def seat_of(user, edition: Edition) -> Participant | None:
    """The seat of a signed-in person on an edition, whatever became of it."""
    seat = _seat.first(user=user.pk, edition=edition.pk)
    if seat:
        seat.edition = edition
    return seat


@Prepared
def _seat() -> QuerySet[Participant]:
    found = Participant.objects.filter(person__user=Given("user"), edition=Given("edition"))
    return found.select_related("person").order_by("pk")


def terms_of(edition: Edition) -> SeatTerms:
    """How long people may answer and appeal; those of the house where the edition says nothing."""
    return SeatTerms.objects.filter(edition=edition).first() or SeatTerms(edition=edition)


def answer_due(edition: Edition, *, at: datetime) -> datetime:
    """Until when a seat that is offered at this moment may be accepted or declined."""
    days = terms_of(edition).answer_days
    return rules.due(at, days=days, zone=edition.zone, starts_on=edition.starts_on)


def appeal_due(edition: Edition, *, at: datetime) -> datetime:
    """Until when a decision that is told at this moment may be appealed against."""
    days = terms_of(edition).appeal_days
    return rules.due(at, days=days, zone=edition.zone, starts_on=edition.starts_on)


def facts_of(seat: Participant, *, at: datetime) -> frozenset[str]:
    """What the seat itself says to the table of steps."""
    in_time = seat.answer_by is None or at <= seat.answer_by
    return frozenset({"answer_is_in_time" if in_time else "answer_is_overdue"})
