from collections.abc import Collection
from datetime import date

from django.db import IntegrityError, transaction

from samgak.core import audit, versions
from samgak.core.errors import RuleBroken
from samgak.partners import queries, rules
from samgak.partners.models import Agreement, Organisation


@transaction.atomic
def add_organisation(*, key: str, name, country: str, iati_identifier: str, by) -> Organisation:
    """Enter an organisation; its key is its name in addresses and edition files."""
    organisation = Organisation(key=key)
    if Organisation.objects.filter(key=key).exists():
        raise RuleBroken("key_is_taken", key=key)
    return _save(organisation, name, country, iati_identifier, by=by)


@transaction.atomic
def change_organisation(
    organisation: Organisation, *, name, country: str, iati_identifier: str, by, seen: str = ""
) -> Organisation:
    """Correct an organisation; its key stays, for edition files and addresses know it.

    `seen` is the version that whoever corrects it saw.
    """
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    versions.refuse_if_changed(seen, queries.version_of(organisation))
    return _save(organisation, name, country, iati_identifier, by=by)


@transaction.atomic
def enter_agreement(
    agreement: Agreement | None,
    *,
    kind: str,
    title,
    signed_on: date | None,
    expires_on: date | None,
    parties: Collection[Organisation],
    source: str,
    by,
    seen: str = "",
) -> Agreement:
    """Enter an agreement, or correct the one that is given, of which `seen` is the version seen."""
    for reason in rules.reasons_not_an_agreement(
        parties=len(parties), signed_on=signed_on, expires_on=expires_on
    ):
        raise RuleBroken(reason)
    entered = _agreement_now(agreement, seen) if agreement else Agreement()
    entered.kind, entered.title, entered.source = kind, title, source
    entered.signed_on, entered.expires_on = signed_on, expires_on
    with audit.acting(user_id=by.pk):
        entered.save()
        entered.parties.set(parties)
    return entered


def _agreement_now(agreement: Agreement, seen: str) -> Agreement:
    found = Agreement.objects.select_for_update().filter(pk=agreement.pk).first()
    if found is None:
        raise RuleBroken(versions.CHANGED)
    versions.refuse_if_changed(seen, queries.version_of(found))
    return found


@transaction.atomic
def remove_agreement(agreement: Agreement, *, by) -> None:
    """Take an agreement away; the audit trail keeps it."""
    with audit.acting(user_id=by.pk):
        agreement.delete()


def _save(
    organisation: Organisation, name, country: str, iati_identifier: str, *, by
) -> Organisation:
    identifier = iati_identifier.strip()
    if identifier:
        _check_identifier(organisation, identifier)
    organisation.name, organisation.country = name, country
    organisation.iati_identifier = identifier
    try:
        with transaction.atomic(), audit.acting(user_id=by.pk):
            organisation.save()
    except IntegrityError:  # entered by somebody else since we looked
        raise RuleBroken("key_is_taken", key=organisation.key) from None
    return organisation


def _check_identifier(organisation: Organisation, identifier: str) -> None:
    if not rules.is_iati_identifier(identifier):
        raise RuleBroken("identifier_has_no_register")
    others = Organisation.objects.filter(iati_identifier__iexact=identifier)
    if others.exclude(pk=organisation.pk).exists():
        raise RuleBroken("identifier_is_taken")
