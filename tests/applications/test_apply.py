"""The applicant's way by link, as a browser without script walks it."""

from datetime import timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from samgak.applications import links, queries, services
from samgak.applications.models import Application
from tests.applications.factories import WHOLE, ApplicationFactory
from tests.calls.factories import a_published
from tests.factories import EditionRoleFactory, UserFactory

pytestmark = pytest.mark.django_db


def address(application, purpose=links.APPLY, at=None, **more):
    link = links.link_to(
        application, purpose=purpose, language="en", at=at or timezone.now(), **more
    )
    return urlsplit(link).path


@pytest.fixture
def draft():
    return ApplicationFactory(began_at=None)


def text_of(response):
    return response.content.decode()


def sent(answer, key):
    """An answer as the form of its question sends it."""
    if isinstance(answer, list):
        cells = ((n, name, cell) for n, row in enumerate(answer) for name, cell in row.items())
        return {f"answer-{key}|{n}|{name}": cell for n, name, cell in cells}
    if key in ("born_on", "in_post_since"):
        year, month, day = answer.split("-")
        return {f"answer-{key}_day": day, f"answer-{key}_month": month, f"answer-{key}_year": year}
    return {f"answer-{key}": answer}


def test_from_the_gate_to_the_receipt_one_question_after_the_other(client, draft):
    start = address(draft)
    assert "Have these ready" in text_of(client.get(start))

    response = client.post(start)
    seen = []
    while "/questions/" in response.url:
        key = response.url.rstrip("/").rsplit("/", 1)[-1]
        seen.append(key)
        assert "Question " in text_of(client.get(response.url))
        response = client.post(response.url, sent(WHOLE.get(key, ""), key))
        assert response.status_code == 302, key

    assert set(WHOLE) - {"family_name", "given_name", "native_name", "sex", "born_on", "email"} <= {
        *seen
    }
    assert "training" not in seen  # had none
    check = response.url
    assert "Check your answers" in text_of(client.get(check))
    assert "Please confirm the declaration." in text_of(client.post(check))
    done = client.post(check, {"declare": "1"}, follow=True)
    assert "Your application is submitted" in text_of(done)
    assert Application.objects.get().state == "submitted"
    # Used twice: the receipt again, and no way to write.
    assert "Your application is submitted" in text_of(client.get(start))
    assert client.post(f"{start}questions/problem/", {"answer-problem": "x"}).url == start


def test_it_is_resumed_where_one_was_on_another_device(client, draft):
    start = address(draft)
    client.post(start)
    client.post(f"{start}questions/nationality/", {"answer-nationality": "Kyrgyz"})
    client.post(f"{start}questions/telephone/", {"answer-telephone": "no", "later": "1"})

    assert client.post(start).url == f"{start}questions/telephone/"


def test_a_fault_is_said_at_its_question_and_what_was_typed_is_kept(client):
    draft = ApplicationFactory()
    page = f"{address(draft)}questions/native_name/"

    said = text_of(client.post(page, {"answer-native_name": "Оспанова\u202eӘйгерім"}))

    assert "can&#x27;t be seen" in said
    assert "Оспанова" in said
    draft.refresh_from_db()
    assert "native_name" in draft.answers


def test_a_table_grows_entry_by_entry_and_says_which_is_wrong(client):
    draft = ApplicationFactory()
    page = f"{address(draft)}questions/employment/"
    first = {"organisation": "Ministry", "position": "Expert", "from": "2015"}

    assert client.post(page, sent([first], "employment") | {"add": "1"}).url == page
    assert "Entry 2" in text_of(client.get(page))
    said = text_of(client.post(page, sent([first, {"organisation": "Agency"}], "employment")))

    assert "Entry 2 is not complete." in said
    assert 'value="Agency"' in said


def test_from_the_summary_back_to_the_summary_unless_more_is_asked(client):
    draft = ApplicationFactory(whole=True)
    start = address(draft)

    back = client.post(f"{start}questions/problem/?back=check", {"answer-problem": "Another"})
    more = client.post(f"{start}questions/had_training/?back=check", {"answer-had_training": "yes"})

    assert back.url == f"{start}check/"
    assert more.url == f"{start}questions/training/"


def test_a_link_opens_nothing_when_it_is_mistyped_old_replaced_or_somebody_elses(client):
    draft = ApplicationFactory()
    start = address(draft)
    old = address(draft, at=timezone.now() - links.LIFETIMES[links.APPLY] - timedelta(hours=1))

    assert client.get(start[:-2] + "x/").status_code == 404
    assert "Its time is over" in text_of(client.get(old))
    assert (
        client.get(address(draft, links.SUPERVISOR).replace("endorse", "apply")).status_code == 404
    )
    client.force_login(UserFactory())
    assert "belongs to somebody else" in text_of(client.get(start))
    client.logout()
    services.renew_link(draft, by=None, at=timezone.now())
    assert "a newer link was sent" in text_of(client.get(start))


def test_script_in_every_answer_stays_text(client):
    words = '<script>alert("1")</script>'
    draft = ApplicationFactory(answers=dict.fromkeys(WHOLE, words))
    start = address(draft)

    for page in (start, f"{start}check/", f"{start}questions/motivation/"):
        assert "<script>alert" not in text_of(client.get(page))


def test_nonsense_in_the_kept_answers_breaks_no_page(client):
    odd = {"languages": "x", "employment": [1, {"from": ["y"]}], "born_on": "a-b-c", "sex": ["F"]}
    draft = ApplicationFactory(answers=odd)
    start = address(draft)

    assert client.get(f"{start}check/").status_code == 200
    for key in odd:
        assert client.get(f"{start}questions/{key}/").status_code == 200


