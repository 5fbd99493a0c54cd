"""An edition as the nested keys and values of its file; what equals the default is left out."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from samgak.exchange.rules import model
from samgak.exchange.rules.model import (
    Asked,
    Call,
    Completion,
    Contact,
    Contribution,
    EditionFile,
    Eligibility,
    HistoryEvent,
    Hours,
    Lecturer,
    Organisation,
    PartialDate,
    Parties,
    Partner,
    Quota,
    ScorePart,
    Session,
    Timetable,
)

Outline = dict[str, Any]


class Quoted(str):
    """Words that are always written in quotes."""


class Plain(str):
    """Words written as they are: a number or date that the reader takes as written."""


# Required keys are written even when their list is empty.
REQUIRED = frozenset({"partners", "sessions"})


def outline(edition: EditionFile) -> Outline:
    """Every key of the file with its value, in the order of the file."""
    return {
        **_identity(edition),
        **_parties(edition.parties),
        **_rules(edition),
        **_timetable(edition.timetable),
        **_funding(edition),
    }


def _given(**values: Any) -> Outline:
    """The values that are there: no None, and nothing empty that may be left out."""
    return {
        key: value
        for key, value in values.items()
        if key in REQUIRED or (value is not None and value not in ((), [], {}))
    }


def _identity(edition: EditionFile) -> Outline:
    return _given(
        samgak=model.FORMAT,
        code=edition.code,
        kind=edition.kind,
        programme=edition.programme,
        title=edition.title,
        objectives=edition.objectives,
        starts_on=edition.starts_on,
        ends_on=edition.ends_on,
        venue=_given(**vars(edition.venue)),
        contact=_contact(edition.contact),
        languages=_given(**vars(edition.languages)),
    )


def _parties(parties: Parties) -> Outline:
    return _given(
        organisations={one.key: _organisation(one) for one in parties.organisations},
        partners=[_partner(one) for one in parties.partners],
        claims=[_claim(one) for one in parties.claims],
        history=[_history_event(one) for one in parties.history],
    )


def _rules(edition: EditionFile) -> Outline:
    return _given(
        sector=_sectors(edition),
        call=_call(edition.call, edition),
        completion=_completion(edition.completion),
    )


def _funding(edition: EditionFile) -> Outline:
    return _given(
        money=[_contribution(one, edition) for one in edition.funding.contributions],
        exchange_rates=[vars(rate) for rate in edition.funding.exchange_rates],
    )


def _contact(contact: Contact) -> Outline:
    telephone, emergency = contact.telephone, contact.emergency
    return _given(
        name=contact.name,
        email=contact.email,
        telephone=Quoted(telephone) if telephone else None,
        emergency=Quoted(emergency) if emergency else None,
    )


def _organisation(one: Organisation) -> Outline:
    return _given(name=one.name, country=one.country, iati_identifier=one.iati_identifier)


def _claim(claim: model.Claim) -> Outline:
    looks_like_text = not claim.value.replace("-", "").isdecimal()
    return _given(
        about=claim.about,
        organisation=claim.organisation,
        value=claim.value if looks_like_text else Plain(claim.value),
        source=claim.source,
    )


def _partner(partner: Partner) -> Outline:
    return _given(
        organisation=partner.organisation,
        country=partner.country,
        role=partner.role,
        **{"from": partner.held_from},
        until=partner.held_until,
        iati_role=partner.iati_roles,
    )


def _history_event(event: HistoryEvent) -> Outline:
    return _given(
        on=_partial(event.on) if event.on else None,
        kind=event.kind,
        title=event.title,
        partners=event.partners,
        topics=event.topics,
    )


def _partial(on: PartialDate) -> Plain:
    length = {"year": 4, "month": 7, "day": 10}[on.precision]
    return Plain(on.day.isoformat()[:length])


def _sectors(edition: EditionFile) -> list[Outline] | None:
    if edition.sectors == model.DEFAULT_SECTORS:
        return None
    return [{"code": Plain(one.code), "percent": one.percent} for one in edition.sectors]


def _call(call: Call, edition: EditionFile) -> Outline:
    zone = ZoneInfo(edition.venue.timezone)
    return _given(
        opens_at=call.opens_at and call.opens_at.astimezone(zone),
        closes_at=call.closes_at and call.closes_at.astimezone(zone),
        method=None if call.method == "score" else call.method,
        seats=call.seats,
        reserves_per_country=call.reserves_per_country or None,
        nominations_per_country_max=call.nominations_per_country_max,
        questions=[_asked(question) for question in call.questions],
        quotas=[_quota(quota) for quota in call.quotas],
        eligibility=_eligibility(call.eligibility),
        score=[_score_part(part) for part in call.score],
        tie_seed=None if call.tie_seed == edition.code else call.tie_seed,
    )


def _quota(quota: Quota) -> Outline:
    return _given(
        country=quota.country,
        sex=quota.sex,
        region=quota.region and Plain(quota.region),
        level=quota.level,
        first_timer=quota.first_timer and Plain(quota.first_timer),
        question=quota.question,
        answer=quota.answer,
        organisation="each" if quota.each_organisation else None,
        min=quota.minimum,
        max=quota.maximum,
        weight=quota.weight,
    )


def _asked(question: Asked) -> Outline:
    return _given(
        code=question.code,
        text=question.text,
        type=None if question.type == "single" else question.type,
        required=None if question.is_required else False,
        options=dict(question.options),
    )


def _eligibility(eligibility: Eligibility) -> Outline:
    return _given(
        minimum_years_in_service=eligibility.minimum_years_in_service,
        years_since_training_abroad=eligibility.years_since_training_abroad,
        language=_given(code=eligibility.language, at_least=eligibility.language_at_least),
    )


def _score_part(part: ScorePart) -> Outline:
    return _given(part=part.part, weight=part.weight, full_at=part.full_at, code=part.language)


def _completion(completion: Completion) -> Outline | None:
    if completion == Completion():
        return None
    return _given(
        attendance_percent=completion.attendance_percent,
        post_test="taken" if completion.post_test else None,
        action_plan="submitted" if completion.action_plan else None,
    )


def _timetable(problem: Timetable) -> Outline:
    return _given(
        hours=_hours(problem.hours),
        rooms=[_given(**vars(room) | {"booths": room.booths or None}) for room in problem.rooms],
        groups={group.code: group.people for group in problem.groups},
        lecturers=[_lecturer(lecturer) for lecturer in problem.lecturers],
        interpreters=[vars(interpreter) for interpreter in problem.interpreters],
        sessions=[_session(session) for session in problem.sessions],
    )


def _hours(hours: Hours) -> Outline:
    return _given(
        first=_clock(hours.first),
        last=_clock(hours.last),
        lunch=hours.lunch and Quoted("-".join(_clock(one) for one in hours.lunch)),
        slot_minutes=hours.slot_minutes,
        break_minutes=hours.break_minutes or None,
        break_after_minutes=hours.break_after_minutes,
        weekends=True if hours.weekends else None,
        holidays=None if hours.holidays else False,
    )


def _clock(moment: time) -> Quoted:
    return Quoted(f"{moment:%H:%M}")


def _local(moments: Iterable[datetime]) -> Quoted:
    return Quoted("/".join(moment.isoformat(timespec="minutes") for moment in moments))


def _lecturer(lecturer: Lecturer) -> Outline:
    remote = lecturer.remote
    return _given(
        code=lecturer.code,
        organisation=lecturer.organisation,
        languages=lecturer.languages,
        away=[_local(period) for period in lecturer.away],
        remote=remote
        and {
            "timezone": remote.timezone,
            "from": _clock(remote.hours_from),
            "until": _clock(remote.hours_until),
        },
    )


def _session(session: Session) -> Outline:
    return _given(
        code=session.code,
        title=session.title,
        minutes=session.minutes,
        kind=session.kind,
        language=session.language,
        lecturer=session.lecturer,
        room=session.room,
        group=session.group,
        at=session.at and _local([session.at]),
        after=session.after,
    )


def _contribution(one: Contribution, edition: EditionFile) -> Outline:
    return _given(
        payer=one.payer,
        item=one.item,
        amount=one.amount,
        currency=one.currency,
        kind=one.kind,
        valuation=one.valuation,
        purpose=one.purpose,
        delivered_in=one.delivered_in,
        on=None if one.on == edition.starts_on else one.on,
    )
