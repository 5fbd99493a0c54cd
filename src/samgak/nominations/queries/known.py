"""Who is known of the people that a batch of rows names, in few questions to the database."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, TypeVar

from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import Collate, RowNumber

from samgak.nominations.models import Nomination, OtherSpelling
from samgak.nominations.queries.imports import identity_of_person, stored_facts
from samgak.nominations.rules import states
from samgak.nominations.rules.doubles import MOST_COMPARED
from samgak.nominations.rules.identity import Identity
from samgak.nominations.rules.nominees import NomineeRow
from samgak.nominations.rules.planning import Known
from samgak.nominations.rules.plans import Stored
from samgak.participants.models import Person
from samgak.programmes.models import Edition

Key = TypeVar("Key", bound=Hashable)


def known_of(edition: Edition, country: str, people: Iterable[NomineeRow]) -> Known:
    """What is stored of these people of a country, and the nominees who may be one of them."""
    wanted = {person.identity for person in people}
    nominees = _nominees(edition, country, wanted)
    others = wanted - set(nominees)
    nominated = Nomination.objects.filter(edition=edition, country=country).values("person")
    spelt = (
        Person.objects.filter(country=country, pk__in=nominated),
        OtherSpelling.objects.filter(country=country, person__in=nominated),
    )
    return Known(
        nominees=nominees,
        people=_people(others),
        born=_near(
            [
                _lowest(found, "born_on", "name_key", {one.born_on for one in others})
                for found in spelt
            ],
            key=lambda one: one.born_on,
        ),
        named=_near(
            [
                _lowest(found, "name_key", "born_on", {one.name for one in others})
                for found in spelt
            ],
            key=lambda one: one.name,
        ),
    )


def _nominees(edition: Edition, country: str, wanted: set[Identity]) -> dict[Identity, Stored]:
    """Those a country has nominated, the withdrawn too, under every spelling known."""
    nominations = Nomination.objects.filter(edition=edition, country=country).select_related(
        "person"
    )
    found = {
        identity_of_person(nomination.person): _stored(nomination)
        for nomination in nominations.filter(_named(wanted, of="person__"))
    }
    spellings = OtherSpelling.objects.filter(_named(wanted), country=country)
    by_person = {
        nomination.person_id: nomination
        for nomination in nominations.filter(person__in=spellings.values("person"))
    }
    for other in spellings.filter(person__in=by_person):
        known_as = _identity_of_spelling(other)
        found[known_as] = _stored(by_person[other.person_id], is_other_spelling=True)
    return {identity: stored for identity, stored in found.items() if identity in wanted}


def _people(wanted: set[Identity]) -> dict[Identity, Stored]:
    """Those known at all, from whichever edition."""
    some = _named(wanted) & Q(country__in={one.country for one in wanted})
    found = {
        _identity_of_spelling(other): Stored(
            other.person_id, stored_facts(other.person), is_other_spelling=True
        )
        for other in OtherSpelling.objects.filter(some).select_related("person")
    }
    for person in Person.objects.filter(some):
        found[identity_of_person(person)] = Stored(person.pk, stored_facts(person))
    return {identity: stored for identity, stored in found.items() if identity in wanted}


def _lowest(found: QuerySet[Any], shared: str, by: str, values: set[Any]) -> QuerySet[Any]:
    """Of those who share each of the values, the first by the other half of their identity."""
    order = Collate(by, "C") if by == "name_key" else by  # as Python orders text
    place = Window(RowNumber(), partition_by=F(shared), order_by=order)
    some = found.filter(**{f"{shared}__in": values}).annotate(place=place)
    return some.filter(place__lte=MOST_COMPARED)


def _near(
    found: Sequence[QuerySet[Any]], *, key: Callable[[Identity], Key]
) -> dict[Key, list[Identity]]:
    near: dict[Key, list[Identity]] = defaultdict(list)
    for queryset in found:
        for country, name, born_on in queryset.values_list("country", "name_key", "born_on"):
            identity = Identity(country, name, born_on)
            near[key(identity)].append(identity)
    return {shared: sorted(identities)[:MOST_COMPARED] for shared, identities in near.items()}


def _named(wanted: set[Identity], *, of: str = "") -> Q:
    names, dates = {one.name for one in wanted}, {one.born_on for one in wanted}
    return Q(**{f"{of}name_key__in": names, f"{of}born_on__in": dates})


def _identity_of_spelling(other: OtherSpelling) -> Identity:
    return Identity(other.country, other.name_key, other.born_on)


def _stored(nomination: Nomination, *, is_other_spelling: bool = False) -> Stored:
    return Stored(
        nomination.pk,
        stored_facts(nomination.person, nomination),
        is_standing=nomination.state in states.PRESENT,
        is_other_spelling=is_other_spelling,
    )
