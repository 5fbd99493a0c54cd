"""The pages that a signed link opens, as somebody without an account meets them."""

import re
from datetime import timedelta

import pytest
from django.core import signing

from samgak.correspondence.models import Letter
from samgak.participants import links
from samgak.places import services
from samgak.places.models import Answer, Appeal
from tests.places.cohorts import ANSWER_BY, APPEAL_BY, NEXT_DAY, decided

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def cohort():
    return decided()


@pytest.fixture
def at(monkeypatch):
    """The clock of the pages."""

    def move(moment):
        monkeypatch.setattr("samgak.core.clock.timezone.now", lambda: moment)

    move(NEXT_DAY)
    return move


def link_in(cohort, name, kind="acceptance", page="place"):
    letter = Letter.objects.get(kind=kind, person=cohort.nomination(name).person)
    return re.search(rf"(/[a-z]{{2}}/{page}/\S+/)", letter.body)[1]


def test_a_seat_is_accepted_by_the_link_of_the_letter(client, cohort, at):
    page = link_in(cohort, "kz9")
    shown = client.get(page)
    client.post(page, {"accept": "1"})
    client.post(page, {"accept": "1"})

    assert shown.status_code == 200
    assert len(shown.content) < 20_000
    assert b"<script" not in shown.content
    assert shown["Referrer-Policy"] == "same-origin"
    assert "no-store" in shown["Cache-Control"]
    assert cohort.seat("kz9").state == "accepted"
    assert Answer.objects.count() == 1


def test_a_seat_is_declined_for_a_reason_and_what_was_typed_is_kept(client, cohort, at):
    page = link_in(cohort, "kz9")
    refused = client.post(page, {"decline": "1", "reason": ""})
    assert 'role="alert"' in refused.content.decode()
    client.post(page, {"decline": "1", "reason": f"Ill\0 {SCRIPT}"})

    assert cohort.seat("kz9").state_reason == f"Ill {SCRIPT}"
    assert SCRIPT not in client.get(page).content.decode()


def test_a_reason_of_a_hundred_thousand_letters_does_no_harm(client, cohort, at):
    page = link_in(cohort, "kz9")
    client.post(page, {"decline": "1", "reason": "x" * 100_000})
    assert len(cohort.seat("kz9").state_reason) == 2000


def test_a_mind_changes_until_the_date_and_the_page_says_when_it_has_passed(client, cohort, at):
    page = link_in(cohort, "kz9")
    client.post(page, {"decline": "1", "reason": "Ill"})
    client.post(page, {"accept": "1"})
    assert cohort.seat("kz9").state == "accepted"

    at(ANSWER_BY + timedelta(minutes=1))
    late = client.post(page, {"decline": "1", "reason": "Ill"})
    assert 'role="alert"' in late.content.decode()
    assert cohort.seat("kz9").state == "accepted"


def test_the_last_minute_counts_and_the_next_does_not(client, cohort, at):
    at(ANSWER_BY)
    client.post(link_in(cohort, "kz9"), {"accept": "1"})
    at(ANSWER_BY + timedelta(seconds=1))
    client.post(link_in(cohort, "tj4"), {"accept": "1"})

    assert cohort.seat("kz9").state == "accepted"
    assert cohort.seat("tj4").state == "selected"


@pytest.mark.parametrize("days", [91, 400])
def test_a_link_opens_nothing_when_its_time_is_over(client, cohort, at, days):
    at(ANSWER_BY + timedelta(days=days))
    assert client.get(link_in(cohort, "kz9")).status_code == 404


def test_a_link_of_somebody_whose_address_has_changed_opens_nothing(client, cohort, at):
    page = link_in(cohort, "kz9")
    person = cohort.nomination("kz9").person
    person.email = "another@example.org"
    person.save()
    assert client.get(page).status_code == 404
    assert client.post(page, {"accept": "1"}).status_code == 404


@pytest.mark.parametrize(
    "held", ["x", [], [1, 2], ["a", "b", "c", "d"], [1, 1, 1e30, "x"], {"a": 1}]
)
def test_a_token_that_holds_something_else_opens_nothing(client, at, held):
    token = signing.dumps(held, salt="participants.answer")
    assert client.get(f"/en/place/{token}/").status_code == 404


def test_a_link_to_appeal_does_not_answer_and_the_other_way_round(client, cohort, at):
    answering = link_in(cohort, "kz9").replace("/place/", "/appeal/")
    appealing = link_in(cohort, "new0", "regret", "appeal").replace("/appeal/", "/place/")
    assert client.get(answering).status_code == 404
    assert client.get(appealing).status_code == 404


def test_a_mistyped_link_opens_nothing(client, at):
    assert client.get("/en/place/abc/").status_code == 404


def test_a_promoted_reserve_answers_by_a_link_of_their_own(client, cohort, at):
    seat = cohort.seat("tj4")
    services.answer(seat, word="declined", through="link", reason="Ill", at=NEXT_DAY)
    services.promote(
        seat,
        nomination_id=cohort.nomination("tj3").pk,
        reason="First",
        by=cohort.officer,
        at=NEXT_DAY,
    )
    client.post(link_in(cohort, "tj3"), {"accept": "1"})
    refused = client.post(link_in(cohort, "tj4"), {"accept": "1"})

    assert cohort.seat("tj3").state == "accepted"
    assert 'role="alert"' in refused.content.decode()
    assert cohort.seat("tj4").state == "declined"


def test_a_reader_on_the_reserve_list_appeals_by_link_and_sees_that_it_is_received(
    client, cohort, at
):
    page = link_in(cohort, "kz8", "reserve", "appeal")
    shown = client.get(page)
    client.post(page, {"words": f"Мен көбірек жұмыс істедім {SCRIPT}"})
    again = client.post(page, {"words": "Once more"})

    assert (shown.status_code, len(shown.content) < 20_000) == (200, True)
    assert b"<script" not in shown.content
    assert SCRIPT not in client.get(page).content.decode()
    assert 'role="alert"' in again.content.decode()
    assert Appeal.objects.get().language == "kk"


def test_a_late_appeal_is_refused_with_a_sentence_and_kept(client, cohort, at):
    page = link_in(cohort, "new0", "regret", "appeal").replace("/kk/", "/en/")
    at(APPEAL_BY + timedelta(seconds=1))
    shown = client.get(page).content.decode()
    client.post(page, {"words": "My letter came late."})

    assert "The date for appeals has passed" in shown
    assert Appeal.objects.get().state == "late"
    assert "it is kept" in client.get(page).content.decode()


def test_whose_link_it_is_stands_in_it(cohort):
    person = cohort.nomination("kz9").person
    link = links.link_to(
        person, edition=cohort.edition, purpose=links.ANSWER, until=ANSWER_BY, language="kk"
    )
    held = links.held_by(link.rstrip("/").rsplit("/", 1)[1], purpose=links.ANSWER)
    assert (held.person, held.edition, held.until) == (person.pk, cohort.edition.pk, ANSWER_BY)
