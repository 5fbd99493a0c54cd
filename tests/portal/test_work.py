from datetime import UTC, datetime

import pytest
from django.urls import reverse

from samgak.core import jobs, services
from tests.factories import EditionFactory, EditionRoleFactory, UserFactory

pytestmark = pytest.mark.django_db
MORNING = datetime(2030, 1, 15, 4, tzinfo=UTC)
POLL = {"HX-Request": "true"}


@jobs.task("tests.count", title="Counting the seats", sentence=lambda broken: "Too many chairs.")
def count(work, *, at):
    return "/en/counted/"


@pytest.fixture
def edition():
    return EditionFactory()


@pytest.fixture
def work(edition):
    return jobs.begin(count, by=UserFactory(), at=MORNING, edition_code=edition.code)


@pytest.fixture
def page(client, work):
    client.force_login(work.requested_by)
    return reverse("portal:work", args=[work.pk])


def test_the_page_asks_again_until_the_job_is_done_with_and_without_script(client, work, page):
    services.start(work)
    services.advance(work, done=3, total=4)
    work.refresh_from_db()
    services.advance(work, done=4, total=4)

    text = client.get(page).content.decode()

    assert "<h1>Counting the seats</h1>" in text
    assert f'hx-get="{page}" hx-trigger="every 2s"' in text
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in text


def test_a_poll_gets_the_part_that_changes(client, page):
    text = client.get(page, headers=POLL).content.decode()

    assert "<html" not in text
    assert "every 2s" in text


def test_the_page_goes_on_to_the_result(client, page):
    jobs.work_off()

    response = client.get(page)
    poll = client.get(page, headers=POLL)

    assert response.headers["Location"] == "/en/counted/"
    assert (poll.status_code, poll.headers["HX-Redirect"]) == (286, "/en/counted/")


def test_a_job_that_stopped_says_why(client, work, page):
    services.fail(work, code="too_many_chairs")

    text = client.get(page).content.decode()

    assert "Too many chairs." in text
    assert "every 2s" not in text
    assert "http-equiv" not in text


@pytest.mark.parametrize(
    ("role", "status"), [("programme_officer", 200), ("administrator", 200), ("screener", 404)]
)
def test_officers_of_the_edition_see_it_and_others_do_not(client, edition, page, role, status):
    client.force_login(EditionRoleFactory(edition=edition, role=role).user)

    assert client.get(page).status_code == status


def test_an_officer_of_another_edition_does_not_see_it(client, page):
    client.force_login(EditionRoleFactory().user)

    assert client.get(page).status_code == 404


def test_a_stranger_is_asked_to_sign_in(client, page):
    client.logout()

    assert client.get(page).status_code == 302
