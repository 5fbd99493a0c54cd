import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from samgak.surveys.models import KnowledgeTest, Survey
from tests.factories import EditionFactory, EditionRoleFactory
from tests.surveys.factories import DEFINITION, SURVEY, KnowledgeTestFactory, a_survey

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def edition(client):
    role = EditionRoleFactory(edition=EditionFactory(), role="programme_officer")
    client.force_login(role.user)
    return role.edition


@pytest.mark.parametrize(("form", "ending"), [("surveyjs", "json"), ("xlsform", "xlsx")])
def test_the_questions_of_a_test_go_out_and_come_in_again(client, edition, form, ending):
    test = KnowledgeTestFactory(edition=edition)
    file = client.get(reverse("surveys:questions", args=[edition.code, form])).content
    test.delete()

    sent = SimpleUploadedFile(f"questions.{ending}", file)
    client.post(reverse("surveys:load", args=[edition.code]), {"file": sent})

    asked = [one["key"] for one in KnowledgeTest.objects.get().definition["questions"]]
    assert asked == [one["key"] for one in DEFINITION["questions"]]


def test_a_survey_goes_out_too(client, edition):
    survey = a_survey(edition)
    where = [edition.code, survey.key]

    made = client.get(reverse("surveys:survey_questions", args=[*where, "surveyjs"]))
    assert json.loads(made.content)["pages"][0]["elements"][0]["type"] == "rating"
    assert client.get(reverse("surveys:survey_questions", args=[*where, "word"])).status_code == 404


def test_what_is_left_out_is_said(client, edition):
    told = {
        "title": "S",
        "elements": [{"type": "file", "name": "f"}, {"type": "text", "name": "t"}],
    }
    sent = SimpleUploadedFile("s.json", json.dumps(told).encode())

    page = client.post(
        reverse("surveys:load_survey", args=[edition.code]), {"file": sent}, follow=True
    )

    said = "elements[1]: questions of this kind are not known here and were left out."
    assert said in page.content.decode()
    assert Survey.objects.get().key.startswith("surveyjs-")


@pytest.mark.parametrize("letter", ["\\u0000", "\\ud800"])
def test_letters_that_can_not_be_kept_are_refused(client, edition, letter):
    told = json.dumps(SURVEY | {"title": {"en": "X"}}).replace("X", letter)
    sent = SimpleUploadedFile("s.json", told.encode())

    page = client.post(reverse("surveys:load_survey", args=[edition.code]), {"file": sent})

    assert "This is not a JSON file." in page.content.decode()
    deep = SimpleUploadedFile("s.json", b'{"pages":' + b"[" * 2000 + b"]" * 2000 + b"}")
    page = client.post(reverse("surveys:load_survey", args=[edition.code]), {"file": deep})
    assert page.status_code == 200


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"PK\x03\x04 broken", "the file is damaged"),
        (b"not a workbook", "the content is not what the ending says"),
        (b"\xd0\xcf\x11\xe0", "the content is not what the ending says"),
    ],
)
def test_a_broken_workbook_is_refused(client, edition, content, says):
    sent = SimpleUploadedFile("s.xlsx", content)

    page = client.post(reverse("surveys:load_survey", args=[edition.code]), {"file": sent})

    assert says in page.content.decode()
    assert not Survey.objects.exists()
