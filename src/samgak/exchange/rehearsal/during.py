"""The days of the course: people come, sit in sessions, take the tests, write their plans."""

import json
from dataclasses import asdict
from datetime import timedelta
from importlib import resources

from django.utils.translation import gettext as _

from samgak.actionplans import services as actionplans
from samgak.attendance import services as attendance
from samgak.attendance.models import AttendanceRecord
from samgak.attendance.queries import sheet
from samgak.correspondence import queries as correspondence
from samgak.exchange.rehearsal.stage import OFFICER, Stage
from samgak.participants import queries as participants
from samgak.participants import services as seats
from samgak.participants.models import Participant
from samgak.participants.rules import OFFICER as OFFICER_STEP
from samgak.programmes.rules import State
from samgak.questionnaires.definition import Form, Question, parse
from samgak.surveys import queries as surveys
from samgak.surveys import services as tests
from samgak.timetable import queries as timetable

ON_THE_WAY = ("documents_ok", "travel_ok", "arrived", "attending")
# How likely each is: somebody comes to a session, knows an answer before, knows it afterwards.
COMES, KNOWS_BEFORE, KNOWS_AFTER = 0.97, 0.45, 0.75
MARK = "Rehearsal: "


def prepare(stage: Stage) -> list[Participant]:
    """Everybody who accepted signs in, confirms the name and travels."""
    with stage.scene("prepare", _("Preparing: seats accepted, names confirmed, travel")):
        stage.move(State.PREPARING, role=OFFICER)
        people = list(participants.participants(stage.edition))
        for seat in people:
            _give_an_address(seat)
            seats.confirm_name(
                seat,
                native_name=seat.person.native_name,
                passport_name=seat.person.passport_name,
                at=stage.now,
            )
            for state in ON_THE_WAY:
                seat = seats.change_state(seat, to=state, acts_as=OFFICER_STEP, at=stage.now)  # noqa: PLW2901
        return list(participants.participants(stage.edition))


def _give_an_address(seat: Participant) -> None:
    person = seat.person
    if person.user is None:
        person.email = f"participant-{person.pk}@rehearsal.invalid"
        person.save(update_fields=["email"])
        seats.let_in(seat)


def load_test(stage: Stage) -> Form:
    """The test of the edition's directory, else the questions of the demonstration."""
    own = stage.folder / "test.json"
    ours = resources.files("samgak.exchange") / "demonstration/astana-2025/test.json"
    words = own.read_text("utf-8") if own.exists() else ours.read_text("utf-8")
    definition = json.loads(words)
    tests.load_test(stage.edition, definition=definition, at=stage.now)
    return parse(definition)


def hold_the_course(stage: Stage, people: list[Participant]) -> None:
    """Pre-test, every session with its attendance, post-test and plans, on their days."""
    with stage.scene("course", _("Holding the course: tests, attendance, action plans")):
        form = load_test(stage)
        stage.let_the_clock_pass(stage.morning_of(stage.edition.starts_on))
        stage.move(State.RUNNING, role=OFFICER)
        _take_test(stage, people, form, moment="pre", knows=KNOWS_BEFORE)
        _record_attendance(stage)
        stage.let_the_clock_pass(stage.evening_of(stage.edition.ends_on))
        _take_test(stage, people, form, moment="post", knows=KNOWS_AFTER)
        for seat in people:
            stage.allowed(seat.person.user, "actionplans.write_plan")
            actionplans.submit(
                seat,
                title=f"{MARK}one service in fewer steps",
                text=f"{MARK}what this participant would change at home, by when, and with whom.",
                language=correspondence.language_of(seat.person, edition=stage.edition),
                at=stage.now,
            )
        stage.move(State.DELIVERED, role=OFFICER)


def _take_test(
    stage: Stage, people: list[Participant], form: Form, *, moment: str, knows: float
) -> None:
    test = surveys.test_of(stage.edition)
    assert test is not None  # noqa: S101 - loaded above
    for seat in people:
        stage.allowed(seat.person.user, "surveys.take_test")
        tests.hand_in(
            test,
            participant=seat,
            moment=moment,
            answers=_answers(stage, form, knows),
            language=correspondence.language_of(seat.person, edition=stage.edition),
            at=stage.now,
        )


def _answers(stage: Stage, form: Form, knows: float) -> dict[str, object]:
    return {question.key: _answer(stage, question, knows) for question in form.questions}


def _answer(stage: Stage, question: Question, knows: float) -> object:
    if not question.options:
        return f"{MARK}text" if question.type == "text" else "5"
    right = question.correct if isinstance(question.correct, frozenset) else frozenset()
    known = stage.chance.random() < knows
    chosen = sorted(right) if known and right else [stage.chance.choice(question.options).key]
    return chosen if question.type == "multiple" else chosen[0]


def _record_attendance(stage: Stage) -> None:
    officer = stage.allowed(stage.actor(OFFICER), "attendance.record_attendance")
    statuses = AttendanceRecord.Status
    for session in timetable.sessions_by_time(stage.edition):
        if session.is_cancelled:
            continue
        stage.let_the_clock_pass(session.ends_at + timedelta(minutes=5))
        marks = {
            row.participant.pk: (
                statuses.PRESENT if stage.chance.random() < COMES else statuses.ABSENT
            )
            for row in sheet(session)
        }
        attendance.record(session, marks=marks, by=officer, at=stage.now)


def results(stage: Stage) -> dict:
    """The paired gain of the tests, for the summary."""
    found = surveys.results(stage.edition)
    if found is None or found.gain is None:
        return {}
    gain = found.gain
    mean = None if gain.mean_gain is None else float(gain.mean_gain)
    stage.results["tests"] = {
        "gain": asdict(gain),
        "effect_d_z": asdict(found.effect),
        "cronbach_alpha": found.alpha,
    }
    return {"pairs": gain.pairs, "mean_gain": mean}
