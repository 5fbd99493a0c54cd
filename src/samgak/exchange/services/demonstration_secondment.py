"""The secondment of April 2025 as a second edition, finished; the person and every word are invented."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from json import loads
from typing import Any

from samgak.accounts.models import User
from samgak.certificates import queries as certificates
from samgak.certificates import services as issuing
from samgak.exchange.queries import demonstration as queries
from samgak.exchange.services import load
from samgak.funding import queries as funding
from samgak.nominations.rules.identity import name_key
from samgak.participants import services as participants
from samgak.participants.models import Participant, Person
from samgak.participants.rules import OFFICER
from samgak.partners.models import Role
from samgak.programmes import rules_kinds
from samgak.programmes import services as programmes
from samgak.programmes.models import Edition, EditionRole
from samgak.programmes.rules import State
from samgak.secondments import rules as secondments_rules
from samgak.secondments import services as secondments

DIRECTORY = queries.DIRECTORY.parent / "secondment-2025"
STEPS_OF_A_SEAT = ("accepted", "documents_ok", "travel_ok", "arrived", "attending")
# Days before the first day on which the agencies took each step.
BEFORE = (
    (State.SCREENED, "officer-koica", 90),
    (State.JOINT_CONCEPT, "officer-kazaid", 75),
    (State.JSC_APPROVED, "approver", 60),
    (State.BUDGETED, "officer-koica", 50),
    (State.CI_PUBLISHED, "officer-koica", 45),
    (State.CALL_OPEN, "officer-koica", 40),
    (State.CALL_CLOSED, "officer-koica", 30),
    (State.SELECTING, "officer-koica", 29),
    (State.SELECTION_APPROVED, "approver", 28),
    (State.PREPARING, "officer-koica", 27),
)
# The agencies agreed on the person by letter; nobody was nominated in Samgak.
BY_LETTER = {"people_are_nominated": True, "selection_is_approved": True}


def story() -> dict[str, Any]:
    """What the invented person and the mentor wrote."""
    return loads((DIRECTORY / "log.json").read_text(encoding="utf-8"))


def add(people: Mapping[str, User], *, seconded: User, mentor: User) -> Edition:
    """Let the secondment live from its file to its evaluation."""
    edition = load((DIRECTORY / "edition.yaml").read_text(encoding="utf-8")).edition
    told = story()
    EditionRole.objects.create(user=mentor, edition=edition, role=Role.LECTURER)
    for target, key, days in BEFORE:
        _move(edition, target, people[key], at=_morning(edition, days=-days))
    seat = _seat(edition, told["person"], seconded)
    _move(edition, State.RUNNING, people["officer-koica"], at=_morning(edition, days=0))
    seat.refresh_from_db()
    _write(seat, told, mentor)
    over = (edition.ends_on - edition.starts_on).days
    for target, days in ((State.DELIVERED, over + 1), (State.CERTIFYING, over + 3)):
        _move(edition, target, people["officer-koica"], at=_morning(edition, days=days))
    at = _morning(edition, days=over + 4)
    issuing.issue(edition, by=people["officer-koica"], at=at)
    _move(edition, State.FOLLOWING_UP, people["officer-koica"], at=at)
    _move(edition, State.EVALUATED, people["evaluation"], at=_morning(edition, days=over + 30))
    return edition


def _move(edition: Edition, to: State, by: User, *, at: datetime) -> None:
    facts = funding.facts(edition) | BY_LETTER
    if to == State.FOLLOWING_UP:
        facts |= certificates.facts(edition)
    facts |= dict.fromkeys(rules_kinds.waived_guards(edition.kind), True)
    programmes.move(edition, to=to, by=by, at=at, facts=facts)
    edition.refresh_from_db()


def _seat(edition: Edition, about: dict[str, str], user: User) -> Participant:
    at = _morning(edition, days=-20)
    name = f"{about['family_name']} {about['given_name']}"
    person = Person.objects.create(
        **about | {"born_on": date.fromisoformat(about["born_on"])},
        name_key=name_key(name),
        user=user,
    )
    seat = participants.enrol(edition=edition, person=person, at=at)
    for state in STEPS_OF_A_SEAT:
        seat = participants.change_state(seat, to=state, acts_as=OFFICER, at=at)
    return participants.confirm_name(
        seat, native_name=person.native_name, passport_name=person.passport_name, at=at
    )


def _write(seat: Participant, told: dict[str, Any], mentor: User) -> None:
    language, own = told["language"], seat.person.user
    weeks = secondments_rules.weeks(seat.edition.starts_on, seat.edition.ends_on)
    for week, words in zip(weeks, told["weeks"], strict=True):
        at = _at(seat.edition, week.ends_on)
        how = {"week": week.number, "language": language, "at": at}
        secondments.write_entry(seat, text=words["text"], **how)
        if words["remark"]:
            secondments.remark(seat, text=words["remark"], by=mentor, **how)
    at = _at(seat.edition, seat.edition.ends_on)
    for output in told["outputs"]:
        secondments.add_output(seat, **output, language=language, at=at)
    for side, by in ((secondments_rules.SELF, own), (secondments_rules.MENTOR, mentor)):
        grades = {n: tuple(one[side]) for n, one in enumerate(told["assessments"])}
        secondments.assess(seat, side=side, grades=grades, language=language, by=by, at=at)
    secondments.save_report(seat, **told["report"], language=language, at=at, submit=True)


def _morning(edition: Edition, *, days: int) -> datetime:
    return _at(edition, edition.starts_on + timedelta(days=days))


def _at(edition: Edition, day: date) -> datetime:
    return datetime.combine(day, time(10), tzinfo=edition.zone)
