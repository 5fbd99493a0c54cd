from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from samgak.core import jobs
from samgak.core.models import Work
from samgak.exchange import services as exchange
from samgak.timetable.models import InterpreterDuty, Session
from tests.exchange.editions import DEMONSTRATION, TINY
from tests.factories import (
    EditionFactory,
    EditionRoleFactory,
    OrganisationFactory,
    ParticipantFactory,
    PartnerRoleFactory,
    SessionFactory,
    UserFactory,
)
from tests.timetable.factories import (
    NINE,
    TEN,
    DutyFactory,
    GroupFactory,
    HeldSessionFactory,
    HoursFactory,
    InterpreterFactory,
    LecturerFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return HoursFactory(edition__state="preparing").edition


@pytest.fixture
def sign_in(client, edition):
    def as_(role, on=None):
        country = "KZ" if role == "focal_point" else ""
        held = EditionRoleFactory(edition=on or edition, role=role, country=country)
        client.force_login(held.user)
        return held.user

    return as_


def address(name, edition, **more):
    return reverse(f"timetable:{name}", kwargs={"code": edition.code, **more})


def move_page(session):
    return address("move", session.edition, session_code=session.code)


def held_at(start, *, room=None, day="2030-01-14", reason="", **more):
    return {"day": day, "start": start, "room": room.pk if room else "", "reason": reason, **more}


def text_of(response):
    return response.content.decode()


# The officers' page


def test_an_officer_makes_the_timetable_of_the_demonstration_in_the_browser(client, sign_in):
    edition = exchange.load(DEMONSTRATION.read_text(encoding="utf-8")).edition
    sign_in("programme_officer", on=edition)
    waiting = text_of(client.get(address("timetable", edition)))

    begun = client.post(address("make", edition))
    jobs.work_off()
    done = client.get(begun.url, follow=True)

    page = text_of(done)
    assert "Opening and introductions" in waiting
    assert done.redirect_chain[-1][0] == address("timetable", edition)
    assert "All rules are kept" in page
    assert "Korean → Russian" in page
    assert "Conference hall" in page
    assert page.count("Proved least") == 1
    assert Session.objects.filter(starts_at=None).count() == 0


def test_a_timetable_that_cant_be_made_is_explained_on_both_pages(client, sign_in):
    edition = exchange.load(
        (TINY / "incheon-2026" / "edition.yaml").read_text(encoding="utf-8")
    ).edition
    sign_in("programme_officer", on=edition)

    begun = client.post(address("make", edition))
    jobs.work_off()

    work = Work.objects.get()
    progress = text_of(client.get(begun.url))
    page = text_of(client.get(address("timetable", edition)))
    assert (work.state, work.fault_code) == ("failed", "no_timetable")
    for shown in (progress, page):
        assert "must start at its fixed time" in shown
        assert "must not be held while" in shown
        assert "Loosen any one of these" in shown


def test_running_out_of_effort_is_a_sentence(client, edition, sign_in, monkeypatch):
    sign_in("programme_officer")
    SessionFactory(edition=edition)
    monkeypatch.setattr("samgak.timetable.services.making.EFFORT", 0)

    begun = client.post(address("make", edition))
    jobs.work_off()

    assert "neither a timetable nor a clash" in text_of(client.get(begun.url))


def test_a_second_making_waits_for_the_first(client, edition, sign_in):
    sign_in("programme_officer")
    SessionFactory(edition=edition)

    first = client.post(address("make", edition))
    second = client.post(address("make", edition))

    assert first.url == second.url
    assert Work.objects.count() == 1
    assert "The timetable is being made" in text_of(client.get(address("timetable", edition)))


def test_what_is_broken_stands_on_the_cards(client, edition, sign_in):
    sign_in("programme_officer")
    first = HeldSessionFactory(edition=edition, title="First")
    HeldSessionFactory(edition=edition, title="Second", starts_at=NINE + timedelta(minutes=65))

    columns = text_of(client.get(address("timetable", edition)))
    listed = text_of(client.get(address("timetable", edition), {"as": "list"}))

    sentence = "“Second” does not start on the grid of 15 minutes."
    assert sentence in columns
    assert sentence in listed
    assert "<table" in listed
    assert f'id="session-{first.code}"' in columns


def test_the_timetable_as_a_file(client, edition, sign_in):
    sign_in("programme_officer")
    session = HeldSessionFactory(edition=edition, title="=1+1", language="ko")
    DutyFactory(session=session, interpreter=InterpreterFactory(edition=edition))

    csv = client.get(address("timetable", edition), {"download": "csv"})
    xlsx = client.get(address("timetable", edition), {"download": "xlsx"})

    line = b"".join(csv).decode("utf-8-sig").splitlines()[1]
    assert "09:00,10:00,'=1+1,Hall,,Korean → Russian,Tsoi Elena" in line
    assert b"".join(xlsx).startswith(b"PK")


# Moving


def test_a_move_that_breaks_nothing_is_saved_at_once(client, edition, sign_in):
    sign_in("programme_officer")
    session = HeldSessionFactory(edition=edition)

    response = client.post(move_page(session), held_at("10:00", room=session.room), follow=True)

    session.refresh_from_db()
    assert (session.starts_at, session.sequence) == (TEN, 1)
    assert "“A lecture” is moved." in text_of(response)


def test_a_move_that_breaks_a_rule_is_told_first_and_saved_with_a_reason(client, edition, sign_in):
    sign_in("programme_officer")
    session = HeldSessionFactory(edition=edition)

    told = client.post(move_page(session), held_at("10:05", room=session.room))
    session.refresh_from_db()
    before = session.starts_at
    unexplained = client.post(move_page(session), held_at("10:05", room=session.room, anyway="1"))
    client.post(
        move_page(session),
        held_at("10:05", room=session.room, anyway="1", reason="The bus comes late"),
    )

    session.refresh_from_db()
    assert "“A lecture” does not start on the grid of 15 minutes." in text_of(told)
    assert before == NINE
    assert "reason" in unexplained.context["form"].errors
    assert session.starts_at == TEN + timedelta(minutes=5)


def test_a_double_booking_is_refused_however_often_one_asks(client, edition, sign_in):
    sign_in("programme_officer")
    groups = GroupFactory.create_batch(2, edition=edition)
    taken = HeldSessionFactory(edition=edition, group=groups[0], title="First")
    other = HeldSessionFactory(edition=edition, group=groups[1], title="Second", starts_at=TEN)

    response = client.post(
        move_page(other), held_at("09:00", room=taken.room, anyway="1", reason="x")
    )

    other.refresh_from_db()
    assert "“First” and “Second” overlap in the room “Hall”." in text_of(response)
    assert 'name="anyway"' not in text_of(response)
    assert other.starts_at == TEN


def test_the_database_has_the_last_word_where_hours_are_missing(client, sign_in):
    edition = EditionFactory(state="preparing")
    sign_in("programme_officer", on=edition)
    taken = HeldSessionFactory(edition=edition)
    other = HeldSessionFactory(edition=edition, starts_at=TEN)

    response = client.post(move_page(other), held_at("09:30", room=taken.room))

    assert "Choose another time or room." in text_of(response)


def test_the_form_of_a_session_shows_how_it_is_held(client, edition, sign_in):
    sign_in("programme_officer")
    session = HeldSessionFactory(edition=edition, language="ko")
    interpreter, spare = InterpreterFactory.create_batch(2, edition=edition)
    DutyFactory(session=session, interpreter=interpreter)

    page = text_of(client.get(move_page(session)))
    client.post(
        move_page(session),
        held_at("10:00", room=session.room, interpreters=[spare.pk], anyway="1", reason="ill"),
    )

    assert 'value="2030-01-14"' in page
    assert 'value="09:00"' in page
    assert page.count("checked") == 1
    assert InterpreterDuty.objects.get().interpreter == spare


@pytest.mark.parametrize(
    "values", [{"start": "25:00"}, {"day": "2030-02-30"}, {"room": "0"}, {"day": "2030-01-17"}]
)
def test_nonsense_is_said_beside_its_field(client, edition, sign_in, values):
    sign_in("programme_officer")
    session = HeldSessionFactory(edition=edition)

    response = client.post(move_page(session), {**held_at("10:00"), **values})

    assert response.context["form"].errors.keys() == values.keys()


def test_a_session_is_cancelled_and_held_after_all(client, edition, sign_in):
    sign_in("programme_officer")
    session = HeldSessionFactory(edition=edition)
    names = {"session_code": session.code}

    unexplained = client.post(address("cancel", edition, **names), {"reason": " "})
    cancelled = client.post(address("cancel", edition, **names), {"reason": "Ill"}, follow=True)
    held = client.post(address("reinstate", edition, **names), {"reason": "Well"}, follow=True)

    assert "Give a reason" in text_of(unexplained)
    assert "“A lecture” is cancelled." in text_of(cancelled)
    assert "“A lecture” is held after all." in text_of(held)
    assert Session.objects.get().sequence == 2


# Who may


@pytest.mark.parametrize(
    "role", ["participant", "lecturer", "interpreter", "focal_point", "screener", "approver"]
)
def test_only_officers_change_the_timetable(client, edition, sign_in, role):
    sign_in(role)
    session = HeldSessionFactory(edition=edition)
    names = {"session_code": session.code}

    answers = [
        client.post(address("make", edition)),
        client.post(move_page(session), held_at("10:00")),
        client.post(address("cancel", edition, **names), {"reason": "x"}),
        client.post(address("reinstate", edition, **names), {"reason": "x"}),
    ]

    session.refresh_from_db()
    assert [one.status_code for one in answers] == [403, 403, 403, 403]
    assert (session.starts_at, session.is_cancelled) == (NINE, False)


@pytest.mark.parametrize("role", ["participant", "lecturer", "interpreter", "focal_point"])
def test_others_see_the_agenda_and_not_the_officers_page(client, edition, sign_in, role):
    sign_in(role)

    assert client.get(address("timetable", edition)).status_code == 403
    assert client.get(address("agenda", edition)).status_code == 200


def test_those_who_only_see_are_offered_nothing_to_change(client, edition, sign_in):
    sign_in("screener")
    session = HeldSessionFactory(edition=edition)

    page = text_of(client.get(address("timetable", edition)))

    assert move_page(session) not in page
    assert address("make", edition) not in page


def test_a_session_of_another_edition_is_not_found(client, edition, sign_in):
    sign_in("programme_officer")
    elsewhere = HeldSessionFactory()

    page = address("move", edition, session_code=elsewhere.code)

    assert client.get(page).status_code == 404


# The agenda


def test_anybody_reads_the_agenda_of_a_public_edition(client, edition):
    lecturer = LecturerFactory(edition=edition, organisation=OrganisationFactory(name="Agency"))
    HeldSessionFactory(edition=edition, title="Open data", language="kk", lecturer=lecturer)

    page = text_of(client.get(address("agenda", edition)))

    assert "09:00 Astana" in page
    assert "Kazakh → Russian" in page
    assert "Kim Haneul, Agency" in page
    assert reverse("calendars:edition", kwargs={"code": edition.code}) in page


def test_the_agenda_of_an_edition_that_is_not_public_asks_to_sign_in(client, edition):
    edition.state = "demand"
    edition.save()

    assert client.get(address("agenda", edition)).status_code == 302
    assert client.get(address("agenda_pdf", edition)).status_code == 302


def test_times_elsewhere_stand_beside_those_of_the_venue(client, edition):
    PartnerRoleFactory(edition=edition, organisation__country="KR")
    HeldSessionFactory(edition=edition)
    HeldSessionFactory(edition=edition, starts_at=NINE + timedelta(hours=11))

    plain = text_of(client.get(address("agenda", edition)))
    seoul = text_of(client.get(address("agenda", edition), {"zone": "Asia/Seoul"}))
    nonsense = client.get(address("agenda", edition), {"zone": "../../etc/passwd"})

    assert 'value="Asia/Seoul"' in plain
    assert "13:00 Seoul" not in plain
    assert "13:00 Seoul" in seoul
    assert "Tue 15 Jan, 00:00 Seoul" in seoul
    assert nonsense.status_code == 200
    assert "Beside them stand those of" in seoul
    assert "Beside them stand those of" not in text_of(nonsense)


def test_visitors_see_a_step_of_the_life_cycle_at_once_and_readers_with_a_role_everything(
    client, edition
):
    first = HeldSessionFactory(edition=edition)
    before = text_of(client.get(address("agenda", edition)))
    later = HeldSessionFactory(
        edition=edition, title={"en": "Added since"}, starts_at=NINE + timedelta(hours=2)
    )
    a_minute_old = text_of(client.get(address("agenda", edition)))
    edition.state = "running"
    edition.save()
    after_the_step = text_of(client.get(address("agenda", edition)))
    later.title = {"en": "Changed since"}
    later.save()
    client.force_login(UserFactory())
    signed_in = text_of(client.get(address("agenda", edition)))

    assert str(first.title) in before
    assert "Added since" not in a_minute_old
    assert "Added since" in after_the_step
    assert "Changed since" in signed_in


def test_visitors_of_two_languages_never_get_each_others_agenda(client, edition):
    HeldSessionFactory(edition=edition, title={"en": "Opening", "ko": "개회식"})

    english = text_of(client.get(address("agenda", edition)))
    with translation.override("ko"):
        korean = text_of(client.get(address("agenda", edition)))

    assert "Opening" in english
    assert "개회식" not in english
    assert "개회식" in korean


def test_a_signed_in_reader_sees_the_own_clock(client, edition):
    HeldSessionFactory(edition=edition)
    client.force_login(UserFactory(timezone="Asia/Bishkek"))

    assert "10:00 Bishkek" in text_of(client.get(address("agenda", edition)))


def test_public_holidays_and_cancelled_sessions_are_shown(client, edition):
    edition.starts_on = edition.ends_on = edition.starts_on.replace(month=3, day=8)
    edition.save()
    HeldSessionFactory(edition=edition, starts_at=NINE.replace(month=3, day=8), is_cancelled=True)

    page = text_of(client.get(address("agenda", edition)))

    assert "Public holiday: International Women" in page
    assert "Cancelled" in page


def test_a_participant_finds_the_own_calendar_and_nobody_elses(client, edition, sign_in):
    user = sign_in("participant")
    HeldSessionFactory(edition=edition)
    other = ParticipantFactory(edition=edition)
    own = ParticipantFactory(edition=edition, person__user=user)

    page = text_of(client.get(address("agenda", edition)))

    assert f"/calendar/{own.calendar_secret}.ics" in page
    assert other.calendar_secret not in page


def test_the_agenda_as_pdf(client, edition):
    HeldSessionFactory(edition=edition, lecturer=LecturerFactory(edition=edition))

    response = client.get(address("agenda_pdf", edition))

    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")


def test_pages_without_sessions_say_what_to_do_first(client, edition, sign_in):
    sign_in("programme_officer")

    assert "There is no session yet" in text_of(client.get(address("timetable", edition)))
    assert "No session has a time yet" in text_of(client.get(address("agenda", edition)))


@pytest.mark.parametrize("count", [1, 3])
def test_the_agenda_costs_the_same_queries_however_long(
    client, edition, count, django_assert_num_queries
):
    fill(edition, count)

    with django_assert_num_queries(5):
        assert client.get(address("agenda", edition)).status_code == 200


@pytest.mark.parametrize(("count", "shown_as"), [(1, "columns"), (3, "columns"), (3, "list")])
def test_the_timetable_costs_the_same_queries_however_long(
    client, edition, count, shown_as, django_assert_num_queries
):
    client.force_login(EditionRoleFactory(edition=edition).user)
    fill(edition, count)
    SessionFactory.create_batch(count, edition=edition)

    with django_assert_num_queries(29):
        assert client.get(address("timetable", edition), {"as": shown_as}).status_code == 200


def fill(edition, count):
    """Sessions five minutes off the grid, so that each has something to say."""
    for number in range(count):
        session = HeldSessionFactory(
            edition=edition,
            starts_at=NINE + timedelta(minutes=65 * number + 5),
            lecturer=LecturerFactory(edition=edition, organisation=OrganisationFactory()),
        )
        DutyFactory(session=session, interpreter=InterpreterFactory(edition=edition))
