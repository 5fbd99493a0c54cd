"""The steps of a nomination's life (rules.states): returned, confirmed, withdrawn."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from samgak.core import audit
from samgak.core.errors import RuleBroken
from samgak.correspondence import letters_desk
from samgak.correspondence import services as correspondence
from samgak.correspondence.models import Letter
from samgak.nominations.models import Nomination
from samgak.nominations.rules import states
from samgak.nominations.services.counts import forget_counts
from samgak.nominations.services.window import lock_for_nominations, role_of
from samgak.programmes import queries as programmes
from samgak.programmes.models import Edition

State = Nomination.State


def held(nomination: Nomination, *, by, at: datetime) -> tuple[Nomination, Edition]:
    """The nomination and its edition, locked; refuses whoever may not touch it now."""
    edition = lock_for_nominations(
        nomination.edition,
        country=nomination.country,
        by=by,
        at=at,
        was_returned=nomination.state == State.RETURNED_FOR_FIX,
    )
    found = Nomination.objects.select_for_update(of=("self",)).select_related("person")
    locked = found.get(pk=nomination.pk)
    locked.edition = edition
    return locked, edition


def step(
    nomination: Nomination,
    target: str,
    *,
    actor: str,
    by,
    at: datetime,
    reason: str = "",
    facts: frozenset[str] = frozenset(),
) -> None:
    """Take the nomination to another state as the table allows, without saving."""
    said = facts | ({"says_why"} if reason.strip() else set())
    broken = states.reasons_not_to_move(nomination.state, target, actor=actor, facts=said)
    if broken:
        raise RuleBroken(broken[0])
    is_plain = target == State.NOMINATED
    nomination.state, nomination.replaced_by = target, None
    nomination.state_changed_at = None if is_plain else at
    nomination.state_changed_by = None if is_plain else by
    nomination.state_reason = "" if is_plain else reason.strip()
    nomination.version += 1


def actor_of(edition: Edition, *, country: str, by, at: datetime) -> str:
    """As whom the table of states knows somebody; the operator of the machine acts as an officer."""
    acts_as = role_of(edition, country=country, by=by, at=at)
    return states.FOCAL_POINT if acts_as == "focal_point" else states.OFFICER


def nominate_again(nomination: Nomination, *, actor: str, by, at: datetime) -> bool:
    """Bring what was mended, or changed by a focal point after the confirmation, back to the officer."""
    again = nomination.state == State.RETURNED_FOR_FIX or (
        nomination.state == State.CONFIRMED and actor == states.FOCAL_POINT
    )
    if again:
        facts = frozenset({"values_are_right"})
        step(nomination, State.NOMINATED, actor=actor, by=by, at=at, facts=facts)
    return again


@transaction.atomic
def withdraw(nomination: Nomination, *, reason: str, by, at: datetime) -> Nomination:
    """Take a nomination back, and say why."""
    return _move(nomination, State.WITHDRAWN, reason=reason, by=by, at=at)


@transaction.atomic
def return_for_fix(nomination: Nomination, *, words: str, by, at: datetime) -> Nomination:
    """Give a nomination back to be put right, and draft a letter with the words to the focal points."""
    nomination = _move(nomination, State.RETURNED_FOR_FIX, reason=words, by=by, at=at)
    edition = nomination.edition
    for role in programmes.focal_points(edition, country=nomination.country, on=at.date()):
        _draft_return(nomination, role.user, by=by, at=at)
    return nomination


@transaction.atomic
def confirm(nomination: Nomination, *, by, at: datetime) -> Nomination:
    """The officer has looked at it and finds it complete."""
    return _move(nomination, State.CONFIRMED, by=by, at=at)


@transaction.atomic
def confirm_all(edition: Edition, *, country: str, by, at: datetime) -> int:
    """Confirm every nomination of a country that waits for it; how many those were."""
    edition = lock_for_nominations(edition, country=country, by=by, at=at)
    waiting = Nomination.objects.select_for_update(of=("self",)).filter(
        edition=edition, country=country, state=State.NOMINATED
    )
    nominations = list(waiting)
    actor = actor_of(edition, country=country, by=by, at=at)
    for nomination in nominations:
        step(nomination, State.CONFIRMED, actor=actor, by=by, at=at)
    changed = ("state", "state_changed_at", "state_changed_by", "state_reason", "version")
    Nomination.objects.bulk_update(nominations, changed, batch_size=500)
    forget_counts(edition)
    return len(nominations)


def _move(nomination: Nomination, target: str, *, by, at: datetime, reason: str = "") -> Nomination:
    nomination, edition = held(nomination, by=by, at=at)
    actor = actor_of(edition, country=nomination.country, by=by, at=at)
    step(nomination, target, actor=actor, by=by, at=at, reason=reason)
    with audit.because(reason):
        nomination.save()
    forget_counts(edition)
    return nomination


def _draft_return(nomination: Nomination, user, *, by, at: datetime) -> None:
    edition = nomination.edition
    with translation.override(user.language):
        path = reverse("nominations:nomination", kwargs={"code": edition.code, "pk": nomination.pk})
    text = letters_desk.returned(
        edition,
        language=user.language,
        name=str(user),
        person=nomination.person.passport_name,
        words=nomination.state_reason,
        link=settings.BASE_URL + path,
    )
    correspondence.draft(
        kind=Letter.Kind.RETURNED,
        address=user.email,
        language=user.language,
        subject=text.subject,
        body=text.body,
        at=at,
        edition=edition,
        user=user,
        by=by,
    )
