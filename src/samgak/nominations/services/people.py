"""One person, one record: made, merged, and removed when nothing refers to it any more."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef

from samgak.applications.models import Application
from samgak.core import audit
from samgak.core.errors import RuleBroken
from samgak.correspondence.models import Letter
from samgak.nominations import queries
from samgak.nominations.models import (
    Nomination,
    OtherSpelling,
    Override,
    SelectionLine,
    WorkbookRow,
)
from samgak.nominations.rules import states
from samgak.nominations.rules.plans import PERSON_FACTS
from samgak.nominations.services import records, repeats
from samgak.nominations.services.counts import forget_counts
from samgak.nominations.services.window import lock_for_nominations
from samgak.participants.models import Participant, Person
from samgak.privacy import services as privacy


def remove_if_unknown_elsewhere(people: Iterable[int]) -> None:
    """Delete the people to whom neither a nomination, an application, a seat, a letter nor a sign-in belongs."""
    Person.objects.filter(pk__in=list(people), user=None).exclude(
        Exists(Nomination.objects.filter(person=OuterRef("pk")))
    ).exclude(Exists(Participant.objects.filter(person=OuterRef("pk")))).exclude(
        Exists(Letter.objects.filter(person=OuterRef("pk")))
    ).exclude(Exists(Application.objects.filter(person=OuterRef("pk")))).delete()


@transaction.atomic
def merge(
    kept: Person,
    duplicate: Person,
    *,
    by,
    at: datetime,
    from_duplicate: Iterable[str] = (),
) -> Person:
    """Make two records of one person one; `from_duplicate` are the facts taken from the second.

    Nominations of the same edition collapse. The other spelling stays known, so that a list that
    has it finds the person. Refused where both records have been decided upon.
    """
    if kept.pk == duplicate.pk:
        raise RuleBroken("same_record")
    if kept.country != duplicate.country:
        raise RuleBroken("not_one_country")
    found = Person.objects.select_for_update(of=("self",)).order_by("pk")
    people = found.in_bulk([kept.pk, duplicate.pk])
    kept, duplicate = people[kept.pk], people[duplicate.pk]
    _refuse_two_signed_in(kept, duplicate)
    chosen = frozenset(from_duplicate)
    with audit.because("merge"):
        _merge_nominations(kept, duplicate, chosen, by=by, at=at)
        _merge_seats_and_letters(kept, duplicate)
        _merge_records(kept, duplicate, chosen)
    return kept


def _refuse_two_signed_in(kept: Person, duplicate: Person) -> None:
    if kept.user_id and duplicate.user_id:
        raise RuleBroken("both_sign_in")


def _merge_nominations(
    kept: Person, duplicate: Person, chosen: frozenset[str], *, by, at: datetime
) -> None:
    own = {one.edition_id: one for one in Nomination.objects.filter(person=kept)}
    for other in Nomination.objects.filter(person=duplicate).select_related("edition"):
        mine = own.get(other.edition_id)
        if mine is None:
            other.person, other.version = kept, other.version + 1
            other.save(update_fields=["person", "version"])
            continue
        lock_for_nominations(other.edition, country=other.country, by=by, at=at)
        _collapse(mine, other, chosen)
        forget_counts(other.edition)


def _collapse(mine: Nomination, other: Nomination, chosen: frozenset[str]) -> None:
    """One nomination of the two, with the facts chosen; refused where the second was decided upon."""
    for model in (SelectionLine, Override):
        if model.objects.filter(nomination=other).exists():
            raise RuleBroken("both_are_decided_upon")
    facts = queries.stored_facts(other.person, other)
    taken = {
        name: value
        for name, value in facts.items()
        if (name in chosen or _language_of(name) in chosen) and name not in PERSON_FACTS
    }
    records.put_nomination(mine, taken)
    if mine.state in states.LEFT and other.state in states.PRESENT:
        for name in ("state", "state_changed_at", "state_changed_by", "state_reason"):
            setattr(mine, name, getattr(other, name))
        mine.replaced_by = None
    mine.version += 1
    mine.save()
    WorkbookRow.objects.filter(nomination=other).update(nomination=mine)
    Nomination.objects.filter(replaced_by=other).exclude(pk=mine.pk).update(replaced_by=mine)
    other.delete()


def _language_of(name: str) -> str:
    return name.replace("level_", "language_", 1)


def _merge_seats_and_letters(kept: Person, duplicate: Person) -> None:
    seated = Participant.objects.filter(person=kept).values("edition")
    if Participant.objects.filter(person=duplicate, edition__in=seated).exists():
        raise RuleBroken("both_are_decided_upon")
    applied = Application.objects.filter(person=kept).values("edition")
    if Application.objects.filter(person=duplicate, edition__in=applied).exists():
        raise RuleBroken("both_applied")
    Application.objects.filter(person=duplicate).update(person=kept)
    Participant.objects.filter(person=duplicate).update(person=kept)
    Letter.objects.filter(person=duplicate).update(person=kept)
    privacy.join_people(kept, duplicate)


def _merge_records(kept: Person, duplicate: Person, chosen: frozenset[str]) -> None:
    spellings = [queries.identity_of_person(kept), queries.identity_of_person(duplicate)]
    facts: Mapping[str, str] = queries.stored_facts(duplicate)
    user = duplicate.user
    OtherSpelling.objects.filter(person=duplicate).update(person=kept)
    # First it goes: its name may become the other's.
    duplicate.delete()
    records.put_person(kept, {name: facts[name] for name in facts if name in chosen})
    kept.user = kept.user or user
    try:
        with transaction.atomic():
            kept.save()
    except IntegrityError as clash:
        raise RuleBroken("person_is_known", name=kept.passport_name) from clash
    own = queries.identity_of_person(kept)
    for spelling in spellings:
        if spelling != own:
            OtherSpelling.objects.get_or_create(
                country=spelling.country,
                name_key=spelling.name,
                born_on=spelling.born_on,
                defaults={"person": kept},
            )
    for nomination in Nomination.objects.filter(person=kept).select_related("person"):
        nomination.search_text = records.search_text(nomination.person)
        nomination.save(update_fields=["search_text"])
        repeats.look(nomination)
