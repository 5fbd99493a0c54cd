"""A person is forgotten: on their wish, or a year after they were not selected.

What is left is the register of certificates, and rows that count without saying of whom.
"""

import secrets
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.apps import apps
from django.db import models, transaction

from samgak.accounts.models import User
from samgak.exchange.rules import personal
from samgak.nominations.models import Nomination, Selection, WorkbookImport
from samgak.participants.models import Participant, Person
from samgak.partners.models import OrganisationRole, Role
from samgak.privacy import queries as privacy
from samgak.privacy import rules
from samgak.privacy import services as vault
from samgak.privacy.models import ErasureRequest, PurgeProof
from samgak.programmes.models import Edition, EditionRole

NOBODY_BORN_ON = date(1900, 1, 1)
APPLICATION = "application"
PEOPLE_AT_ONCE = 100


@transaction.atomic
def decide(request: ErasureRequest, *, grant: bool, reason: str, by, at: datetime) -> None:
    """Grant a request and erase in the same transaction, or decline it."""
    decided = vault.decide_erasure(request, grant=grant, reason=reason, by=by, at=at)
    if not grant:
        return
    items = vault.purge_all_of(decided.person, at=at)
    counts = forget(decided.person)
    vault.record_erased(decided, {"privacy-vaultitem": items} | counts)


@transaction.atomic
def forget_the_not_selected(*, at: datetime) -> list[PurgeProof]:
    """Forget whoever was nominated, got no seat, and whose term is over; so many of an edition at once."""
    proofs = []
    for selection in Selection.objects.filter(state=Selection.State.APPROVED).select_related(
        "edition"
    ):
        people = _not_selected(selection, at=at)
        if people:
            proofs.append(_forget_nominees(selection.edition, people, at=at))
    return proofs


def _not_selected(selection: Selection, *, at: datetime) -> list[Person]:
    edition = selection.edition
    months = privacy.terms_of(edition).not_selected_months
    decided_on = (selection.decided_at or at).astimezone(edition.zone).date()
    if at.astimezone(edition.zone).date() < rules.months_after(decided_on, months):
        return []
    gone = PurgeProof.objects.filter(edition=edition, data_kind=APPLICATION)
    forgotten = {key for people in gone.values_list("people", flat=True) for key in people}
    nominations = Nomination.objects.filter(edition=edition).exclude(person__in=forgotten)
    seated = Participant.objects.filter(person__in=nominations.values("person")).values("person")
    return list(
        Person.objects.select_for_update(of=("self",))
        .filter(pk__in=nominations.values("person"))
        .exclude(pk__in=seated)
        # Nominated again since: that edition's term decides.
        .exclude(pk__in=_nominated_elsewhere(edition))
        .order_by("pk")[:PEOPLE_AT_ONCE]
    )


def _nominated_elsewhere(edition: Edition) -> models.QuerySet:
    return (
        Nomination.objects.exclude(edition=edition)
        .filter(edition__ends_on__gt=edition.ends_on)
        .values("person")
    )


def _forget_nominees(edition: Edition, people: list[Person], *, at: datetime) -> PurgeProof:
    for person in people:
        forget(person)
    return vault.prove(
        edition,
        data_kind=APPLICATION,
        data_class="ordinary",
        people=[person.pk for person in people],
        deleted=[],
        rule=rules.TERM_IS_OVER,
        at=at,
    )


def forget(person: Person) -> dict[str, int]:
    """Delete or blank every record of a person, and their trail; how many of each kind."""
    counts = {}
    _empty_workbooks(person)
    for label, way in personal.DELETED.items():
        counts[_kind(label)] = _delete(apps.get_model(label), way, person)
    user = person.user
    for label, way in personal.BLANKED.items():
        if label != "participants.Person":
            counts[_kind(label)] = _blank(apps.get_model(label), way, person)
    for seat in Participant.objects.filter(person=person):
        seat.calendar_secret = secrets.token_urlsafe(32)
        seat.save(update_fields=["calendar_secret"])
    _forget_trail(Participant, Participant.objects.filter(person=person))
    _close_account(user)
    counts[_kind("participants.Person")] = _become_nobody(person)
    return {kind: count for kind, count in counts.items() if count}


def _become_nobody(person: Person) -> int:
    person.family_name, person.given_name, person.native_name = "", f"№ {person.pk}", ""
    person.name_key, person.born_on = f"№{person.pk}", NOBODY_BORN_ON
    person.email, person.user = "", None
    person.save()
    _forget_trail(Person, Person.objects.filter(pk=person.pk))
    return 1


def _delete(model: type[models.Model], way: str, person: Person) -> int:
    found = list(model._default_manager.filter(**{way: person}))
    for row in found:
        for field in row._meta.concrete_fields:
            if isinstance(field, models.FileField) and getattr(row, field.name):
                file = getattr(row, field.name)
                transaction.on_commit(lambda file=file: file.delete(save=False))
    keys = [row.pk for row in found]
    model._default_manager.filter(pk__in=keys).delete()
    _forget_trail(model, keys)
    return len(keys)


def _blank(model: type[models.Model], way: str, person: Person) -> int:
    rows = model._default_manager.filter(**{way: person})
    keys = list(rows.values_list("pk", flat=True))
    model._default_manager.filter(pk__in=keys).update(**personal.BLANKS[model._meta.label])
    _forget_trail(model, keys)
    return len(keys)


def _forget_trail(model: type[models.Model], keys: Iterable[Any]) -> None:
    """The trail holds every earlier version; that somebody was forgotten stands with the request or the proof."""
    for one in apps.get_models():
        if getattr(one, "pgh_tracked_model", None) is model:
            wanted = [key.pk if isinstance(key, models.Model) else key for key in keys]
            one._default_manager.filter(pgh_obj_id__in=wanted).delete()


def _empty_workbooks(person: Person) -> None:
    """The files in which a person stood hold their row too: they are emptied, what was read from them stays."""
    books = WorkbookImport.objects.filter(
        edition__in=Nomination.objects.filter(person=person).values("edition"),
        country=person.country,
    )
    keys = list(books.values_list("pk", flat=True))
    books.update(content=b"")
    _forget_trail(WorkbookImport, keys)


def _close_account(user: User | None) -> None:
    if user is None or _has_other_roles(user):
        return
    for model in (EmailAddress, Authenticator, SocialAccount):
        model.objects.filter(user=user).delete()
    EditionRole.objects.filter(user=user).delete()
    user.email, user.name = f"erased-{user.pk}@samgak.invalid", f"№ {user.pk}"
    user.is_active, user.sign_in_round = False, user.sign_in_round + 1
    user.set_unusable_password()
    user.save()
    _forget_trail(User, [user.pk])


def _has_other_roles(user: User) -> bool:
    others = EditionRole.objects.filter(user=user).exclude(role=Role.PARTICIPANT)
    return others.exists() or OrganisationRole.objects.filter(user=user).exists()


def _kind(label: str) -> str:
    return label.lower().replace(".", "-")
