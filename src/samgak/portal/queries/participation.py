"""A participant's own page: everything that several apps know of one person on one edition."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.core import get_global
from django.db.models import QuerySet

from samgak.actionplans import queries as actionplans
from samgak.attendance import queries as attendance
from samgak.attendance.rules import Attendance
from samgak.certificates import queries as certificates
from samgak.certificates.models import Certificate
from samgak.core.prepared import Given, Prepared
from samgak.learning import queries as learning
from samgak.learning import queries_reports
from samgak.learning.models import Lesson
from samgak.nominations.models import Nomination, Selection, SelectionLine
from samgak.participants import queries as participants
from samgak.participants.models import Participant, Person
from samgak.portal.rules import participation as rules
from samgak.privacy import queries as privacy
from samgak.programmes import rules_kinds
from samgak.programmes.models import Edition
from samgak.programmes.rules import State
from samgak.secondments import queries as secondments
from samgak.surveys import queries as surveys
from samgak.surveys import queries_reaction
from samgak.surveys.rules import OPEN_STATES
from samgak.timetable import queries as timetable
from samgak.timetable.models import Session

COURSE = (State.RUNNING, State.DELIVERED, State.CERTIFYING)
OVER = (State.FOLLOWING_UP, State.EVALUATED, State.REPORTED, State.CLOSED, State.CANCELLED)


@dataclass(frozen=True)
class AgendaSession:
    """A session with the lessons it uses."""

    session: Session
    lessons: tuple[Lesson, ...] = ()


@dataclass(frozen=True)
class AgendaDay:
    """The sessions of one day, counted in the zone the reader chose."""

    day: date
    sessions: tuple[AgendaSession, ...]


@dataclass(frozen=True)
class OwnPage:
    """Where somebody stands on an edition; `seat` is None for a nominee."""

    person: Person
    seat: Participant | None
    state: str
    steps: tuple[rules.Step, ...]
    owed: tuple[rules.Owed, ...]
    days: tuple[AgendaDay, ...]
    attendance: Attendance | None
    certificate: Certificate | None
    # Of the edition, for those who take part; of the country, where a source names one.
    emergency_telephone: str
    emergency_number: str


class NotOnTheEditionError(Exception):
    """The person is neither nominated for the edition nor has a seat on it."""


def own_page(user, edition: Edition, *, zone: ZoneInfo, at: datetime) -> OwnPage:
    """The page of a signed-in person; raises NotOnTheEditionError for everybody else."""
    seat = participants.seat_of(user, edition)
    return _of_seat(seat, edition, zone=zone, at=at) if seat else _of_nominee(user, edition)


def _of_seat(seat: Participant, edition: Edition, *, zone: ZoneInfo, at: datetime) -> OwnPage:
    certificate = certificates.certificate_of(seat)
    takes_part = seat.state in rules.BEHIND
    return OwnPage(
        person=seat.person,
        seat=seat,
        state=seat.state,
        steps=rules.steps(seat.state, has_certificate=_is_valid(certificate)),
        owed=rules.owed(_facts(seat, edition, at=at)),
        days=_days(seat, edition, zone=zone) if takes_part else (),
        attendance=attendance.attendance_of_one(seat) if edition.state in COURSE else None,
        certificate=certificate,
        emergency_telephone=edition.emergency_telephone if takes_part else "",
        emergency_number=rules.EMERGENCY_NUMBERS.get(edition.venue_country, ""),
    )


def _of_nominee(user, edition: Edition) -> OwnPage:
    nominations = Nomination.objects.filter(edition=edition, person__user=user)
    nomination = nominations.select_related("person").first()
    if nomination is None:
        raise NotOnTheEditionError
    state = _state_of(nomination)
    return OwnPage(
        person=nomination.person,
        seat=None,
        state=state,
        steps=rules.steps(state, has_certificate=False),
        owed=(),
        days=(),
        attendance=None,
        certificate=None,
        emergency_telephone="",
        emergency_number=rules.EMERGENCY_NUMBERS.get(edition.venue_country, ""),
    )


def zones(edition: Edition, *, country: str, own: str) -> tuple[str, ...]:
    """The time zones a participant may want: the venue's, the person's, those of the home country."""
    at_home = [zone for zone, place in get_global("zone_territories").items() if place == country]
    return tuple(dict.fromkeys(filter(None, (edition.venue_timezone, own, *sorted(at_home)))))


def country_of(user) -> str:
    """The country that sends the person; empty when nobody knows."""
    return _countries.first(user=user.pk) or ""


@Prepared
def _countries() -> QuerySet:
    found = Person.objects.filter(user=Given("user"))
    return found.order_by("pk").values_list("country", flat=True)


def _state_of(nomination: Nomination) -> str:
    """Of a nominee without a seat: empty while nothing is decided."""
    if nomination.state in (Nomination.State.WITHDRAWN, Nomination.State.REPLACED):
        return "withdrawn"
    line = SelectionLine.objects.filter(
        nomination=nomination, selection__state=Selection.State.APPROVED
    ).first()
    if line is None or line.outcome == SelectionLine.Outcome.RESERVE:
        return "" if line is None else "reserve"
    return "not_selected"


def _is_valid(certificate: Certificate | None) -> bool:
    return bool(certificate and certificate.state == Certificate.State.ISSUED)


def _facts(seat: Participant, edition: Edition, *, at: datetime) -> rules.Facts:
    test = surveys.test_of(edition)
    opening = surveys.opening_of(test) if test else None
    sittings = surveys.sittings_of(test, participant=seat) if test else {}
    plan = actionplans.plan_of(seat) if edition.action_plan_required else None
    owing = _owing(seat, edition, at=at)
    taken = {moment for moment, sitting in sittings.items() if sitting.handed_in_at}
    return rules.Facts(
        state=seat.state,
        at=at,
        edition_is_over=edition.state in OVER,
        name_is_confirmed=seat.name_confirmed_at is not None,
        pre_test_from=opening.pre_from if opening else None,
        post_test_from=opening.post_from if opening else None,
        tests_are_closed=edition.state not in OPEN_STATES,
        pre_test_taken="pre" in taken,
        post_test_taken="post" in taken,
        plan_is_required=edition.action_plan_required,
        plan_submitted=bool(plan and plan.submitted_at),
        survey_is_open=queries_reaction.owes_an_answer(seat),
        country_report_due_on=_report_due_on(seat, edition),
        weeks_without_entry=owing.missing_weeks,
        this_week_until=owing.this_week_until,
        final_report_is_missing=owing.report,
        items_to_give=privacy.items_to_give(seat),
        begins_on=edition.starts_on,
    )


def _owing(seat: Participant, edition: Edition, *, at: datetime) -> secondments.Owing:
    if not rules_kinds.has(edition.kind, "log"):
        return secondments.Owing()
    return secondments.owing(seat, today=at.astimezone(edition.zone).date())


def _report_due_on(seat: Participant, edition: Edition) -> date | None:
    """By when the report of the participant's country is to be handed in, while it is not."""
    due_on = queries_reports.terms_of(edition).due_on
    if due_on is None:
        return None
    report = queries_reports.report_of(edition, country=seat.person.country)
    return None if report and report.handed_in_at else due_on


def _days(seat: Participant, edition: Edition, *, zone: ZoneInfo) -> tuple[AgendaDay, ...]:
    lessons = _lessons(seat, edition)
    by_day: dict[date, list[AgendaSession]] = {}
    for session in timetable.agenda_of_group(edition, group_code=seat.group_code):
        held_on = by_day.setdefault(session.starts_at.astimezone(zone).date(), [])
        held_on.append(AgendaSession(session, lessons.get(session.pk, ())))
    return tuple(AgendaDay(day, tuple(sessions)) for day, sessions in by_day.items())


def _lessons(seat: Participant, edition: Edition) -> Mapping[int, tuple[Lesson, ...]]:
    """The lessons of each session that uses any."""
    return {
        one.session.pk: tuple(card.lesson for card in one.cards)
        for one in learning.materials(edition, seat=seat)
    }
