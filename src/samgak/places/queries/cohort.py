"""The seats of an edition: who was offered one, what they answered, and who took a seat that became free."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet

from samgak.nominations.queries import selections
from samgak.participants.models import Participant
from samgak.participants.rules import PRESENT
from samgak.places.models import Answer, Promotion
from samgak.programmes.models import Edition

State = Participant.State
GONE = frozenset({State.DECLINED, State.WITHDRAWN, State.DISMISSED})


@dataclass(frozen=True)
class Row:
    """One seat with its last answer, the seat it followed and the one that followed it."""

    seat: Participant
    answer: Answer | None
    followed: Participant | None
    followed_by: Participant | None
    is_overdue: bool

    @property
    def may_be_filled(self) -> bool:
        """Whether a reserve may take this seat."""
        is_free = self.seat.state in GONE or self.is_overdue
        return is_free and self.followed_by is None


@dataclass(frozen=True)
class Figures:
    """How the seats of an edition stand; `seats` is None where nothing was selected."""

    seats: int | None
    accepted: int
    waiting: int
    gone: int

    @property
    def free(self) -> int:
        return max((self.seats or 0) - self.accepted - self.waiting, 0)


def seats(edition: Edition, *, countries: Iterable[str] | None = None) -> QuerySet[Participant]:
    """Everyone who was ever offered a seat, by country and name; None lets all countries through."""
    found = Participant.objects.filter(edition=edition).select_related("person__user", "edition")
    if countries is not None:
        found = found.filter(person__country__in=countries)
    return found.order_by("person__country", "person__family_name", "person__given_name", "pk")


def rows(found: Iterable[Participant], *, at: datetime) -> list[Row]:
    """The seats of one page with what belongs to them; two queries, however many they are."""
    shown = list(found)
    keys = [seat.pk for seat in shown]
    answers = {one.participant_id: one for one in Answer.objects.filter(participant__in=keys)}
    moves = Promotion.objects.filter(edition__in={seat.edition_id for seat in shown})
    moves = list(moves.select_related("freed__person", "seat__person"))
    followed = {one.seat_id: one.freed for one in moves}
    followed_by = {one.freed_id: one.seat for one in moves}
    return [
        Row(
            seat=seat,
            answer=answers.get(seat.pk),
            followed=followed.get(seat.pk),
            followed_by=followed_by.get(seat.pk),
            is_overdue=is_overdue(seat, at=at),
        )
        for seat in shown
    ]


def rows_at_once(found: QuerySet[Participant], *, at: datetime, size: int = 500) -> Iterator[Row]:
    """All rows for a file, a few hundred at a time."""
    keys = list(found.values_list("pk", flat=True))
    for start in range(0, len(keys), size):
        yield from rows(found.filter(pk__in=keys[start : start + size]), at=at)


def is_overdue(seat: Participant, *, at: datetime) -> bool:
    """Whether the date has passed without an answer."""
    return seat.state == State.SELECTED and seat.answer_by is not None and at > seat.answer_by


def figures(edition: Edition, *, countries: Iterable[str] | None = None) -> Figures:
    """How many have accepted, are awaited and are gone; two queries."""
    counted = seats(edition, countries=countries).order_by().values("state")
    numbers = {row["state"]: row["n"] for row in counted.annotate(n=Count("pk"))}
    waiting = numbers.get(State.SELECTED, 0)
    return Figures(
        seats=None if countries is not None else seats_given(edition),
        accepted=sum(numbers.get(state, 0) for state in PRESENT) - waiting,
        waiting=waiting,
        gone=sum(numbers.get(state, 0) for state in GONE),
    )


def seats_given(edition: Edition) -> int | None:
    """How many seats the approved selection has; None while there is none."""
    selection = selections.approved_selection(edition)
    return selection.seats if selection else None


def has_room(edition: Edition) -> bool:
    """Whether one more can be seated; always where nobody counted the seats."""
    given = seats_given(edition)
    held = Participant.objects.filter(edition=edition, state__in=PRESENT).count()
    return given is None or held < given


def seat(edition: Edition, *, pk: int, countries: Iterable[str] | None = None) -> Participant:
    """One seat of the edition; raises DoesNotExist."""
    return seats(edition, countries=countries).get(pk=pk)


def seat_of(edition_id: int, person_id: int) -> Participant | None:
    """The seat that a link speaks of."""
    found = Participant.objects.filter(edition=edition_id, person=person_id)
    return found.select_related("person__user", "edition").first()


def answers_of(held: Participant) -> QuerySet[Answer]:
    """All that somebody said of the seat, in the order of time."""
    return Answer.objects.filter(participant=held).select_related("by")


def promotion_into(held: Participant) -> Promotion | None:
    """How somebody came to a seat that had been another's."""
    found = Promotion.objects.filter(seat=held)
    return found.select_related("freed__person", "promoted_by").first()


def facts_of(held: Participant, *, at: datetime) -> frozenset[str]:
    """What the edition says to the table of steps, beside what the seat says itself."""
    in_time = held.answer_by is None or at <= held.answer_by
    is_filled = Promotion.objects.filter(freed=held).exists()
    is_free = in_time and not is_filled and has_room(held.edition)
    return frozenset({"seat_is_still_free"} if is_free else ())
