"""When a purpose is fulfilled, what was given for it goes, and a proof stays."""

import hashlib
from collections.abc import Collection, Sequence
from datetime import date, datetime
from itertools import groupby

from django.db import transaction

from samgak.core import audit
from samgak.core.errors import RuleBroken
from samgak.participants.models import Participant, Person
from samgak.privacy import queries, rules
from samgak.privacy.models import PurgeProof, RetentionTerms, VaultItem
from samgak.privacy.rules import states
from samgak.programmes.models import Edition


@transaction.atomic
def purge_what_is_due(*, at: datetime) -> list[PurgeProof]:
    """Take every item as far as its day has come, and prove what was deleted; a second time does nothing."""
    held = list(
        VaultItem.objects.select_for_update(of=("self",))
        .exclude(state=states.PURGED)
        .select_related("edition")
        .order_by("edition_id", "item", "pk")
    )
    gone: dict[tuple[int, str, str], list[VaultItem]] = {}
    for _, group in groupby(held, key=lambda item: item.edition_id):
        items = list(group)
        terms, left = queries.terms_of(items[0].edition), queries.left_on(items[0].edition)
        for item in items:
            if rule := _advance(item, terms, left.get(item.person_id), at=at):
                gone.setdefault((item.edition_id, item.item, rule), []).append(item)
    return [_purge(items, rule=rule, at=at) for (_, _, rule), items in gone.items()]


def _advance(item: VaultItem, terms: rules.Terms, left_on: date | None, *, at: datetime) -> str:
    """Move the item by the clock; the rule by which its value has to go today, or nothing."""
    today = at.astimezone(item.edition.zone).date()
    if item.state == states.RETAINED:
        if item.retained_until and item.retained_until < today:
            move(item, states.PURGE_DUE, actor=states.CLOCK, fact="ground_is_over")
            return rules.GROUND_IS_OVER
        return ""
    if item.state in (states.COLLECTED, states.IN_USE):
        done_on = queries.purpose_done_on(item, left_on=left_on, today=today)
        if done_on is None:
            return ""
        item.purpose_done_on = done_on
        move(item, states.PURPOSE_DONE, actor=states.CLOCK, fact="purpose_is_done")
    if item.state == states.PURPOSE_DONE:
        if today < terms.purge_on(item.item, item.purpose_done_on or today):
            return ""
        move(item, states.PURGE_DUE, actor=states.CLOCK, fact="term_is_over")
    return rules.TERM_IS_OVER


@transaction.atomic
def purge_under(
    person: Person, edition: Edition, *, purpose: str, data_class: str, at: datetime
) -> None:
    """Delete what was given under a consent that no longer stands; what a law keeps is left."""
    _purge_by_owner(
        person,
        edition,
        rules.items_under(purpose, data_class),
        rule=rules.CONSENT_WITHDRAWN,
        at=at,
    )


@transaction.atomic
def purge_all_of(person: Person, *, at: datetime) -> int:
    """Delete every item of a person on every edition; how many there were."""
    editions = Edition.objects.filter(
        pk__in=VaultItem.objects.filter(person=person).values("edition")
    )
    return sum(
        _purge_by_owner(person, edition, rules.ITEMS, rule=rules.ERASURE, at=at)
        for edition in editions
    )


def _purge_by_owner(
    person: Person, edition: Edition, names: Collection[str], *, rule: str, at: datetime
) -> int:
    found = VaultItem.objects.select_for_update().filter(
        person=person, edition=edition, item__in=names, state__in=states.LIVING
    )
    items = list(found)
    for item in items:
        move(item, states.PURGE_DUE, actor=states.OWNER, fact="wishes_so")
        _purge([item], rule=rule, at=at)
    return len(items)


def _purge(items: Sequence[VaultItem], *, rule: str, at: datetime) -> PurgeProof:
    proof = prove(
        items[0].edition,
        data_kind=items[0].item,
        data_class=rules.CONSENT_OF[items[0].item][1],
        people=[item.person_id for item in items],
        deleted=[bytes(item.sealed or b"") for item in items],
        rule=rule,
        at=at,
    )
    for item in items:
        move(item, states.PURGED, actor=states.CLOCK, fact="leaves_a_proof", save=False)
        item.sealed, item.purged_at = None, at
        item.save(update_fields=["state", "sealed", "purged_at", "purpose_done_on"])
    return proof


def prove(
    edition: Edition,
    *,
    data_kind: str,
    data_class: str,
    people: Sequence[int],
    deleted: Sequence[bytes],
    rule: str,
    at: datetime,
) -> PurgeProof:
    """Say that values are gone; `deleted` are the encrypted ones, whose digest tells a backup that holds them."""
    digest = hashlib.sha256()
    for one in deleted:
        digest.update(hashlib.sha256(one).digest())
    return PurgeProof.objects.create(
        edition=edition,
        data_kind=data_kind,
        data_class=data_class,
        people=sorted(set(people)),
        count=len(people),
        digest=digest.hexdigest(),
        rule=rule,
        purged_at=at,
    )


def move(item: VaultItem, to: str, *, actor: str, fact: str, save: bool = True) -> None:
    """Take a step of the table; raises RuleBroken where it has none."""
    reasons = states.reasons_not_to_move(item.state, to, actor=actor, facts=frozenset({fact}))
    if reasons:
        raise RuleBroken(reasons[0])
    item.state = to
    if save:
        item.save(update_fields=["state", "purpose_done_on"])


@transaction.atomic
def mark_purpose_done(edition: Edition, *, item: str, at: datetime) -> int:
    """Say that what an item was asked for is done, such as the visas; its term begins today."""
    found = VaultItem.objects.select_for_update().filter(
        edition=edition, item=item, state__in=(states.COLLECTED, states.IN_USE)
    )
    items = list(found)
    for one in items:
        one.purpose_done_on = at.astimezone(edition.zone).date()
        move(one, states.PURPOSE_DONE, actor=states.OFFICER, fact="purpose_is_done")
    return len(items)


@transaction.atomic
def retain(item: VaultItem, *, ground: str, until: date, at: datetime) -> VaultItem:
    """Keep an item beyond its term, because a law demands it, until a day."""
    item = VaultItem.objects.select_for_update().select_related("edition").get(pk=item.pk)
    if not ground.strip():
        raise RuleBroken("reason_missing")
    if until <= at.astimezone(item.edition.zone).date():
        raise RuleBroken("day_is_past")
    move(item, states.RETAINED, actor=states.ADMINISTRATOR, fact="has_a_legal_ground", save=False)
    item.legal_ground, item.retained_until = ground.strip(), until
    with audit.because(ground):
        item.save(update_fields=["state", "legal_ground", "retained_until"])
    return item


@transaction.atomic
def set_terms(edition: Edition, *, terms: rules.Terms, seen: str, at: datetime) -> RetentionTerms:
    """Say how long this edition keeps personal data."""
    Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
    queries.refuse_terms_if_changed(edition, seen)
    found, _ = RetentionTerms.objects.update_or_create(
        edition=edition,
        defaults={
            "passport_days": terms.passport_days,
            "medical_days": terms.medical_days,
            "other_days": terms.other_days,
            "not_selected_months": terms.not_selected_months,
            "changed_at": at,
        },
    )
    return found


def seat_of(person: Person, edition: Edition) -> Participant:
    """The seat, locked; raises RuleBroken for everybody who was not selected."""
    seat = (
        Participant.objects.select_for_update(no_key=True)
        .filter(person=person, edition=edition)
        .first()
    )
    if seat is None or not queries.takes_part(seat):
        raise RuleBroken("only_for_the_selected")
    return seat
