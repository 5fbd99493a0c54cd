"""Where and when sessions are held: placed, moved, cancelled, held after all."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db import IntegrityError, connection, transaction

from samgak.core import audit, versions
from samgak.core.errors import RuleBroken
from samgak.planning.timetable.problem import Placement, Timetable
from samgak.programmes.models import Edition
from samgak.timetable import queries, rules
from samgak.timetable.models import Interpreter, InterpreterDuty, Room, Session


@transaction.atomic
def accept(edition: Edition, timetable: Timetable, *, at: datetime) -> list[Session]:
    """Place every session as the timetable says; returns those whose time, room or interpreters changed."""
    before = queries.placements(edition)
    rooms = {room.code: room for room in Room.objects.filter(edition=edition)}
    changed = [
        session
        for session in Session.objects.select_for_update().filter(
            edition=edition, code__in=timetable.placements
        )
        if _differs(before.get(session.code), timetable.placements[session.code])
    ]
    _check_at_the_end()
    for session in changed:
        placement = timetable.placements[session.code]
        _place(session, placement, room=rooms.get(placement.room or ""), at=at)
    Session.objects.bulk_update(changed, ["starts_at", "ends_at", "room", "sequence", "placed_at"])
    _assign(edition, changed, timetable.placements)
    _check_now()
    return changed


def _differs(before: Placement | None, now: Placement) -> bool:
    if before is None:
        return True
    return (before.starts_at, before.ends_at, before.room, sorted(before.interpreters)) != (
        now.starts_at,
        now.ends_at,
        now.room,
        sorted(now.interpreters),
    )


def _place(session: Session, placement: Placement, *, room: Room | None, at: datetime) -> None:
    if session.placed_at:
        session.sequence += 1
    session.starts_at, session.ends_at = placement.starts_at, placement.ends_at
    session.room, session.placed_at = room, at


def _assign(
    edition: Edition, sessions: Iterable[Session], placements: Mapping[str, Placement]
) -> None:
    known = {one.code: one for one in Interpreter.objects.filter(edition=edition)}
    InterpreterDuty.objects.filter(session__in=sessions).delete()
    InterpreterDuty.objects.bulk_create(
        InterpreterDuty(session=session, interpreter=known[code])
        for session in sessions
        for code in placements[session.code].interpreters
    )


def _check_at_the_end() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS nothing_is_booked_twice DEFERRED")


def _check_now() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS nothing_is_booked_twice IMMEDIATE")


@transaction.atomic
def move_session(
    session: Session,
    *,
    starts_at: datetime,
    room: Room | None,
    interpreters: Iterable[Interpreter],
    at: datetime,
    reason: str,
    seen: str = "",
) -> Session:
    """Hold the session at another time or place; refuses what is booked already.

    `seen` is the version that whoever moves it saw.
    """
    _check_that_it_may_be_changed(session)
    session = Session.objects.select_for_update().get(pk=session.pk)
    versions.refuse_if_changed(seen, queries.version_of(session))
    chosen = list(interpreters)
    placement = Placement(
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=session.minutes),
        room=room.code if room else None,
        interpreters=tuple(one.code for one in chosen),
    )
    _place(session, placement, room=room, at=at)
    try:
        with transaction.atomic(), audit.because(reason):
            _check_at_the_end()
            session.save(update_fields=["starts_at", "ends_at", "room", "sequence", "placed_at"])
            _assign(session.edition, [session], {session.code: placement})
            _check_now()
    except IntegrityError as error:
        if "nothing_is_booked_twice" in str(error):
            raise RuleBroken("booked_already") from error
        raise
    return session


def _check_that_it_may_be_changed(session: Session) -> None:
    if not rules.may_be_changed(session.edition.state):
        raise RuleBroken("timetable_is_closed")


@transaction.atomic
def cancel_session(session: Session, *, at: datetime, reason: str) -> Session:
    """Hold the session no more; calendars are told, the record stays."""
    return _set_cancelled(session, is_cancelled=True, at=at, reason=reason)


@transaction.atomic
def reinstate_session(session: Session, *, at: datetime, reason: str) -> Session:
    """Hold a cancelled session after all; refuses when its room or people are taken by now."""
    try:
        with transaction.atomic():
            return _set_cancelled(session, is_cancelled=False, at=at, reason=reason)
    except IntegrityError as error:
        raise RuleBroken("booked_already") from error


def _set_cancelled(session: Session, *, is_cancelled: bool, at: datetime, reason: str) -> Session:
    if not reason.strip():
        raise RuleBroken("reason_missing")
    _check_that_it_may_be_changed(session)
    session = Session.objects.select_for_update().get(pk=session.pk)
    if session.is_cancelled != is_cancelled:
        session.is_cancelled, session.placed_at = is_cancelled, session.placed_at and at
        session.sequence += 1
        with audit.because(reason):
            session.save(update_fields=["is_cancelled", "sequence", "placed_at"])
    return session
