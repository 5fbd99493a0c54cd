import io
import zipfile

import pytest
from django.urls import reverse

from samgak.core import jobs
from samgak.correspondence.models import Letter
from samgak.participants.models import Participant
from samgak.places import services
from samgak.places.models import CohortPaper, Promotion
from samgak.places.queries.appeals import line_of
from samgak.places.services import appeals
from samgak.programmes.models import Edition
from tests.factories import EditionFactory, EditionRoleFactory, ParticipantFactory, PersonFactory
from tests.places.cohorts import APPEAL_BY, NEXT_DAY, decided, no_women_of_kazakhstan

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return decided()


@pytest.fixture(autouse=True)
def the_next_day(monkeypatch):
    monkeypatch.setattr("samgak.core.clock.timezone.now", lambda: NEXT_DAY)


def address(name, cohort, **more):
    return reverse(f"places:{name}", kwargs={"code": cohort.edition.code, **more})


def as_(client, cohort, role, **more):
    user = EditionRoleFactory(edition=cohort.edition, role=role, **more).user
    client.force_login(user)
    return user


def decline(cohort, name):
    seat = cohort.seat(name)
    services.answer(seat, word="declined", through="link", reason="Ill", at=NEXT_DAY)
    return seat


def test_an_officer_sees_who_is_awaited_and_gives_a_free_seat_on_with_one_click(client, cohort):
    seat = decline(cohort, "tj4")
    client.force_login(cohort.officer)
    listed = client.get(address("cohort", cohort)).content.decode()
    page = address("replace", cohort, participant_id=seat.pk)
    shown = client.get(page)
    found = shown.context["found"]

    answer = client.post(
        page,
        {
            "nomination": found.best.nomination.pk,
            "reason": shown.context["form"].initial["reason"],
        },
    )

    assert page in listed
    assert answer.status_code == 302
    assert (
        Promotion.objects.get().reason
        == "The first reserve with whom every quota holds (Tajikistan, place 1)"
    )
    assert cohort.seat("tj3").state == "selected"
    after = client.get(address("cohort", cohort)).content.decode()
    assert "The seat went to" in after
    assert "Took the seat of" in after


def test_whoever_is_passed_over_stands_on_the_page_with_the_quota(client, cohort):
    no_women_of_kazakhstan(cohort)
    seat = decline(cohort, "kz9")
    client.force_login(cohort.officer)
    shown = client.get(address("replace", cohort, participant_id=seat.pk)).content.decode()
    assert "With this person these quotas would not hold:" in shown
    assert "The first reserve with whom every quota holds (Tajikistan, place 1)" in shown


def test_another_reserve_needs_a_reason(client, cohort):
    seat = decline(cohort, "tj4")
    cohort.call.call.quota_lines.all().delete()
    client.force_login(cohort.officer)
    page = address("replace", cohort, participant_id=seat.pk)
    refused = client.post(page, {"nomination": cohort.nomination("kz8").pk, "reason": ""})
    assert "needs a reason" in refused.content.decode()
    client.post(page, {"nomination": cohort.nomination("kz8").pk, "reason": "Speaks Tajik"})
    assert Promotion.objects.get().passed_over == [[cohort.nomination("tj3").pk]]


@pytest.mark.parametrize("nomination", ["", "x", "0", "99999999999999999999", "7"])
def test_a_made_up_reserve_is_refused_with_a_sentence(client, cohort, nomination):
    seat = decline(cohort, "tj4")
    client.force_login(cohort.officer)
    page = address("replace", cohort, participant_id=seat.pk)
    assert client.post(page, {"nomination": nomination, "reason": "x"}).status_code == 200
    assert not Promotion.objects.exists()


def test_a_seat_that_is_taken_has_no_replacement(client, cohort):
    client.force_login(cohort.officer)
    page = address("replace", cohort, participant_id=cohort.seat("tj4").pk)
    assert client.get(page).status_code == 302


