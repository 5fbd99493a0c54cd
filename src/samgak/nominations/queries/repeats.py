"""People who took part in another edition and may be among the nominees of this one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Lower

from samgak.core.prepared import GivenKeys, Prepared
from samgak.nominations.models import EarlierRecord, Nomination, OtherSpelling
from samgak.nominations.queries.nominees import latest_training
from samgak.nominations.rules.repeats import Known
from samgak.participants.models import Participant, Person
from samgak.programmes.models import Call, Edition

# A seat that was never taken is no training.
NOT_TAKEN = (Participant.State.DECLINED, Participant.State.WITHDRAWN)


@dataclass(frozen=True)
class Candidates:
    """People with a seat elsewhere, by what a nominee may share with them."""

    people: dict[str, list[Known]]

    def near(self, about: Known) -> list[Known]:
        """Those who share something with a nominee, each once for each spelling."""
        found = [one for key in _keys(about) for one in self.people.get(key, ())]
        return list(dict.fromkeys(found))


@dataclass(frozen=True)
class EarlierSeat:
    """An edition in which somebody took part; too recent by the rule of the call or not."""

    edition: Edition
    state: str
    is_too_recent: bool


@dataclass(frozen=True)
class ShownRecord:
    """An earlier record with the editions in which that person took part, the latest first."""

    record: EarlierRecord
    seats: tuple[EarlierSeat, ...]

    @property
    def breaks_the_rule(self) -> bool:
        """Whether the call's years without training are broken, if it is the same person."""
        return any(seat.is_too_recent for seat in self.seats)


def candidates(nominations: Sequence[Nomination]) -> Candidates:
    """Everybody with a seat on another edition who shares a date, name or address with one of these."""
    edition = nominations[0].edition_id
    people = [nomination.person for nomination in nominations]
    seats = Participant.objects.filter(person=OuterRef("pk")).exclude(edition=edition)
    elsewhere = Exists(seats.exclude(state__in=NOT_TAKEN))
    spelt = OtherSpelling.objects.filter(_shares(people)).values("person")
    addresses = [one.email.lower() for one in people if one.email]
    found = (
        Person.objects.annotate(address=Lower("email"))
        .filter(_shares(people) | Q(address__in=addresses) | Q(pk__in=spelt))
        .filter(elsewhere)
    )
    by_key: dict[str, list[Known]] = defaultdict(list)
    for known in _with_other_spellings({one.pk: one for one in found}):
        for key in _keys(known):
            by_key[key].append(known)
    return Candidates(dict(by_key))


def known_of(person: Person) -> Known:
    """What tells a person from others."""
    return Known(
        person.pk,
        person.passport_name,
        person.name_key,
        person.native_name,
        person.born_on,
        person.email,
    )


def earlier_records(nomination: Nomination, *, call: Call | None) -> list[ShownRecord]:
    """The records that may be the nominee's, with what those people took part in."""
    edition = nomination.edition
    records = list(
        EarlierRecord.objects.filter(nomination=nomination).select_related("person", "decided_by")
    )
    latest = _latest_allowed(edition, call)
    seats: dict[int, list[EarlierSeat]] = defaultdict(list)
    taken = Participant.objects.filter(person__in=[one.person_id for one in records])
    for seat in (
        taken.exclude(edition=edition)
        .exclude(state__in=NOT_TAKEN)
        .select_related("edition")
        .order_by("-edition__starts_on", "pk")
    ):
        held = seat.edition
        too_recent = latest is not None and held.ends_on > latest
        seats[seat.person_id].append(EarlierSeat(held, seat.state, too_recent))
    return [ShownRecord(one, tuple(seats[one.person_id])) for one in records]


def record_of(nomination: Nomination, *, pk: int) -> EarlierRecord:
    """One record beside a nomination; raises DoesNotExist for any other."""
    return EarlierRecord.objects.select_related("person").get(nomination=nomination, pk=pk)


def undecided_of(nominations: Iterable[Nomination]) -> set[int]:
    """The nominations of a page of which somebody still has to say whether the person is known."""
    return set(_undecided(nominations=[one.pk for one in nominations]))


@Prepared
def _undecided() -> QuerySet:
    found = EarlierRecord.objects.filter(nomination__in=GivenKeys("nominations"), verdict="")
    return found.order_by().values_list("nomination", flat=True)


def _shares(people: Iterable[Person]) -> Q:
    found = list(people)
    return Q(born_on__in={one.born_on for one in found}) | Q(
        name_key__in={one.name_key for one in found}
    )


def _with_other_spellings(people: dict[int, Person]) -> list[Known]:
    found = [known_of(person) for person in people.values()]
    for other in OtherSpelling.objects.filter(person__in=people):
        person = people[other.person_id]
        found.append(
            Known(person.pk, other.name_key, other.name_key, "", other.born_on, person.email)
        )
    return found


def _keys(known: Known) -> set[str]:
    keys = {f"born {known.born_on}", f"name {known.name_key}", f"record {known.key}"}
    if known.address:
        keys.add(f"mail {known.address.casefold()}")
    return keys


def _latest_allowed(edition: Edition, call: Call | None) -> date | None:
    """The last day a training may have ended on by the rule of the call; None where it has none."""
    years = call.years_since_training_abroad if call else None
    return None if years is None else latest_training(edition.starts_on, years)
