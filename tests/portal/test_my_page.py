from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from samgak.core.dates import long_date
from samgak.learning.models import ReportTerms
from samgak.nominations.models import Selection, SelectionLine
from samgak.privacy import services as privacy
from samgak.privacy.models import VaultItem
from samgak.privacy.rules import newest_text
from tests.attendance.factories import PlacedSessionFactory
from tests.certificates.factories import CertificateFactory
from tests.costs import queries_of
from tests.factories import (
    EditionFactory,
    EditionRoleFactory,
    ParticipantFactory,
    PersonFactory,
    RoomFactory,
    UserFactory,
)
from tests.learning.factories import CountryReportFactory, LessonUseFactory
from tests.nominations.factories import NominationFactory
from tests.secondments.factories import FinalReportFactory, LogEntryFactory, a_seat, a_secondment

pytestmark = pytest.mark.django_db


def edition(state="running", **more):
    today = timezone.now().date()
    return EditionFactory(
        **{"state": state, "starts_on": today, "ends_on": today + timedelta(days=2)} | more
    )


def seat(made=None, **more):
    made = made or edition()
    user = EditionRoleFactory(edition=made, role="participant").user
    return ParticipantFactory(edition=made, person__user=user, **more)


def page_of(made, language="en"):
    return f"/{language}/editions/{made.code}/me/"


def text_of(client, own, query=""):
    client.force_login(own.person.user)
    return client.get(page_of(own.edition) + query).content.decode()


def place(made, *, at, **more):
    return PlacedSessionFactory(
        edition=made, starts_at=at, ends_at=at + timedelta(minutes=60), minutes=60, **more
    )


def test_a_participant_sees_where_she_stands(client):
    own = seat()

    text = text_of(client, own)

    assert str(own.person) in text
    assert "The course is running." in text
    assert text.count('aria-current="step"') == 1


def test_a_new_seat_is_to_be_accepted_first(client):
    text = text_of(client, seat(state="selected"))

    assert "Accept your seat, or decline it" in text
    assert "/my-seat/" in text


def test_the_name_and_the_plan_are_owed(client):
    text = text_of(client, seat(edition(action_plan_required=True)))

    assert "Confirm the spelling of your name for the certificate" in text
    assert "/my-plan/" in text


def test_the_report_of_the_country_is_owed_with_its_day_until_it_is_handed_in(client):
    own = seat()
    assert "Write the report of your country" not in text_of(client, own)
    ReportTerms.objects.create(edition=own.edition, due_on=date(2030, 2, 1))

    text = text_of(client, own)
    assert "Write the report of your country together and hand it in" in text
    assert "Hand in by: Friday, 1 February 2030" in text
    assert "/my-country-report/" in text

    report = CountryReportFactory(edition=own.edition, country=own.person.country)
    assert "Write the report of your country" in text_of(client, own)
    report.handed_in_at, report.handed_in_by = timezone.now(), own.person.user
    report.save()
    assert "Write the report of your country" not in text_of(client, own)


def test_what_the_second_stage_asks_is_owed_until_it_is_given_or_refused(client):
    own = seat(state="accepted")
    text = text_of(client, own)
    assert "Give the data of your passport" in text
    assert "/my-data/#consent-travel-unique" in text
    assert f"Hand in by: {long_date(own.edition.starts_on - timedelta(days=1), 'en')}" in text
    assert "Give the verdict of your medical examination" in text

    who = {"person": own.person, "edition": own.edition}
    said = {**who, "language": "en", "at": timezone.now()}
    said["text_version"] = newest_text("travel", "ordinary").version
    privacy.consent(**said, purpose="travel", data_class="ordinary", agreed=True)
    told = {"name": "Aigul", "telephone": "+7 701 1234567"}
    kept = {**who, "by": own.person.user, "at": timezone.now()}
    privacy.keep_draft(**kept, item="emergency", value=told)
    text = text_of(client, own)
    assert "Say whom to call in an emergency" in text
    assert "/my-data/emergency/" in text
    privacy.keep(**kept, item="emergency", value=told)
    said["text_version"] = newest_text("insurance", "sensitive").version
    privacy.consent(**said, purpose="insurance", data_class="sensitive", agreed=False)

    text = text_of(client, own)
    assert "Say whom to call in an emergency" not in text
    assert "medical examination" not in text
    assert "Give the data of your travel" in text
    # Once purged it is not asked for again.
    VaultItem.objects.update(state="purged", sealed=None, purged_at=timezone.now())
    assert "Say whom to call in an emergency" not in text_of(client, own)


def test_a_session_of_the_agenda_leads_to_its_lessons(client):
    own = seat()
    held = place(own.edition, at=datetime(2030, 1, 14, 5, tzinfo=UTC))
    lesson = LessonUseFactory(session=held).lesson

    text = text_of(client, own)

    assert f"/lesson/{lesson.key}/" in text[text.index('id="agenda"') :]


def test_a_seconded_person_owes_weeks_and_the_report(client):
    today = timezone.now().date()
    made = a_secondment(starts_on=today - timedelta(days=8), ends_on=today + timedelta(days=8))
    own = a_seat(made)

    text = text_of(client, own)
    assert "Write the entries that are missing in your weekly log" in text
    assert "Write and submit the final report of your secondment" in text
    assert f"/secondment/{own.pk}/" in text

    LogEntryFactory(participant=own, week=1)
    assert "Write this week&#x27;s entry of your weekly log" in text_of(client, own)

    LogEntryFactory(participant=own, week=2)
    FinalReportFactory(participant=own)
    text = text_of(client, own)
    assert "your weekly log" not in text
    assert "final report of your secondment" not in text


