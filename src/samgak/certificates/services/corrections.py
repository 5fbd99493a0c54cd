from datetime import datetime

from django.db import connection, transaction

from samgak.certificates.models import Certificate
from samgak.certificates.services import statements
from samgak.certificates.services.documents import render_pdf
from samgak.core import audit
from samgak.core.errors import RuleBroken
from samgak.participants import services as participants_services
from samgak.participants.models import Participant


@transaction.atomic
def reissue(
    certificate: Certificate, *, native_name: str, passport_name: str, reason: str, by, at: datetime
) -> Certificate:
    """Issue a corrected certificate; the old number says from now on which one replaces it.

    After a revoked one a new one is issued beside it, and the old number stays revoked.
    """
    _refuse_without(reason)
    old = _locked(certificate)
    with audit.because(reason):
        seat = participants_services.confirm_name(
            old.participant, native_name=native_name, passport_name=passport_name, at=at
        )
        new = _successor(old, seat, by=by, at=at)
        if old.state == Certificate.State.ISSUED:
            _refuse_if_same(old, new)
            # The new row needs its key first: only one valid certificate may exist at a time.
            new.pk = _next_key()
            _end(old, state=Certificate.State.REPLACED, reason=reason, by=by, at=at, successor=new)
        elif _has_valid_certificate(seat):
            raise RuleBroken("has_a_valid_certificate")
        new.pdf = render_pdf(new)
        new.save(force_insert=True)
    return new


@transaction.atomic
def revoke(certificate: Certificate, *, reason: str, by, at: datetime) -> Certificate:
    """End a certificate for good: whoever checks its number reads that it was revoked, and when."""
    _refuse_without(reason)
    old = _locked(certificate)
    if old.state != Certificate.State.ISSUED:
        raise RuleBroken("certificate_is_not_valid")
    with audit.because(reason):
        return _end(old, state=Certificate.State.REVOKED, reason=reason, by=by, at=at)


@transaction.atomic
def confirm_own_name(
    participant: Participant, *, native_name: str, passport_name: str, at: datetime
) -> Participant:
    """Confirm the own spelling in both scripts; on a certificate only an officer corrects it."""
    seat = Participant.objects.select_for_update(no_key=True).get(pk=participant.pk)
    if _has_valid_certificate(seat):
        raise RuleBroken("name_is_on_a_certificate")
    return participants_services.confirm_name(
        seat, native_name=native_name, passport_name=passport_name, at=at
    )


@transaction.atomic
def confirm_on_behalf(
    participant: Participant, *, native_name: str, passport_name: str, reason: str, at: datetime
) -> Participant:
    """Confirm the spelling for somebody who can't; the reason stands in the audit trail."""
    _refuse_without(reason)
    with audit.because(reason):
        return confirm_own_name(
            participant, native_name=native_name, passport_name=passport_name, at=at
        )


def _refuse_without(reason: str) -> None:
    if not reason.strip():
        raise RuleBroken("certificate_reason_missing")


def _locked(certificate: Certificate) -> Certificate:
    # The seat first, as in issuing: whoever waits for the other never waits in a circle.
    Participant.objects.select_for_update(no_key=True).get(pk=certificate.participant_id)
    old = Certificate.objects.select_related("participant", "edition").defer("pdf")
    found = old.select_for_update(of=("self",), no_key=True).get(pk=certificate.pk)
    if found.state == Certificate.State.REPLACED:
        raise RuleBroken("certificate_is_replaced")
    return found


def _successor(old: Certificate, seat: Participant, *, by, at: datetime) -> Certificate:
    issued_on = at.astimezone(old.edition.zone).date().isoformat()
    replaces = old.number if old.state == Certificate.State.ISSUED else ""
    return Certificate(
        number=statements.unused_number(old.edition),
        edition=old.edition,
        participant=seat,
        native_name=seat.certificate_native_name,
        passport_name=seat.certificate_passport_name,
        country=old.country,
        statement=old.statement | {"issued_on": issued_on, "replaces": replaces},
        issued_at=at,
        issued_by=by,
    )


def _refuse_if_same(old: Certificate, new: Certificate) -> None:
    if (old.native_name, old.passport_name) == (new.native_name, new.passport_name):
        raise RuleBroken("spelling_is_the_same")


def _has_valid_certificate(seat: Participant) -> bool:
    return Certificate.objects.filter(participant=seat, state=Certificate.State.ISSUED).exists()


def _next_key() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [Certificate._meta.db_table]
        )
        return cursor.fetchone()[0]


def _end(
    certificate: Certificate,
    *,
    state: str,
    reason: str,
    by,
    at: datetime,
    successor: Certificate | None = None,
) -> Certificate:
    certificate.state, certificate.state_reason = state, reason.strip()
    certificate.state_changed_at, certificate.state_changed_by = at, by
    certificate.replaced_by_id = successor.pk if successor else None
    certificate.save(
        update_fields=[
            "state",
            "state_reason",
            "state_changed_at",
            "state_changed_by",
            "replaced_by",
        ]
    )
    return certificate
