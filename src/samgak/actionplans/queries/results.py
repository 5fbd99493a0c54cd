"""What came of the plans of an edition, with all its denominators."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from samgak.actionplans import rules
from samgak.actionplans.models import ActionPlan, Adoption, CheckIn, Dissemination
from samgak.participants import queries as participants
from samgak.programmes.models import Edition

APPLIED = frozenset({rules.ON_TRACK, rules.DONE})


@dataclass(frozen=True)
class Wave:
    """One month of the follow-up: asked, answered, and how the answers say it stands."""

    month: int
    asked: int
    answered: int
    statuses: Mapping[str, int]
    confirmed: int


@dataclass(frozen=True)
class OfCountry:
    country: str
    participants: int
    submitted: int
    endorsed: int
    answered: int
    applied: int


@dataclass(frozen=True)
class OfSession:
    """The plans that follow from one session; `title` is None for those that name none."""

    title: Any
    submitted: int
    endorsed: int
    answered: int
    applied: int


@dataclass(frozen=True)
class Results:
    """`states`: plans by state; `stalled`: plans that stalled at least once.

    `obstacles`: how many of these named each, in whichever answer; `named`: in how many answers.
    """

    participants: int
    submitted: int
    endorsed: int
    states: Mapping[str, int]
    waves: tuple[Wave, ...]
    countries: tuple[OfCountry, ...]
    sessions: tuple[OfSession, ...]
    stalled: int
    obstacles: Mapping[str, int]
    named: Mapping[str, int]
    wanted: tuple[str, ...]
    adoptions: Mapping[str, int]
    events: int
    taught: int


def results(edition: Edition) -> Results:
    """The whole of it in six queries, however many people."""
    seats = list(participants.participants(edition))
    plans = {
        plan.participant_id: plan
        for plan in ActionPlan.objects.filter(
            participant__edition=edition, submitted_at__isnull=False
        ).select_related("session")
    }
    check_ins = list(CheckIn.objects.filter(plan__in=[plan.pk for plan in plans.values()]))
    last = _last_answers(check_ins)
    stalled = [one for one in check_ins if one.answered_at and one.status == rules.STALLED]
    reasons = {(one.plan_id, obstacle) for one in stalled for obstacle in one.obstacles}
    events = list(Dissemination.objects.filter(plan__participant__edition=edition))
    adopted = Adoption.objects.filter(plan__participant__edition=edition)
    return Results(
        participants=len(seats),
        submitted=len(plans),
        endorsed=sum(plan.endorsed_at is not None for plan in plans.values()),
        states=Counter(plan.state for plan in plans.values()),
        waves=tuple(_wave(month, check_ins) for month in rules.WAVES),
        countries=tuple(_countries(seats, plans, last)),
        sessions=tuple(_sessions(plans.values(), last)),
        stalled=len({one.plan_id for one in stalled}),
        obstacles=Counter(obstacle for _plan, obstacle in reasons),
        named=Counter(obstacle for one in stalled for obstacle in one.obstacles),
        wanted=tuple(
            plan.support_wanted
            for plan in plans.values()
            if plan.support_wanted and plan.pk in {one.plan_id for one in stalled}
        ),
        adoptions=Counter(adopted.values_list("kind", flat=True)),
        events=len(events),
        taught=sum(event.people for event in events),
    )


def _last_answers(check_ins: Iterable[CheckIn]) -> dict[int, CheckIn]:
    last: dict[int, CheckIn] = {}
    for one in sorted(check_ins, key=lambda one: one.month):
        if one.answered_at:
            last[one.plan_id] = one
    return last


def _wave(month: int, check_ins: Iterable[CheckIn]) -> Wave:
    asked = [one for one in check_ins if one.month == month]
    answered = [one for one in asked if one.answered_at]
    return Wave(
        month=month,
        asked=len(asked),
        answered=len(answered),
        statuses=Counter(one.status for one in answered),
        confirmed=sum(one.confirmed_at is not None and not one.is_disputed for one in answered),
    )


def _countries(seats, plans: Mapping[int, ActionPlan], last: Mapping[int, CheckIn]):
    by_country: dict[str, list] = {}
    for seat in seats:
        by_country.setdefault(seat.person.country, []).append(plans.get(seat.pk))
    for country, of_country in sorted(by_country.items()):
        written = [plan for plan in of_country if plan]
        answers = [last[plan.pk] for plan in written if plan.pk in last]
        yield OfCountry(
            country=country,
            participants=len(of_country),
            submitted=len(written),
            endorsed=sum(plan.endorsed_at is not None for plan in written),
            answered=len(answers),
            applied=sum(one.status in APPLIED for one in answers),
        )


def _sessions(plans: Iterable[ActionPlan], last: Mapping[int, CheckIn]) -> Iterable[OfSession]:
    by_session: dict[int | None, list[ActionPlan]] = {}
    for plan in plans:
        by_session.setdefault(plan.session_id, []).append(plan)
    for _pk, written in sorted(by_session.items(), key=lambda pair: (pair[0] is None, pair[0])):
        answers = [last[plan.pk] for plan in written if plan.pk in last]
        session = written[0].session
        yield OfSession(
            title=session.title if session else None,
            submitted=len(written),
            endorsed=sum(plan.endorsed_at is not None for plan in written),
            answered=len(answers),
            applied=sum(one.status in APPLIED for one in answers),
        )
