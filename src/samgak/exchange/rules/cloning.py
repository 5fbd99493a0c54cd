"""The next edition out of an earlier one: everything that is planned, moved to its own days."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from samgak.exchange.rules.model import Call, EditionFile, Funding, Lecturer, Partner, Session


def next_edition(found: EditionFile, *, code: str, starts_on: date) -> EditionFile:
    """The edition under another code with every day moved so that the first falls on `starts_on`.

    Left out is what belongs to the earlier one alone: what sources say of it, its money and rates,
    and the days its lecturers were away. Clock times at the venue stay as they are.
    """
    by = starts_on - found.starts_on
    timetable = replace(
        found.timetable,
        sessions=tuple(_session(one, by) for one in found.timetable.sessions),
        lecturers=tuple(_lecturer(one) for one in found.timetable.lecturers),
    )
    parties = replace(
        found.parties,
        partners=tuple(_partner(one, by) for one in found.parties.partners),
        claims=(),
    )
    return replace(
        found,
        code=code,
        starts_on=starts_on,
        ends_on=found.ends_on + by,
        parties=parties,
        call=_call(found.call, by, code=code, zone=ZoneInfo(found.venue.timezone)),
        timetable=timetable,
        funding=Funding(),
    )


def _call(call: Call, by: timedelta, *, code: str, zone: ZoneInfo) -> Call:
    return replace(
        call,
        tie_seed=code,
        opens_at=_moved(call.opens_at, by, zone),
        closes_at=_moved(call.closes_at, by, zone),
    )


def _moved(moment: datetime | None, by: timedelta, zone: ZoneInfo) -> datetime | None:
    # Added to the local time, so that a deadline at 18:00 stays at 18:00 when clocks change.
    return moment.astimezone(zone) + by if moment else None


def _partner(partner: Partner, by: timedelta) -> Partner:
    return replace(
        partner,
        held_from=partner.held_from + by if partner.held_from else None,
        held_until=partner.held_until + by if partner.held_until else None,
    )


def _session(session: Session, by: timedelta) -> Session:
    return replace(session, at=session.at + by if session.at else None)


def _lecturer(lecturer: Lecturer) -> Lecturer:
    return replace(lecturer, away=())
