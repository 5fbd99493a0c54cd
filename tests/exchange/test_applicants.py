"""An applicant without a seat: what is held, a copy of it, and asking for its end, by the link alone."""

import io
import json
import zipfile
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone

from samgak.applications import links
from samgak.privacy import queries
from samgak.privacy.models import ErasureRequest
from tests.applications.factories import ApplicationFactory
from tests.factories import EditionRoleFactory, ParticipantFactory, UserFactory
from tests.privacy.factories import NUMBER, answer, give

pytestmark = pytest.mark.django_db


def token_of(application, at=None, purpose=links.APPLY):
    link = links.link_to(application, purpose=purpose, language="en", at=at or timezone.now())
    return urlsplit(link).path.removesuffix("/").rsplit("/", 1)[-1]


def page(name, token, *more):
    return reverse(f"exchange:applicant_{name}", args=[token, *more])


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def application():
    """Submitted, by somebody who agreed to news after the course."""
    made = ApplicationFactory(submitted=True)
    answer(made, "alumni", "ordinary", agreed=True)
    return made


def test_what_was_agreed_to_is_withdrawn_by_the_link(client, application):
    token = token_of(application)

    own = text_of(client.get(reverse("apply:start", args=[token])))
    before = text_of(client.get(page("data", token)))
    done = client.post(page("answer", token, "alumni", "ordinary"), {"withdraw": "1"}, follow=True)

    assert page("data", token) in own
    assert "News after the course" in before
    assert "Insurance" not in before  # never asked
    assert "Your answer is kept." in text_of(done)
    given = queries.latest_answers(application.person, application.edition)
    assert given["alumni", "ordinary"].answer == "withdrawn"


@pytest.mark.parametrize(
    ("purpose", "data_class"), [("insurance", "sensitive"), ("alumni", "x"), ("x", "ordinary")]
)
def test_only_what_the_application_asked_is_answered(client, application, purpose, data_class):
    sent = client.post(page("answer", token_of(application), purpose, data_class), {"agree": "1"})

    assert sent.status_code == 404
    assert len(queries.latest_answers(application.person, application.edition)) == 1


def test_the_copy_holds_the_application_and_nothing_of_earlier_courses(client, application):
    give(ParticipantFactory(person=application.person, state="accepted"), by=UserFactory())
    other = ApplicationFactory(submitted=True)

    answered = client.get(page("copy", token_of(application)))

    with zipfile.ZipFile(io.BytesIO(answered.content)) as packed:
        held = json.loads(packed.read("my-data.json"))["records"]
        words = packed.read("my-data.html").decode()
    assert held["applications-application"][0]["answers"] == application.answers
    assert len(held["applications-application"]) == len(held["participants-person"]) == 1
    assert held["privacy-consent"]
    assert "privacy-vaultitem" not in held
    assert NUMBER not in words + json.dumps(held)
    assert other.person.email not in words


def test_erasure_is_asked_for_once_and_decided_by_an_officer(client, application):
    token = token_of(application)

    asked = client.post(page("erasure", token), follow=True)
    client.post(page("erasure", token))

    assert "Your request is with the officers." in text_of(asked)
    request = ErasureRequest.objects.get()
    assert (request.person, request.edition) == (application.person, application.edition)
    client.force_login(EditionRoleFactory(edition=application.edition).user)
    decide = reverse("exchange:erasure", args=[application.edition.code, request.pk])
    client.post(decide, {"reason": "As was asked.", "grant": "1"})
    client.logout()
    application.refresh_from_db()
    assert application.answers == {}
    assert "erasure" in text_of(client.get(page("data", token)))


def test_without_answers_the_page_says_so(client):
    said = text_of(client.get(page("data", token_of(ApplicationFactory()))))

    assert "You have not answered any such question yet." in said


@pytest.mark.parametrize("name", ["data", "copy"])
def test_a_link_that_is_over_or_of_another_opens_nothing(client, application, name):
    old = token_of(application, at=timezone.now() - timedelta(days=120))
    endorser = token_of(application, purpose=links.SUPERVISOR)

    for token in (old, endorser, "x"):
        assert client.get(page(name, token)).status_code == 404
    client.force_login(UserFactory())
    assert client.get(page(name, token_of(application))).status_code == 404


@pytest.mark.parametrize("name", ["answer", "erasure"])
def test_nothing_happens_by_looking(client, application, name):
    more = ("alumni", "ordinary") if name == "answer" else ()

    assert client.get(page(name, token_of(application), *more)).status_code == 405
    assert not ErasureRequest.objects.exists()