def test_seats_of_another_edition_are_not_found(client, cohort):
    other = ParticipantFactory(edition=EditionFactory())
    client.force_login(cohort.officer)
    for name in ("seat", "replace"):
        assert client.get(address(name, cohort, participant_id=other.pk)).status_code == 404


def test_a_focal_point_sees_the_answers_of_the_own_country_alone(client, cohort):
    as_(client, cohort, "focal_point", country="TJ")
    shown = client.get(address("cohort", cohort)).content.decode()
    file = b"".join(client.get(address("cohort", cohort), {"download": "csv"}).streaming_content)

    kz, tj = cohort.nomination("kz9").person, cohort.nomination("tj4").person
    assert tj.passport_name in shown
    assert tj.passport_name in file.decode()
    assert kz.passport_name not in shown + file.decode()
    assert (
        client.get(address("seat", cohort, participant_id=cohort.seat("tj4").pk)).status_code == 403
    )


def test_the_list_asks_the_database_as_often_for_many_as_for_few(
    client, cohort, django_assert_max_num_queries
):
    client.force_login(cohort.officer)
    with django_assert_max_num_queries(40) as few:
        client.get(address("cohort", cohort))
    for _ in range(5):
        ParticipantFactory(edition=cohort.edition, person=PersonFactory(country="UZ"))
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(address("cohort", cohort))


def test_an_officer_keeps_an_answer_that_was_told_and_gives_more_time(client, cohort):
    seat = cohort.seat("kz9")
    client.force_login(cohort.officer)
    page = address("seat", cohort, participant_id=seat.pk)
    client.post(page, {"extend": "1", "day": "2029-12-20"})
    refused = client.post(page, {"extend": "1", "day": "2029-12-01"})
    client.post(page, {"to": "declined", "reason": ""})
    assert cohort.seat("kz9").state == "selected"
    client.post(page, {"to": "accepted", "reason": ""})

    held = cohort.seat("kz9")
    assert "still to come" in refused.content.decode()
    assert (held.state, held.answer_by.isoformat()) == ("accepted", "2029-12-20T13:00:00+00:00")


def test_a_step_that_is_not_in_the_table_is_no_choice(client, cohort):
    client.force_login(cohort.officer)
    page = address("seat", cohort, participant_id=cohort.seat("kz9").pk)
    assert client.post(page, {"to": "completed"}).status_code == 200
    assert cohort.seat("kz9").state == "selected"


def test_reminders_are_drafted_from_the_list(client, cohort):
    client.force_login(cohort.officer)
    answer = client.post(address("remind", cohort))
    assert answer.url.endswith("/outbox/drafts/answer/")
    assert Letter.objects.filter(kind="answer").count() == 2
    assert client.get(answer.url).status_code == 200


def test_the_days_to_answer_are_the_editions_own(client, cohort):
    client.force_login(cohort.officer)
    page = address("terms", cohort)
    refused = client.post(page, {"answer_days": "0", "appeal_days": "91"})
    client.post(page, {"answer_days": "3", "appeal_days": "5"})

    assert set(refused.context["form"].errors) == {"answer_days", "appeal_days"}
    assert client.get(page).context["form"].initial == {"answer_days": 3, "appeal_days": 5}


def test_a_participant_accepts_the_seat_on_the_own_page(client, cohort):
    seat = cohort.seat("kz9")
    client.force_login(seat.person.user)
    page = address("my_seat", cohort)
    assert (
        "Please answer by Monday, 17 December 2029, 18:00 Astana"
        in client.get(page).content.decode()
    )
    client.post(page, {"accept": "1"})
    assert cohort.seat("kz9").state == "accepted"


@pytest.mark.parametrize(("state", "after"), [("selected", "declined"), ("accepted", "declined")])
def test_a_participant_gives_up_the_seat_for_a_reason(client, cohort, state, after):
    seat = cohort.seat("kz9")
    Participant.objects.filter(pk=seat.pk).update(state=state)
    client.force_login(seat.person.user)
    page = address("my_seat", cohort)
    refused = client.post(page, {"leave": "1", "reason": ""})
    client.post(page, {"leave": "1", "reason": "Illness in the family"})

    held = cohort.seat("kz9")
    assert list(refused.context["form"].errors) == ["reason"]
    assert (held.state, held.state_reason) == (after, "Illness in the family")


