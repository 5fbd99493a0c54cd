import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samgak.core import jobs
from samgak.correspondence.models import Letter
from tests.correspondence.factories import LetterFactory
from tests.factories import EditionFactory, EditionRoleFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return EditionFactory()


@pytest.fixture
def officer(client, edition):
    user = EditionRoleFactory(edition=edition, role="programme_officer").user
    client.force_login(user)
    return user


def address(name, edition, *more):
    return reverse(f"correspondence:{name}", args=[edition.code, *more])


def test_drafts_are_counted_by_kind_and_language(client, officer, edition):
    LetterFactory(edition=edition, language="kk")
    LetterFactory(edition=edition, language="kk")
    LetterFactory(edition=edition, language="ko", address="")
    LetterFactory()  # of another edition

    text = client.get(address("outbox", edition)).content.decode()

    assert "3 letters wait to be looked at." in text
    assert "Kazakh</a> (2)" in text
    assert "Korean</a> (1)" in text
    assert "1 person has no e-mail address yet." in text


def test_an_officer_chooses_confirms_and_sends(client, officer, edition):
    first, second, third = (LetterFactory(edition=edition) for _ in range(3))

    asked = client.post(
        address("drafts", edition, "acceptance"), {"letter": [first.pk, second.pk]}
    ).content.decode()
    assert "Send 2 letters?" in asked
    assert second.address in asked
    assert third.address not in asked
    assert mail.outbox == []

    client.post(address("queue", edition, "acceptance"), {"letter": [first.pk, second.pk]})
    jobs.work_off()

    assert {message.to[0] for message in mail.outbox} == {first.address, second.address}
    assert Letter.objects.get(pk=first.pk).queued_by == officer
    assert Letter.objects.get(pk=third.pk).state == "draft"


def test_all_drafts_are_chosen_but_not_those_that_come_later(client, officer, edition):
    seen = [LetterFactory(edition=edition) for _ in range(2)]
    page = address("drafts", edition, "acceptance")

    asked = client.post(page, {"until": 2**53})
    assert asked.context["until"] == seen[1].pk
    later = LetterFactory(edition=edition)
    client.post(address("queue", edition, "acceptance"), {"until": asked.context["until"]})

    assert Letter.objects.filter(state="queued").count() == 2
    assert Letter.objects.get(pk=later.pk).state == "draft"


def test_nothing_is_sent_when_nothing_is_chosen(client, officer, edition):
    LetterFactory(edition=edition)

    response = client.post(address("drafts", edition, "acceptance"), {"letter": "drop table"})

    assert "Choose at least one letter." in response.content.decode()


def test_a_draft_is_changed_and_shown_as_its_reader_sees_it(client, officer, edition):
    letter = LetterFactory(edition=edition)
    page = address("letter", edition, letter.pk)

    client.post(page, {"address": "a@example.kz", "subject": "New", "body": "New words"})
    text = client.get(page).content.decode()

    assert "New words" in text
    assert "a@example.kz" in text


def test_a_letter_without_an_address_is_refused_with_a_sentence(client, officer, edition):
    letter = LetterFactory(edition=edition, address="")

    response = client.post(address("send", edition, letter.pk), follow=True)

    assert "We have no e-mail address of Оспанова Әйгерім." in response.content.decode()


def test_a_failed_letter_says_why_and_is_sent_again(client, officer, edition):
    letter = LetterFactory(
        edition=edition, state="failed", fault="refused", fault_detail="550 no such mailbox"
    )
    assert "refused the letter" in client.get(address("outbox", edition)).content.decode()
    page = client.get(address("letter", edition, letter.pk)).content.decode()
    assert "550 no such mailbox" in page

    client.post(address("send", edition, letter.pk))
    jobs.work_off()

    assert Letter.objects.get(pk=letter.pk).state == "sent"


def test_a_draft_is_discarded(client, officer, edition):
    letter = LetterFactory(edition=edition)

    client.post(address("discard", edition, letter.pk))

    assert Letter.objects.get(pk=letter.pk).state == "discarded"


def test_the_log_is_filtered_by_name_kind_and_state(client, officer, edition):
    LetterFactory(edition=edition, person=PersonFactory(native_name="Ким Ольга"), subject="A")
    LetterFactory(edition=edition, kind="regret", state="discarded")

    def shown(**filters):
        return len(client.get(address("outbox", edition), filters).context["page_obj"])

    assert shown() == 2
    assert shown(name="ким") == 1
    assert shown(kind="regret", state="discarded") == 1
    assert shown(kind="regret", state="draft") == 0
    assert shown(kind="nonsense") == 2


def test_the_letters_to_one_person_stand_on_a_page(client, officer, edition):
    letter = LetterFactory(edition=edition)
    LetterFactory(edition=edition, person=letter.person, kind="certificate")

    text = client.get(address("letters_to", edition, letter.person_id)).content.decode()

    assert text.count("<tr") == 3
    assert client.get(address("letters_to", edition, PersonFactory().pk)).status_code == 404


def test_letters_on_their_way_are_counted_anew(client, officer, edition):
    LetterFactory(edition=edition, state="queued")

    text = client.get(address("outbox", edition), headers={"HX-Request": "true"}).content.decode()

    assert "every 3s" in text
    assert "<html" not in text


@pytest.mark.parametrize("name", ["outbox", "drafts", "letter", "letters_to"])
@pytest.mark.parametrize("role", ["focal_point", "participant", "screener", "lecturer"])
def test_others_do_not_see_the_outbox(client, edition, name, role):
    letter = LetterFactory(edition=edition)
    country = "KZ" if role == "focal_point" else ""
    client.force_login(EditionRoleFactory(edition=edition, role=role, country=country).user)
    more = {"drafts": ["acceptance"], "letter": [letter.pk], "letters_to": [letter.person_id]}

    assert client.get(address(name, edition, *more.get(name, []))).status_code == 403


@pytest.mark.parametrize("name", ["queue", "send", "discard"])
def test_an_administrator_sees_letters_and_sends_none(client, edition, name):
    letter = LetterFactory(edition=edition)
    client.force_login(EditionRoleFactory(edition=edition, role="administrator").user)

    assert client.get(address("letter", edition, letter.pk)).status_code == 200
    more = "acceptance" if name == "queue" else letter.pk
    assert client.post(address(name, edition, more), {"letter": letter.pk}).status_code == 403
    assert Letter.objects.get(pk=letter.pk).state == "draft"


def test_a_letter_of_another_edition_is_not_found(client, officer, edition):
    assert client.get(address("letter", edition, LetterFactory().pk)).status_code == 404


@pytest.mark.parametrize("name", ["outbox", "drafts"])
def test_a_page_costs_the_same_queries_however_long_the_list(client, officer, edition, name):
    page = address(name, edition, *(["acceptance"] if name == "drafts" else []))

    def cost_with_more(letters):
        for _ in range(letters):
            LetterFactory(edition=edition)
            LetterFactory(edition=edition, kind="regret", state="failed")
        with CaptureQueriesContext(connection) as queries:
            client.get(page)
        return len(queries)

    cost_with_more(0)  # what is remembered between requests
    assert cost_with_more(1) == cost_with_more(2)
