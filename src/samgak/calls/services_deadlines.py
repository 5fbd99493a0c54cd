"""The deadline of a call put off, an exception made after it, and reminders before it."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from samgak.calls import rules
from samgak.calls.models import DeadlineReminder, Extension, LateNomination
from samgak.core import audit, versions
from samgak.core.errors import RuleBroken
from samgak.correspondence import letters_calls as letters
from samgak.correspondence import services as correspondence
from samgak.correspondence.models import Letter
from samgak.programmes import queries as programmes
from samgak.programmes.models import Call, Edition, EditionRole


@transaction.atomic
def extend(
    edition: Edition, *, to: datetime, reason: str, by, at: datetime, seen: str = ""
) -> Extension:
    """Put the deadline off, keep why, and draft a letter to every focal point.

    Raises changed_meanwhile when the deadline is not any more the one that was `seen`.
    """
    edition = _locked(edition)
    call = Call.objects.filter(edition=edition).first()
    closes_at = call.closes_at if call else None
    versions.refuse_if_changed(seen, deadline_stamp(call))
    reasons = rules.reasons_not_to_extend(
        state=edition.state,
        closes_at=closes_at,
        to=to,
        at=at,
        first_day=edition.starts_on,
    )
    if call is None or closes_at is None or reasons:
        raise RuleBroken(reasons[0])
    words = _reason(reason)
    call.closes_at = to
    with audit.because(words):
        call.save(update_fields=["closes_at"])
    made = Extension.objects.create(
        edition=edition,
        earlier_deadline=closes_at,
        deadline=to,
        reason=words,
        decided_by=by,
        decided_at=at,
    )
    for country in programmes.beneficiary_countries(edition):
        for role in programmes.focal_points(edition, country=country, on=at.date()):
            _draft_extension(made, role, at=at)
    return made


@transaction.atomic
def allow_late(
    edition: Edition, *, country: str, until: datetime, reason: str, by, at: datetime
) -> LateNomination:
    """Let one country nominate after the deadline, until a moment; a newer exception replaces it."""
    edition = _locked(edition)
    reasons = rules.reasons_not_to_allow_late(
        state=edition.state,
        country=country,
        countries=programmes.beneficiary_countries(edition),
        until=until,
        at=at,
    )
    if reasons:
        raise RuleBroken(reasons[0])
    return LateNomination.objects.create(
        edition=edition,
        country=country,
        deadline=until,
        reason=_reason(reason),
        decided_by=by,
        decided_at=at,
    )


def remind(*, at: datetime, nominated: Callable[[Edition], Mapping[str, int]]) -> int:
    """Remind focal points who nominated fewer than they may, 14, 7 and 2 days before; how many letters.

    `nominated` tells how many people each country has nominated: a higher app knows.
    """
    latest = at + timedelta(days=max(rules.REMINDED_BEFORE))
    closing = Call.objects.filter(
        closes_at__gte=at, closes_at__lte=latest, edition__state="call_open"
    )
    return sum(
        _remind(call, at=at, nominated=nominated(call.edition))
        for call in closing.select_related("edition").order_by("pk")
    )


def deadline_stamp(call: Call | None) -> str:
    """By what a form knows the deadline it was opened with."""
    return call.closes_at.isoformat() if call and call.closes_at else ""


@transaction.atomic
def _remind(call: Call, *, at: datetime, nominated: Mapping[str, int]) -> int:
    edition = _locked(call.edition)
    days = rules.reminder_due(closes_at=call.closes_at, at=at)
    if days is None:
        return 0
    sent = 0
    for country in programmes.beneficiary_countries(edition):
        count, most = nominated.get(country, 0), call.nominations_per_country_max
        if count >= (most or 1):
            continue
        _, is_new = DeadlineReminder.objects.get_or_create(
            edition=edition,
            country=country,
            deadline=call.closes_at,
            days_before=days,
            defaults={"reminded_at": at},
        )
        if is_new:
            for role in programmes.focal_points(edition, country=country, on=at.date()):
                letter = _draft_reminder(call, role, count, at=at)
                correspondence.queue([letter], by=None, at=at)
                sent += 1
    return sent


def _draft_extension(extension: Extension, role: EditionRole, *, at: datetime) -> Letter:
    text = letters.extended(
        extension.edition,
        language=role.user.language,
        name=str(role.user),
        earlier=extension.earlier_deadline,
        closes_at=extension.deadline,
        reason=extension.reason,
        link=_desk(extension.edition, role),
    )
    return _draft(extension.edition, role, text, by=extension.decided_by, at=at)


def _draft_reminder(call: Call, role: EditionRole, count: int, *, at: datetime) -> Letter:
    text = letters.deadline_reminder(
        call.edition,
        language=role.user.language,
        name=str(role.user),
        country=role.country,
        nominated=count,
        closes_at=call.closes_at,
        link=_desk(call.edition, role),
    )
    return _draft(call.edition, role, text, by=None, at=at)


def _draft(edition: Edition, role: EditionRole, text: letters.Text, *, by, at) -> Letter:
    return correspondence.draft(
        kind=Letter.Kind.DEADLINE,
        address=role.user.email,
        language=role.user.language,
        subject=text.subject,
        body=text.body,
        at=at,
        edition=edition,
        user=role.user,
        by=by,
    )


def _desk(edition: Edition, role: EditionRole) -> str:
    with translation.override(role.user.language):
        return settings.BASE_URL + reverse("nominations:desk", kwargs={"code": edition.code})


def _locked(edition: Edition) -> Edition:
    return Edition.objects.select_for_update(of=("self",), no_key=True).get(pk=edition.pk)


def _reason(reason: str) -> str:
    words = " ".join(reason.split())
    if not words:
        raise RuleBroken("reason_missing")
    if len(words) > rules.MOST_LETTERS_OF_REASON:
        raise RuleBroken("too_many_letters", most=rules.MOST_LETTERS_OF_REASON)
    return words
