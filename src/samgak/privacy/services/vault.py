"""What the selected give: kept sealed, opened one at a time by those who say why, never in the trail."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from samgak.core.errors import RuleBroken
from samgak.participants.models import Person
from samgak.privacy import queries, rules, sealing
from samgak.privacy.models import VaultItem, VaultReading
from samgak.privacy.rules import states
from samgak.privacy.services.purging import move, seat_of
from samgak.programmes.models import Edition


@transaction.atomic
def keep(
    *,
    person: Person,
    edition: Edition,
    item: str,
    value: Mapping[str, str],
    by,
    at: datetime,
    seen: str = "",
) -> VaultItem:
    """Hand an item in; raises item_has_faults with what is to be mended."""
    tidy = rules.tidy(item, value)
    today = at.astimezone(edition.zone).date()
    if found := rules.faults(item, tidy, today=today, ends_on=edition.ends_on):
        raise RuleBroken("item_has_faults", faults=found)
    held = _place(person, edition, item, seen)
    held.handed_in_at = at
    return _write(held, tidy, by=by, at=at)


@transaction.atomic
def keep_draft(
    *,
    person: Person,
    edition: Edition,
    item: str,
    value: Mapping[str, str],
    by,
    at: datetime,
    seen: str = "",
) -> VaultItem:
    """Keep what is typed so far; nobody but its owner can open it."""
    held = _place(person, edition, item, seen)
    if held.handed_in_at:
        raise RuleBroken("item_is_handed_in")
    return _write(held, rules.tidy(item, value), by=by, at=at)


def _place(person: Person, edition: Edition, item: str, seen: str) -> VaultItem:
    """The row of the item, new or known, where its owner may write into it now."""
    seat_of(person, edition)
    if rules.CONSENT_OF[item] not in queries.agreed_by(person, edition):
        raise RuleBroken("consent_missing")
    held = queries.items_of(person, edition).get(item)
    queries.refuse_item_if_changed(held, seen)
    if held and held.state not in (states.COLLECTED, states.IN_USE):
        raise RuleBroken("purpose_is_done")
    return held or VaultItem(person=person, edition=edition, item=item)


def _write(item: VaultItem, value: Mapping[str, str], *, by, at: datetime) -> VaultItem:
    item.sealed = sealing.seal(value, bound_to=str(item.pk))
    item.kept_at, item.kept_by = at, by
    item.save()
    return item


@transaction.atomic
def read(item: VaultItem, *, by, at: datetime, why: str) -> dict[str, str]:
    """The value of one item; the reading is kept for its owner to see."""
    return read_list([item], by=by, at=at, why=why)[item.pk]


@transaction.atomic
def read_list(items: Sequence[VaultItem], *, by, at: datetime, why: str) -> dict:
    """The values of items of one edition by their keys, as one reading."""
    reason = " ".join(why.split())[: rules.MOST_LETTERS_OF_A_REASON]
    if not reason:
        raise RuleBroken("reason_missing")
    found = VaultItem.objects.select_for_update().filter(pk__in=[item.pk for item in items])
    held = list(found.order_by("pk"))
    if not held:
        raise RuleBroken("nothing_to_read")
    values = {item.pk: _open(item) for item in held}
    reading = VaultReading.objects.create(
        edition_id=held[0].edition_id, read_by=by, read_at=at, reason=reason
    )
    reading.items.set(held)
    return values


def _open(item: VaultItem) -> dict[str, str]:
    """Open an item for somebody else than its owner, as long as its purpose is not done."""
    if item.state == states.PURGED:
        raise RuleBroken("item_is_purged")
    if item.handed_in_at is None:
        raise RuleBroken("item_is_a_draft")
    if item.state in (states.PURPOSE_DONE, states.PURGE_DUE):
        raise RuleBroken("purpose_is_done")
    if item.state == states.COLLECTED:
        move(item, states.IN_USE, actor=states.OFFICER, fact="says_why")
    return queries.value_of(item)


@transaction.atomic
def _seal_anew() -> int:
    sealing.hold_alone()
    sealing.begin_with_a_new_key()
    count = 0
    for item in VaultItem.objects.select_for_update().exclude(sealed=None).iterator(chunk_size=200):
        item.sealed = sealing.rotated(item.sealed)
        item.save(update_fields=["sealed"])
        count += 1
    return count


def rotate() -> int:
    """Seal everything with a new key, all or nothing; how many values there were."""
    count = _seal_anew()
    # Only now is nothing left that an old key opens.
    sealing.forget_old_keys()
    return count