def test_the_agenda_stands_in_the_zone_that_was_chosen(client):
    own = seat()
    place(own.edition, at=datetime(2030, 1, 14, 20, 30, tzinfo=UTC), title="Late lecture")

    assert "01:30–02:30" in text_of(client, own)
    in_seoul = text_of(client, own, "?zone=Asia/Seoul")
    assert "01:30–02:30" in in_seoul  # not a zone of hers
    own.person.user.timezone = "Asia/Seoul"
    own.person.user.save()
    assert "05:30–06:30" in text_of(client, own)
    assert "01:30–02:30" in text_of(client, own, "?zone=Asia/Almaty")


def test_a_zone_that_does_not_exist_changes_nothing(client):
    own = seat()
    place(own.edition, at=datetime(2030, 1, 14, 20, 30, tzinfo=UTC))

    assert "01:30–02:30" in text_of(client, own, "?zone=Mars/Phobos")


def test_a_cancelled_session_says_so(client):
    own = seat()
    place(own.edition, at=timezone.now(), title="Not today", is_cancelled=True)

    assert "Cancelled" in text_of(client, own)


def test_the_certificate_is_there_to_download(client):
    certificate = CertificateFactory(participant=seat(edition("following_up"), state="completed"))

    text = text_of(client, certificate.participant)

    assert f"/certificates/{certificate.number}/pdf/" in text
    assert 'aria-current="step"' not in text


def test_the_venue_and_whom_to_call_are_there(client, settings):
    text = text_of(client, seat())

    assert 'href="tel:112"' in text
    assert settings.HELP_EMAIL in text
    assert ">Hall</span>" in text


def test_where_no_number_is_known_none_is_shown(client):
    assert "tel:" not in text_of(client, seat(edition(venue_country="FR")))


def test_who_gave_the_seat_up_owes_nothing_and_has_no_agenda(client):
    own = seat(state="withdrawn")
    place(own.edition, at=timezone.now(), title="Without her")

    text = text_of(client, own)

    assert "You no longer take part in this edition." in text
    assert "Without her" not in text
    assert 'id="owed"' not in text


def nominee(made):
    user = EditionRoleFactory(edition=made, role="participant").user
    return NominationFactory(edition=made, person=PersonFactory(user=user))


def decide(nomination, outcome):
    selection = Selection.objects.create(
        edition=nomination.edition,
        state="approved",
        proposed_at=timezone.now(),
        proposed_by=UserFactory(),
        decided_at=timezone.now(),
        decided_by=UserFactory(),
        seats=1,
    )
    SelectionLine.objects.create(selection=selection, nomination=nomination, outcome=outcome)


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (None, "The cohort is not chosen yet"),
        ("reserve", "You are on the reserve list"),
        ("not_selected", "You were not selected for this edition"),
    ],
)
def test_a_nominee_learns_the_outcome_and_nothing_before_it(client, outcome, words):
    nomination = nominee(edition("selecting"))
    if outcome:
        decide(nomination, outcome)
    client.force_login(nomination.person.user)

    assert words in client.get(page_of(nomination.edition)).content.decode()


def test_a_proposal_that_is_not_approved_is_not_told(client):
    nomination = nominee(edition("selecting"))
    decide(nomination, "not_selected")
    Selection.objects.update(state="superseded")
    client.force_login(nomination.person.user)

    text = client.get(page_of(nomination.edition)).content.decode()

    assert "The cohort is not chosen yet" in text


def test_a_participant_of_another_edition_is_refused(client):
    own, other = seat(), seat()
    client.force_login(own.person.user)

    assert client.get(page_of(other.edition)).status_code == 403


def test_a_role_without_a_seat_or_a_nomination_shows_nothing(client):
    made = edition()
    client.force_login(EditionRoleFactory(edition=made, role="participant").user)

    assert client.get(page_of(made)).status_code == 404


@pytest.mark.parametrize(
    "role", ["programme_officer", "screener", "approver", "lecturer", "interpreter"]
)
def test_nobody_else_has_such_a_page(client, role):
    made = edition()
    client.force_login(EditionRoleFactory(edition=made, role=role).user)

    assert client.get(page_of(made)).status_code == 403


def test_a_stranger_is_asked_to_sign_in(client):
    made = edition()

    assert client.get(page_of(made))["Location"].startswith("/en/account/login/")


def test_the_page_costs_the_same_however_long_the_agenda_is(client):
    own = seat()
    room = RoomFactory(edition=own.edition)
    client.force_login(own.person.user)
    place(own.edition, at=timezone.now(), room=room)
    one = queries_of(client, page_of(own.edition))
    for hours in (2, 4):
        place(own.edition, at=timezone.now() + timedelta(hours=hours), room=room)

    assert queries_of(client, page_of(own.edition)) == one


def test_the_page_with_styles_and_script_weighs_less_than_100_kb(client):
    own = seat(edition(action_plan_required=True))
    room = RoomFactory(edition=own.edition)
    for hour in range(24):
        place(own.edition, at=timezone.now() + timedelta(hours=2 * hour), room=room)
    client.force_login(own.person.user)

    page = client.get(page_of(own.edition, "kk")).content

    # Styles and script weigh 40 kB as they travel (scripts/build.mjs prints it).
    assert len(page) < 60_000