def test_the_page_of_the_own_seat_needs_one(client, cohort):
    as_(client, cohort, "participant")
    assert client.get(address("my_seat", cohort)).status_code == 404
    client.force_login(cohort.officer)
    assert client.get(address("my_seat", cohort)).status_code == 403


def test_an_appeal_is_answered_by_a_third_person_and_the_letter_waits(client, cohort):
    line = line_of(cohort.edition.pk, cohort.nomination("new0").person_id)
    kept = appeals.appeal(line, words="Why not?", language="en", until=APPEAL_BY, at=NEXT_DAY)
    page = address("appeal", cohort, pk=kept.pk)
    sent = {"remedy": "dismissed", "answer": "Two years in service are asked for."}
    client.force_login(cohort.call.approver)
    assert "Another person has to." in client.get(page).content.decode()
    assert "Another person has to." in client.post(page, sent).content.decode()

    as_(client, cohort, "evaluation_officer")
    assert "Why not?" in client.get(page).content.decode()
    client.post(page, sent)

    kept.refresh_from_db()
    assert kept.state == "dismissed"
    assert "Two years in service" in Letter.objects.get(kind="appeal").body
    assert "Dismissed" in client.get(address("appeals", cohort)).content.decode()


@pytest.mark.parametrize("form", ["pdf", "docx"])
@pytest.mark.parametrize("kind", ["invitation", "visa", "nomination", "badges", "signs"])
def test_every_paper_of_one_person_is_made(client, cohort, kind, form):
    client.force_login(cohort.officer)
    Edition.objects.filter(pk=cohort.edition.pk).update(contact_name={"en": "The course desk"})
    page = address("paper", cohort, participant_id=cohort.seat("kz9").pk, kind=kind, form=form)
    answer = client.get(page, {"language": "ko"})

    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF" if form == "pdf" else b"PK")
    assert f".{form}" in answer["Content-Disposition"]


@pytest.mark.parametrize(("kind", "form"), [("roster", "pdf"), ("x", "pdf"), ("visa", "exe")])
def test_there_is_no_such_paper(client, cohort, kind, form):
    client.force_login(cohort.officer)
    page = address("paper", cohort, participant_id=cohort.seat("kz9").pk, kind=kind, form=form)
    assert client.get(page).status_code == 404


@pytest.mark.parametrize("form", ["pdf", "docx"])
@pytest.mark.parametrize("kind", ["visa", "badges", "signs", "roster"])
def test_a_paper_of_the_whole_cohort_is_made_by_a_worker(client, cohort, kind, form):
    client.force_login(cohort.officer)
    page = address("papers", cohort)
    client.post(page, {"kind": kind, "form": form, "language": "own"})
    client.post(page, {"kind": kind, "form": form, "language": "own"})
    jobs.work_off()

    made = CohortPaper.objects.get()
    answer = client.get(address("made_paper", cohort, pk=made.pk))
    assert made.people == 2
    assert answer.status_code == 200
    if kind == "visa":
        names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
        assert [name[:6] for name in names] == ["001-kz", "002-tj"]
    assert made.name in client.get(page).content.decode() or client.get(page).status_code == 200


def test_a_paper_of_another_edition_is_not_found(client, cohort):
    other = decided()
    paper = CohortPaper.objects.create(
        edition=other.edition,
        kind="visa",
        form="pdf",
        language="own",
        made_at=NEXT_DAY,
        made_by=other.officer,
        people=1,
        name="x.zip",
        content=b"PK",
    )
    client.force_login(cohort.officer)
    assert client.get(address("made_paper", cohort, pk=paper.pk)).status_code == 404
