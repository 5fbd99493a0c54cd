from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from samgak.attendance.models import AttendanceRecord
from samgak.timetable.models import Lecturer
from tests.attendance.factories import AttendanceRecordFactory, PlacedSessionFactory
from tests.costs import queries_of
from tests.factories import EditionFactory, EditionRoleFactory, ParticipantFactory

pytestmark = pytest.mark.django_db
NEVER = datetime(2990, 1, 1, tzinfo=UTC)


@pytest.fixture
def edition():
    return EditionFactory()


@pytest.fixture
def sign_in(client, edition):
    def as_(role):
        held = EditionRoleFactory(edition=edition, role=role)
        client.force_login(held.user)
        return held.user

    return as_


def overview(edition):
    return reverse("attendance:overview", kwargs={"code": edition.code})


def sheet(session):
    return reverse(
        "attendance:sheet", kwargs={"code": session.edition.code, "session_code": session.code}
    )


def marks():
    return {
        record.participant_id: (record.status, record.minutes_present)
        for record in AttendanceRecord.objects.all()
    }


def test_an_officer_marks_the_exceptions_and_the_button_marks_the_others(client, edition, sign_in):
    officer = sign_in("programme_officer")
    session = PlacedSessionFactory(edition=edition, minutes=60)
    here, late, away = ParticipantFactory.create_batch(3, edition=edition)

    response = client.post(
        sheet(session),
        {
            f"mark_{late.pk}": "late",
            f"minutes_{late.pk}": "40",
            f"mark_{away.pk}": "excused",
            "all_present": "1",
        },
        follow=True,
    )

    assert "3 marks are saved." in response.content.decode()
    assert marks() == {here.pk: ("present", 60), late.pk: ("late", 40), away.pk: ("excused", 0)}
    assert AttendanceRecord.objects.first().recorded_by == officer


def test_saving_the_marks_only_leaves_the_others_open(client, edition, sign_in):
    sign_in("programme_officer")
    session = PlacedSessionFactory(edition=edition)
    absent, _ = ParticipantFactory.create_batch(2, edition=edition)

    client.post(sheet(session), {f"mark_{absent.pk}": "absent"})

    assert marks() == {absent.pk: ("absent", 0)}


@pytest.mark.parametrize("minutes", ["", "60", "0", "many"])
def test_late_without_sensible_minutes_is_said_beside_the_person(client, edition, sign_in, minutes):
    sign_in("programme_officer")
    session = PlacedSessionFactory(edition=edition, minutes=60)
    late = ParticipantFactory(edition=edition)

    response = client.post(
        sheet(session), {f"mark_{late.pk}": "late", f"minutes_{late.pk}": minutes}
    )

    assert response.context["form"].errors.keys() == {f"minutes_{late.pk}"}
    assert marks() == {}


def test_a_sheet_shows_what_is_recorded(client, edition, sign_in):
    sign_in("programme_officer")
    record = AttendanceRecordFactory(
        session=PlacedSessionFactory(edition=edition), status="late", minutes_present=25
    )

    page = client.get(sheet(record.session)).content.decode()

    assert 'value="25"' in page
    assert 'value="late"' in page
    assert page.count("checked") == 1


def test_the_sheet_of_a_session_to_come_is_read_only(client, edition, sign_in):
    sign_in("programme_officer")
    ParticipantFactory(edition=edition)
    session = PlacedSessionFactory(
        edition=edition, starts_at=NEVER, ends_at=NEVER + timedelta(hours=1)
    )

    page = client.get(sheet(session)).content.decode()

    assert "This session has not begun yet." in page
    assert "all_present" not in page


def test_a_lecturer_records_the_own_session_and_no_other(client, edition, sign_in):
    user = sign_in("lecturer")
    lecturer = Lecturer.objects.create(edition=edition, position=1, code="kim", user=user)
    own = PlacedSessionFactory(edition=edition, lecturer=lecturer, title="My lecture")
    other = PlacedSessionFactory(edition=edition, title="Somebody's lecture")
    person = ParticipantFactory(edition=edition)

    client.post(sheet(own), {f"mark_{person.pk}": "present"})
    refused = client.post(sheet(other), {f"mark_{person.pk}": "absent"})
    page = client.get(overview(edition)).content.decode()

    assert refused.status_code == 403
    assert marks() == {person.pk: ("present", 60)}
    assert "My lecture" in page
    assert "Somebody" not in page
    assert person.person.passport_name not in page
    assert client.get(overview(edition), {"download": "csv"}).status_code == 403


@pytest.mark.parametrize(
    "role", ["participant", "focal_point", "screener", "interpreter", "reporting_officer"]
)
def test_others_are_refused(client, edition, role):
    country = "KZ" if role == "focal_point" else ""
    client.force_login(EditionRoleFactory(edition=edition, role=role, country=country).user)
    session = PlacedSessionFactory(edition=edition)

    assert client.get(overview(edition)).status_code == 403
    assert client.get(sheet(session)).status_code == 403


def test_an_evaluation_officer_reads_but_does_not_record(client, edition, sign_in):
    sign_in("evaluation_officer")
    session = PlacedSessionFactory(edition=edition)

    assert client.get(overview(edition)).status_code == 200
    assert client.get(sheet(session)).status_code == 403


def test_strangers_are_sent_to_sign_in(client, edition):
    assert client.get(overview(edition)).status_code == 302


def test_the_sheet_of_another_edition_is_not_found(client, edition, sign_in):
    sign_in("programme_officer")
    elsewhere = PlacedSessionFactory()
    address = reverse(
        "attendance:sheet", kwargs={"code": edition.code, "session_code": elsewhere.code}
    )

    assert client.get(address).status_code == 404


def test_the_attendance_of_everyone_as_a_file(client, edition, sign_in):
    sign_in("programme_officer")
    record = AttendanceRecordFactory(session=PlacedSessionFactory(edition=edition, minutes=60))

    response = client.get(overview(edition), {"download": "csv"})
    sheet_file = client.get(overview(edition), {"download": "xlsx"})

    lines = b"".join(response).decode("utf-8-sig").splitlines()
    assert record.participant.person.passport_name in lines[1]
    assert lines[1].endswith("60,60,100.0")
    assert b"".join(sheet_file).startswith(b"PK")
    assert client.get(overview(edition), {"download": "exe"}).status_code == 404


def test_the_overview_costs_the_same_queries_however_long(client, edition, sign_in):
    sign_in("programme_officer")
    AttendanceRecordFactory(session=PlacedSessionFactory(edition=edition))
    cost_of_one = queries_of(client, overview(edition))
    for session in PlacedSessionFactory.create_batch(2, edition=edition):
        AttendanceRecordFactory.create_batch(2, session=session)

    assert queries_of(client, overview(edition)) == cost_of_one


def test_a_sheet_costs_the_same_queries_however_long(client, edition, sign_in):
    sign_in("programme_officer")
    session = PlacedSessionFactory(edition=edition)
    AttendanceRecordFactory(session=session)
    cost_of_one = queries_of(client, sheet(session))
    AttendanceRecordFactory.create_batch(2, session=session)

    assert queries_of(client, sheet(session)) == cost_of_one