def test_a_huge_answer_is_cut_and_said_to_be_too_long(client):
    draft = ApplicationFactory()

    said = text_of(
        client.post(f"{address(draft)}questions/motivation/", {"answer-motivation": "x" * 90_000})
    )

    assert "at most 2000 letters" in said.lower()
    draft.refresh_from_db()
    assert len(draft.answers["motivation"]) == 20_000


def test_a_form_that_was_sent_empty_is_a_fault_and_no_error(client):
    draft = ApplicationFactory()

    response = client.post(f"{address(draft)}questions/motivation/")

    assert "Answer this question." in text_of(response)


def test_withdrawing_needs_a_reason_and_is_shown(client):
    application = ApplicationFactory(submitted=True)
    page = f"{address(application)}withdraw/"

    assert "Give a reason." in text_of(client.post(page))
    assert "Withdrawn" in text_of(client.post(page, {"reason": "A new post"}, follow=True))


def test_a_link_made_by_the_clock_of_another_place_opens_the_application(client):
    there = timezone.now().astimezone(ZoneInfo("Asia/Almaty"))

    application = ApplicationFactory(submitted=True, submitted_at=there)

    assert client.get(address(application, links.SUPERVISOR)).status_code == 200


def test_the_supervisor_reads_and_endorses_by_link_and_nobody_by_a_link_of_before(client):
    application = ApplicationFactory(submitted=True)
    page = address(application, links.SUPERVISOR)
    said = text_of(client.get(page))
    assert "Four visits for one paper" in said
    assert "I agree" not in said

    done = text_of(client.post(page, {"words": "She is the one"}, follow=True))

    assert "Thank you. You need do nothing more." in done
    assert client.post(page).status_code == 200  # endorsed already: a sentence
    services.give_back(
        application,
        acts_as="programme_officer",
        by=UserFactory(),
        reason="One more look",
        at=timezone.now(),
    )
    application.refresh_from_db()
    services.submit(application, at=timezone.now(), today=timezone.now().date())
    assert client.get(page).status_code == 404


def test_the_focal_point_reads_what_the_supervisor_said(client):
    application = ApplicationFactory(submitted=True)
    client.post(address(application, links.SUPERVISOR), {"words": "She is the one"})
    role = EditionRoleFactory(edition=application.edition, role="focal_point", country="KZ")

    page = client.get(address(application, links.FOCAL_POINT, user_id=role.user_id))

    assert "She is the one" in text_of(page)


def test_a_focal_point_endorses_by_link_while_it_is_one(client):
    application = ApplicationFactory(submitted=True, state="supervisor_endorsed")
    role = EditionRoleFactory(edition=application.edition, role="focal_point", country="KZ")
    page = address(application, links.FOCAL_POINT, user_id=role.user_id)
    foreign = EditionRoleFactory(edition=application.edition, role="focal_point", country="KG")
    of_another = address(application, links.FOCAL_POINT, user_id=foreign.user_id)

    assert client.get(of_another).status_code == 404
    assert "Give a reason." in text_of(client.post(page, {"decline": "1"}))
    client.post(page)
    application.refresh_from_db()
    assert application.state == "focal_point_endorsed"
    assert application.steps.get().taken_by == role.user


@pytest.mark.parametrize("language", ["ko", "kk", "tg"])
def test_the_pages_are_in_the_language_of_the_address(client, language):
    draft = ApplicationFactory()
    page = f"{address(draft)}questions/problem/".replace("/en/", f"/{language}/")

    assert f'<html lang="{language}"' in text_of(client.get(page))
    assert 'lang="en">Which problem' not in text_of(client.get(page))


def test_reverse_needs_no_account(client):
    assert reverse("apply:start", kwargs={"token": "x"}) == "/en/apply/x/"


def test_the_documents_of_the_course_information_are_ticked_before_beginning(client, draft):
    version = a_published(draft.edition, sections={"en": {"documents": "Passport copy"}})
    start = address(draft)

    asked = text_of(client.get(start))
    refused = text_of(client.post(start))
    begun = client.post(start, {"ready": "1", "number": "1"})

    assert "Passport copy" in asked
    assert "Medical verdict" in asked  # asked later
    assert "Tick that you have these ready." in refused
    assert "/questions/" in begun.url
    draft.refresh_from_db()
    assert draft.ready_for == version
    assert draft.ready_at


def test_another_list_of_documents_is_asked_for_before_submitting(client):
    draft = ApplicationFactory(whole=True)
    start = address(draft)
    a_published(draft.edition, sections={"en": {"documents": "Passport copy"}})

    check = text_of(client.get(f"{start}check/"))
    refused = text_of(client.post(f"{start}check/", {"declare": "1"}))
    stale = text_of(client.post(start, {"ready": "1", "number": "7"}))
    client.post(start, {"ready": "1", "number": "1"})
    done = client.post(f"{start}check/", {"declare": "1"}, follow=True)

    said = "First say that you have the documents of the course information ready"
    assert said in check
    assert said in refused
    assert "The course information has a new version." in stale
    assert "Your application is submitted" in text_of(done)


def test_the_gate_asks_only_for_what_the_form_asks(client, draft):
    whole = text_of(client.get(address(draft)))
    form = queries.newest_form(draft.edition)
    who = [one for one in form.definition["sections"] if one["key"] == "who"]
    form.definition = form.definition | {"sections": who}
    form.save()
    short = text_of(client.get(address(draft)))

    for said in ("the years for “Education”", "e-mail address of your supervisor", "sentences on"):
        assert said in whole
        assert said not in short
    assert "your passport" in short
